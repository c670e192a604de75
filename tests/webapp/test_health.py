"""Health: a process lives even with nothing to serve, and is ready when it has something."""

import pytest

import webapp
from tests.webapp.conftest import write_atlas


@pytest.fixture
def unpublished(tmp_path):
    """An app whose folder has nothing published."""
    return webapp.create_app({"PUBLISHED": tmp_path})


def test_a_published_atlas_is_live_and_ready(client):
    """Both answer 200 and are never kept."""
    for url in ("/health/live", "/health/ready"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_unpublished_atlas_lives_but_is_not_ready(unpublished):
    """The process lives; ready says what to run."""
    client = unpublished.test_client()
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "run `steppe-atlas publish`" in answer.json["detail"]


@pytest.mark.parametrize("url", ["/", "/layers", "/layers.json", "/layers/rivers.csv", "/sources"])
def test_an_unpublished_atlas_answers_503(unpublished, url):
    """Pages and data say that nothing is published; style sheets are served all the same."""
    client = unpublished.test_client()
    answer = client.get(url)
    assert answer.status_code == 503
    assert "steppe-atlas publish" in answer.text
    assert client.get("/static/css/tokens.css").status_code == 200


def test_a_catalog_without_layers_is_nothing_published(tmp_path):
    """An empty catalog is not ready."""
    empty = '{"themes": [], "layers": [], "missing": [], "sources": [], "licenses": []}'
    (tmp_path / "catalog.json").write_text(empty)
    client = webapp.create_app({"PUBLISHED": tmp_path}).test_client()
    assert client.get("/health/ready").status_code == 503


def test_an_atlas_published_later_is_found(unpublished, tmp_path):
    """The app looks again at each request until something is published."""
    client = unpublished.test_client()
    assert client.get("/layers.json").status_code == 503
    write_atlas(tmp_path)
    assert client.get("/layers.json").status_code == 200
    assert client.get("/health/ready").json == {"status": "ready", "layers": 3}


def test_a_missing_file_is_not_ready(tmp_path):
    """A layer whose file is gone makes the atlas not ready, and says which."""
    published = write_atlas(tmp_path)
    (published / "rivers.geojson").unlink()
    answer = webapp.create_app({"PUBLISHED": published}).test_client().get("/health/ready")
    assert answer.status_code == 503
    assert "rivers" in answer.json["detail"]


@pytest.mark.parametrize("url", ["/health/live", "/health/ready", "/metrics"])
@pytest.mark.parametrize(
    "host", ["203.0.113.9", "[2001:db8::9]:8000", "evil.example", "evil.example/<b>", "a b", ""]
)
def test_operators_may_ask_for_any_host(client, url, host):
    """Load balancers ask by a bare address; it is answered, and never repeated."""
    answer = client.get(url, headers={"Host": host})
    assert answer.status_code == 200
    assert not host or host not in f"{answer.headers}{answer.text}"


def test_what_is_not_ready_repeats_no_host(unpublished):
    """A refusal of health says nothing of the host either, and other addresses stay closed."""
    client = unpublished.test_client()
    forged = {"Host": "evil.example"}
    answer = client.get("/health/ready", headers=forged)
    assert answer.status_code == 503
    assert "evil.example" not in f"{answer.headers}{answer.text}"
    assert client.get("/health/nothing", headers=forged).status_code == 400
    assert client.get("/static/css/tokens.css", headers=forged).status_code == 400
