"""Kazakhstan's exports and imports of goods by partner and year, at the capital of each partner.

Two half discs show exports to and imports from a partner (at Kazakhstan: all partners together),
their area in proportion to the value in current US dollars; Russia, China and the European Union
come first. For one figure per year the preferred series is drawn: the World Bank's WITS, as
reported by Kazakhstan, to 2021, then national figures from the press, then shares of the CIA World
Factbook. Where a source gives only a share, the value is computed from it and the total of that
year, and says so. The other series stand beside it in the table. A missing partner or year means
"not in the sources read", never zero: WITS lists the five largest partners of a year. Partners are
shown from the first to the last year that the tables name them, those named in 2019 or later to the
end. Kazakhstan itself carries its trade with the world, and the rents and exports of oil and gas.
Up to 2024.
"""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame, Series

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Flag, Scale, Style, Swatch

from . import trade_tables as tables
from .evidence import declared, repeating

HOME = "KAZ"
FIRST = ("RUS", "CHN", "EU")
STILL_NAMED = 2019
NOTES = {
    "EU": "A union of states: 15 members in the figures of 1998 and 1999, 27 in those of 2022 on. "
    "It stands at Brussels; its members are listed as partners of their own as well.",
    "KAZ": "Trade with all countries together, and the place of oil and gas in it.",
}


def features(
    trade: DataFrame, trade_turnover: DataFrame, energy_shares: DataFrame, capitals: DataFrame
) -> GeoDataFrame:
    """One point per partner and Kazakhstan itself, indexed by ISO code or `EU`, in WGS 84."""
    flows = tables.flows(trade, HOME)
    turnover = tables.turnover(trade_turnover)
    named = {*flows["partner"], *turnover["partner"]}
    places = capitals[capitals["country_iso3"].isin(named)].set_index("country_iso3")
    frame = GeoDataFrame(places, geometry=points_from_xy(places["lon"], places["lat"]), crs=WGS84)
    frame["trade"] = tables.flow_records(flows, frame.index)
    frame["turnover"] = tables.turnover_records(turnover, frame.index)
    frame["energy"] = tables.energy_records(energy_shares, HOME, frame.index)
    frame["rank"] = ranks(flows).reindex(frame.index)
    frame["note"] = Series(NOTES, dtype="object").reindex(frame.index)
    for name, values in repeating(tables.TABLES[0], frame["trade"]).items():
        frame[name] = values
    years = flows.groupby("partner")["year"].agg(["min", "max"]).reindex(frame.index)
    frame["from_year"] = years["min"]
    frame["to_year"] = years["max"].where(years["max"] < STILL_NAMED)
    frame["source_ids"] = [tables.cited_by(row) for row in frame.to_dict("records")]
    return declared(frame, LAYER.fields, LAYER.tables)


def ranks(flows: DataFrame) -> Series:
    """Return each partner's place: Russia, China, the Union, then by the sum of values."""
    drawn = flows[flows["use"] == "drawn"]
    sums = drawn.groupby("partner")["value_usd_million"].sum()
    sums = sums.reindex(sorted({*flows["partner"], *FIRST} - {HOME}), fill_value=0)
    others = sums.drop(list(FIRST)).sort_values(ascending=False, kind="stable").index
    order = [*FIRST, *others]
    return Series(range(1, len(order) + 1), order, dtype="Int64")


LAYER = Layer(
    id="trade-partners",
    title="Trade partners",
    description=__doc__,
    sources=("trade", "trade_turnover", "energy_shares", "capitals"),
    features=features,
    style=Style(
        mark="balance",
        field="flow",
        classes=(
            Swatch("Exports", "export", "export"),
            Swatch("Imports", "import", "import"),
        ),
        size=Scale(
            "value_usd_million",
            "Value of one half disc, USD million",
            ((800, 6), (82_500, 61)),
            unknown_px=6,
        ),
        flags=(
            Flag("value_basis", "computed", "Pale: computed from a share of the total", "computed"),
        ),
        table="trade",
        record_where=(("use", "drawn"),),
        record_value="value_usd_million",
    ),
    fields=(
        Field(
            "rank",
            "Place in the list",
            "integer",
            how="Russia, China and the Union first, the others by the sum of all their years.",
        ),
        Field(
            "latest_trade_usd_million",
            "Latest exports and imports together",
            "number",
            "USD million",
            how="Exports and imports of the last year that has both, added by us.",
        ),
        Field("latest_trade_year", "Last year with both", "year"),
        Field("capital", "Drawn at", of="capitals", is_translated=True),
        Field("note", "Note", "text", is_translated=True),
    ),
    tables=tables.TABLES,
    headline="latest_trade_usd_million",
    caveats=(
        "A missing partner or year is not in the sources read; it is never zero.",
        "Who is first depends on the statistics: totals by Kazakhstan, Russia and China differ.",
    ),
    bbox=(-80.0, 17.0, 141.0, 62.0),
)
