"""What holds in a year, by the cases that the browser's twin of the rule is held to as well."""

import json
from pathlib import Path

import pytest

from geodata.time import current, in_year, is_shown

CASES = json.loads((Path(__file__).parents[1] / "time_cases.json").read_text("utf-8"))


def year_of(word: str) -> int | None:
    """A year of the cases; `all` is none."""
    return None if word == "all" else int(word)


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda case: case["says"])
def test_a_feature_holds_between_its_years(case):
    """A feature holds from its first to its last year, as each case says."""
    assert {word: is_shown(case, year_of(word)) for word in case["years"]} == case["years"]


@pytest.mark.parametrize("case", CASES["records"], ids=lambda case: case["says"])
def test_records_hold_as_the_cases_say(case):
    """Terms, figures and stated points hold in the years that each case says."""
    held = {
        word: [record["id"] for record in current(case["records"], year_of(word))]
        for word in case["years"]
    }
    assert held == case["years"]


def test_every_kind_of_the_year_is_there_for_downloads():
    """Before the firmest kind is chosen, all records of the nearest point hold."""
    records = [
        {"year": 2021, "kind": "article", "base": "article"},
        {"year": 2021, "kind": "official_estimate", "base": "register"},
    ]
    assert in_year(records, 2019) == records
    assert current(records, 2019) == records[1:]
