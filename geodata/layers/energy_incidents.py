"""Dated events on the export routes of oil and gas: storms, faults, attacks, decisions, openings.

Each mark is one event as the cited works report it, with its effect on the flow where they state
one. With a year chosen, the events of that year are shown; without one, all are. Left out: events
without a place on the map, and those that no source at hand confirms. Single details that rest on
general knowledge are left empty. A mark in a capital stands for a decision taken there.
"""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame, Series

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Swatch, by_category

from .evidence import cited, declared, shown, without_knowledge

TITLES = {"en": "title", "kk": "title_kk", "ru": "title_ru"}
LABELS = (
    ("attack", "Attack"),
    ("disruption", "Fault, storm or stoppage"),
    ("decision", "Decision or ruling"),
    ("milestone", "Opening or construction"),
)
# Reviewed by hand; an event that is not named here is a milestone.
KINDS = {
    "1992-07-17-cpc-founded": "decision",
    "1996-consortium-reshaped": "decision",
    "2000-05-03-russia-raises-kazakh-transit-quota-to-14-mt-y": "decision",
    "2001-04-line-fill-stopped-at-the-border": "disruption",
    "2008-10-30-russia-buys-omans-7-percent": "decision",
    "2009-12-expansion-to-67-mt-y-approved": "decision",
    "2019-04-19-druzhba-contamination": "disruption",
    "2021-08-07-oil-spill-at-spm-1": "disruption",
    "2022-01-05-january-unrest-reaches-tengiz": "disruption",
    "2022-03-21-storm-damage-to-the-moorings": "disruption",
    "2022-06-15-wartime-ordnance-near-the-moorings": "disruption",
    "2022-07-05-court-orders-30-day-suspension": "decision",
    "2022-07-07-tokayev-orders-diversification": "decision",
    "2022-07-30-power-cut-at-two-kazakh-pump-stations": "disruption",
    "2022-08-03-reduced-intake": "disruption",
    "2022-08-22-spm-1-and-spm-2-out-of-service": "disruption",
    "2023-11-27-storm-stops-loading-spm-3-damaged": "disruption",
    "2024-04-09-planned-72-hour-stop": "disruption",
    "2025-02-17-drones-hit-kropotkinskaya": "attack",
    "2025-03-19-kavkazskaya-depot-burnt": "attack",
    "2025-03-31-regulator-closes-two-moorings": "decision",
    "2025-08-18-druzhba-station-hit-in-tambov-region": "attack",
    "2025-08-21-unecha-hit": "attack",
    "2025-09-24-cpc-office-damaged": "attack",
    "2025-10-19-drones-hit-orenburg-gas-plant": "attack",
    "2025-10-24-us-exempts-cpc-from-lukoil-rosneft-sanctions": "decision",
    "2025-11-14-sheskharis-attacked": "attack",
    "2025-11-25-cpc-shore-facilities-hit": "attack",
    "2025-11-29-sea-drones-destroy-spm-2": "attack",
    "2026-01-13-tankers-hit-on-the-way-to-cpc": "attack",
    "2026-01-18-tengiz-power-station-fire": "disruption",
    "2026-04-06-drones-hit-the-cpc-terminal-again": "attack",
    "2026-05-01-announced-end-of-kazakh-transit-to-germany": "decision",
}
FIELDS = (
    Field("kind", "Kind", labels=LABELS),
    Field("date", "Date", "date"),
    Field("end_date", "End", "date"),
    Field("place", "Place", is_translated=True),
    Field("pipeline_id", "Line", description="Id of the line in the pipeline layers."),
    Field("effect", "Effect", "text", is_translated=True),
    Field("description", "What happened", "text", is_translated=True),
)


def sourced_events(pipeline_events: DataFrame) -> DataFrame:
    """Keep the events that rest on a work, and empty those of their details that rest on memory.

    A citation with "[end date: memory]" voids the end; with any other part named so, or where the
    description says so itself, the description; an effect is voided where it says so.
    """
    events = shown(pipeline_events).copy()
    part = events["citation"].str.extract(r"\[([^\]]*): memory\]")[0]
    is_end = part.eq("end date").fillna(False).astype(bool)
    says_so = events["description"].str.contains("memory", na=False).astype(bool)
    events.loc[is_end, "end_date"] = None
    events.loc[part.notna() & ~is_end | says_so, "description"] = None
    is_effect = events["effect"].str.contains("memory", na=False).astype(bool)
    events.loc[is_effect, "effect"] = None
    events["source_ids"] = without_knowledge(events["source_ids"])
    return events


def features(pipeline_events: DataFrame) -> GeoDataFrame:
    """One point per placed event, in WGS 84; an event lasts from its date to its end, in years."""
    events = sourced_events(pipeline_events).dropna(subset=["lon", "lat"]).set_index("id")
    points = points_from_xy(events["lon"], events["lat"])
    frame = GeoDataFrame(events, geometry=points, crs=WGS84)
    for lang, column in TITLES.items():
        frame[f"name_{lang}"] = frame[column]
    frame["kind"] = [KINDS.get(name, "milestone") for name in frame.index]
    frame["from_year"] = year_of(frame["date"])
    frame["to_year"] = year_of(frame["end_date"].fillna(frame["date"]))
    frame["source_ids"] = [cited(cell) for cell in frame["source_ids"]]
    return declared(frame, FIELDS)


def year_of(dates: Series) -> Series:
    """Return the years of partial ISO dates."""
    return dates.str[:4].astype("Int64")


LAYER = Layer(
    id="energy-incidents",
    title="Incidents and turning points",
    kind="event",
    description=__doc__,
    sources=("pipeline_events",),
    features=features,
    reads=(("pipeline_events", sourced_events),),
    style=by_category(
        "symbol",
        "kind",
        (
            Swatch("Attack", "incident", "attack", symbol="ring"),
            Swatch("Fault, storm or stoppage", "incident", "disruption", symbol="triangle-down"),
            Swatch("Decision or ruling", "event", "decision", symbol="hexagon"),
            Swatch("Opening or construction", "event", "milestone", symbol="circle"),
        ),
    ),
    fields=FIELDS,
    headline="date",
    caveats=("Effects are as given by the cited works and are not comparable with one another.",),
)
