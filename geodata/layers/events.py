"""Dated events of the relations of Kazakhstan and Russia since 1991, placed where they happened.

Treaties, organisations, the border, energy, trade, security and movements of people, and the events
on the export pipelines among them. A mark at a capital stands for a decision taken or a document
signed there; the words report what each side said or did. With a year chosen, the events that fall
in it are shown. Left out: events without a place, events known only from general knowledge, and
single details that rest on it. Up to 2026, as far as the sources reach.
"""

import pandas
from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Flag, Swatch, by_category

from . import january_2022 as january
from .energy_incidents import TITLES, sourced_events, year_of
from .evidence import cited, declared, repeating, shown

THEMES = (
    Swatch("Treaties and institutions", "event", "institution", symbol="ring"),
    Swatch("Border", "border", "border", symbol="ring"),
    Swatch("Security", "site", "security", symbol="ring"),
    Swatch("Trade", "corridor", "trade", symbol="ring"),
    Swatch("Energy", "oil", "energy", symbol="ring"),
    Swatch("Movement of people", "migration", "migration", symbol="ring"),
)
# What the notes of the source call remembered is cut back to what was read.
AS_READ = {
    "1994-03-29-nazarbayev-proposes-a-eurasian-union": {"date": "1994-03", "note": None},
    "1995-05-last-nuclear-device-destroyed": {"note": None},
    "2005-11-border-treaty-ratified": {
        "description": "Both parliaments ratify the border treaty.",
        "note": None,
    },
    "2019-03-19-nazarbayev-steps-down": {"date": "2019-03", "note": None},
    "2025-11-06-c5-1-summit-in-washington": {
        "description": "Presidents of Central Asia meet the US president; announced in October.",
        "note": None,
    },
}

COUNTED_AT = {"2022-01-04-violence-in-almaty": "dead"}  # where the counts of January 2022 stand


def features(
    events: DataFrame, pipeline_events: DataFrame, january_2022: DataFrame
) -> GeoDataFrame:
    """One point per placed event of both tables, indexed by date and title or line, in WGS 84."""
    rows = placed(pandas.concat([as_read(shown(events)), on_pipelines(pipeline_events)]))
    points = points_from_xy(rows["lon"], rows["lat"])
    frame = GeoDataFrame(rows.set_index("id"), geometry=points, crs=WGS84)
    for lang, column in TITLES.items():
        frame[f"name_{lang}"] = frame[column]
    frame["is_approximate"] = frame["note"].str.contains("Place from memory", na=False)
    frame["from_year"] = year_of(frame["date"])
    frame["to_year"] = year_of(frame["end_date"].fillna(frame["date"]))
    frame["source_ids"] = [cited(cell) for cell in frame["source_ids"]]
    frame[january.TABLE.name] = january.counts(january_2022, COUNTED_AT, frame.index)
    for name, values in repeating(january.TABLE, frame[january.TABLE.name]).items():
        frame[name] = values
    return declared(frame, LAYER.fields, LAYER.tables)


def as_read(events: DataFrame) -> DataFrame:
    """Cut rows that hold a remembered detail back to what the cited works give."""
    events = events.set_index("id")
    for event, changes in AS_READ.items():
        if event in events.index:
            events.loc[event, list(changes)] = list(changes.values())
    return events.reset_index()


def readable(events: DataFrame) -> DataFrame:
    """What of the table of events may be shown."""
    return as_read(shown(events))


def on_pipelines(pipeline_events: DataFrame) -> DataFrame:
    """Return the sourced events on the export routes, under the theme of energy."""
    return sourced_events(pipeline_events).assign(theme="energy")


def placed(events: DataFrame) -> DataFrame:
    """Give events without coordinates those of another event at the same place; drop the rest."""
    known = events.dropna(subset=["lon", "lat"]).drop_duplicates("place").set_index("place")
    events = events.assign(
        lon=events["lon"].fillna(events["place"].map(known["lon"])),
        lat=events["lat"].fillna(events["place"].map(known["lat"])),
    )
    return events.dropna(subset=["lon", "lat"])


LAYER = Layer(
    id="events",
    title="Events, 1991 to today",
    kind="event",
    description=__doc__,
    sources=("events", "pipeline_events", "january_2022"),
    features=features,
    reads=(("events", readable),),
    style=by_category(
        "symbol",
        "theme",
        THEMES,
        flags=(Flag("is_approximate", "hollow", "Place not confirmed"),),
    ),
    fields=(
        Field("date", "Date", "date"),
        Field("end_date", "End", "date"),
        Field("theme", "Theme", labels=tuple((swatch.value, swatch.title) for swatch in THEMES)),
        Field("place", "Place", is_translated=True),
        Field("description", "What happened", "text", is_translated=True),
        Field("effect", "Effect", "text", is_translated=True),
        *january.SHOWN_FIELDS[:1],
        Field("pipeline_id", "Line", description="Id of the line in the pipeline layers."),
        Field("note", "Note", "text", is_translated=True),
        Field("is_approximate", "Place not confirmed", "boolean"),
    ),
    tables=(january.TABLE,),
    headline="date",
    caveats=("Several events share one point: decisions are placed where they were taken.",),
    bbox=(-80.0, 30.0, 125.0, 62.0),
)
