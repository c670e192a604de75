"""One file holds the whole atlas: every part inside, what is allowed named by its hash, no more."""

import base64
import gzip
import json
import re

import pytest

import webapp
from webapp import saved
from webapp.atlas_map import script_hash
from webapp.pictures import cache
from webapp.saved import kept, layers
from webapp.saved.modules import import_map, rewritten


@pytest.fixture
def page(client) -> str:
    """The small atlas in one file."""
    answer = client.get("/atlas.html?layers=rivers&year=2005&lang=en")
    assert answer.status_code == 200
    return answer.text


def unpacked(page: str) -> dict[str, str]:
    """What the file answers with, by path."""
    found = re.findall(r'<script type="text/plain" data-saved="([^"]+)">([^<]+)</script>', page)
    return {path: gzip.decompress(base64.b64decode(words)).decode() for path, words in found}


def policy(page: str) -> dict[str, list[str]]:
    """The file's Content-Security-Policy, by rule."""
    text = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    rules = (rule.split() for rule in text.split("; "))
    return {name: sources for name, *sources in rules}


def test_specifiers_become_names_of_the_map():
    """Relative imports, static or dynamic, are named from the folder of scripts."""
    text = "import {a} from './a.mjs';\nexport * from \"../b.mjs\";\nawait import('./c.mjs');\n"
    new, needed = rewritten("marks/here.mjs", text)
    assert needed == ["marks/a.mjs", "b.mjs", "marks/c.mjs"]
    assert new == (
        "import {a} from 'atlas/marks/a.mjs';\nexport * from \"atlas/b.mjs\";\n"
        "await import('atlas/marks/c.mjs');\n"
    )


def test_modules_come_with_all_that_they_import():
    """Each module once, also in a circle, and the stand-in where there is one."""
    texts = {
        "atlas.mjs": "import './one.mjs'; import './fetching.mjs';",
        "one.mjs": "import './atlas.mjs';",
        "offline/fetching.mjs": "export const ask = null;",
    }
    found = import_map(["atlas.mjs"], texts.__getitem__)
    assert list(found) == ["atlas/atlas.mjs", "atlas/fetching.mjs", "atlas/one.mjs"]
    packed = found["atlas/fetching.mjs"].partition("base64,")[2]
    assert base64.b64decode(packed).decode() == texts["offline/fetching.mjs"]


def test_the_data_are_those_of_the_atlas(client, page):
    """Every layer is inside as it is published, and every feature with its article."""
    held = unpacked(page)
    for layer_id in ("rivers", "towns", "lands"):
        assert held[f"layers/{layer_id}.geojson"] == client.get(f"/layers/{layer_id}.geojson").text
        features = json.loads(held[f"layers/{layer_id}.geojson"])["features"]
        articles = json.loads(held[f"layers/{layer_id}/"])
        assert set(articles) == {feature["id"] for feature in features}
        assert all('<article id="feature"' in article for article in articles.values())


def test_articles_of_the_year_are_those_of_layers_shown(page):
    """A layer that is shown has its articles once more, as of the view's year."""
    held = unpacked(page)
    of_all, of_year = (json.loads(held[f"layers/rivers/{year}"]) for year in ("", "@2005"))
    assert set(of_year) == set(of_all)
    assert 'href="http://localhost/layers/rivers?lang=en"' in of_all["aq-su"]
    assert 'href="http://localhost/layers/rivers?year=2005&amp;lang=en"' in of_year["aq-su"]
    assert "layers/lands/@2005" not in held


def test_an_article_is_rendered_once(client, settings, monkeypatch):
    """Other years, other workers and later days use what was made; other languages do not."""
    made = []
    context = layers.feature_context
    monkeypatch.setattr(layers, "feature_context", lambda *a: (made.append(a), context(*a))[1])
    first = client.get("/atlas.html?layers=rivers&lang=en").text
    assert len(made) == 8  # of all features
    made.clear()
    client.get("/atlas.html?layers=rivers&lang=en&year=2005")
    assert {call[2] for call in made} == {"rivers"}
    assert {call[1].year for call in made} == {2005}
    made.clear()
    other = webapp.create_app(settings).test_client()
    monkeypatch.setattr(kept, "gzip", None)  # nothing is packed anew, but for the search
    monkeypatch.setattr(saved, "packed", lambda _: "")
    again = unpacked(other.get("/atlas.html?layers=rivers&lang=en").text)
    assert made == []
    assert again == {k: v for k, v in unpacked(first).items() if k != "search-index.json"}


