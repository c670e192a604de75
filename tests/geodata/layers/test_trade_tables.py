"""Flows by partner, quoted totals, and the place of oil and gas."""

import pandas

from geodata.layers.trade_tables import energy_records, flow_records, flows, turnover

ROW = {
    "year": 2023,
    "flow": "export",
    "partner_iso3": "RUS",
    "value_musd": None,
    "share_percent": None,
    "series": "cia_factbook",
    "preferred": 1,
    "source_ids": "cia",
    "confidence": "sourced",
    "note": None,
}
WORLD = ROW | {
    "partner_iso3": "WLD",
    "value_musd": 78_533.0,
    "share_percent": 100.0,
    "series": "wdi",
    "source_ids": "wdi",
}


def table(*changes):
    """Return a table of the world's total and made-up rows."""
    rows = pandas.DataFrame([WORLD, *(ROW | change for change in changes)])
    return rows.astype({"value_musd": "Float64", "share_percent": "Float64"})


def test_computed():
    """A share without a value is a part of that year's total, says so, and cites both."""
    row = flows(table({"share_percent": 10.0}), "KAZ").iloc[1]
    assert (row["value_usd_million"], row["value_basis"]) == (7850, "computed")
    assert row["source_ids"] == "cia;wdi"


def test_given():
    """A value of the source is not touched, with or without a share."""
    row = flows(table({"value_musd": 123.45, "share_percent": 10.0}), "KAZ").iloc[1]
    assert (row["value_usd_million"], row["value_basis"]) == (123.45, "source")
    assert row["source_ids"] == "cia"


def test_no_total():
    """Without a total for the year and flow a share stays without a value."""
    row = flows(table({"share_percent": 10.0, "flow": "import"}), "KAZ").iloc[1]
    assert pandas.isna(row["value_usd_million"])
    assert pandas.isna(row["value_basis"])


def test_memory():
    """A figure from memory is left out."""
    assert len(flows(table({"confidence": "memory", "value_musd": 1.0}), "KAZ")) == 1


def test_partners():
    """The world's rows are the home country's, those of the Union at any size are its own."""
    given = flows(table({"partner_iso3": "EU27"}, {"partner_iso3": "EU"}), "KAZ")
    assert list(given["partner"]) == ["KAZ", "EU", "EU"]


def test_drawn_first():
    """Within a year and flow the drawn series comes first."""
    rows = flows(
        table(
            {"value_musd": 1.0, "preferred": 0, "series": "a"},
            {"value_musd": 2.0, "series": "z"},
        ),
        "KAZ",
    )
    records = flow_records(rows, ["RUS"])[0]
    assert [(one["series"], one["use"]) for one in records] == [("z", "drawn"), ("a", "beside")]


def test_turnover():
    """A quoted total of the 27 members is the Union's."""
    rows = pandas.DataFrame(
        [
            {
                "year": 2022,
                "partner_iso3": "EU27",
                "turnover_musd": 39_900,
                "statistics_basis": "Kazakh statistics",
                "confidence": "sourced",
            }
        ]
    )
    assert turnover(rows).iloc[0][["partner", "turnover_usd_million"]].tolist() == ["EU", 39_900]


def test_energy_at_home():
    """The indicators of oil and gas stand at the home country alone."""
    rows = pandas.DataFrame(
        [
            {
                "year": 2021,
                "indicator": "oil_rents_gdp_percent",
                "value": 12.5,
                "note": None,
                "source_ids": "wdi",
                "confidence": "sourced",
            }
        ]
    )
    away, home = energy_records(rows, "KAZ", ["RUS", "KAZ"])
    assert away == []
    assert home[0]["value"] == 12.5
