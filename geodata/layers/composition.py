"""The ethnic composition of cities, raions and regions, as records and as a ring."""

from collections.abc import Iterable
from typing import Any

import pandas
from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Table
from geodata.origins import ROWS
from geodata.rows import joined
from geodata.source import WGS84
from geodata.style import Flag, Scale, Style, Swatch

from .evidence import cited, records_by, shown

# In the one order of the atlas: the groups of the ring, the others by name, the remainder last.
GROUPS = (
    ("kazakh", "Kazakhs"),
    ("russian", "Russians"),
    ("ukrainian", "Ukrainians"),
    ("german", "Germans"),
    ("tatar", "Tatars"),
    ("azerbaijani", "Azerbaijanis"),
    ("belarusian", "Belarusians"),
    ("chechen", "Chechens"),
    ("dungan", "Dungans"),
    ("korean", "Koreans"),
    ("kurdish", "Kurds"),
    ("kyrgyz", "Kyrgyz"),
    ("polish", "Poles"),
    ("tajik", "Tajiks"),
    ("turkish", "Turks"),
    ("uyghur", "Uyghurs"),
    ("uzbek", "Uzbeks"),
    ("other", "Other groups and not stated"),
)
KINDS = (
    ("census", "Census"),
    ("official_estimate", "Official estimate"),
    ("article", "Figure of the article"),
)
BASES = (
    ("census", "Census"),
    ("register", "Estimates until 2022, not yet based on the census of 2021"),
    ("census-2021", "Estimates from 2023 on, based on the census of 2021"),
    ("article", "The article, which gives no date"),
)
AREAS = (
    ("city", "City of republican significance"),
    ("city_administration", "City administration"),
    ("raion", "District"),
    ("oblast", "Region"),
    ("country", "Country"),
)
OBLASTS = (
    ("KZ-10", "Abai Region"),
    ("KZ-11", "Akmola Region"),
    ("KZ-15", "Aktobe Region"),
    ("KZ-19", "Almaty Region"),
    ("KZ-23", "Atyrau Region"),
    ("KZ-27", "West Kazakhstan Region"),
    ("KZ-33", "Zhetysu Region"),
    ("KZ-35", "Karaganda Region"),
    ("KZ-39", "Kostanay Region"),
    ("KZ-55", "Pavlodar Region"),
    ("KZ-59", "North Kazakhstan Region"),
    ("KZ-61", "Turkistan Region"),
    ("KZ-63", "East Kazakhstan Region"),
)
RING = (
    Swatch("Kazakhs", "kazakh", "kazakh"),
    Swatch("Russians", "russian", "russian"),
    Swatch("Ukrainians", "ukrainian", "ukrainian"),
    Swatch("Germans", "german", "german"),
    Swatch("Tatars", "tatar", "tatar"),
    Swatch("Other groups", "other", "other"),
)
FIELDS = (
    Field("year", "Year", "year", description="A census year, or an estimate at 1 January."),
    Field(
        "year_basis",
        "How the year is known",
        labels=(("inferred", "Inferred from the register series"),),
    ),
    Field("kind", "Kind of count", labels=KINDS),
    Field("base", "Base", description="Figures of two bases do not join.", labels=BASES),
    Field("group", "Ethnic group", labels=GROUPS),
    Field("count", "Persons", "integer", "persons"),
    Field(
        "share_percent",
        "Share",
        "number",
        "percent",
        how="As the source gives it, or the persons of the group divided by the population.",
    ),
    Field("total", "Population", "integer", "persons"),
    Field("area", "Area counted", labels=AREAS),
    Field("note", "Note", "text", is_translated=True),
)
BREAK = (
    "The series breaks at the census of 2021: until 2022 the official estimates carried the census "
    "of 2009 forward with the population register; from 2023 on they rest on the census of 2021. "
    "Most of the jump between them is this change of base, not people who moved. Figures from "
    "before and after are shown side by side and never joined by a line."
)
TABLE = Table("composition", "Ethnic composition, every year at hand", FIELDS, caveat=BREAK)
LAST_REGISTER_YEAR = 2022
FEWEST_PERSONS = 10


def ring(size: Scale, **more: Any) -> Style:
    """A ring of the groups' shares; groups without an ink are drawn with the others."""
    return Style(
        mark="composition",
        field="group",
        classes=RING,
        no_data=Swatch("Not given by the source", "no-data", pattern="hatch"),
        size=size,
        table="composition",
        record_value="share_percent",
        flags=(
            Flag("kind", "counted", "With a dot: counted in a census, not an estimate", "census"),
            Flag("kind", "inferred", "Broken rim: the year is inferred", "article"),
        ),
        **more,
    )


