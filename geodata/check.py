"""All problems of an atlas: its sources, its layers, and layers declared but not built."""

from collections.abc import Callable

from geodata import validation
from geodata.atlas import Atlas
from geodata.errors import SourceUnreadable
from geodata.layer import Layer
from geodata.publish import build
from geodata.validation import Problem

Progress = Callable[[int, int, str], None]


def check(atlas: Atlas, *, progress: Progress | None = None) -> list[Problem]:
    """Every problem of the sources, of each layer that can be built from them, and of published/.

    A layer whose own sources have problems is not built: it would say the same again.
    """
    problems = list(validation.check_sources(atlas))
    broken = {problem.file.rpartition("/")[2].split(".")[0] for problem in problems}
    for number, layer in enumerate(atlas.layers, start=1):
        if progress:
            progress(number, len(atlas.layers), layer.id)
        if not broken & set(layer.sources):
            problems += _check_layer(atlas, layer)
        if not (atlas.published / f"{layer.id}.geojson").exists():
            message = "The layer is declared but not built; run `steppe-atlas publish`."
            problems.append(Problem(f"published/{layer.id}.geojson", 1, "not-built", message))
    return problems


def _check_layer(atlas: Atlas, layer: Layer) -> list[Problem]:
    try:
        return list(validation.check_features(layer, build(atlas, layer), atlas))
    except SourceUnreadable as fault:
        return [Problem(f"layers/{layer.id}", 1, "source", str(fault))]
