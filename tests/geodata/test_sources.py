"""The committed sources: citations resolve, tables are as described, known figures stand."""

import csv
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from geodata.layers.basemap import REGION_WORKS

SOURCES = Path(__file__).parents[2] / "geodata" / "sources"
DESCRIBED = sorted(path.stem for path in SOURCES.glob("*.toml"))
TABLES = sorted(path.stem for path in SOURCES.glob("*.csv"))
DATA = sorted(path.stem for path in SOURCES.iterdir() if path.suffix in {".csv", ".geojson"})
CONFIDENCE = {"sourced", "derived", "memory"}


def data_file(name: str) -> Path:
    """The table or map of a source."""
    table = SOURCES / f"{name}.csv"
    return table if table.exists() else SOURCES / f"{name}.geojson"


@cache
def about(name: str) -> dict:
    """The description of a source."""
    return tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table as text; a row of another length than the header has a None in it."""
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cited(name: str) -> set[str]:
    """Ids of the works that a table cites."""
    return {part for row in rows(name) for part in row.get("source_ids", "").split(";") if part}


def as_sorted(value: str, kind: str) -> tuple:
    """A cell as the order of rows compares it: empty first, numbers as numbers."""
    if value == "":
        return (0, 0)
    return (1, float(value) if kind in {"integer", "number", "year"} else value)


def test_descriptions_and_data_come_in_pairs():
    """Every table and map has its description, and no description stands alone."""
    assert DESCRIBED == DATA


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_source_has_licence_dates_and_checksum(name):
    """A source names its publisher, licence and days, and its checksum is that of its bytes."""
    said = about(name)
    assert said["title"]
    assert said["publisher"]
    assert said["license"]["id"] in {row["id"] for row in rows("licenses")}
    assert isinstance(said["published"], date)
    assert said["published"] <= said["accessed"]
    assert said["sha256"] == sha256(data_file(name).read_bytes()).hexdigest()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_as_its_description_says(name):
    """Columns, number of rows, key and order of a table are those of its description."""
    said, table = about(name), rows(name)
    kinds = {field["name"]: field["type"] for field in said["fields"]}
    assert list(table[0]) == list(kinds)
    assert len(table) == said["rows"]
    assert max(Counter(tuple(row[part] for part in said["key"]) for row in table).values()) == 1
    order = [[as_sorted(row[part], kinds[part]) for part in said["order"]] for row in table]
    assert order == sorted(order)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_shifted(name):
    """Every row has as many cells as the header, and a confidence, its own or that of its cells."""
    for row in rows(name):
        assert None not in row
        assert None not in row.values()
        rests_on_cells = bool(row.get("cells")) and row["confidence"] == ""
        assert rests_on_cells or row.get("confidence", "sourced") in CONFIDENCE


@pytest.mark.parametrize("name", TABLES)
def test_cited_works_are_in_the_bibliography(name):
    """Every work that a row cites has its entry, and a row with a citation names a work."""
    assert cited(name) <= {row["id"] for row in rows("bibliography")}
    if name != "bibliography":
        assert all(row["source_ids"] for row in rows(name) if row.get("citation"))


def test_every_entry_of_the_bibliography_is_cited():
    """The bibliography holds no work that neither a table nor the basemap cites."""
    used = set(REGION_WORKS.values()).union(*(cited(name) for name in TABLES))
    assert {row["id"] for row in rows("bibliography")} - used == set()


def test_every_entry_of_the_bibliography_has_a_known_licence():
    """A work's licence is one of the table of licences."""
    known = {row["id"] for row in rows("licenses")}
    assert {row["license_id"] for row in rows("bibliography")} <= known


def test_an_address_stands_in_the_citation_that_gave_it():
    """The bibliography invents no address: the citation of an entry holds its host."""
    for row in rows("bibliography"):
        if row["url"]:
            assert row["url"].split("/")[2] in row["citation"]


def russians(unit_id: str) -> dict[tuple[str, str], float]:
    """Shares of Russians in a unit by year and kind, in percent."""
    return {
        (row["year"], row["kind"]): float(row["share_percent"])
        for row in rows("composition")
        if row["unit_id"] == unit_id and row["group_code"] == "russian"
    }


@pytest.mark.parametrize(
    ("unit_id", "article", "estimate_2022", "estimate_2025"),
    [
        ("KZ-59-petropavl", 59.28, 58.09, 52.97),
        ("KZ-39-kostanay", 41.88, 40.60, 33.61),
        ("KZ-55-pavlodar", 41.11, 39.88, 34.15),
    ],
)
def test_the_figures_of_the_article_stand_beside_the_estimates(
    unit_id, article, estimate_2022, estimate_2025
):
    """The article's three shares are of their own kind, beside the estimates of 2022 and 2025."""
    shares = russians(unit_id)
    assert shares["2021", "article"] == article
    assert shares["2022", "official_estimate"] == estimate_2022
    assert shares["2025", "official_estimate"] == estimate_2025


def test_the_shares_of_cpc_are_whole():
    """The shareholders of the Caspian Pipeline Consortium together own all of it."""
    shares = [float(row["share_percent"]) for row in rows("ownership") if row["asset"] == "cpc"]
    assert len(shares) == 11
    assert sum(shares) == pytest.approx(100)


def test_what_rests_on_memory_is_withheld():
    """Rows from memory, and remainders of sets that hold such rows, are withheld; no others are."""
    sets = [(row["unit_id"], row["year"], row["kind"]) for row in rows("composition")]
    pairs = list(zip(sets, rows("composition"), strict=True))
    remembered = {group for group, row in pairs if row["confidence"] == "memory"}
    for group, row in pairs:
        rests = row["group_code"] == "other" and group in remembered
        withheld = row["confidence"] == "memory" or rests
        assert row["is_withheld"] == str(withheld).lower()
