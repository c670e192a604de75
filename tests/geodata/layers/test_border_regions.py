"""Regions on both sides of the border."""

import pandas
import pytest
from geopandas import GeoDataFrame
from shapely.geometry import box

from geodata.atlas import open_atlas
from geodata.layers.border_regions import LAYER, RECALLED, features
from geodata.publish import build
from geodata.source import WGS84

REGIONS = GeoDataFrame(
    {
        "name_en": ["Almaty Region", "Kostanay Region", "Omsk Oblast"],
        "name_kk": ["Алматы облысы", "Қостанай облысы", "Омбы облысы"],
        "name_ru": ["Алматинская область", "Костанайская область", "Омская область"],
        "country": ["KZ", "KZ", "RU"],
        "level": "oblast",
        "touches_border": [False, True, False],
    },
    index=["KZ-19", "KZ-39", "RU-OMS"],
    geometry=[box(76, 43, 80, 46), box(62, 50, 66, 54), box(70, 54, 75, 58)],
    crs=WGS84,
)


def group(unit_id, **changes):
    """Return one row of the composition of a unit."""
    return {
        "unit_id": unit_id,
        "unit_level": "oblast",
        "year": 2025,
        "kind": "official_estimate",
        "group_code": "russian",
        "count": 30,
        "share_percent": 30.0,
        "total": 100,
        "source_ids": "bureau",
        "confidence": "sourced",
        "is_withheld": False,
    } | changes


SUBJECT = {
    "unit_id": "RU-OMS",
    "census_year": 2021,
    "total": 200,
    "russian_count": 150,
    "russian_share_of_total": 75.0,
    "russian_share_of_stated": 80.0,
    "kazakh_count": 10,
    "kazakh_share_of_total": 5.0,
    "kazakh_share_of_stated": 6.0,
    "territory_note": None,
    "source_ids": f"rosstat;{RECALLED}",
    "confidence": "sourced",
}


@pytest.fixture
def regions():
    """Three made-up regions: one without figures of its own, one on each side of the border."""
    composition = [
        group("KZ-39"),
        group("KZ-39", year=2018, share_percent=41.0, total=90),
        group("KZ-39", year=1999, confidence="memory", is_withheld=True),
        group("KZ-19_33", source_ids="union"),
    ]
    russia = [SUBJECT, SUBJECT | {"census_year": 2010, "confidence": "memory"}]
    return features(REGIONS, pandas.DataFrame(composition), pandas.DataFrame(russia))


def test_shares_in_russia_are_of_those_who_stated_a_group(regions):
    """The share of those who stated a group is shown, and its base is said."""
    shown = {record["group"]: record for record in regions["composition"]["RU-OMS"]}
    assert shown["russian"]["share_percent"] == 80
    assert shown["kazakh"]["count"] == 10
    assert "stated" in shown["russian"]["note"]


def test_remembered_populations_are_not_shown(regions):
    """The totals of the subjects rest on memory: neither they nor their work appear."""
    assert pandas.isna(regions["population"]["RU-OMS"])
    assert all(record["total"] is None for record in regions["composition"]["RU-OMS"])
    assert regions["source_ids"]["RU-OMS"] == ["rosstat"]


def test_population_is_the_latest(regions):
    """The latest total of the region's own figures, with its year."""
    assert tuple(regions.loc["KZ-39", ["population", "population_year"]]) == (100, 2025)


def test_withheld_years_are_absent(regions):
    """Rows from memory are not among the records; the others are, oldest first."""
    assert [record["year"] for record in regions["composition"]["KZ-39"]] == [2018, 2025]


def test_a_region_of_a_union_has_no_figures(regions):
    """Nothing is split: the region says with which other it is counted, and cites that table."""
    assert regions["composition"]["KZ-19"] == []
    assert "together" in regions["part_of_union_note"]["KZ-19"]
    assert regions["source_ids"]["KZ-19"] == ["union"]


def test_inland_regions_are_quiet(regions):
    """Only regions of Kazakhstan away from the border are inland; Samara, in one point, is not."""
    assert list(regions.index[regions["is_inland"]]) == ["KZ-19"]
    assert "RU-OMS" in regions.index[~REGIONS["touches_border"] & ~regions["is_inland"]]


def test_classes_leave_no_gap():
    """Each class begins where the one before it ends."""
    classes = LAYER.style.classes
    assert [one.maximum for one in classes[:-1]] == [other.minimum for other in classes[1:]]
    assert (classes[0].minimum, classes[-1].maximum) == (None, None)


def test_both_sides_are_complete():
    """Twenty regions of Kazakhstan, twelve federal subjects; four are counted with others."""
    regions = build(open_atlas(), LAYER)
    assert regions["country"].value_counts().to_dict() == {"KZ": 20, "RU": 12}
    without = {name for name, records in regions["composition"].items() if not records}
    assert without == {"KZ-19", "KZ-33", "KZ-35", "KZ-62"}
    assert regions["is_inland"].sum() == 12


def test_north_kazakhstan_in_2025():
    """The official estimate of 1 January 2025 gives 44.4 percent Russians there."""
    regions = build(open_atlas(), LAYER)
    (share,) = (
        record["share_percent"]
        for record in regions["composition"]["KZ-59"]
        if (record["year"], record["group"]) == (2025, "russian")
    )
    assert share == pytest.approx(44.4, abs=0.05)
