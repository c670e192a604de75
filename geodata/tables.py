"""The tables behind layers and claims, as published: what may be read of each row, by its name."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pandas import DataFrame

from geodata.atlas import Atlas
from geodata.figures import POINTER
from geodata.geojson import dump, plain
from geodata.layer import Layer
from geodata.origins import ROWS
from geodata.rows import named
from geodata.source import Source, checksum, open_source, read_table, split_ids

FOLDER = "tables"
FINDINGS = "claim_findings"
NOTE = {"name": "note", "title": "Note", "type": "text"}
UNSHOWN = ("is_withheld",)
ABOUT = ("title", "description", "origin", "publisher", "published", "accessed", "caveats", "key")
MEMORY, KNOWLEDGE = "memory", "general-knowledge"


def write(atlas: Atlas, layers: Iterable[Layer], folder: Path) -> None:
    """Write `tables/<name>.json` for every table behind a layer or a claim, a row per line.

    Tables of other layers than `layers` stay as they are published.
    """
    (folder / FOLDER).mkdir()
    chosen = _behind(layers) | (weighed(atlas) - _behind(atlas.layers))
    for source in sources_of(atlas):
        path = folder / FOLDER / f"{source.name}.json"
        kept = atlas.published / FOLDER / path.name
        if source.name not in chosen and kept.exists():
            shutil.copyfile(kept, path)
            continue
        about = describe_table(atlas, source)
        lines = ",\n".join(dump(row) for row in about.pop("rows"))
        text = f'{dump(about)[:-1]},"rows":[\n{lines}\n]}}\n'
        path.write_text(text, encoding="utf-8", newline="\n")


def describe(folder: Path) -> list[dict[str, Any]]:
    """What the catalog says of the tables that are there: name, title, rows, file, checksum."""
    return [
        {
            "name": path.stem,
            "title": about["title"],
            "count": len(about["rows"]),
            "file": f"{FOLDER}/{path.name}",
            "sha256": checksum(path),
        }
        for path in sorted((folder / FOLDER).glob("*.json"))
        for about in [json.loads(path.read_bytes())]
    ]


def sources_of(atlas: Atlas) -> Iterator[Source]:
    """The tables under layers and claims whose rows have names, each once, sorted."""
    for name in sorted(_behind(atlas.layers) | weighed(atlas)):
        source = open_source(atlas.sources, name)
        if source.path.suffix == ".csv" and source.about.get("key"):
            yield source


def weighed(atlas: Atlas) -> set[str]:
    """The tables whose cells the claims are weighed by, so that each figure has its row."""
    if not (atlas.sources / f"{FINDINGS}.csv").is_file():
        return set()
    findings = read_table(open_source(atlas.sources, FINDINGS))
    cells = [cell for column in ("cells", "of") for cell in findings[column]]
    pointers = (POINTER.fullmatch(pointer) for cell in cells for pointer in split_ids(cell))
    return {found["table"] for found in pointers if found}


def _behind(layers: Iterable[Layer]) -> set[str]:
    return {name for layer in layers for name in layer.sources}


def describe_table(atlas: Atlas, source: Source) -> dict[str, Any]:
    """A table as its file has it, with those of its rows and cells that may be shown."""
    fields = [field for field in source.fields if field["name"] not in UNSHOWN]
    table = reader(atlas, source.name)(named(source, read_table(source)))
    if NOTE["name"] in table and NOTE["name"] not in [field["name"] for field in fields]:
        fields.append(NOTE)  # what was done to a row before it was published
    return {
        "name": source.name,
        **{key: plain(source.about[key]) for key in ABOUT if key in source.about},
        "license": source.license,
        "fields": [_field(field) for field in fields],
        "rows": [_row(row, fields) for row in table.to_dict("records")],
    }


def reader(atlas: Atlas, name: str) -> Callable[[DataFrame], DataFrame]:
    """What may be shown of a table, as the first layer says that has a rule of its own for it."""
    rules = (rule for layer in atlas.layers for known, rule in layer.reads if known == name)
    return next(rules, without_memory)


def without_memory(table: DataFrame) -> DataFrame:
    """Leave out the rows that rest on general knowledge."""
    return table[table["confidence"] != MEMORY] if "confidence" in table else table


def _field(field: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "title", "type", "unit", "description")
    return {key: field[key] for key in kept if key in field}


def _row(row: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    name = row[ROWS].split(";")[0].partition("/")[2]
    cells = {field["name"]: _cell(field, row[field["name"]]) for field in fields}
    return {"row": name, **{key: value for key, value in cells.items() if value not in (None, [])}}


def _cell(field: dict[str, Any], value: Any) -> Any:
    if field["type"] == "ids":
        return [work for work in split_ids(value) if work != KNOWLEDGE]
    return plain(value)
