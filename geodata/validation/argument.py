"""Claims and tour against the rest of the atlas: views that exist, figures that are found."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geodata import argument
from geodata.argument import LANGUAGES, VERDICTS, Row
from geodata.atlas import Atlas
from geodata.errors import SourceUnreadable
from geodata.figures import BadFigure, Tables, figure, fill
from geodata.source import split_ids
from geodata.validation.problem import Finding, Problem, got, listed, problems_in

TABLES = ("claims", "claim_findings", "tour")
NAME = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
PLACE = re.compile(r"(\d{1,2}(?:\.\d+)?)/(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)", re.ASCII)
OWN = ("source_ids", "citation", "confidence")
Features = Callable[[str], frozenset[str] | None]


def check_argument(atlas: Atlas, published: Path) -> list[Problem]:
    """Collect every problem of claims and tour; views are held against the files in `published`.

    The tables must be sound by themselves. Nothing is said of an atlas that has none of them.
    """
    known = {name: argument.rows(atlas, name) for name in TABLES if argument.has(atlas, name)}
    features = _features_in(published)
    layers = frozenset(layer.id for layer in atlas.layers)
    found, figures = _figures(atlas, known.get("claim_findings", []))
    said = {
        "claim_findings": [*found, *_owners(known)],
        "claims": _claims(known, figures),
        "tour": _steps(known, figures),
    }
    problems = []
    for name, rows in known.items():
        views = _views(rows, layers, features) if name != "claim_findings" else ()
        problems += problems_in(f"{atlas.sources.name}/{name}.csv", [*said[name], *views])
    return problems


def _figures(atlas: Atlas, rows: list[Row]) -> tuple[list[Finding], dict[str, Any]]:
    tables, found, figures = Tables(atlas.sources), [], {}
    for number, row in enumerate(rows, start=2):
        try:
            made = figure(tables, row)
        except (BadFigure, SourceUnreadable) as fault:
            found.append(Finding(number, "figure", f"cells {fault}"))
            continue
        figures[f"{row['claim_id']}/{row['id']}"] = made.value
        for name in OWN if not made.cells else ():
            if row[name] is None:
                message = f"{name} must not be empty where no cells are named."
                found.append(Finding(number, "required", message))
        found += _text_findings(number, row, "statement", {})
    return found, figures


def _owners(known: Mapping[str, list[Row]]) -> Iterator[Finding]:
    claims = [row["id"] for row in known.get("claims", [])]
    for number, row in enumerate(known.get("claim_findings", []), start=2):
        if row["claim_id"] not in claims:
            yield Finding(number, "unknown-claim", _one_of("claim_id", claims, row["claim_id"]))


def _claims(known: Mapping[str, list[Row]], figures: Mapping[str, Any]) -> Iterator[Finding]:
    owners = {row["claim_id"] for row in known.get("claim_findings", [])}
    for number, row in enumerate(known.get("claims", []), start=2):
        yield from _name_findings(number, row)
        if row["verdict"] not in VERDICTS:
            yield Finding(number, "values", _one_of("verdict", VERDICTS, row["verdict"]))
        if row["id"] not in owners:
            message = f"A claim must have a finding at least; {row['id']} has none."
            yield Finding(number, "no-findings", message)
        own = {
            name.partition("/")[2]: value
            for name, value in figures.items()
            if name.startswith(f"{row['id']}/")
        }
        yield from _text_findings(number, row, "title", {})
        yield from _text_findings(number, row, "weighed", own)


def _steps(known: Mapping[str, list[Row]], figures: Mapping[str, Any]) -> Iterator[Finding]:
    claims = [row["id"] for row in known.get("claims", [])]
    for number, row in enumerate(known.get("tour", []), start=2):
        yield from _name_findings(number, row)
        for claim in split_ids(row["claim_ids"]):
            if claim not in claims:
                yield Finding(number, "unknown-claim", _one_of("claim_ids", claims, claim))
        yield from _text_findings(number, row, "title", {})
        yield from _text_findings(number, row, "text", figures)


def _views(rows: list[Row], layers: frozenset[str], features: Features) -> Iterator[Finding]:
    for number, row in enumerate(rows, start=2):
        for layer in split_ids(row["layers"]):
            if layer not in layers:
                yield Finding(number, "unknown-layer", _one_of("layers", sorted(layers), layer))
        place = PLACE.fullmatch(row["map"] or "")
        if not place or float(place[1]) > 22 or float(place[2]) > 85 or float(place[3]) > 180:
            message = (
                f"map must be ZOOM/LATITUDE/LONGITUDE, such as 5/48.50/63.00; {got(row['map'])}."
            )
            yield Finding(number, "map", message)
        for name in ("select", "features"):
            for pair in (row.get(name) or "").split(";"):
                yield from _feature_findings(number, name, pair, features)


def _feature_findings(number: int, name: str, pair: str, features: Features) -> Iterator[Finding]:
    layer, _, feature = pair.partition("/")
    ids = features(layer) if pair else None
    if pair and (not feature or (ids is not None and feature not in ids)):
        message = f"{name} must name LAYER/FEATURE of published features; {got(pair)}."
        yield Finding(number, "unknown-feature", message)


def _name_findings(number: int, row: Row) -> Iterator[Finding]:
    if not NAME.fullmatch(row["id"]):
        message = f"id must be lower-case letters, digits and dashes, 40 at most; {got(row['id'])}."
        yield Finding(number, "id", message)


def _text_findings(
    number: int, row: Row, part: str, figures: Mapping[str, Any]
) -> Iterator[Finding]:
    for lang in LANGUAGES:
        try:
            fill(row[f"{part}_{lang}"], figures, lang)
        except BadFigure as fault:
            yield Finding(number, "text", f"{part}_{lang} {fault}")


def _features_in(published: Path) -> Features:
    """Ids of the features of a published layer, read once; None for a file that is not there."""
    read: dict[str, frozenset[str] | None] = {}

    def ids(layer: str) -> frozenset[str] | None:
        if layer not in read:
            path = published / f"{layer}.geojson"
            read[layer] = _ids(path) if path.is_file() else None
        return read[layer]

    return ids


def _ids(path: Path) -> frozenset[str] | None:
    try:
        features = json.loads(path.read_bytes())["features"]
        return frozenset(feature["id"] for feature in features)
    except (ValueError, KeyError, TypeError):
        return None  # said where published files are checked


def _one_of(name: str, known: Any, value: Any) -> str:
    return f"{name} must be one of {listed(known, 40)}; {got(value)}."
