"""A preferred work changes the figure in every exit, once for all orders that say the same."""

import io
import json
import sqlite3
from contextlib import closing
from itertools import islice, permutations

import pytest
from PIL import Image

import webapp

OLD_CIA, CIA = "cia-2014-kazakhstan", "cia-2000-kazakhstan"
# China and the capital of Kazakhstan at zoom 4; in 1998 two works disagree on China's trade.
CHINA = "/tiles/trade-partners/4/13/6.png?year=1998"
ELSEWHERE = "/tiles/northern-cities/4/11/5.png?year=1998"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the app of the published atlas keeps what it makes."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def client(folder):
    """A client of the app on the published atlas."""
    return webapp.create_app({"CACHE_FOLDER": folder}).test_client()


@pytest.fixture(scope="module")
def drawing(excerpt):
    """A client of the app on the excerpt; skips where this machine cannot draw."""
    client = webapp.create_app(excerpt).test_client()
    answer = client.get(CHINA)
    if answer.status_code == 503:
        pytest.skip(answer.json["detail"])
    return client


def lengths(data: bytes, path) -> tuple[float, dict[str, int]]:
    """The border's length in a GeoPackage, and how often each use is said of its records."""
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as database:
        (length,) = database.execute("select land_length_km from border").fetchone()
        uses = database.execute("select use, count(*) from border_lengths group by use").fetchall()
    return length, dict(uses)


def test_a_geopackage_has_the_preferred_figure(client, tmp_path):
    """The property that repeats the figure is another one; as many records are drawn as before."""
    plain = client.get("/layers/border.gpkg")
    chosen = client.get(f"/layers/border.gpkg?prefer={OLD_CIA}")
    usual, uses = lengths(plain.data, tmp_path / "plain.gpkg")
    preferred, again = lengths(chosen.data, tmp_path / "chosen.gpkg")
    assert (usual, preferred, again) == (7513, 6846, uses)
    assert plain.headers["ETag"] != chosen.headers["ETag"]
    assert lengths(client.get("/layers/border.gpkg").data, tmp_path / "again.gpkg")[0] == 7513


def test_preferences_that_change_nothing_share_a_geopackage(client, folder):
    """Whatever the works and their order: equal figures are one file, answered with equal bytes."""
    others = ["geonames", "world-bank-wdi", "world-bank-wits-kazakhstan", "cia-2000-kazakhstan"]
    plain = client.get("/layers/border.gpkg").data
    chosen = client.get(f"/layers/border.gpkg?prefer={OLD_CIA}").data
    before = sorted(folder.glob("*.gpkg"))
    for works in permutations(others):
        assert client.get(f"/layers/border.gpkg?prefer={','.join(works)}").data == plain
        words = ",".join([*works, OLD_CIA])
        assert client.get(f"/layers/border.gpkg?prefer={words}").data == chosen
    assert sorted(folder.glob("*.gpkg")) == before


