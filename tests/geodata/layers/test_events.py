"""Dated events since 1991."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.events import AS_READ, LAYER, as_read, placed


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


def test_placed():
    """An event without coordinates takes those of its place elsewhere, or is left out."""
    events = pandas.DataFrame(
        {
            "place": ["Here", "Here", "Nowhere"],
            "lon": [70.0, None, None],
            "lat": [50.0, None, None],
        }
    )
    assert placed(events)[["lon", "lat"]].to_numpy().tolist() == [[70, 50], [70, 50]]


def test_as_read():
    """A day from memory is cut back to the month that was read; other events stay as they are."""
    event = "1994-03-29-nazarbayev-proposes-a-eurasian-union"
    rows = pandas.DataFrame(
        {
            "id": [event, "other"],
            "date": ["1994-03-29", "2000-01-01"],
            "note": ["Day from memory.", "x"],
        }
    )
    cut = as_read(rows).set_index("id")
    assert cut.loc[event, "date"] == "1994-03"
    assert pandas.isna(cut.loc[event, "note"])
    assert cut.loc["other"].tolist() == ["2000-01-01", "x"]


def test_count(layer):
    """There are 140 placed events of six themes, each with an id of its own."""
    assert len(layer) == 140
    assert layer.index.is_unique
    assert set(layer["theme"]) == {swatch.value for swatch in LAYER.style.classes}


def test_every_event_has_a_title_in_each_language(layer):
    """Titles of both tables, in Latin letters in English alone."""
    assert layer["name_en"].str.contains("[A-Za-z]").all()
    assert layer[["name_kk", "name_ru"]].notna().all(axis=None)
    assert layer["name_kk"].str.contains("[а-я]").all()
    assert layer["name_ru"].str.contains("[а-я]").all()
    assert layer.loc["2002-10-07-csto-charter-signed", "name_kk"] == "ҰҚШҰ Жарғысына қол қойылды"


def test_as_read_is_used(layer):
    """Every event that is cut back exists, and no text says that it is from memory."""
    assert set(AS_READ) <= set(layer.index)
    texts = [text for column in ("description", "effect") for text in layer[column].dropna()]
    assert not [text for text in texts if "memory" in text.lower()]
    uncertain = layer[layer["note"].str.contains("memory", na=False)]
    assert set(uncertain["note"]) == {"Place from memory."}
    assert uncertain["is_approximate"].all()


def test_years(layer):
    """An event lasts from the year of its date to that of its end."""
    moorings = layer.loc["2025-11-29-sea-drones-destroy-spm-2"]
    treaty = layer.loc["2005-01-18-treaty-on-the-state-border"]
    assert (moorings["from_year"], moorings["to_year"]) == (2025, 2026)
    assert (treaty["from_year"], treaty["to_year"]) == (2005, 2005)


def test_nothing_from_memory(layer):
    """The two pipeline events that no source confirms are left out, Washington's is placed."""
    assert "2019-04-19-druzhba-contamination" not in layer.index
    assert not layer["name_en"].eq("Regulator closes two moorings").any()
    exempted = layer.loc["2025-10-24-us-exempts-cpc-from-lukoil-rosneft-sanctions"]
    assert exempted.geometry.x == pytest.approx(-77.0365)
