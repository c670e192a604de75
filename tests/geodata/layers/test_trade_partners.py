"""Exports and imports by partner."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.evidence import repeating
from geodata.layers.trade_partners import LAYER, ranks
from geodata.layers.trade_tables import INDICATORS, SERIES, STATISTICS, TABLES
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


def drawn(layer, partner, year):
    """Return value and basis of the drawn flows of a partner in a year."""
    return {
        one["flow"]: (one["value_usd_million"], one["value_basis"])
        for one in layer.loc[partner, "trade"]
        if one["year"] == year and one["use"] == "drawn"
    }


def test_ranks():
    """Russia, China and the Union come first, the others by their sum; home has no rank."""
    flows = pandas.DataFrame(
        {
            "partner": ["ITA", "DEU", "RUS", "KAZ"],
            "use": "drawn",
            "value_usd_million": [5.0, 9.0, 1.0, 99.0],
        }
    )
    assert list(ranks(flows).index) == ["RUS", "CHN", "EU", "DEU", "ITA"]


def test_the_headline_is_of_the_last_full_year():
    """It adds exports and imports of the last year in which both are drawn."""
    row = {"use": "drawn", "value_usd_million": 1.0}
    records = [
        row | {"year": 2020, "flow": "export"},
        row | {"year": 2020, "flow": "import"},
        row | {"year": 2021, "flow": "import"},
        row | {"year": 2021, "flow": "export", "use": "beside"},
    ]
    said = repeating(TABLES[0], [records, records[2:]])
    assert said == {
        "latest_trade_usd_million": [2.0, None],
        "latest_trade_year": [2020, None],
    }


def test_russia(layer):
    """Trade with Russia is as reported for 2021, and computed from shares for 2023."""
    assert drawn(layer, "RUS", 2021) == {
        "export": (7018.75, "source"),
        "import": (17605.5, "source"),
    }
    assert drawn(layer, "RUS", 2023) == {
        "export": (7850, "computed"),
        "import": (14560, "computed"),
    }


def test_missing_is_not_zero(layer):
    """A flow that is not in the sources read has no record, never a zero."""
    assert set(drawn(layer, "RUS", 2024)) == {"import"}
    values = [one["value_usd_million"] for records in layer["trade"] for one in records]
    assert 0 not in values


def test_every_row(layer):
    """Every sourced row of the three tables is at a partner or at Kazakhstan."""
    sources = open_atlas().sources
    for column, name in (
        ("trade", "trade"),
        ("turnover", "trade_turnover"),
        ("energy", "energy_shares"),
    ):
        rows = read_table(open_source(sources, name))
        assert layer[column].map(len).sum() == (rows["confidence"] != "memory").sum()


def test_labels():
    """Every code of the tables has a word."""
    sources = open_atlas().sources
    trade = read_table(open_source(sources, "trade"))
    assert set(trade.loc[trade["confidence"] != "memory", "series"]) == {name for name, _ in SERIES}
    turnover = read_table(open_source(sources, "trade_turnover"))
    assert set(turnover["statistics_basis"]) == set(STATISTICS)
    energy = read_table(open_source(sources, "energy_shares"))
    assert set(energy["indicator"]) == {name for name, _ in INDICATORS}


def test_conflicting_totals(layer):
    """The four totals quoted for Russia in 2022 stand side by side."""
    found = [
        one["turnover_usd_million"] for one in layer.loc["RUS", "turnover"] if one["year"] == 2022
    ]
    assert sorted(found) == [24_300, 26_100, 27_000, 28_200]


def test_years(layer):
    """A partner last named long ago is not drawn today; one of recent years is."""
    assert layer.loc["BLR", ["from_year", "to_year"]].tolist() == [1996, 1996]
    assert pandas.isna(layer.loc["RUS", "to_year"])