@pytest.mark.parametrize(
    ("is_same", "words"),
    [
        (True, "Another file is being made at the moment; ask again in some seconds."),
        (False, "This takes too long to make; ask again later."),
    ],
    ids=["same-worker", "other-worker"],
)
def test_who_asks_meanwhile_is_told_so(client, settings, monkeypatch, is_same, words):
    """While a file is made another waits a moment, for parts of another worker longer; then 503."""
    monkeypatch.setattr(cache, "WAIT_S", 0)
    monkeypatch.setattr(saved, "PATIENCE_S", 0.01)
    context, answers = layers.feature_context, []
    other = client.application if is_same else webapp.create_app(settings)

    def meanwhile(*about):
        if not answers:
            answers.append(None)
            ask = other.test_client().get
            answers[0] = ask("/atlas.html?layers=rivers", headers={"Accept": "application/json"})
        return context(*about)

    monkeypatch.setattr(layers, "feature_context", meanwhile)
    assert client.get("/atlas.html?layers=rivers").status_code == 200
    assert (answers[0].status_code, answers[0].headers["Retry-After"]) == (503, "5")
    assert answers[0].json["detail"] == words
    assert client.get("/atlas.html?layers=rivers&lang=ru").status_code == 200


def test_the_articles_of_a_layer_share_their_macros(client, monkeypatch):
    """Templates are brought once for all features of a layer, which is most of what they cost."""
    brought = []
    macros = layers.macros
    monkeypatch.setattr(layers, "macros", lambda *a, **k: (brought.append(a), macros(*a, **k))[1])
    client.get("/atlas.html?layers=rivers&lang=en")
    assert brought == 3 * [("_feature.html",)]


def test_what_is_kept_stays_within_its_bytes(settings, tmp_path):
    """Languages and years without end do not fill the disk."""
    client = webapp.create_app(settings | {"CACHE_BYTES": 16 * 2000}).test_client()
    for year in range(1992, 2012):
        assert client.get(f"/atlas.html?layers=rivers&lang=kk&year={year}").status_code == 200
    files = [path for path in (tmp_path / "cache" / kept.FOLDER).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 16 * 4000
    assert len(client.application.extensions["atlas_packed"]) <= kept.KEPT


def test_nothing_is_loaded_from_elsewhere(page):
    """No sheet, script, picture or preload has an address; links are whole."""
    assert not re.findall(r"<link(?! rel=\"icon\" href=\"data:,\")[^>]*>", page)
    assert not re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=", page)
    assert not re.findall(r' href="/', page)
    assert 'href="http://localhost/layers/rivers' in page


def test_only_what_is_inside_may_run(page):
    """The policy names each script and sheet by its hash, and lets nothing be asked for."""
    rules = policy(page)
    assert rules["default-src"] == ["'none'"]
    assert "connect-src" not in rules
    assert "'unsafe-inline'" not in page
    scripts = re.findall(
        r'<script(?: type="(?:module|importmap)")?>(.*?)</script>', page, re.DOTALL
    )
    assert len(scripts) >= 4
    assert set(rules["script-src"]) == {"data:", *(f"'{script_hash(text)}'" for text in scripts)}
    sheets = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    assert set(rules["style-src"]) == {"data:", *(f"'{script_hash(text)}'" for text in sheets)}


def test_it_begins_with_the_view(client):
    """The file knows the view that was saved, with the year that it is compared with."""
    page = client.get("/atlas.html?year=2005&compare=1999&lang=en").text
    assert '<html data-view="?year=2005&amp;lang=en&amp;compare=1999" lang="en">' in page
    assert '<div class="comparison" id="comparison" data-sheet' in page
    page = client.get("/atlas.html?year=2005&lang=en").text
    assert '<div class="comparison" id="comparison" hidden data-sheet' in page


def test_what_does_not_fit_is_left_out(client, monkeypatch):
    """Layers that are not shown go first; when those shown do not fit, a sentence says so."""
    whole = client.get("/atlas.html?layers=towns").text
    assert {"layers/rivers.geojson", "layers/towns.geojson"} <= set(unpacked(whole))
    shown = re.findall(r'data-saved="(?:layers|compare)/towns[^"]*">([^<]+)<', whole)
    room = sum(map(len, shown)) + 10
    monkeypatch.setattr(saved, "PAGE_BYTES", saved.MOST_BYTES - room)
    part = client.get("/atlas.html?layers=towns").text
    held = {"layers/towns.geojson", "layers/towns/", "compare/towns", "compare/"}
    held |= {"search-index.json"}
    assert set(unpacked(part)) == held
    assert 'value="towns"' in part
    assert 'value="lands"' not in part
    monkeypatch.setattr(saved, "PAGE_BYTES", saved.MOST_BYTES)
    answer = client.get("/atlas.html?layers=towns", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert "5 MB at most" in answer.json["detail"]


def test_it_can_be_read_below_a_path(settings):
    """Below a path the file finds its parts, and its links lead to the public address."""
    url = "https://atlas.example/maps/atlas"
    client = webapp.create_app(settings | {"PUBLIC_URL": url}).test_client()
    page = client.get("/maps/atlas/atlas.html", headers={"Host": "atlas.example"}).text
    assert not re.findall(r' href="/', page)
    assert f'href="{url}/layers/rivers' in page
    assert "localhost" not in page
