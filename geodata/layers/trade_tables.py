"""The tables of trade: flows by partner, quoted totals, and the place of oil and gas in exports."""

from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from geodata.layer import USE, Choice, Field, Shown, Table
from geodata.origins import ROWS

from .evidence import cited, first_in, records_by, shown

WORLD = "WLD"
UNION = {"EU27": "EU"}
SERIES = (
    ("wits", "World Bank, WITS (reported by Kazakhstan)"),
    ("wits_mirror", "World Bank, WITS (reported by the partner)"),
    ("wdi", "World Bank, WDI"),
    ("national_stats_press", "National statistics, from the press"),
    ("cia_factbook", "CIA World Factbook"),
)
FLOWS = (("export", "Exports"), ("import", "Imports"))
VALUE_BASES = (("source", "As the source gives it"), ("computed", "Computed: share of the total"))
INDICATORS = (
    ("oil_rents_gdp_percent", "Oil rents, percent of GDP"),
    ("gas_rents_gdp_percent", "Gas rents, percent of GDP"),
    ("fuel_share_merch_exports_percent", "Fuels, percent of exports of goods (WDI)"),
    ("fuel_share_exports_wits_percent", "Fuels, percent of exports of goods (WITS)"),
    ("fuel_exports_musd", "Exports of fuels, USD million (WITS)"),
)
STATISTICS = (
    "Chinese customs",
    "Kazakh government",
    "Kazakh statistics",
    "RU/KZ press",
    "Russian PM, converted from roubles",
    "Russian statistics",
    "Tokayev",
    "national statistics, as compiled by RIA Novosti",
)
FIRST_STATISTICS = (
    "Kazakh statistics",
    "Kazakh government",
    "Tokayev",
    "national statistics, as compiled by RIA Novosti",
    "RU/KZ press",
    "Russian statistics",
    "Chinese customs",
    "Russian PM, converted from roubles",
)
FLOW_FIELDS = (
    Field("year", "Year", "year"),
    Field("flow", "Flow", labels=FLOWS),
    Field(
        "value_usd_million",
        "Value",
        "number",
        "USD million",
        how="As the source gives it; where it gives a share only, the share of the total of that "
        "year and flow, rounded to 10 million.",
    ),
    Field("value_basis", "How the value is known", labels=VALUE_BASES),
    Field("share_percent", "Share of Kazakhstan's exports or imports", "number", "percent"),
    Field("series", "Series", labels=SERIES),
    USE,
    Field("note", "Note", "text", is_translated=True),
)
TURNOVER_FIELDS = (
    Field("year", "Year", "year"),
    Field("turnover_usd_million", "Exports and imports", "number", "USD million"),
    Field("share_percent", "Share of Kazakhstan's trade", "number", "percent"),
    Field("statistics_basis", "Statistics", labels=tuple((name, name) for name in STATISTICS)),
    USE,
    Field("note", "Note", "text", is_translated=True),
)
ENERGY_FIELDS = (
    Field("year", "Year", "year"),
    Field("indicator", "Indicator", labels=INDICATORS),
    Field("value", "Value", "number"),
    Field("note", "Note", "text", is_translated=True),
)
TABLES = (
    Table(
        "trade",
        "Exports and imports, all series",
        FLOW_FIELDS,
        caveat="A missing year is not in the sources read; it is never zero.",
        choice=Choice(
            ("year", "flow"),
            "value_usd_million",
            "To 2021 the figures that Kazakhstan reported to the World Bank (WITS); after that "
            "national figures from the press, and where there are none shares of the CIA World "
            "Factbook. Totals with all countries are those of the World Bank.",
            (
                Shown(
                    "latest_trade_usd_million",
                    "flow",
                    year="latest_trade_year",
                ),
            ),
        ),
    ),
    Table(
        "turnover",
        "Totals as quoted, by statistics",
        TURNOVER_FIELDS,
        caveat="Both sides count the same trade differently; the basis belongs to the figure.",
        choice=Choice(
            ("year",),
            "turnover_usd_million",
            "Statistics of Kazakhstan first, since the atlas shows Kazakhstan's trade; then what "
            "its government and press quote; then the statistics of the partner.",
        ),
    ),
    Table(
        "energy",
        "Oil and gas in the economy and in exports",
        ENERGY_FIELDS,
        caveat="Rents are not the share of oil and gas in the gross domestic product.",
    ),
)


def flows(trade: DataFrame, home: str) -> DataFrame:
    """Return the rows with their values completed from shares; those with the world are `home`'s.

    Adds `partner`, `value_usd_million` (rounded to 10 million where it is computed), `value_basis`
    and `use`; a computed value cites the total as well.
    """
    rows = shown(trade)
    totals = rows[(rows["partner_iso3"] == WORLD) & (rows["preferred"] == 1)]
    kept = [name for name in ("value_musd", "source_ids", ROWS) if name in totals]
    total = totals.set_index(["year", "flow"])[kept]
    rows = rows.join(total.add_prefix("total_"), on=["year", "flow"])
    computed = (rows["share_percent"] * rows["total_value_musd"] / 100).round(-1)
    is_computed = rows["value_musd"].isna() & computed.notna()
    sources = rows["source_ids"] + ";" + rows["total_source_ids"]
    if ROWS in rows:
        refs = rows[ROWS] + ";" + rows[f"total_{ROWS}"]
        rows[ROWS] = rows[ROWS].where(~is_computed, refs)
    basis = is_computed.map({True: "computed", False: "source"})
    return rows.assign(
        partner=rows["partner_iso3"].replace(UNION | {WORLD: home}),
        value_usd_million=rows["value_musd"].fillna(computed),
        value_basis=basis.where(rows["value_musd"].notna() | is_computed),
        source_ids=rows["source_ids"].where(~is_computed, sources),
        use=rows["preferred"].map({1: "drawn", 0: "beside"}),
    )


def turnover(trade_turnover: DataFrame) -> DataFrame:
    """Return the quoted totals with `partner` and `turnover_usd_million`."""
    rows = shown(trade_turnover)
    return rows.assign(
        partner=rows["partner_iso3"].replace(UNION),
        turnover_usd_million=rows["turnover_musd"],
        use=first_in(
            rows, ("year", "partner_iso3"), rows["statistics_basis"].map(FIRST_STATISTICS.index)
        ),
    )


def flow_records(rows: DataFrame, partners: Iterable[str]) -> list[list[dict[str, Any]]]:
    """Return each partner's flows by year and flow, the drawn series first."""
    rows = rows.sort_values(["year", "flow", "use", "series"], ascending=[True, True, False, True])
    return records_by(rows, "partner", _same(FLOW_FIELDS), partners)


def turnover_records(rows: DataFrame, partners: Iterable[str]) -> list[list[dict[str, Any]]]:
    """Return each partner's quoted totals, by year and basis."""
    return records_by(rows, "partner", _same(TURNOVER_FIELDS), partners)


def energy_records(
    energy_shares: DataFrame, home: str, partners: Iterable[str]
) -> list[list[dict[str, Any]]]:
    """Return the indicators of oil and gas, by year, at the home country."""
    rows = shown(energy_shares).assign(partner=home)
    return records_by(rows, "partner", _same(ENERGY_FIELDS), partners)


def cited_by(feature: dict[str, Any]) -> list[str]:
    """Return the works that a partner's records cite, with that of its position."""
    records = [record for table in TABLES for record in feature[table.name]]
    ids = {source_id for record in records for source_id in record["source_ids"]}
    return sorted(ids.union(cited(feature["source_ids"])))


def _same(fields: tuple[Field, ...]) -> dict[str, str]:
    return {field.name: field.name for field in fields}
