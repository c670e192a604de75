import json
from pathlib import Path

import pytest

from geodata.catalog import open_catalog
from geodata.search_index import search_index
from geodata.search_match import prepare, search
from webapp.config import load
from webapp.features import features_of
from webapp.language import translate

CASES = json.loads((Path(__file__).parents[1] / "search_cases.json").read_bytes())


@pytest.fixture(scope="module")
def entries():
    """The index of the published atlas."""
    catalog = open_catalog(load({})["PUBLISHED"])
    return search_index(catalog, lambda layer_id: features_of(catalog, layer_id), translate)


@pytest.fixture(scope="module")
def index(entries):
    """The same, ready for queries."""
    return prepare(entries)


@pytest.mark.parametrize(("query", "first"), CASES["queries"])
def test_what_is_meant_comes_first(index, query, first):
    """Names of today and of before, in three languages and two scripts, with one wrong letter."""
    found = [f"{hit.entry['layer']}/{hit.entry['id']}" for hit in search(index, query, 1)]
    assert found == ([] if first is None else [first])


def test_every_entry_has_what_it_promises(entries):
    """Names, kind, years and a place; layers and organisations alone have no place."""
    for entry in entries:
        assert entry["names"]["en"]
        assert len(entry["years"]) == 2
        assert (entry["position"] is None) == (entry["kind"] in ("organisation", "layer"))
        if entry["position"]:
            lon, lat = entry["position"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_a_city_has_one_entry(entries):
    """A city that a layer of rings shows is not listed again from the ground or another ring."""
    cities = [entry["layer"] for entry in entries if entry["names"]["en"] == "Kostanay"]
    assert cities == ["northern-cities"]
    assert len({(entry["layer"], entry["id"]) for entry in entries}) == len(entries)


def test_what_two_layers_draw_alike_has_one_entry(entries):
    """An incident is also an event and drawn as a point in both; a river has one entry."""
    ids = [entry["id"] for entry in entries if entry["kind"] == "event"]
    assert len(set(ids)) == len(ids)
    rivers = [entry["names"]["en"] for entry in entries if entry["id"].startswith("river-")]
    assert len(set(rivers)) == len(rivers)


def test_organisations_carry_the_years_of_their_members(entries):
    """An organisation that ended says when; one that stands is open."""
    years = {entry["id"]: entry["years"] for entry in entries if entry["kind"] == "organisation"}
    assert years["eaeu"] == [2015, None]
    assert years["eurasec"][1] is not None


def test_russia_lies_in_russia(entries):
    """A country on both sides of the antimeridian is placed by its largest part."""
    russia = next(e for e in entries if (e["layer"], e["id"]) == ("memberships", "RUS"))
    west, _, east, _ = russia["bbox"]
    assert 20 < west < russia["position"][0] < east <= 180


def test_former_names_come_with_their_years(entries):
    """The capital is found under each name that it had."""
    astana = next(entry for entry in entries if entry["id"] == "KZ-71" and "former" in entry)
    assert astana["former"][1]["names"]["kk"] == "Целиноград"
    assert astana["former"][1]["years"] == [1961, 1992]
