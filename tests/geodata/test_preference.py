"""Where sources disagree one figure is drawn, and who prefers a work draws its figure."""

import json

import pytest

from geodata.atlas import open_atlas
from geodata.catalog import open_catalog
from geodata.preference import BESIDE, DRAWN, disagreements, preferring, repeated, slots, under

CATALOG = open_catalog(open_atlas().published)
CHOICE = {
    "slot": ["year"],
    "value": "value",
    "rule": "The survey goes first.",
    "shown": [{"name": "latest", "field": "value", "where": {"year": 2022}, "year": None}],
}
TABLES = [{"name": "counts", "choice": CHOICE}, {"name": "notes"}]


def record(year, value, use, *works):
    """One record of a made-up table."""
    return {"year": year, "value": value, "use": use, "source_ids": list(works)}


COUNTS = [
    record(2022, 5, DRAWN, "survey"),
    record(2022, 7, BESIDE, "census", "copy"),
    record(2022, None, BESIDE, "rumour"),
    record(2023, 9, DRAWN, "survey"),
    record(None, 1, DRAWN, "census"),
]
PROPERTIES = {"latest": 5, "counts": COUNTS, "notes": [], "name_en": "A"}


def entry_and_features(layer_id):
    """A layer's entry and its features' properties by id."""
    features = json.loads(CATALOG.path(layer_id).read_bytes())["features"]
    return CATALOG.layer(layer_id), {one["id"]: one["properties"] for one in features}


def test_records_alike_in_their_slot_state_the_same():
    """A record without a part of the slot is of none; values that are unknown do not disagree."""
    assert [len(same) for same in slots(CHOICE, COUNTS)] == [3, 1]
    assert disagreements(CHOICE, COUNTS) == [COUNTS[:2]]


def test_who_prefers_a_work_draws_its_figure():
    """Its record is drawn, the others stand beside it, and what repeats the drawn one follows."""
    changed = preferring(TABLES, PROPERTIES, ["census"])
    assert [one["use"] for one in changed["counts"]] == [BESIDE, DRAWN, BESIDE, DRAWN, DRAWN]
    assert changed["latest"] == 7
    assert PROPERTIES["counts"][0]["use"] == DRAWN  # what was given is left as it was


@pytest.mark.parametrize("works", [[], ["nobody"], ["survey"], ["rumour"]])
def test_nothing_changes_without_a_figure_of_the_work(works):
    """A work that gives no figure here, or whose figure is drawn already, changes nothing."""
    assert preferring(TABLES, PROPERTIES, works) == PROPERTIES


def test_the_first_preferred_work_goes_first():
    """Of two preferred works the one named first is asked first."""
    assert preferring(TABLES, PROPERTIES, ["copy", "survey"])["latest"] == 7
    assert preferring(TABLES, PROPERTIES, ["survey", "copy"])["latest"] == 5


def test_a_repeated_figure_knows_its_records():
    """The records under a property are those that are drawn; none under any other property."""
    assert under(TABLES, PROPERTIES, "latest") == [COUNTS[0]]
    assert under(TABLES, PROPERTIES, "name_en") == []


@pytest.mark.parametrize("entry", list(CATALOG), ids=lambda entry: entry["id"])
def test_one_figure_of_every_slot_is_drawn(entry):
    """In the atlas each slot with a value has exactly one drawn, and properties repeat it."""
    _, features = entry_and_features(entry["id"])
    for table in entry["tables"]:
        for properties in features.values() if table.get("choice") else ():
            records = properties[table["name"]]
            for same in disagreements(table["choice"], records):
                assert [one["use"] for one in same].count(DRAWN) == 1
            said = repeated(table["choice"], records)
            assert {n: v for n, v in said.items() if n in properties} == {
                name: properties[name] for name in said if name in properties
            }


def test_what_sources_disagree_on_stands_side_by_side():
    """The disagreements that the atlas must show are there, with the figure that it draws."""
    expected = {
        ("border", "kz-ru", "lengths"): (7513, {7644, 6846}),
        ("oil-pipelines", "cpc", "throughput"): (63.01, {68.6}),
        ("migration-2022", "KZ", "counts"): (2_900_000, {3_000_000}),
        ("events", "2022-01-04-violence-in-almaty", "january_2022"): (238, {225, 230}),
        ("trade-partners", "RUS", "turnover"): (26100, {24300, 28200, 27000}),
        ("trade-partners", "CHN", "turnover"): (24100, {31200}),
    }
    for (layer_id, feature_id, name), (drawn, others) in expected.items():
        entry, features = entry_and_features(layer_id)
        choice = next(table["choice"] for table in entry["tables"] if table["name"] == name)
        found = [
            (
                {r[choice["value"]] for r in same if r["use"] == DRAWN},
                {r[choice["value"]] for r in same if r["use"] == BESIDE},
            )
            for same in disagreements(choice, features[feature_id][name])
        ]
        assert ({drawn}, others) in found, (layer_id, name, found)


def test_a_preferred_work_moves_the_trade_of_2022():
    """Who prefers the CIA World Factbook sees its shares of 2022 for China, not for Germany."""
    entry, features = entry_and_features("trade-partners")
    changed = preferring(entry["tables"], features["CHN"], ("cia-2024-kazakhstan",))
    drawn = {
        (one["flow"], one["value_usd_million"])
        for one in changed["trade"]
        if one["year"] == 2022 and one["use"] == DRAWN
    }
    assert drawn == {("export", 11840), ("import", 14260)}
    assert preferring(entry["tables"], features["DEU"], ("cia-2024-kazakhstan",)) == features["DEU"]