def publishable(composition: DataFrame) -> DataFrame:
    """Leave out the rows from memory and the remainders that rest on such."""
    return shown(composition)[lambda rows: ~rows["is_withheld"].astype(bool)]


def readable(composition: DataFrame) -> DataFrame:
    """What of the table may be shown: small groups of a district are counted with the others."""
    rows = publishable(composition)
    is_district = rows["unit_level"] == "raion"
    folded = without_small_groups(rows[is_district]) if is_district.any() else rows[is_district]
    return pandas.concat([rows[~is_district], folded]).sort_index(kind="stable")


def compositions(rows: DataFrame, unit_ids: Iterable[str]) -> list[list[dict[str, Any]]]:
    """Return each unit's records by year, kind and group; `rows` may have a column `note`."""
    order = {name: place for place, (name, _) in enumerate((*KINDS, *GROUPS))}
    rows = rows.assign(
        year_basis=rows["kind"].map({"article": "inferred"}),
        base=rows["kind"].where(rows["kind"] != "official_estimate", _base(rows["year"])),
        note=rows.get("note"),
    )
    rows = rows.sort_values(
        ["year", "kind", "group_code"],
        key=lambda column: column.map(order) if column.name != "year" else column,
    )
    renamed = {"group": "group_code", "area": "unit_level"}
    names = {field.name: renamed.get(field.name, field.name) for field in FIELDS}
    return records_by(rows, "unit_id", names, unit_ids)


def without_small_groups(rows: DataFrame, fewest: int = FEWEST_PERSONS) -> DataFrame:
    """Fold groups of fewer than `fewest` persons into the remainder, which says so in `note`.

    Needs a count in every row and a row `other` in every set of unit, year and kind.
    """
    set_of = ["unit_id", "year", "kind"]
    small = (rows["group_code"] != "other") & (rows["count"] < fewest)
    folded = rows[small].groupby(set_of)["count"].agg(["sum", "size"])
    if ROWS in rows:
        # Of a district they are not published (see `readable`); its remainder has them in it.
        is_open = small & (rows["unit_level"] != "raion")
        folded["folded_rows"] = rows[is_open].groupby(set_of)[ROWS].agg(joined)
    kept = rows[~small].join(folded, on=set_of)
    into = (kept["group_code"] == "other") & kept["size"].notna()
    kept.loc[into, "count"] += kept.loc[into, "sum"].astype("Int64")
    share = 100 * kept.loc[into, "count"] / kept.loc[into, "total"]
    kept.loc[into, "share_percent"] = share.astype(float).round(2)
    kept["note"] = None
    kept.loc[into, "note"] = f"Includes the groups with fewer than {fewest} persons here."
    if ROWS in kept:
        both = zip(kept.loc[into, ROWS], kept.loc[into, "folded_rows"], strict=True)
        kept.loc[into, ROWS] = [joined(cells) for cells in both]
    return kept.drop(columns=["sum", "size", "folded_rows"], errors="ignore")


def places(units: DataFrame, rows: DataFrame) -> GeoDataFrame:
    """Place `units` (lon and lat in degrees) with their composition, indexed by unit id."""
    units = units.set_index("unit_id")
    last = rows[rows["year"] == 2025].drop_duplicates("unit_id").set_index("unit_id")
    units["population_2025"] = last["total"]
    if ROWS in last:
        both = zip(units[ROWS], last[ROWS].reindex(units.index), strict=True)
        units[ROWS] = [joined(cells) for cells in both]
    units["latest_year"] = rows.groupby("unit_id")["year"].max()
    units["oblast"] = units["parent"].where(units["parent"] != "KZ")
    units["unit_level"] = units["level"]
    units["from_year"], units["to_year"] = None, None
    units["composition"] = compositions(rows, units.index)
    cells = rows.groupby("unit_id")["source_ids"].agg(list)
    units["source_ids"] = [cited(*cells.get(unit_id, [])) for unit_id in units.index]
    return GeoDataFrame(units, geometry=points_from_xy(units["lon"], units["lat"]), crs=WGS84)


def _base(years: pandas.Series) -> pandas.Series:
    return (years <= LAST_REGISTER_YEAR).map({True: "register", False: "census-2021"})