@pytest.mark.parametrize(
    "path",
    [
        "/layers/border.gpkg?",
        "/view.csv?",
        "/cite.json?",
        "/atlas.html?",
        "/styles/atlas.json?",
        "/tiles/atlas/4/11/5.png?",
    ],
)
def test_an_unknown_work_is_refused(drawing, path):
    """Each exit answers 400 and says what is not known; nothing is made."""
    answer = drawing.get(f"{path}prefer=nobody-2024", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert "prefer must name works" in json.loads(answer.data).get("detail", "")


def test_vector_tiles_are_as_stored(drawing):
    """They know no preference, and say so."""
    answer = drawing.get(f"/tiles/atlas/4/11/5.mvt?prefer={CIA}")
    assert answer.status_code == 400
    assert "no parameter" in answer.json["detail"]


def test_a_raster_tile_draws_the_preferred_figure(drawing):
    """China's half discs are others, and are as before without the preference."""
    plain = drawing.get(CHINA).data
    chosen = drawing.get(f"{CHINA}&prefer={CIA}")
    assert (chosen.status_code, chosen.content_type) == (200, "image/png")
    one, other = (Image.open(io.BytesIO(data)).convert("RGBA") for data in (plain, chosen.data))
    assert one.tobytes() != other.tobytes()
    assert drawing.get(CHINA).data == plain
    assert drawing.get(f"{CHINA}&prefer={CIA}").data == chosen.data


def test_other_tiles_are_drawn_once(drawing):
    """Where no figure changes the tile is that of the atlas, and no file is kept for it."""
    plain = drawing.get(ELSEWHERE).data
    cache = drawing.application.extensions["drawing_room"].cache.folder
    before = sorted(cache.rglob("*"))
    assert drawing.get(f"{ELSEWHERE}&prefer={CIA}").data == plain
    assert drawing.get(f"{CHINA}&prefer=geonames").data == drawing.get(CHINA).data
    assert sorted(cache.rglob("*")) == before


def test_many_preferences_leave_one_picture(drawing):
    """Hundreds of lists of works that lead to the same figures grow neither folder nor sprites."""
    room = drawing.application.extensions["drawing_room"]
    chosen = drawing.get(f"{CHINA}&prefer={CIA}").data
    works = [one for one in sorted(room.studio.catalog.works) if not one.startswith("cia")][:6]
    before = sorted(room.cache.folder.rglob("*"))
    for order in islice(permutations(works), 300):
        assert drawing.get(f"{CHINA}&prefer={','.join((CIA, *order))}").data == chosen
    assert sorted(room.cache.folder.rglob("*")) == before
    assert len(room.studio.sprites) <= 12


def test_a_style_names_the_sprite_of_the_preference(drawing):
    """The icons of a style are drawn from the preferred figures, plain and @2x."""
    plain = drawing.get("/styles/atlas.json?year=1998").json["sprite"]
    chosen = drawing.get(f"/styles/atlas.json?year=1998&prefer={CIA}").json["sprite"]
    assert chosen == f"{plain}/{CIA}"
    for end in (".json", ".png", "@2x.json", "@2x.png"):
        one, other = (drawing.get(sheet + end) for sheet in (plain, chosen))
        assert (one.status_code, other.status_code) == (200, 200)
        assert one.data != other.data
    assert drawing.get("/styles/sprite/light-all/nobody-2024.json").status_code == 400


def test_what_is_cited_is_what_is_shown(client):
    """The work of the figure that is shown is cited, that of the one set aside is not."""

    def cited(query: str) -> set[str]:
        return {item["id"] for item in client.get(f"/cite.json?{query}").json[1:]}

    for query in ("layers=border", "layers=border&select=border/kz-ru"):
        usual, chosen = cited(query), cited(f"{query}&prefer={OLD_CIA}")
        assert OLD_CIA not in usual
        assert "wikipedia-ru-kazakhstan-russia-border" in usual
        assert chosen - usual == {OLD_CIA}
        text = client.get(f"/cite?{query}&prefer={OLD_CIA}").text
        assert "6,846" in text or "2014" in text
    year = "layers=trade-partners&select=trade-partners/CHN&year=1998"
    assert cited(f"{year}&prefer={CIA}") - cited(year) == {CIA}


def test_a_view_table_has_the_preferred_figure(client):
    """The border's length is another, and rests on other rows."""

    def row(query: str) -> str:
        lines = client.get(f"/view.csv?layers=border&lang=en{query}").text.splitlines()
        (found,) = (line for line in lines if ",land_length_km," in line)
        return found

    assert ",7513,km," in row("")
    assert "border_facts/land-border-length-official" in row("")
    assert ",6846,km," in row(f"&prefer={OLD_CIA}")
    assert "border_facts/land-border-length-official" not in row(f"&prefer={OLD_CIA}")


def test_addresses_to_copy_keep_the_preference(client):
    """Pictures, styles and files that a view offers for other pages say whom it prefers."""
    page = client.get(f"/use?layers=trade-partners&prefer={CIA}").text
    for place in (".png?prefer=", "/styles/atlas.json?layers=trade-partners&amp;prefer="):
        assert f"{place}{CIA}" in page
    for form in ("geojson", "csv", "gpkg"):
        assert f"/layers/trade-partners.{form}?prefer={CIA}" in page
