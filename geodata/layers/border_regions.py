"""Regions of Kazakhstan and the twelve federal subjects of Russia that meet them at the border.

The colour is the share of Russians, in the same classes on both sides; each region lists its groups
by year. Kazakhstan's shares are of all residents, Russia's of those who stated an ethnic group, as
each statistical office publishes them. The regions of Kazakhstan are those of the layout of 2022;
those away from the border are drawn quieter. Left out: groups other than Russians and Kazakhs in
Russia, censuses before 2021 there, and values that no source at hand confirms.
"""

import pandas
from geopandas import GeoDataFrame
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.origins import ROWS
from geodata.rows import joined
from geodata.style import Flag, Style, Swatch, breaks

from .composition import TABLE, compositions, publishable, readable
from .evidence import cited, declared, shown

RECALLED = "rosstat-census-2021-volume-1-recalled"
TOTALS = ("total", "russian_share_of_total", "kazakh_share_of_total")
CENSUS_YEAR = 2021
STATED = "Share of the residents who stated an ethnic group."
UNIONS = {
    "KZ-19_33": ("KZ-19", "KZ-33"),
    "KZ-35_62": ("KZ-35", "KZ-62"),
    "KZ-10_63": ("KZ-10", "KZ-63"),
}
UNION_NOTES = {
    "KZ-19_33": "The table of 2025 that was read counts Almaty and Zhetysu regions together.",
    "KZ-35_62": "The table of 2025 that was read counts Karaganda and Ulytau regions together.",
    "KZ-10_63": "Before 8 June 2022 Abai and East Kazakhstan were one region.",
}
FIELDS = (
    Field("country", "Country", labels=(("KZ", "Kazakhstan"), ("RU", "Russia"))),
    Field(
        "kind",
        "Kind",
        labels=(
            ("oblast", "Region (oblast)"),
            ("city", "City of republican significance"),
            ("krai", "Territory (krai)"),
            ("republic", "Republic"),
        ),
    ),
    Field("population", "Population", "integer", "persons", of="composition"),
    Field("population_year", "Year of the population", "year", of="composition"),
    Field("is_inland", "Away from the border", "boolean"),
    Field("part_of_union_note", "Counted together", "text", is_translated=True),
    Field("territory_note", "Territory counted", "text", of="russia_border", is_translated=True),
)


def features(
    regions_1500m: GeoDataFrame, composition: DataFrame, russia_border: DataFrame
) -> GeoDataFrame:
    """One area per region on both sides, in WGS 84, with its composition by year."""
    kazakh = publishable(composition)
    stated, subjects = stated_shares(russia_border), subjects_of(russia_border)
    frame = regions_1500m.copy()
    rows = pandas.concat([kazakh[kazakh["unit_id"].isin(frame.index)], stated])
    frame["kind"] = frame["level"]
    is_far = ~frame["touches_border"].astype(bool)
    # Samara Oblast meets the border in one point and counts as bordering.
    frame["is_inland"] = is_far & frame["country"].eq("KZ")
    frame["composition"] = compositions(rows, frame.index)
    latest = (
        kazakh.sort_values("year", kind="stable")
        .drop_duplicates("unit_id", keep="last")
        .set_index("unit_id")
    )
    frame["population"], frame["population_year"] = latest["total"], latest["year"]
    if ROWS in latest and ROWS in subjects:
        own = latest[ROWS].reindex(frame.index), subjects[ROWS].reindex(frame.index)
        frame[ROWS] = [joined(cells) for cells in zip(*own, strict=True)]
    frame["part_of_union_note"] = [union_notes().get(name) for name in frame.index]
    frame["territory_note"] = subjects["territory_note"]
    cells = pandas.concat([kazakh, stated]).groupby("unit_id")["source_ids"].agg(list)
    known = {region: cells.get(union, ()) for union, pair in UNIONS.items() for region in pair}
    frame["source_ids"] = [cited(*cells.get(name, known.get(name, ()))) for name in frame.index]
    frame["from_year"], frame["to_year"] = None, None
    return declared(frame, FIELDS, (TABLE,))


def stated_shares(russia_border: DataFrame) -> DataFrame:
    """Return Russians and Kazakhs of each subject in 2021 as rows like those of `composition`.

    Totals of the subjects, and shares of them, rest on memory and are left out with their work.
    """
    subjects = subjects_of(russia_border).reset_index()
    groups = [
        subjects.assign(
            group_code=group,
            count=subjects[f"{group}_count"],
            share_percent=subjects[f"{group}_share_of_stated"],
        )
        for group in ("kazakh", "russian")
    ]
    return pandas.concat(groups).assign(
        year=CENSUS_YEAR, kind="census", unit_level="oblast", total=None, note=STATED
    )


def without_recalled(russia_border: DataFrame) -> DataFrame:
    """Leave out the rows from memory, and totals that rest on it with their shares and work."""
    rows = shown(russia_border).copy()
    works = rows["source_ids"].str.split(";")
    is_recalled = works.map(lambda ids: RECALLED in ids).astype(bool)
    rows.loc[is_recalled, [name for name in TOTALS if name in rows]] = None
    kept = works.map(lambda ids: [one for one in ids if one != RECALLED])
    return rows.assign(source_ids=kept.str.join(";"))


def subjects_of(russia_border: DataFrame) -> DataFrame:
    """Return the sourced rows of the census of 2021, without the whole country, by unit."""
    rows = without_recalled(russia_border)
    rows = rows[(rows["census_year"] == CENSUS_YEAR) & (rows["unit_id"] != "RU")]
    return rows.set_index("unit_id")


def union_notes() -> dict[str, str]:
    """Return the note of each region that some table counts together with another."""
    return {region: UNION_NOTES[union] for union, pair in UNIONS.items() for region in pair}


LAYER = Layer(
    id="border-regions",
    title="Regions on both sides of the border",
    description=__doc__,
    sources=("regions_1500m", "composition", "russia_border"),
    features=features,
    reads=(("composition", readable), ("russia_border", without_recalled)),
    style=Style(
        mark="area",
        classes=breaks(
            {
                (None, 10): "Russians under 10 %",
                (10, 25): "Russians 10 to 25 %",
                (25, 50): "Russians 25 to 50 %",
                (50, 75): "Russians 50 to 75 %",
                (75, None): "Russians 75 % and more",
            },
            ("step-1", "step-2", "step-3", "step-4", "step-5"),
        ),
        no_data=Swatch("No figure for this region alone", "no-data", pattern="hatch"),
        flags=(Flag("is_inland", "quiet", "Away from the border"),),
        table="composition",
        record_where=(("group", "russian"),),
        record_value="share_percent",
    ),
    fields=FIELDS,
    tables=(TABLE,),
    headline="population",
    caveats=(
        "Four regions of Kazakhstan have no figures of their own: the table of 2025 that was read "
        "counts Almaty with Zhetysu and Karaganda with Ulytau. They are hatched, not estimated.",
        "The populations of the federal subjects in 2021 rest on memory and are not shown; their "
        "shares are of those who stated an ethnic group, so the two sides differ in base.",
        "Shares of an ethnic group say nothing about loyalty, language or the course of a border.",
    ),
    bbox=(35.0, 40.0, 92.0, 60.0),
)
