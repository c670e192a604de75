"""Claims and tour are held against layers, features, findings and figures."""

import pytest

from geodata import publish
from geodata.atlas import open_atlas
from geodata.errors import ProblemsFound
from geodata.validation import check, check_argument
from tests.made_up import change, said_of_sources
from tests.made_up.argument import add_argument


@pytest.fixture
def atlas(made_up_atlas):
    """The folder of a made-up atlas with claims and a tour, published."""
    publish.publish(open_atlas(add_argument(made_up_atlas)))
    return made_up_atlas


def said(folder):
    """What is said of claims and tour, a line per problem."""
    atlas = open_atlas(folder)
    return [str(problem) for problem in check_argument(atlas, atlas.published)]


def test_a_sound_argument_has_no_problems(atlas):
    """Claims and tour as they should be are sound, and so is an atlas without any."""
    assert said(atlas) == []
    assert [str(problem) for problem in check(open_atlas(atlas))] == []


def test_an_atlas_needs_no_claims(made_up_atlas):
    """Without the tables nothing is said and nothing is published."""
    assert said(made_up_atlas) == []
    assert "claims.json" not in publish.publish(open_atlas(made_up_atlas))


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            "claims.csv",
            "{hill} of",
            "{valley} of",
            "sources/claims.csv:2: text: weighed_en must name figures in braces that there are; "
            'got "valley".',
        ),
        (
            "claims.csv",
            ",towns,",
            ",villages,",
            "sources/claims.csv:2: unknown-layer: layers must be one of border, crossings, "
            'oblasts, rivers, towns; got "villages".',
        ),
        (
            "claims.csv",
            ",towns/ak-kala,towns",
            ",towns/nowhere,towns",
            "sources/claims.csv:2: unknown-feature: select must name LAYER/FEATURE of published "
            'features; got "towns/nowhere".',
        ),
        (
            "tour.csv",
            "6/52.25/62.50",
            "52.25/62.50",
            "sources/tour.csv:2: map: map must be ZOOM/LATITUDE/LONGITUDE, such as "
            '5/48.50/63.00; got "52.25/62.50".',
        ),
        (
            "tour.csv",
            ",hills,",
            ",dales,",
            'sources/tour.csv:2: unknown-claim: claim_ids must be one of hills; got "dales".',
        ),
        (
            "tour.csv",
            "1,one,",
            "1,Step One,",
            "sources/tour.csv:2: id: id must be lower-case letters, digits and dashes, 40 at most; "
            'got "Step One".',
        ),
        (
            "tour.csv",
            "{hills/share}",
            "{hills/height}",
            "sources/tour.csv:2: text: text_en must name figures in braces that there are; "
            'got "hills/height".',
        ),
        (
            "claim_findings.csv",
            "hills,1,all",
            "dales,1,all",
            "sources/claim_findings.csv:2: unknown-claim: claim_id must be one of hills; "
            'got "dales".',
        ),
        (
            "claim_findings.csv",
            "composition[ak-kala|2021|plain].total",
            "composition[ak-kala|2022|plain].total",
            "sources/claim_findings.csv:2: figure: cells must point at one row each; "
            '"composition[ak-kala|2022|plain].total" fits 0.',
        ),
        (
            "claim_findings.csv",
            ",Yearbook 2021,",
            ",,",
            "sources/claim_findings.csv:5: required: citation must not be empty where no cells "
            "are named.",
        ),
    ],
)
def test_a_fault_is_named(atlas, name, old, new, problem):
    """Each broken reference is a problem with its row and rule."""
    change(atlas, name, old, new)
    assert problem in said(atlas)
    assert problem in [str(found) for found in check(open_atlas(atlas))]


def test_a_claim_must_have_a_finding(atlas):
    """A claim without anything to hold it against is refused."""
    change(atlas, "claims.csv", "1,hills,", "1,dales,")
    message = "sources/claims.csv:2: no-findings: A claim must have a finding at least; dales"
    assert any(line.startswith(message) for line in said(atlas))


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("claims.csv", ",holds,", ",mostly,", "values"),
        ("claims.csv", ",2021,", ",1990,", "year"),
        ("tour.csv", ",2021,", ",2027,", "year"),
        ("claims.csv", ",yearbook-2021,", ",almanac,", "unknown-source"),
        ("tour.csv", "yearbook-2021\n", "almanac\n", "unknown-source"),
    ],
)
def test_the_tables_keep_the_common_rules(atlas, name, old, new, rule):
    """Verdicts, years and works are held by the rules of every table."""
    change(atlas, name, old, new)
    assert any(f"sources/{name}:2: {rule}:" in line for line in said_of_sources(atlas))


def test_nothing_is_published_with_a_fault(atlas):
    """A broken claim stops `publish` before anything is written."""
    before = (atlas / "published" / "claims.json").read_bytes()
    change(atlas, "claims.csv", "{hill} of", "{valley} of")
    with pytest.raises(ProblemsFound, match="valley"):
        publish.publish(open_atlas(atlas))
    assert (atlas / "published" / "claims.json").read_bytes() == before


def test_a_stale_file_is_found(atlas):
    """Published claims that the catalog does not know, or that are gone, are problems."""
    path = atlas / "published" / "claims.json"
    path.write_text(path.read_text().replace("700", "701"))
    problems = [str(problem) for problem in check(open_atlas(atlas))]
    assert any(line.startswith("published/catalog.json:claims: checksum:") for line in problems)
    path.unlink()
    problems = [str(problem) for problem in check(open_atlas(atlas))]
    assert any(line.startswith("published/catalog.json:claims: not-built:") for line in problems)
