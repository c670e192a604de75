"""The stated year that each answer shows for a chosen one: page, table, file and picture agree."""

import csv
import io

import pytest

import webapp
from geodata.catalog import open_catalog
from geodata.maplibre.look import Look
from webapp import config, stated
from webapp.features import feature_of
from webapp.image import entries_of

PETROPAVL = "KZ-59-petropavl"
YEARS = {1991: 2014, 2017: 2014, 2018: 2020, 2021: 2021, 2022: 2022, 2023: 2025, 2026: 2025}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the published atlas."""
    return webapp.create_app({"CACHE_FOLDER": tmp_path_factory.mktemp("cache")}).test_client()


@pytest.fixture(scope="module")
def catalog():
    """The published catalog."""
    return open_catalog(config.load({})["PUBLISHED"])


@pytest.mark.parametrize(("year", "own"), YEARS.items())
def test_files_have_the_nearest_stated_point(client, year, own):
    """GeoJSON and CSV of a year hold Petropavl's nearest count, and every city has one."""
    cities = client.get(f"/layers/northern-cities.geojson?year={year}").json["features"]
    assert len(cities) == 22
    records = {city["id"]: city["properties"]["composition"] for city in cities}
    assert all(records.values())
    assert {record["year"] for record in records[PETROPAVL]} == {own}
    text = client.get(f"/layers/northern-cities.csv?table=composition&year={year}").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["year"] for row in rows if row["id"] == PETROPAVL} == {str(own)}


@pytest.mark.parametrize(("year", "own"), YEARS.items())
def test_pages_open_the_nearest_stated_point_and_say_so(client, year, own):
    """Petropavl's page opens that count, and says where it is not of the year itself."""
    page = client.get(f"/layers/northern-cities/{PETROPAVL}?year={year}").text
    _, _, opened = page.partition('<details class="shares" open>')
    assert str(own) in opened[: opened.index("</summary>")]
    assert (f"nearest stated, of {own}, are open" in page) == (own != year)


def test_a_figure_of_trade_is_of_its_year_alone(client):
    """Files of 2012 hold Russia's trade of 2012; of 2026, of which none was read, none."""
    for year, held in ((2012, {2012}), (2026, set())):
        partners = client.get(f"/layers/trade-partners.geojson?year={year}").json["features"]
        russia = next(one for one in partners if one["id"] == "RUS")
        assert {record["year"] for record in russia["properties"]["trade"]} == held


def test_the_note_counts_what_is_of_the_year_itself(catalog):
    """In 2021 five of 22 cities have figures of the year; without a year nothing is to be said."""
    entry = catalog.layer("northern-cities")
    note = stated.note(catalog, entry, 2021, "en")
    assert note.startswith("5 of 22 have figures of 2021 itself;")
    assert note.endswith(": 2020, 2022, 2025.")
    assert stated.note(catalog, entry, None, "en") is None
    assert stated.note(catalog, catalog.layer("trade-partners"), 2021, "en") is None


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize(
    "address",
    [
        "/?layers=oil-pipelines&year=1991",
        "/embed?layers=oil-pipelines&year=1991",
        "/describe?layers=oil-pipelines&year=1991",
        "/compare?layers=oil-pipelines&compare=1991&year=2022",
        "/layers/oil-pipelines?year=1991",
        "/layers/oil-pipelines/cpc?year=2001",
    ],
)
def test_facts_without_dates_say_so_in_a_year(client, catalog, address, lang):
    """Where a year is shown, pipelines say that their status and capacity are not of it."""
    entry = catalog.layer("oil-pipelines")
    note = stated.note(catalog, entry, 1991, lang)
    page = client.get(f"{address}&lang={lang}").text
    shown = page.replace(f"hidden>{note}", "")  # beside gas pipelines, which are off
    assert note in shown
    assert stated.note(catalog, entry, None, lang) is None


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_note_is_in_the_reader_s_language(client, lang):
    """Legend, embed and table page say it in Kazakh and Russian, with its places filled."""
    for page in ("/", "/embed", "/layers/northern-cities"):
        text = client.get(f"{page}?lang={lang}&year=2018").text
        assert "2020, 2021, 2022, 2025" in text
        assert "the nearest year stated" not in text


def test_the_legend_of_a_picture_says_it_too(catalog):
    """The layers of a static map carry the note of its year; the border needs none."""
    entries = entries_of(catalog, Look(("northern-cities", "oil-pipelines", "border"), 2018))
    notes = {entry["id"]: entry["note"] for entry in entries}
    assert "2018 itself" in notes["northern-cities"]
    assert "the latest known" in notes["oil-pipelines"]
    assert notes["border"] is None


def test_no_share_was_made_between_two_counts(client, catalog):
    """In no year does any city show a share that its records do not state."""
    for year in range(1991, 2027):
        for city in client.get(f"/layers/northern-cities.geojson?year={year}").json["features"]:
            whole = feature_of(catalog, "northern-cities", city["id"])["properties"]["composition"]
            assert all(record in whole for record in city["properties"]["composition"])
