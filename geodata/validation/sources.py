"""All sources of an atlas: descriptions, tables, maps, bibliography and licences."""

from collections.abc import Iterator
from pathlib import Path

from geodata.atlas import Atlas
from geodata.errors import SourceUnreadable
from geodata.source import Source, open_source, source_names
from geodata.validation.bibliography import work_findings
from geodata.validation.countries import Areas, read_areas
from geodata.validation.declarations import declaration_findings
from geodata.validation.descriptions import checksum_findings, description_findings
from geodata.validation.features import read_features
from geodata.validation.maps import columns_of, map_findings, rows_of
from geodata.validation.points import point_findings
from geodata.validation.problem import Finding, Problem, problems_in
from geodata.validation.references import References, read_references
from geodata.validation.rows import Row, header_findings, read_rows
from geodata.validation.sums import sum_findings
from geodata.validation.tables import table_findings
from geodata.validation.texts import decode

NEEDED = ("bibliography", "licenses")


def check_sources(atlas: Atlas) -> list[Problem]:
    """Collect every problem of all sources, in the order of their names."""
    known, areas = read_references(atlas.sources), read_areas(atlas.sources)
    named = {name for layer in atlas.layers for name in layer.sources}
    names = sorted({*source_names(atlas.sources), *NEEDED, *named})
    folder = atlas.sources
    found = [found for name in names for found in check_source(folder, name, known, areas)]
    return found + list(_undescribed(folder))


def check_source(folder: Path, name: str, known: References, areas: Areas) -> list[Problem]:
    """Collect every problem of one source: its description, its file and its rows."""
    path = folder / f"{name}.toml"
    described = f"{folder.name}/{path.name}"
    try:
        source = open_source(folder, name)
    except (SourceUnreadable, OSError) as fault:
        message = f"{fault} A source is a .csv or .geojson and the .toml that describes it."
        return [Problem(described, 1, "source", message)]
    declared = list(declaration_findings(source))
    said = [*description_findings(source, known), *declared, *checksum_findings(source)]
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [found._replace(row=_line_of(found.row, lines)) for found in said]
    problems = list(problems_in(described, found))
    if not any(finding.rule == "description" for finding in declared):
        data_file = f"{folder.name}/{source.path.name}"
        problems += problems_in(data_file, _data_findings(source, known, areas))
    return problems


def _data_findings(source: Source, known: References, areas: Areas) -> Iterator[Finding]:
    rows, found = (_map if source.path.suffix == ".geojson" else _table)(source)
    yield from found
    if rows is None:
        return
    yield from table_findings(source, rows, known)
    yield from point_findings(source, rows, areas)
    for declared in source.about.get("sums", []):
        yield from sum_findings(declared, rows)
    if source.name == "bibliography":
        yield from work_findings(rows, known)


def _map(source: Source) -> tuple[list[Row] | None, list[Finding]]:
    features, found = read_features(source.path.read_bytes())
    if features is None:
        return None, found
    rows, fields = rows_of(features), [field["name"] for field in source.fields]
    found += header_findings(columns_of(rows, fields), fields)
    return rows, [*found, *map_findings(source, features)]


def _table(source: Source) -> tuple[list[Row] | None, list[Finding]]:
    text, found = decode(source.path.read_bytes())
    if text is None:
        return None, found
    header, rows, odd = read_rows(text)
    fields = [field["name"] for field in source.fields]
    return rows, [*found, *odd, *header_findings(header, fields)]


def _undescribed(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.glob("*.*")):
        if path.suffix in (".csv", ".geojson") and not path.with_suffix(".toml").exists():
            message = f"Every source must have a description; {path.stem}.toml is missing."
            yield Problem(f"{folder.name}/{path.name}", 1, "source", message)


def _line_of(part: int | str, lines: list[str]) -> int:
    """The line of a description where a part, or the field of that name, is declared; else 1."""
    begins = (f"{part}=", f'name="{part}"', f"[[{part}]]")
    tight = [line.replace(" ", "") for line in lines]
    return next((number for number, line in enumerate(tight, 1) if line.startswith(begins)), 1)
