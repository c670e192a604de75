"""The table of contents: layer ids, and styles that name what their layer really has."""

from collections import Counter
from collections.abc import Iterator

from geodata.atlas import Atlas
from geodata.geojson import property_names
from geodata.layer import Layer
from geodata.style import INKS, PATTERNS, SYMBOLS
from geodata.validation.cells import ID
from geodata.validation.problem import Problem, got, listed
from geodata.validation.references import read_references

CONTENTS = "contents.py"


def check_contents(atlas: Atlas) -> list[Problem]:
    """Collect what is wrong with the layers as declared; nothing is built."""
    counts = Counter(layer.id for layer in atlas.layers)
    licenses = read_references(atlas.sources).licenses
    found = [
        Problem(CONTENTS, layer_id, "duplicate-id", f"Layer ids must be unique; {got(layer_id)}.")
        for layer_id, count in counts.items()
        if count > 1
    ]
    for layer in atlas.layers:
        said = [*_identity(layer), *_style(layer), *_licenses(layer, licenses)]
        found += [Problem(CONTENTS, layer.id, rule, message) for rule, message in said]
    return found


def _identity(layer: Layer) -> Iterator[tuple[str, str]]:
    if not ID.fullmatch(layer.id):
        yield "id", f"Layer ids have letters, digits, points and dashes; {got(layer.id)}."
    for part in ("title", "description"):
        if not (getattr(layer, part) or "").strip():
            yield "required", f"The layer must have a {part}; it is empty."


def _style(layer: Layer) -> Iterator[tuple[str, str]]:
    style, names = layer.style, property_names(layer)
    for table in layer.tables:
        if table.name == style.table:
            names = [*names, *(field.name for field in table.fields)]
    scales = [scale.field for scale in (style.width, style.size) if scale]
    named = [style.field, layer.headline, *scales, *(flag.field for flag in style.flags)]
    for name in named:
        if name is not None and name not in names:
            yield "style", f"The style must name fields of the layer; {got(name)}."
    tables = [table.name for table in layer.tables]
    if style.table is not None and style.table not in tables:
        yield (
            "style",
            f"The style must name a table of the layer, {listed(tables)}; {got(style.table)}.",
        )
    for swatch in [*style.classes, *([style.no_data] if style.no_data else [])]:
        if swatch.ink not in INKS:
            yield "style", f"Inks are {listed(INKS, 50)}; {got(swatch.ink)}."
        if swatch.pattern not in PATTERNS:
            yield "style", f"Patterns are {listed(PATTERNS)}; {got(swatch.pattern)}."
        if swatch.symbol is not None and swatch.symbol not in SYMBOLS:
            yield "style", f"Symbols are {listed(SYMBOLS)}; {got(swatch.symbol)}."


def _licenses(layer: Layer, known: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    for license_id in layer.licenses:
        if known is not None and license_id not in known:
            there = listed(sorted(known), 30)
            yield "license", f"Licences are those of licenses.csv, {there}; {got(license_id)}."
