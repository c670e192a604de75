"""Volumes, shareholders and events by line."""

import pandas

from geodata.layers.pipeline_tables import shares, volumes


def flow(route, year, value=1.0, confidence="sourced", works="a-work"):
    """Return one row of volumes."""
    return {
        "pipeline_id_or_route": route,
        "year": year,
        "value": value,
        "unit": "Mt",
        "source_ids": works,
        "confidence": confidence,
    }


def test_whole_years_only():
    """Parts of a year, sums over years and empty values are no volume of a year."""
    rows = pandas.DataFrame(
        [flow("cpc", "2024"), flow("cpc", "2024 Jan-Oct"), flow("cpc", "2023", value=None)]
    )
    assert list(volumes(rows)["year"]) == [2024]


def test_volumes_from_memory_are_left_out():
    """A remembered volume is not shown."""
    assert volumes(pandas.DataFrame([flow("cpc", "2024", confidence="memory")])).empty


def test_totals_belong_to_no_line():
    """Volumes of the country or a company are not put on a line."""
    rows = pandas.DataFrame([flow("total-exports", "2024"), flow("cpc", "2024")])
    assert list(volumes(rows)["line_id"]) == ["cpc"]


def test_the_operator_goes_first():
    """Of two volumes of one year the operator's is drawn, and a rounded one comes last."""
    works = ("lkyspp-2025-diversifying-exports", "a-newspaper", "tportal-2026-cpc-volume")
    rows = [flow("cpc", "2024", value, works=work) for value, work in enumerate(works)]
    assert list(volumes(pandas.DataFrame(rows))["use"]) == ["beside", "beside", "drawn"]
    assert list(volumes(pandas.DataFrame(rows[:2]))["use"]) == ["beside", "drawn"]


def test_a_route_over_two_lines_is_on_both():
    """Russian oil to Uzbekistan passes two lines, and is shown on each."""
    rows = pandas.DataFrame([flow("omsk-pavlodar-shymkent (Russian oil to Uzbekistan)", "2023")])
    assert list(volumes(rows)["line_id"]) == ["omsk-pavlodar", "pavlodar-shymkent"]


def test_shareholders_are_listed_by_size():
    """The largest share of a company comes first."""
    rows = pandas.DataFrame(
        {
            "asset": ["cpc", "cpc"],
            "shareholder": ["Small", "Large"],
            "share_percent": [10.0, 90.0],
            "as_of": [2025, 2025],
            "confidence": ["sourced", "sourced"],
        }
    )
    assert list(shares(rows)["shareholder"]) == ["Large", "Small"]
