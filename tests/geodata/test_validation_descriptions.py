"""A description says where its source comes from, under which licence, and what a row holds."""

import pytest

from tests.made_up import change, describe, said_of_sources


def only(folder):
    """The one problem of all sources, without its line."""
    (said,) = said_of_sources(folder)
    file, rest = said.split(":", 1)
    return f"{file}: {rest.split(': ', 1)[1]}"


def test_a_source_has_a_licence(made_up_atlas):
    """A source without a licence could not be published."""
    describe(made_up_atlas, "towns", r"license = .*\n", "")
    assert only(made_up_atlas) == (
        "sources/towns.toml: license: license must have an id of licenses.csv and a name; "
        "it is missing."
    )


def test_a_licence_is_a_known_one(made_up_atlas):
    """The licence of a source is one of the table of licences."""
    describe(made_up_atlas, "towns", 'id = "CC-BY-4.0-atlas"', 'id = "unknown"')
    assert only(made_up_atlas) == (
        "sources/towns.toml: license: license must be one of licenses.csv, "
        'CC-BY-4.0-atlas, cited-facts; got "unknown".'
    )


@pytest.mark.parametrize("name", ["published", "accessed"])
def test_a_source_is_dated(made_up_atlas, name):
    """A source says when it was published and when it was read."""
    describe(made_up_atlas, "towns", rf"{name} = .*\n", "")
    assert only(made_up_atlas) == (
        f"sources/towns.toml: source-date: {name} must be a date YYYY, YYYY-MM or YYYY-MM-DD; "
        "it is missing."
    )


def test_a_date_is_a_date(made_up_atlas):
    """A date in words is refused."""
    describe(made_up_atlas, "towns", "published = 2024-03-01", 'published = "March 2024"')
    assert only(made_up_atlas).endswith('YYYY-MM-DD; got "March 2024".')


def test_a_source_is_read_after_it_appears(made_up_atlas):
    """Nobody reads a table before it is published; the line of the date is named."""
    describe(made_up_atlas, "towns", "accessed = 2024-03-02", "accessed = 2024-02-29")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.toml:6: accessed-before-published: accessed must not be before published, "
        '2024-03-01; got "2024-02-29".'
    ]


def test_partial_dates_contradict_only_when_no_day_fits(made_up_atlas):
    """Published in March 2024 and read on 1 March 2024 can both be true."""
    describe(made_up_atlas, "towns", "published = 2024-03-01", 'published = "2024-03"')
    describe(made_up_atlas, "towns", "accessed = 2024-03-02", "accessed = 2024-03-01")
    assert said_of_sources(made_up_atlas) == []
    describe(made_up_atlas, "towns", "accessed = 2024-03-01", 'accessed = "2023"')
    assert "accessed-before-published" in only(made_up_atlas)


def test_a_cited_work_has_a_licence(made_up_atlas):
    """A work of the bibliography without a licence is named by its row."""
    change(made_up_atlas, "bibliography.csv", "en,cited-facts", "en,")
    said = said_of_sources(made_up_atlas)
    assert "sources/bibliography.csv:2: required: license_id must not be empty." in said
    assert (
        "sources/bibliography.csv:2: license: The licence must be one of licenses.csv, "
        'CC-BY-4.0-atlas, cited-facts; got "".'
    ) in said


def test_a_cited_work_has_a_date(made_up_atlas):
    """A work is dated by when it appeared or when it was read; one of them is enough."""
    change(made_up_atlas, "bibliography.csv", "Aqdala,2010-05,", "Aqdala,,")
    assert said_of_sources(made_up_atlas) == []
    change(made_up_atlas, "bibliography.csv", "Aqdala,,2024-02-01", "Aqdala,,")
    assert only(made_up_atlas) == (
        "sources/bibliography.csv: source-date: "
        "A work must have a date: published or accessed; both are empty."
    )


def test_a_cited_work_is_read_after_it_appears(made_up_atlas):
    """A work of May 2010 was not read in 2009."""
    change(made_up_atlas, "bibliography.csv", "2010-05,2024-02-01", "2010-05,2009-12-31")
    assert only(made_up_atlas) == (
        "sources/bibliography.csv: accessed-before-published: "
        'accessed must not be before published, 2010-05; got "2009-12-31".'
    )


def test_an_unreadable_description_is_a_problem(made_up_atlas):
    """A slip in a description is reported like any other problem."""
    describe(made_up_atlas, "towns", 'title = "Towns', "title = Towns")
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/towns.toml:1: source: towns.toml: not readable as TOML")


@pytest.mark.parametrize(
    ("pattern", "text", "said"),
    [
        ("rows = 2", "", "rows must be the number of rows expected"),
        (r"origin = .*\n", "", "origin must be a text; it is missing"),
        ("bbox", "bounds", "Must be one of title, description, "),
        (r"bbox = .*", "bbox = [68, 50, 60, 53]", "bbox must be west, south, east, north"),
        (r"bbox = .*", "bbox = [nan, 50, 60, 53]", "bbox must be west, south, east, north"),
        (r"key = .*", 'key = ["code"]', "key must be a list of declared fields"),
        (r"order = .*", "order = 1", "order must be a list of declared fields"),
        ('type = "number"', 'type = "float"', "The type of lon must be one of string, text"),
        ('title = "Longitude"\n', "", "lon must have a title"),
        ('unit = "degree"', 'units = "degree"', "A field may say name, type, title, unit"),
        ("minimum = 1500", 'minimum = "1500"', "minimum of founded_year must be a number"),
        (r"\[\[fields\]\]", "[[columns]]\nname = 'x'\n[[fields]]", "Must be one of title"),
        (r"(?s)\[\[fields\]\].*", "", "Every column must have its [[fields]] with a name"),
        (r"\Z", "[[sums]]\nby = ['id']\n", "[[sums]] must say by, part, and either total or"),
        (r"\Z", "[[sums]]\nby = 1\npart = 'id'\nequals = 1\n", "[[sums]] must say by, part,"),
        ("order", "caveats = 'none'\norder", "caveats must be a list of texts"),
    ],
)
def test_a_description_is_held_to_its_own_form(made_up_atlas, pattern, text, said):
    """What a description lacks or misspells is said, since it would silently check nothing."""
    describe(made_up_atlas, "towns", pattern, text)
    assert any(
        line.startswith("sources/towns.toml:") and f": description: {said}" in line
        for line in said_of_sources(made_up_atlas)
    )


@pytest.mark.parametrize("crs", ['"EPSG:3857"', '"EPSG:28418"'])
def test_maps_are_declared_in_wgs_84(made_up_atlas, crs):
    """A map in another CRS is refused, with the line that says so."""
    describe(made_up_atlas, "oblasts", 'crs = "EPSG:4326"', f"crs = {crs}")
    assert said_of_sources(made_up_atlas) == [
        f'sources/oblasts.toml:12: crs: crs must be "EPSG:4326"; got {crs}.'
    ]
