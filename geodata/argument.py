"""The claims of the article, weighed, and the guided tour: tables made into published JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodata.atlas import Atlas
from geodata.figures import Figure, Tables, figure, fill
from geodata.geojson import plain
from geodata.origins import ROWS
from geodata.rows import listed
from geodata.source import checksum, open_source, read_table, split_ids

LANGUAGES = ("en", "kk", "ru")
CLAIMS, TOUR = "claims.json", "tour.json"
VERDICTS = ("holds", "holds-for-a-part", "not-borne-out", "cannot-be-told")
Row = dict[str, Any]


def write(atlas: Atlas, folder: Path) -> None:
    """Write `claims.json` and `tour.json` into a folder, where the sources have their tables."""
    for name, make in {CLAIMS: claims, TOUR: tour}.items():
        made = make(atlas)
        if made is not None:
            text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def describe(folder: Path) -> dict[str, Any]:
    """What the catalog says of those of the two files that are there: name, count, checksum."""
    about = {}
    for part, name, entries in (("claims", CLAIMS, "claims"), ("tour", TOUR, "steps")):
        path = folder / name
        if path.is_file():
            count = len(json.loads(path.read_bytes())[entries])
            about[part] = {"file": name, "count": count, "sha256": checksum(path)}
    return about


def claims(atlas: Atlas) -> dict[str, Any] | None:
    """Every claim in order, each with what the sources say; None without a table of claims.

    Raises BadFigure for what cannot be found or filled in.
    """
    if not has(atlas, "claims"):
        return None
    known = figures(atlas)
    found = rows(atlas, "claim_findings")
    return {
        "claims": [
            _claim(row, [one for one in found if one["claim_id"] == row["id"]], known)
            for row in rows(atlas, "claims")
        ]
    }


def tour(atlas: Atlas) -> dict[str, Any] | None:
    """Every step of the tour in order; None without a table of steps. Raises BadFigure."""
    if not has(atlas, "tour"):
        return None
    known = {f"{claim}/{name}": made.value for (claim, name), made in figures(atlas).items()}
    return {
        "steps": [
            {
                "id": row["id"],
                "title": texts(row, "title", {}),
                "text": texts(row, "text", known),
                "view": view(row),
                "claims": split_ids(row["claim_ids"]),
                "source_ids": split_ids(row["source_ids"]),
            }
            for row in rows(atlas, "tour")
        ]
    }


def has(atlas: Atlas, name: str) -> bool:
    """Whether the sources have a table."""
    return (atlas.sources / f"{name}.csv").is_file()


def rows(atlas: Atlas, name: str) -> list[Row]:
    """The rows of a table as plain values, missing ones None."""
    return plain(read_table(open_source(atlas.sources, name)).to_dict("records"))


def figures(atlas: Atlas) -> dict[tuple[str, str], Figure]:
    """The figure of every finding by claim and id. Raises BadFigure."""
    if not has(atlas, "claim_findings"):
        return {}
    tables = Tables(atlas.sources)
    found = rows(atlas, "claim_findings")
    return {(row["claim_id"], row["id"]): figure(tables, row) for row in found}


def texts(row: Row, part: str, known: Mapping[str, Any]) -> dict[str, str]:
    """A text of a row in each language, figures filled in. Raises BadFigure."""
    return {lang: fill(row[f"{part}_{lang}"], known, lang) for lang in LANGUAGES}


def view(row: Row) -> dict[str, Any]:
    """What the map shows for a row: layers, year, place and selected feature, as in addresses."""
    return {
        "layers": split_ids(row["layers"]),
        "year": row["year"],
        "map": row["map"],
        "select": row["select"],
    }


def _claim(row: Row, found: list[Row], known: Mapping[tuple[str, str], Figure]) -> dict[str, Any]:
    own = {one["id"]: known[row["id"], one["id"]] for one in found}
    values = {name: made.value for name, made in own.items()}
    return {
        "id": row["id"],
        "title": texts(row, "title", {}),
        "wording": row["wording"],
        "quote": row["quote"],
        "place": row["place"],
        "verdict": row["verdict"],
        "weighed": texts(row, "weighed", values),
        "view": view(row),
        "features": split_ids(row["features"]),
        "source_ids": split_ids(row["source_ids"]),
        "findings": [_finding(one, own[one["id"]]) for one in found],
    }


def _finding(row: Row, made: Figure) -> dict[str, Any]:
    cited = [cell.row for cell in made.cells]
    ids = split_ids(row["source_ids"])
    for one in cited:
        ids += split_ids(one["source_ids"])
    said = [row["citation"], *(one["citation"] for one in cited)]
    return {
        "id": row["id"],
        "statement": texts(row, "statement", {}),
        "value": made.value,
        "unit": row["unit"],
        "date": row["date"],
        "how": made.how,
        "cells": split_ids(row["cells"]),
        "of": split_ids(row["of"]),
        ROWS: listed([ref for one in cited for ref in split_ids(one[ROWS])]),
        "confidence": row["confidence"] or _confidence(made),
        "source_ids": list(dict.fromkeys(ids)),
        "citations": list(dict.fromkeys(one for one in said if one)),
    }


def _confidence(made: Figure) -> str:
    """What is added up or divided is derived, and so is what rests on a derived row."""
    is_derived = made.how in ("sum", "share")
    said = [cell.row.get("confidence") for cell in made.cells]
    return "derived" if is_derived or "derived" in said else "sourced"
