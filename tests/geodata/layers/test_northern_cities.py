"""The cities of the north and the border regions."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.northern_cities import LAYER, cities
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


def shares(layer, city, group="russian"):
    """Return kind and share of a group in a city by year."""
    found = [one for one in layer.loc[city, "composition"] if one["group"] == group]
    return {one["year"]: (one["kind"], one["share_percent"]) for one in found}


@pytest.mark.parametrize(
    ("level", "parent", "lat", "is_chosen"),
    [
        ("city_administration", "KZ-23", 47.0, True),
        ("city_administration", "KZ-35", 48.6, True),
        ("city_administration", "KZ-61", 43.3, False),
        ("city", "KZ", 51.1, True),
        ("raion", "KZ-59", 54.0, False),
    ],
)
def test_rule(level, parent, lat, is_chosen):
    """City administrations of border regions or north of 48.5° N are chosen, districts are not."""
    units = pandas.DataFrame([{"level": level, "parent": parent, "lat": lat}])
    assert len(cities(units)) == is_chosen


def test_count(layer):
    """Every city of the rule has a ring, all with the figures of 2025."""
    assert len(layer) == 22
    assert layer["population_2025"].notna().all()
    assert set(layer["latest_year"]) == {2025}


def test_petropavl(layer):
    """The article's figure stands beside the official ones of 2020, 2022 and 2025."""
    assert shares(layer, "KZ-59-petropavl") == {
        2014: ("official_estimate", 63.67),
        2020: ("official_estimate", 60.40),
        2021: ("article", 59.28),
        2022: ("official_estimate", 58.09),
        2025: ("official_estimate", 52.97),
    }


@pytest.mark.parametrize(("city", "share"), [("KZ-39-kostanay", 41.88), ("KZ-55-pavlodar", 41.11)])
def test_article(layer, city, share):
    """The figures of the article have an inferred year, no count and no other group."""
    found = [one for one in layer.loc[city, "composition"] if one["kind"] == "article"]
    assert [(one["group"], one["year"], one["share_percent"]) for one in found] == [
        ("russian", 2021, share)
    ]
    assert found[0]["year_basis"] == "inferred"
    assert found[0]["count"] is None


def test_largest_group(layer):
    """Kazakhs were the largest group of Kostanay and Pavlodar in 2022, Russians of Petropavl."""
    for city, largest in (
        ("KZ-39-kostanay", "kazakh"),
        ("KZ-55-pavlodar", "kazakh"),
        ("KZ-59-petropavl", "russian"),
    ):
        both = {group: shares(layer, city, group)[2022][1] for group in ("kazakh", "russian")}
        assert max(both, key=both.get) == largest


def test_nothing_from_memory(layer):
    """No figure that rests on memory is published; the census of 1999 is all memory for cities."""
    rows = read_table(open_source(open_atlas().sources, "composition"))
    memory = rows[(rows["confidence"] == "memory") & rows["unit_id"].isin(layer.index)]
    kept = {
        (unit, one["year"], one["kind"], one["group"])
        for unit, records in layer["composition"].items()
        for one in records
    }
    withheld = memory[["unit_id", "year", "kind", "group_code"]].itertuples(index=False, name=None)
    assert not memory.empty
    assert not kept & set(withheld)


def test_sums(layer):
    """The groups of 2025 add up to the population in every city."""
    for city in layer.index:
        records = [one for one in layer.loc[city, "composition"] if one["year"] == 2025]
        assert sum(one["count"] for one in records) == layer.loc[city, "population_2025"]
