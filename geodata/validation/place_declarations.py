"""What a description declares of places: CRS, bbox, coverage, country, line and company."""

from collections.abc import Iterator, Mapping
from typing import Any

from geodata.source import WGS84, Source
from geodata.validation.points import country_declarations
from geodata.validation.problem import Finding, got, listed

COUNTRY = ("field", "code", "tolerance_degree", "not_countries", "except")


def place_findings(source: Source, names: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with the parts of a description that say where its rows lie."""
    about = source.about
    yield from _extent_findings(source)
    holes = about.get("holes", [])
    if not isinstance(holes, list) or not all(map(_is_position, holes)):
        message = f"holes must be a list of positions [lon, lat]; {got(holes)}."
        yield Finding("holes", "description", message)
    if not isinstance(about.get("coverage", False), bool):
        message = f"coverage must be true or false; {got(about['coverage'])}."
        yield Finding("coverage", "description", message)
    if not is_number(about.get("gap_width", 0)):
        message = f"gap_width must be a number of degrees; {got(about['gap_width'])}."
        yield Finding("gap_width", "description", message)
    for declared in country_declarations(about):
        yield from _country_findings(declared, names)
    yield from _company_findings(source, names)


def is_number(value: Any, kind: type | tuple[type, ...] = (int, float)) -> bool:
    """Whether a value of a description is a number; true and false are none."""
    return isinstance(value, kind) and not isinstance(value, bool)


def is_bbox(bbox: Any) -> bool:
    """Whether a value is west, south, east, north in degrees, in this order."""
    if not isinstance(bbox, (list, tuple)) or len(bbox) != 4 or not all(map(is_number, bbox)):
        return False
    west, south, east, north = bbox
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def _extent_findings(source: Source) -> Iterator[Finding]:
    crs, bbox = source.about.get("crs"), source.about.get("bbox")
    is_map = source.path.suffix == ".geojson"
    if (is_map or crs is not None) and crs != WGS84:
        yield Finding("crs", "crs", f'crs must be "{WGS84}"; {got(crs)}.')
    if (is_map or bbox is not None) and not is_bbox(bbox):
        message = f"bbox must be west, south, east, north in degrees; {got(bbox)}."
        yield Finding("bbox", "description", message)


def _country_findings(declared: Any, names: list[str]) -> Iterator[Finding]:
    is_table = isinstance(declared, Mapping)
    if not is_table or not _is_named(declared, names) or not _is_tolerant(declared):
        message = "country must say a declared field or a code, and tolerance_degree, 0 or more"
        yield Finding("country", "description", f"{message}; {got(declared)}.")
    for part in declared if is_table else ():
        if part not in COUNTRY:
            message = f"country may say {listed(COUNTRY)}; {got(part)}."
            yield Finding("country", "description", message)


def _is_named(declared: Mapping[str, Any], names: list[str]) -> bool:
    words = declared.get("not_countries", [])
    is_sound = isinstance(words, list) and all(isinstance(word, str) for word in words)
    if "code" in declared:
        return is_sound and "field" not in declared and isinstance(declared["code"], str)
    return is_sound and declared.get("field") in names


def _is_tolerant(declared: Mapping[str, Any]) -> bool:
    exceptions = declared.get("except", {})
    if not isinstance(exceptions, Mapping):
        return False
    tolerances = [declared.get("tolerance_degree"), *exceptions.values()]
    return all(is_number(tolerance) and tolerance >= 0 for tolerance in tolerances)


def _company_findings(source: Source, names: list[str]) -> Iterator[Finding]:
    line, near = source.about.get("line", []), source.about.get("near")
    if not isinstance(line, list) or not all(name in names for name in line):
        message = f"line must be a list of declared fields; {got(line)}."
        yield Finding("line", "description", message)
    is_source = isinstance(near, str) and (source.path.parent / f"{near}.csv").is_file()
    if near is not None and not is_source:
        message = f"near must be the name of a table with lon and lat; {got(near)}."
        yield Finding("near", "description", message)


def _is_position(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_number, value))
