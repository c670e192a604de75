"""Events on the export routes."""

import pandas
import pytest

from geodata.atlas import open_atlas
from geodata.layers.energy_incidents import KINDS, LAYER, TITLES, features, sourced_events
from geodata.publish import build
from geodata.source import open_source, read_table

EVENT = {
    "id": "2001-04-stop",
    "date": "2001-04",
    "end_date": "2002-05-23",
    "place": "Border",
    "lon": 50.0,
    "lat": 48.0,
    "pipeline_id": "cpc",
    "title": "Stop",
    "title_kk": "Тоқтау",
    "title_ru": "Остановка",
    "description": "It stops.",
    "effect": "days",
    "source_ids": "work",
    "citation": "A work",
    "confidence": "sourced",
}


def frame(**changes):
    """Return a table of one event with some values changed."""
    return pandas.DataFrame([EVENT | changes])


@pytest.mark.parametrize(
    ("changes", "emptied"),
    [
        ({}, set()),
        ({"citation": "A work [end date: memory]"}, {"end_date"}),
        ({"citation": "A work [share of half: memory]"}, {"description"}),
        ({"description": "It stops (timing from memory)."}, {"description"}),
        ({"effect": "two days [memory]"}, {"effect"}),
    ],
)
def test_remembered_details_are_emptied(changes, emptied):
    """What the citation or the text itself marks as remembered is not shown; the rest stays."""
    row = sourced_events(frame(**changes)).iloc[0]
    assert {
        name for name in ("end_date", "description", "effect") if pandas.isna(row[name])
    } == emptied


def test_events_from_memory_are_left_out():
    """An event that no source confirms is not shown."""
    assert sourced_events(frame(confidence="memory")).empty


def test_events_without_a_place_are_not_drawn():
    """Without a position there is nothing to draw."""
    assert features(frame(lon=None)).empty


def test_an_event_lasts_from_its_date_to_its_end():
    """The years of the first and the last day; without an end the event is in one year."""
    assert tuple(features(frame())[["from_year", "to_year"]].iloc[0]) == (2001, 2002)
    assert features(frame(end_date=None))["to_year"].iloc[0] == 2001


def test_the_name_is_the_title_in_each_language():
    """The table has the titles in three languages, and none may be left out."""
    row = features(frame()).iloc[0]
    assert [row[f"name_{lang}"] for lang in ("en", "kk", "ru")] == ["Stop", "Тоқтау", "Остановка"]
    for table in LAYER.sources:
        fields = open_source(open_atlas().sources, table).fields
        required = {field["name"] for field in fields if field.get("required")}
        assert set(TITLES.values()) <= required


def test_reviewed_kinds_name_events_that_exist():
    """No entry of the reviewed list has lost its event."""
    events = read_table(open_source(open_atlas().sources, "pipeline_events"))
    assert set(KINDS) <= set(events["id"])


def test_the_published_events_are_sourced():
    """The contamination of 2019 and the ruling of 2025 rest on memory and are absent."""
    events = build(open_atlas(), LAYER)
    assert len(events) == 43
    assert (
        not events["name_en"].isin(["Druzhba contamination", "Regulator closes two moorings"]).any()
    )
    assert pandas.isna(events["effect"]["2025-11-14-sheskharis-attacked"])
