"""Districts and city administrations at their seats."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.raions import LAYER, LEVELS, seated
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


def test_seated():
    """A unit stands at its seat, a city administration without one at its city, others nowhere."""
    units = pandas.DataFrame(
        [
            {"unit_id": "district", "level": "raion", "lon": None, "lat": None},
            {"unit_id": "lost", "level": "raion", "lon": None, "lat": None},
            {"unit_id": "town", "level": "city_administration", "lon": 71.0, "lat": 51.0},
            {"unit_id": "region", "level": "oblast", "lon": 72.0, "lat": 52.0},
        ]
    )
    seats = pandas.DataFrame(
        [{"unit_id": "district", "seat_name_en": "Seat", "lon": 70.0, "lat": 50.0}]
    )
    found = seated(units, seats).set_index("unit_id")
    assert found[["lon", "lat"]].to_dict("index") == {
        "district": {"lon": 70.0, "lat": 50.0},
        "town": {"lon": 71.0, "lat": 51.0},
    }
    assert found.loc["district", "seat_name"] == "Seat"


def test_levels(layer):
    """All 23 city administrations and 94 of 96 districts are drawn; a caveat names the rest."""
    assert layer["unit_level"].value_counts().to_dict() == {"raion": 94, "city_administration": 23}
    units = read_table(open_source(open_atlas().sources, "units"))
    units = units[units["level"].isin(LEVELS) & ~units["unit_id"].isin(layer.index)]
    assert not [name for name in units["name_en"] if name not in LAYER.caveats[0]]


def test_nobody_recognisable(layer):
    """No named group of fewer than ten persons is published."""
    counts = [
        one["count"]
        for records in layer["composition"]
        for one in records
        if one["group"] != "other"
    ]
    assert min(counts) >= 10


def test_sums(layer):
    """Folding small groups into the others leaves the sum of every unit as it was."""
    for unit in layer.index:
        counts = [one["count"] for one in layer.loc[unit, "composition"]]
        assert sum(counts) == layer.loc[unit, "population_2025"]


def test_majorities(layer):
    """Russians are the majority in Shemonaikha and in Mamlyut in 2025."""
    for unit, share in (("KZ-63-shemonaikha", 70.0), ("KZ-59-mamlyut", 53.5)):
        groups = {one["group"]: one["share_percent"] for one in layer.loc[unit, "composition"]}
        assert groups["russian"] == pytest.approx(share, abs=0.05)
