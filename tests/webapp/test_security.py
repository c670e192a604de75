"""Hosts that are checked, addresses that are built from settings, and headers of every answer."""

import pytest
from flask import g

import webapp

PAGES = ["/", "/layers", "/nowhere", "/?x=1"]
URLS = [
    *PAGES,
    "/layers.json",
    "/layers/rivers.geojson",
    "/static/joined/atlas.css",
    "/static/js/atlas.mjs",
]


@pytest.mark.parametrize("url", URLS)
def test_every_answer_forbids_what_is_not_used(client, url):
    """No sniffing, no frames, no foreign sources, whatever the status."""
    headers = client.get(url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("url", PAGES)
def test_pages_keep_to_themselves(client, url):
    """What only pages can do is forbidden in pages: devices, telling where one came from."""
    headers = client.get(url, headers={"Accept": "text/html"}).headers
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("url", ["/", "/layers", "/layers/towns/berik", "/sources", "/nowhere"])
def test_pages_run_only_our_own_scripts(client, url):
    """The policy of pages names this server and no unsafe exception."""
    policy = client.get(url).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self';" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy


def test_a_script_of_the_page_is_allowed_by_its_hash(settings):
    """A view may name the hash of its inline script, and may allow frames, for itself alone."""
    app = webapp.create_app(settings)

    @app.get("/framed")
    def framed():
        g.script_hashes, g.may_be_framed = ["sha256-abc="], True
        return "<p>framed</p>"

    headers = app.test_client().get("/framed").headers
    assert "script-src 'self' 'sha256-abc=';" in headers["Content-Security-Policy"]
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers
    assert "sha256-abc=" not in app.test_client().get("/layers").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "localhost/evil",
        "localhost:80:80",
        "[::1",
        "a b",
        "ｌocalhost",
        "localhost:0",
        "localhost:99999",
        "",
    ],
)
@pytest.mark.parametrize("url", ["/", "/layers.json", "/nowhere", "/layers/rivers.geojson"])
def test_a_forged_host_is_refused_and_not_repeated(client, host, url):
    """A host that is not ours gets 400 and is not in the answer."""
    environ = {"HTTP_HOST": host.encode().decode("latin-1")}
    answer = client.get(url, environ_overrides=environ)
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert "evil" not in str(answer.headers)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "LOCALHOST:1", "[::1]:8000"])
def test_our_own_hosts_are_answered(client, host):
    """The names of this machine are allowed at any port, and links are built from them."""
    answer = client.get("/layers.json", headers={"Host": host})
    assert answer.json["layers"][0]["links"]["html"].startswith(f"http://{host.lower()}/layers/")


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Host"])
def test_forwarded_hosts_are_not_believed(client, name):
    """Headers that claim another host change nothing."""
    answer = client.get("/layers.json", headers={name: "evil.example"})
    assert "evil" not in answer.text
    assert answer.json["layers"][0]["links"]["html"].startswith("http://localhost/")


def test_hosts_below_a_domain_can_be_allowed(settings):
    """A host that starts with a dot stands for all below it, and for nothing that ends alike."""
    client = webapp.create_app(settings | {"ALLOWED_HOSTS": (".maps.example",)}).test_client()
    assert client.get("/layers", headers={"Host": "kz.maps.example"}).status_code == 200
    assert client.get("/layers", headers={"Host": "evilmaps.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/layers", "/maps/atlas/layers"])
def test_the_atlas_can_live_below_a_path(settings, path):
    """With a path in PUBLIC_URL, a proxy may keep or strip it; links have it either way."""
    url = "https://atlas.example/maps/atlas"
    client = webapp.create_app(settings | {"PUBLIC_URL": url}).test_client()
    page = client.get(path, headers={"Host": "atlas.example"})
    assert page.status_code == 200
    assert 'href="/maps/atlas/static/joined/page.css' in page.text
    links = client.get(path + ".json", headers={"Host": "127.0.0.1"}).json["layers"][0]["links"]
    assert links["csv"] == f"{url}/layers/rivers.csv"


def test_a_public_url_is_the_only_source_of_links(settings):
    """With PUBLIC_URL set, even an allowed host does not show in links."""
    client = webapp.create_app(settings | {"PUBLIC_URL": "https://atlas.example"}).test_client()
    answer = client.get("/layers.json", headers={"Host": "localhost"})
    assert "localhost" not in answer.text
    assert answer.json["layers"][0]["links"]["html"] == "https://atlas.example/layers/rivers"


def test_a_large_body_is_refused(client):
    """A request that carries more than is ever needed gets 413 before anything is read."""
    answer = client.get("/layers.json", data=b"x" * 20_000)
    assert answer.status_code == 413
    assert answer.json["detail"] == "A request may carry 16384 bytes at most."
