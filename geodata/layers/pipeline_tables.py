"""What happens on a pipeline: its volumes, its shareholders and its events, as records by line."""

from collections.abc import Mapping

from pandas import DataFrame

from geodata.layer import USE, Choice, Field, Table

from .energy_incidents import sourced_events
from .evidence import first_in, shown

# Reviewed by hand. Left out: totals of the country, of a company, of railways and of several links.
FLOW_ON = {
    "baku-novorossiysk": ("baku-novorossiysk",),
    "cpc": ("cpc",),
    "cpc-kazakh": ("cpc",),
    "druzhba-north (Germany)": ("druzhba-north",),
    "kazakhstan-china": ("atasu-alashankou",),
    "kenkiyak-atyrau (MunaiTas)": ("kenkiyak-atyrau",),
    "omsk-pavlodar-shymkent (Russian oil to Uzbekistan)": ("omsk-pavlodar", "pavlodar-shymkent"),
    "ru-kz-uz-reverse": ("ru-kz-uz-reverse",),
    "tanker-aktau-baku": ("tanker-aktau-baku",),
    "tanker-aktau-makhachkala": ("tanker-aktau-makhachkala",),
    "uzen-atyrau-samara": ("uzen-atyrau-samara",),
}
FLOW_TITLES = (
    ("baku-novorossiysk", "Oil through the line"),
    ("cpc", "Oil through the line"),
    ("cpc-kazakh", "Kazakh oil through the line"),
    ("druzhba-north (Germany)", "Kazakh oil to Germany"),
    ("kazakhstan-china", "Kazakh oil to China"),
    ("kenkiyak-atyrau (MunaiTas)", "Oil through the line"),
    ("omsk-pavlodar-shymkent (Russian oil to Uzbekistan)", "Russian oil to Uzbekistan"),
    ("ru-kz-uz-reverse", "Russian gas to Uzbekistan"),
    ("tanker-aktau-baku", "Kazakh oil by tanker"),
    ("tanker-aktau-makhachkala", "Kazakh oil by tanker"),
    ("uzen-atyrau-samara", "Kazakh oil through the line"),
)
# Works that report what the operator or its owner says, and those that come after all others.
OPERATORS = "tportal-2026-cpc-volume|kmg-2025-annual-report-midstream|sputnik-kazakhstan-2024"
LAST_WORKS = ("lkyspp-2025-diversifying-exports", "reuters-2025-cpc-volume-2024")
OWNED_BY = {
    "btc-co": ("btc",),
    "cpc": ("cpc",),
    "kazakhstan-china-pipeline-llp": ("kenkiyak-kumkol", "atasu-alashankou"),
    "munaitas": ("kenkiyak-atyrau",),
}
UNITS = (
    ("Mt", "million tonnes"),
    ("bcm", "billion cubic metres"),
    ("thousand barrels per day", "thousand barrels per day"),
)
THROUGHPUT = Table(
    "throughput",
    "Volumes by year",
    (
        Field("year", "Year", "year"),
        Field("kind", "What is counted", labels=FLOW_TITLES),
        Field("value", "Volume", "number"),
        Field("unit", "Unit", labels=UNITS),
        Field("of_which_kazakh", "Of which from Kazakhstan", "number"),
        USE,
        Field("scope", "Remark of the source", "text", is_translated=True),
    ),
    caveat="Whole years only. Volumes that count different things are not comparable.",
    choice=Choice(
        ("year", "kind", "unit"),
        "value",
        "The figure of who runs the line, or of the owner's yearly report, goes before what the "
        "press and studies say; a rounded figure comes last.",
    ),
)
OWNERS_SHARES = Table(
    "owners_shares",
    "Shareholders",
    (
        Field("shareholder", "Shareholder"),
        Field("share_percent", "Share", "number", "percent"),
        Field("ultimate_owner", "Owner behind it"),
        Field("ultimate_owner_country", "Country of that owner", is_translated=True),
        Field("as_of_year", "As of", "year"),
    ),
)
EVENTS = Table(
    "events",
    "Events",
    (
        Field("date", "Date", "date"),
        Field("end_date", "End", "date"),
        Field("title", "Event"),
        Field("title_kk", "Event (Kazakh)", is_shown=False),
        Field("title_ru", "Event (Russian)", is_shown=False),
        Field("effect", "Effect", "text", is_translated=True),
    ),
)
TABLES = (THROUGHPUT, OWNERS_SHARES, EVENTS)


def volumes(throughput: DataFrame) -> DataFrame:
    """Return the volumes of whole years by `line_id`; the year becomes a number."""
    rows = shown(throughput).dropna(subset=["value"])
    rows = rows[rows["year"].str.fullmatch(r"\d{4}")].astype({"year": "Int64"})
    rank = rows["source_ids"].str.contains(OPERATORS).map({True: 0, False: 1}) + rows[
        "source_ids"
    ].isin(LAST_WORKS).map({True: 2, False: 0})
    rows["use"] = first_in(rows, ("pipeline_id_or_route", "year", "unit"), rank)
    return _on_lines(rows, "pipeline_id_or_route", FLOW_ON).rename(
        columns={"pipeline_id_or_route": "kind"}
    )


def shares(ownership: DataFrame) -> DataFrame:
    """Return the shareholders of the companies that own one line each, largest first."""
    rows = shown(ownership).sort_values("share_percent", ascending=False, kind="stable")
    return _on_lines(rows, "asset", OWNED_BY).rename(columns={"as_of": "as_of_year"})


def events(pipeline_events: DataFrame) -> DataFrame:
    """Return the sourced events in order of date, placed on the map or not."""
    rows = sourced_events(pipeline_events).sort_values("date", kind="stable")
    return rows.rename(columns={"pipeline_id": "line_id"})


def _on_lines(rows: DataFrame, column: str, lines: Mapping[str, tuple[str, ...]]) -> DataFrame:
    kept = rows[rows[column].isin(list(lines))]
    return kept.assign(line_id=[lines[name] for name in kept[column]]).explode("line_id")
