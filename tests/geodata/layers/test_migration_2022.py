"""Arrivals from Russia and stays in 2022."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.migration_2022 import AREAS, ARRIVALS, LAYER, MOVES, side_by_side
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


@pytest.fixture(scope="module")
def table():
    """Return the source as it is."""
    return read_table(open_source(open_atlas().sources, "migration"))


def test_side_by_side():
    """Counts go by indicator in the order of the table, then by period and value."""
    words = ("unit", "population", "precision", "direction_note", "note", "question", "use")
    row = dict.fromkeys(words, "word") | {
        "unit_id": "KZ",
        "source_ids": "work",
        "period_end": "2022-12-31",
    }
    rows = pandas.DataFrame(
        [
            row | {"indicator": "exits", "period_start": "2022-01-01", "value": 1},
            row | {"indicator": "entries", "period_start": "2022-09-21", "value": 9},
            row | {"indicator": "entries", "period_start": "2022-09-21", "value": 4},
            row | {"indicator": "entries", "period_start": "2022-01-01", "value": 7},
            row | {"indicator": "net_migration", "period_start": "2022-01-01", "value": 5},
        ]
    )
    records = side_by_side(rows, ARRIVALS, ["KZ"])[0]
    assert [(one["indicator"], one["value"]) for one in records] == [
        ("entries", 7),
        ("entries", 4),
        ("entries", 9),
        ("exits", 1),
    ]


def test_every_count(layer, table):
    """Every sourced count of people has a place; only the length of the border is left out."""
    counts = layer["counts"].map(len) + layer["moves"].map(len)
    left_out = table[table["indicator"] == "land_border_length"]
    assert counts.sum() == len(table[table["confidence"] != "memory"]) - len(left_out)
    assert counts.to_dict() == layer["count_of_figures"].to_dict()
    assert {unit for unit, _ in AREAS.values()} == set(layer.index)


def test_indicators(table):
    """Every indicator of the table has a title in one of the two tables."""
    titled = {name for name, _ in (*ARRIVALS, *MOVES)}
    assert set(table["indicator"]) - titled == {"land_border_length"}


def test_conflict(layer):
    """Both counts of entries after 21 September 2022 are shown, and both of those present."""
    counts = layer.loc["KZ", "counts"]
    entries = [one["value"] for one in counts if one["period_start"] == "2022-09-21"]
    present = [one["value"] for one in counts if one["indicator"] == "present_in_country"]
    assert {400_000, 837_000} <= set(entries)
    assert {100_000, 298_000} <= set(present)


def test_words(layer):
    """No word of the layer names people by why they left."""
    words = f"{LAYER.description} {layer['counts'].tolist()} {layer['moves'].tolist()}".lower()
    assert not [word for word in ("deserter", "refugee", "draft dodger") if word in words]


def test_the_figure_beside_a_name_is_of_people_crossing():
    """A bare number of the rows at hand beside a country's name reads as a number of people."""
    (field,) = [field for field in LAYER.fields if field.name == LAYER.headline]
    assert field.unit == "crossings"
