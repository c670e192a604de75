"""The description: valid, whole, in step with the code, and the same for every asker."""

import json
import re
from operator import itemgetter

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

import webapp
from webapp import layers, origins
from webapp.openapi.paths import ADDRESSES

METHODS = {"get", "head", "options"}
TILED = ("tiles", "styles", "pictures")
REFUSAL = re.compile(
    r'There is no parameter "surely-not" here; (?:none is accepted|accepted are (.*))\.'
)


def parts(document: dict, operation: dict, place: str) -> dict[str, dict]:
    """The parameters of an operation that are in a place, by name."""
    known = document["components"]["parameters"]
    found = [known[about["$ref"].rpartition("/")[2]] for about in operation["parameters"]]
    return {about["name"]: about for about in found if about["in"] == place}


def filled(document: dict, path: str) -> str:
    """A path with the examples of its variable parts."""
    places = parts(document, document["paths"][path]["get"], "path")
    return path.format_map({name: about["example"] for name, about in places.items()})


def text_of(about: dict) -> str:
    """A parameter's example as it stands in a query."""
    example = about["example"]
    return ",".join(map(str, example)) if isinstance(example, list) else str(example)


@pytest.fixture(params=ADDRESSES, ids=lambda address: address.id)
def path(request) -> str:
    """Each public address."""
    return request.param.path


def test_it_is_valid(document):
    """It is OpenAPI 3.1 as the standard's own schema has it."""
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert document["info"]["version"] == webapp.__version__


def test_the_small_atlas_is_described_too(client):
    """An atlas without tables, claims and tour has a valid description as well."""
    document = client.get("/openapi.json").json
    validate(document)
    assert document["components"]["parameters"]["layer"]["schema"]["enum"] == [
        *("rivers", "towns", "lands")
    ]


def test_every_address_is_described(whole, document):
    """The described paths lead to every endpoint but the static files, and nowhere else."""
    router = whole.url_map.bind("localhost")
    reached = {router.match(filled(document, path))[0] for path in document["paths"]}
    assert reached == {rule.endpoint for rule in whole.url_map.iter_rules()} - {"assets.static"}


def test_every_form_of_a_file_is_described(document):
    """Each ending that a layer or a table of the sources has is a path of its own."""
    endings = [*(f"/layers/{{layer}}.{form}" for form in layers.FORMS)]
    endings += [f"/sources/{{table}}.{form}" for form in origins.FORMS]
    assert set(endings) <= set(document["paths"])


def test_each_is_described_in_words(document, path):
    """GET, HEAD and OPTIONS are there, each with its own id, a summary and a sentence."""
    item = document["paths"][path]
    assert set(item) == METHODS
    for operation in item.values():
        assert operation["description"].endswith(".")
        assert not operation["summary"].endswith(".")
        assert operation["tags"]


def test_the_ids_are_told_apart(document):
    """No two operations have one id."""
    ids = [
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    ]
    assert len(ids) == len(set(ids))


def test_the_methods_are_those_of_the_code(whole, document, path):
    """What is described is what the address accepts."""
    router = whole.url_map.bind("localhost")
    rule, _ = router.match(filled(document, path), return_rule=True)
    assert {name.lower() for name in rule.methods} == set(document["paths"][path])


@pytest.fixture(params=ADDRESSES, ids=lambda address: address.id)
def addressed(request, whole, tiled) -> tuple[FlaskClient, str, dict, dict[str, dict]]:
    """A client, a path with its examples, the path's item, and the described query parameters.

    The app is one with tiles where the address needs them.
    """
    app = tiled if request.param.tag in TILED else whole
    client, path = app.test_client(), request.param.path
    document = client.get("/openapi.json").json
    item = document["paths"][path]
    return client, filled(document, path), item, parts(document, item["get"], "query")


def test_the_parameters_are_those_of_the_code(addressed):
    """An address accepts the parameters that are described, and names no other as accepted."""
    client, url, _, described = addressed
    if url.startswith(("/health/", "/metrics")):
        pytest.skip("What asks for health or numbers may add what it likes.")
    answer = client.get(f"{url}?surely-not=1", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    detail = json.loads(answer.data)["detail"]
    found = REFUSAL.fullmatch(detail)
    assert found, detail
    assert set((found[1] or "").split(", ")) - {""} == set(described)


def test_every_example_is_understood(addressed):
    """With its examples an address answers well; pictures only where EGL can draw them."""
    client, url, item, described = addressed
    asked = {name: text_of(about) for name, about in described.items() if "example" in about}
    if url == "/oembed":
        asked["url"] = "http://localhost/?layers=border"
    answer = client.get(url, query_string=asked)
    cannot_draw = answer.status_code == 503 and "draw" in json.loads(answer.data)["detail"]
    assert answer.status_code == 200 or cannot_draw
    if answer.status_code == 200:
        assert answer.mimetype in item["get"]["responses"]["200"]["content"]


def test_the_first_of_every_list_is_understood(addressed):
    """Who asks with the first value that a parameter may have is answered, without an example."""
    client, url, _, described = addressed
    needed = {"url": "http://localhost/"} if url == "/oembed" else {}
    lists = {name: about["schema"].get("enum", ()) for name, about in described.items()}
    for name, (first, *_) in filter(itemgetter(1), lists.items()):
        answer = client.get(url, query_string={name: first} | needed)
        assert answer.status_code in (200, 503), (name, first)


def test_options_are_as_described(whole, document, path):
    """Where other sites may read an address, OPTIONS says so, and nowhere else."""
    answer = whole.test_client().options(filled(document, path))
    assert answer.status_code == 200
    said = document["paths"][path]["options"]["responses"]["200"]["$ref"]
    assert ("Access-Control-Allow-Methods" in answer.headers) == said.endswith("/Preflight")
    assert set(answer.headers["Allow"].split(", ")) == {method.upper() for method in METHODS}


def test_a_head_is_a_get_without_a_body(whole, document, path):
    """Status and headers are the same, and nothing follows."""
    client, url = whole.test_client(), filled(document, path)
    got, head = client.get(url), client.head(url)
    assert head.status_code == got.status_code
    assert head.content_type == got.content_type
    assert head.headers.get("ETag") == got.headers.get("ETag")
    assert head.data == b""


def test_it_is_data_like_any_other(client):
    """It has an ETag, 304, may be read by every site and kept for a while."""
    answer = client.get("/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/openapi.json", headers=known).status_code == 304
    assert client.get("/openapi.json?x=1").status_code == 400


def test_the_server_is_where_the_document_is(settings):
    """The server is a path, that of the public address; no host is ever in it."""
    plain = webapp.create_app(settings).test_client().get("/openapi.json").json
    assert [server["url"] for server in plain["servers"]] == ["/"]
    public = settings | {"PUBLIC_URL": "https://maps.example/steppe"}
    client = webapp.create_app(public).test_client()
    below = client.get("/steppe/openapi.json", headers={"Host": "maps.example"}).json
    assert [server["url"] for server in below["servers"]] == ["/steppe"]


def test_a_host_is_not_repeated(settings):
    """Whatever allowed host is asked, the description is the same, and a forged one is refused."""
    app = webapp.create_app(settings | {"ALLOWED_HOSTS": ("a.example", "b.example")})
    first, second = (
        app.test_client().get("/openapi.json", headers={"Host": host})
        for host in ("a.example", "b.example")
    )
    assert first.data == second.data
    assert b"a.example" not in first.data
    forged = app.test_client().get("/openapi.json", headers={"Host": "evil.example"})
    assert forged.status_code == 400
    assert b"evil.example" not in forged.data
