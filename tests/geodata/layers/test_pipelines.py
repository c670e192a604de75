"""What oil and gas lines share: stretches in Russia, status, values from memory."""

import pandas
import pytest

from geodata.layers.pipelines import facts, russia_ranges, works

LINE = {
    "id": "a-b",
    "status": "operating",
    "countries": "KZ;RU",
    "owners": "Someone",
    "transits_russia": "yes",
    "geometry_quality": "dense",
    "fields_from_memory": None,
    "length_km": 100.0,
    "diameter_mm": "500",
    "year_opened": 1970,
    "direction_note": "West-bound",
}


def line(**changes):
    """Return the facts of one line with some values changed."""
    return facts(pandas.DataFrame([LINE | changes])).iloc[0]


@pytest.mark.parametrize(
    ("countries", "stretches"),
    [
        (["KZ", "KZ/RU", "RU", "RU"], [[1, 3]]),
        (["RU", "RU", "RU/KZ", "KZ"], [[0, 2]]),
        (["KZ", "KZ/RU", "RU/KZ", "KZ/RU", "RU"], [[1, 2], [3, 4]]),
        (["KZ", "KZ/UZ", "UZ"], []),
        (["KZ", "sea", "RU"], []),
        (["RU"], []),
    ],
)
def test_stretches_begin_and_end_at_the_border(countries, stretches):
    """A border point belongs to both sides; only segments from Russia to Russia are inside it."""
    assert russia_ranges(countries) == stretches


def test_status_is_coded_and_its_words_kept():
    """The table's own words stay beside the code where they say more than it."""
    assert tuple(line(status="mothballed")[["status", "status_note"]]) == ("idle", "mothballed")
    assert line()["status"] == "operating"
    assert line()["status_note"] is None or pandas.isna(line()["status_note"])


def test_unknown_status_is_an_error():
    """A status that nobody has reviewed is refused, not guessed."""
    with pytest.raises(KeyError, match="humming"):
        line(status="humming")


def test_values_from_memory_are_emptied():
    """Only the values that the row names as remembered are dropped."""
    row = line(fields_from_memory="length, diameter and reversal")
    assert row[["length_km", "diameter_mm", "direction_note"]].isna().all()
    assert row["year_opened"] == 1970


def test_approximate_routes_are_schematic():
    """A route known from a few points is as approximate as a sketch."""
    assert [
        bool(line(geometry_quality=word)["is_schematic"])
        for word in ("dense", "medium", "coarse", "schematic")
    ] == [False, False, True, True]


def test_owners_named_elsewhere_are_left_to_the_table():
    """A remark that points to the table of shareholders is not an owner."""
    assert pandas.isna(line(owners="see ownership.csv (…)")["owners"])
    assert line()["owners"] == "Someone"


def test_a_point_moved_onto_its_route_rests_on_the_route():
    """General knowledge of a town is not cited where the point was moved onto a mapped route."""
    points = pandas.DataFrame(
        {
            "source_ids": ["general-knowledge;gem", "general-knowledge", "gem"],
            "citation": ["from memory; snapped to GEM", "order of towns from memory", "GEM"],
        }
    )
    assert list(works(points)) == ["gem", "general-knowledge", "gem"]
