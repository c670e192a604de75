"""Leased sites, January 2022 and shared railways."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.sites import AS_READ, LAYER, STATUSES
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


def test_count(layer):
    """Of the sites of the table the three that rest on memory alone are left out."""
    rows = read_table(open_source(open_atlas().sources, "sites"))
    assert set(rows["id"]) - set(layer.index) == {
        "balkhash_radar",
        "csto_astana",
        "semey_test_site",
    }
    assert len(layer) == 30


def test_as_read(layer):
    """Whatever a note calls remembered is left out, with the note."""
    notes = layer["note"].dropna()
    assert set(AS_READ) <= set(layer.index)
    assert not [note for note in notes if "from memory" in note and "Place" not in note]
    assert pandas.isna(layer.loc["sary_shagan", "date_from"])
    assert layer.loc["jan22_aktau", "date_from"] == "2022-01-02"
    assert pandas.isna(layer.loc["jan22_aktau", "date_to"])


def test_years(layer):
    """Places of January 2022 are of that year only; a lease runs from its start to its end."""
    january = layer[layer["type"].isin(["unrest_2022", "csto_2022"])]
    assert set(january["from_year"]) == set(january["to_year"]) == {2022}
    assert list(layer.loc["baikonur_cosmodrome", ["from_year", "to_year"]]) == [1994, 2050]
    assert layer.loc["emba_range", "to_year"] == 2017


def test_approximate(layer):
    """A position read off a map is approximate, one of the gazetteer is not."""
    assert layer.loc["glits_929", "is_approximate"]
    assert not layer.loc["baikonur_town", "is_approximate"]


def test_words(layer):
    """Every status has a word, every type a class, and no text calls the deployment otherwise."""
    assert set(layer["status"]) <= {status for status, _ in STATUSES}
    assert set(layer["type"]) == {swatch.value for swatch in LAYER.style.classes}
    texts = " ".join([*layer["description"], *layer["name_en"]]).lower()
    assert not [word for word in ("intervention", "occupation", "deserter") if word in texts]
