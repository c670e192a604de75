"""The claims of the article and the tour: every figure is a cell, every text has its figures."""

import csv
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from geodata import argument, publish
from geodata.atlas import open_atlas
from tests.made_up import change
from tests.made_up.argument import add_argument

ATLAS = open_atlas()
CLAIMS = json.loads((ATLAS.published / "claims.json").read_bytes())["claims"]
STEPS = json.loads((ATLAS.published / "tour.json").read_bytes())["steps"]
FINDINGS = [finding for claim in CLAIMS for finding in claim["findings"]]
IDS = [f"{claim['id']}/{finding['id']}" for claim in CLAIMS for finding in claim["findings"]]
ASKED = (
    *("cpc-80-percent", "gdp-35-percent", "exports-75-percent", "three-cities"),
    *("majority-or-near-majority", "where-most-russians-live", "border-4750-miles"),
    *("cpc-opening", "cpc-route", "cpc-russian-investors", "eaeu-date-and-members"),
    *("csto-members-and-article-4", "january-2022", "eaeu-trade-benefits", "china"),
)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a source as written, read without the code under test."""
    with (ATLAS.sources / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(pointer: str) -> tuple[dict[str, str], str | None]:
    """The one row that a pointer names, by the first columns of its key, and the column."""
    name, key, column = re.fullmatch(r"(\w+)\[(.+)\](?:\.(\w+))?", pointer).groups()
    described = (ATLAS.sources / f"{name}.toml").read_text(encoding="utf-8")
    columns = re.findall(r'"(\w+)"', re.search(r"^key = \[(.+)\]", described, re.M)[1])
    parts = dict(zip(columns, key.split("|"), strict=False))
    found = [row for row in table(name) if all(row[part] == parts[part] for part in parts)]
    assert len(found) == 1, pointer
    return found[0], column


def test_every_claim_that_was_asked_for_is_there():
    """The page weighs at least these claims."""
    assert {claim["id"] for claim in CLAIMS} >= set(ASKED)


@pytest.mark.parametrize("finding", FINDINGS, ids=IDS)
def test_a_figure_is_the_cell_it_rests_on(finding):
    """Each figure equals its cell, or the sum or share of its cells, read from the source anew."""
    cells = [row_of(pointer) for pointer in finding["cells"]]
    whole = [row_of(pointer) for pointer in finding["of"]]
    over = [row[column] for row, column in cells if column]
    under = [row[column] for row, column in whole]
    if finding["how"] == "stated":
        assert not over
    elif isinstance(finding["value"], str):
        assert over == [finding["value"]]
    else:
        total = sum(map(Decimal, over))
        if under:
            total = 100 * total / sum(map(Decimal, under))
            digits = len(str(finding["value"]).partition(".")[2])
            total = round(total, max(digits, 0))
        assert Decimal(str(finding["value"])) == total
    for row, _ in (*cells, *whole):
        assert set(row["source_ids"].split(";")) <= set(finding["source_ids"])
        assert row["citation"] in finding["citations"]
        assert row["confidence"] != "memory"


@pytest.mark.parametrize("finding", FINDINGS, ids=IDS)
def test_a_finding_cites(finding):
    """Each finding names works, quotes its citation, and says how sure it is."""
    assert finding["source_ids"]
    assert finding["citations"]
    assert finding["confidence"] in ("sourced", "derived")


@pytest.mark.parametrize("claim", table("claims"), ids=lambda claim: claim["id"])
@pytest.mark.parametrize("lang", argument.LANGUAGES)
def test_a_verdict_states_no_figure_of_its_own(claim, lang):
    """A number in a verdict is filled from a finding, is in the claim itself, or is a date."""
    text = re.sub(r"\{[a-z0-9/-]+\}", "", claim[f"weighed_{lang}"])
    known = claim["quote"] + claim[f"title_{lang}"]
    for number in re.findall(r"\d+(?:[.,]\d+)?", text):
        is_date = number.isdigit() and (int(number) <= 31 or 1991 <= int(number) <= 2026)
        assert is_date or number in known, number


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_a_claim_whose_words_are_not_at_hand_is_not_judged(claim):
    """Only what the article is known to say is weighed."""
    if claim["wording"] == "not-at-hand":
        assert (claim["quote"], claim["verdict"]) == (None, "cannot-be-told")
    else:
        assert claim["quote"]


def test_the_tour_has_eight_views():
    """The argument is told in eight steps, each with a text of at most a hundred words."""
    assert len(STEPS) == 8
    for step in STEPS:
        assert all(0 < len(step["text"][lang].split()) <= 100 for lang in argument.LANGUAGES)
        assert step["source_ids"]


def test_a_changed_cell_changes_what_rests_on_it(made_up_atlas):
    """One corrected cell changes the figures, the verdict and the step that name it."""
    publish.publish(open_atlas(add_argument(made_up_atlas)))
    folder = made_up_atlas / "published"
    before = [(folder / name).read_text() for name in ("claims.json", "tour.json")]
    assert "700 of 1,000, 70 percent" in before[0]
    assert '"70 percent"' in before[1]
    change(made_up_atlas, "composition.csv", "700,70.0", "600,60.0")
    change(made_up_atlas, "composition.csv", "300,30.0", "400,40.0")
    assert {"claims.json", "tour.json"} <= set(publish.publish(open_atlas(made_up_atlas)))
    claim = json.loads((folder / "claims.json").read_bytes())["claims"][0]
    assert [finding["value"] for finding in claim["findings"]] == [1000, 600, 60, 12.5]
    assert claim["weighed"]["ru"] == "600 of 1\N{NO-BREAK SPACE}000, 60 percent"


def test_publishing_twice_makes_the_same_bytes(made_up_atlas):
    """Claims and tour are deterministic, verified, and gone with their tables."""
    atlas = open_atlas(add_argument(made_up_atlas))
    publish.publish(atlas)
    assert publish.publish(atlas) == publish.verify(atlas) == []
    (made_up_atlas / "published" / "tour.json").write_text("{}")
    assert publish.verify(atlas) == ["tour.json"]
    for path in (made_up_atlas / "sources").glob("tour.*"):
        path.unlink()
    assert "tour.json" in publish.publish(atlas)
    assert not (made_up_atlas / "published" / "tour.json").exists()


def test_the_catalog_names_them():
    """The catalog says which files there are, how many entries they have, and their checksums."""
    about = json.loads((ATLAS.published / "catalog.json").read_bytes())
    assert about["claims"]["file"] == "claims.json"
    assert (about["claims"]["count"], about["tour"]["count"]) == (len(CLAIMS), len(STEPS))


def test_what_is_committed_is_what_the_sources_make():
    """The published claims and tour equal their rebuild."""
    assert argument.claims(ATLAS) == {"claims": CLAIMS}
    assert argument.tour(ATLAS) == {"steps": STEPS}
    assert Path(ATLAS.sources / "claims.csv").is_file()
