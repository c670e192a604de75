"""All checks in order: contents, sources, layers whose sources are sound, published files."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from geodata.atlas import HERE, Atlas, open_atlas
from geodata.errors import ContentsUnreadable
from geodata.validation.argument import TABLES, check_argument
from geodata.validation.contents import check_contents
from geodata.validation.layers import check_layer
from geodata.validation.problem import Problem
from geodata.validation.published import check_published
from geodata.validation.sources import NEEDED, check_sources

Progress = Callable[[int, int, str], None]


def check(atlas: Atlas, *, progress: Progress | None = None) -> list[Problem]:
    """Collect every problem of an atlas; layers are built only where their sources are sound."""
    unsound = check_sources(atlas)
    found = [*check_contents(atlas), *unsound]
    broken = {PurePosixPath(problem.file).stem for problem in unsound}
    for number, layer in enumerate(atlas.layers, start=1):
        if progress:
            progress(number, len(atlas.layers), layer.id)
        if not broken & {*NEEDED, *layer.sources}:
            found += check_layer(atlas, layer)[1]
    if not broken & {*NEEDED, *TABLES}:
        found += check_argument(atlas, atlas.published)
    return found + check_published(atlas)


def check_folder(folder: Path | None = None, *, progress: Progress | None = None) -> list[Problem]:
    """Collect every problem of the atlas in a folder, or the project's own.

    A table of contents that cannot be read is a problem too; the sources are then checked alone.
    """
    try:
        return check(open_atlas(folder), progress=progress)
    except ContentsUnreadable as fault:
        sources = check_sources(Atlas(Path(folder or HERE).resolve(), ()))
        return [Problem(fault.file, fault.line, "contents", str(fault)), *sources]
