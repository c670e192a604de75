"""Layers as data: the catalog, GeoJSON and CSV, whole and cut."""

import csv
import gzip
import io
import json

import brotli
import pytest

import webapp
from tests.webapp.conftest import write_atlas


def ids(response) -> list[str]:
    """Ids of the features in a GeoJSON answer."""
    return [feature["id"] for feature in response.json["features"]]


def rows(response) -> list[dict[str, str]]:
    """Rows of a CSV answer."""
    return list(csv.DictReader(io.StringIO(response.text)))


def test_the_catalog_names_every_published_layer(client):
    """Each layer has a title in three languages, its theme, extent, licence, sources and links."""
    catalog = client.get("/layers.json").json
    assert [layer["id"] for layer in catalog["layers"]] == ["rivers", "towns", "lands"]
    towns = catalog["layers"][1]
    assert towns["title"] == {"en": "Towns", "kk": "Towns", "ru": "Towns"}
    assert towns["feature_count"] == 3
    assert towns["geometry_types"] == ["Point"]
    assert towns["attribution"] == "© Survey of Aqdala"
    assert towns["sources"] == ["census-2021", "chronicle"]
    assert towns["links"]["geojson"] == "http://localhost/layers/towns.geojson"


def test_every_link_of_the_catalog_leads_somewhere(client):
    """Page, GeoJSON and CSV of each layer answer 200."""
    for layer in client.get("/layers.json").json["layers"]:
        for kind in ("html", "geojson", "csv"):
            assert client.get(layer["links"][kind]).status_code == 200


def test_a_whole_layer_is_sent_as_stored(client, published):
    """Without a filter the answer is the published file, byte by byte."""
    answer = client.get("/layers/rivers.geojson")
    assert answer.data == (published / "rivers.geojson").read_bytes()
    assert answer.content_type == "application/geo+json"


@pytest.mark.parametrize(("form", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_a_whole_layer_is_sent_compressed(client, published, form, unpack):
    """The stored bytes travel in the form that the client accepts, under an ETag of that form."""
    answer = client.get("/layers/rivers.geojson", headers={"Accept-Encoding": form})
    assert answer.headers["Content-Encoding"] == form
    assert unpack(answer.data) == (published / "rivers.geojson").read_bytes()
    assert answer.headers["ETag"].endswith(f':{form}"')
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_refused_compression_is_not_used(client):
    """A quality of 0 refuses a form."""
    refused = {"Accept-Encoding": "gzip;q=0, br;q=0"}
    assert "Content-Encoding" not in client.get("/layers/rivers.geojson", headers=refused).headers


@pytest.mark.parametrize(
    "path",
    [
        "/layers.json",
        "/sources.json",
        "/sources.bib",
        "/layers/rivers.geojson",
        "/layers/rivers.geojson?year=2000",
        "/layers/rivers.csv",
    ],
)
@pytest.mark.parametrize("form", ["", "gzip", "br"])
def test_what_a_client_has_is_not_sent_again(client, path, form):
    """The strong ETag of an answer, sent back, gives 304 without a body."""
    headers = {"Accept-Encoding": form}
    first = client.get(path, headers=headers)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get(path, headers=headers | {"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    through_a_proxy = headers | {"If-None-Match": f'"x", W/{tag}'}
    assert client.get(path, headers=through_a_proxy).status_code == 304
    assert client.get(path, headers=headers | {"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("path", ["/layers/rivers.geojson", "/layers/rivers.csv", "/layers.json"])
def test_head_tells_what_get_would_send(client, path):
    """HEAD has the headers of GET and no body."""
    get, head = client.get(path), client.head(path)
    assert head.data == b""
    for name in ("Content-Length", "Content-Type", "ETag"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("path", ["/layers.json", "/layers/rivers.geojson", "/sources.bib"])
def test_scripts_of_other_sites_may_read_data(client, path):
    """Data is open by CORS, also to a preflight and when it is a refusal."""
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(path + "?odd=1").headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(path)
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_pages_are_not_open_to_other_sites(client):
    """CORS is for data only."""
    assert "Access-Control-Allow-Origin" not in client.get("/layers").headers


@pytest.mark.parametrize(
    ("bbox", "found"),
    [
        ("-180,-90,180,90", ["east", "far-west", "middle"]),
        ("25,45,25,45", ["middle"]),
        ("170,50,-170,80", ["east", "far-west"]),
        ("-170,51,170,80", ["east"]),
        ("0,0,1,1", []),
    ],
)
def test_a_bbox_keeps_what_it_meets(client, bbox, found):
    """Features stay whose geometry's bbox meets the box, also across the antimeridian."""
    answer = client.get(f"/layers/lands.geojson?bbox={bbox}")
    assert ids(answer) == found


def test_a_cut_says_its_own_extent(client):
    """The bbox of a cut is that of its features; an empty cut has none."""
    cut = client.get("/layers/lands.geojson?bbox=25,45,26,46").json
    assert cut["bbox"] == [20, 40, 30, 50]
    assert cut["attribution"] == "© Survey of Aqdala"
    assert "bbox" not in client.get("/layers/lands.geojson?bbox=0,0,1,1").json


@pytest.mark.parametrize(("year", "found"), [(1991, 1), (1992, 2), (2010, 2), (2011, 1)])
def test_a_year_keeps_features_that_hold_in_it(client, year, found):
    """First and last year count; a feature without years always holds."""
    answer = client.get(f"/layers/rivers.geojson?year={year}")
    assert len(ids(answer)) == found


def test_a_year_keeps_its_records(client):
    """Of records with a year only those of that year stay; a feature with none left goes."""
    in_2021 = client.get("/layers/towns.geojson?year=2021").json["features"]
    assert [feature["id"] for feature in in_2021] == ["berik", "quiet", "zhana"]
    assert [record["year"] for record in in_2021[0]["properties"]["composition"]] == [2021]
    assert ids(client.get("/layers/towns.geojson?year=2015")) == ["quiet", "zhana"]
    assert ids(client.get("/layers/towns.geojson?year=2009")) == ["berik", "quiet"]


def test_a_year_keeps_terms_that_meet_it(client):
    """Of records with dates those stay whose term meets the year, an open end being open."""
    for year, held in [(2001, ["sco", "cis"]), (2000, ["cis"]), (2010, ["sco"])]:
        east = client.get(f"/layers/lands.geojson?year={year}").json["features"][0]
        terms = [record["organisation"] for record in east["properties"]["memberships"]]
        assert terms == held


def test_filters_go_together(client):
    """A bbox and a year cut together; a share of 0 is kept."""
    answer = client.get("/layers/towns.geojson?bbox=-1,-1,1,1&year=2009")
    record = answer.json["features"][0]["properties"]["composition"][0]
    assert record["share_percent"] == 0


def test_csv_has_a_row_per_feature(client):
    """Ids, fields, years and works cited; text stays text and numbers stay numbers."""
    answer = client.get("/layers/rivers.csv")
    assert answer.content_type == "text/csv; charset=utf-8; header=present"
    assert "rivers.csv" in answer.headers["Content-Disposition"]
    first, second = rows(answer)
    assert first["name_kk"] == "Ақ су"
    assert (first["length_km"], second["length_km"]) == ("360.5", "0")
    assert (first["is_navigable"], second["is_navigable"]) == ("true", "false")
    assert (first["from_year"], second["from_year"]) == ("1992", "")
    assert first["source_ids"] == "census-2021"


def test_csv_runs_nothing_in_a_spreadsheet(client):
    """A text that begins like a formula gets an apostrophe; a negative number does not."""
    river = rows(client.get("/layers/rivers.csv"))[1]
    assert river["note"] == '\'=HYPERLINK("http://evil.example")'
    assert rows(client.get("/layers/towns.csv"))[1]["lon"] == "-71.5"


def test_csv_places_points(client):
    """Points have lon and lat, 0 being a place."""
    berik = rows(client.get("/layers/towns.csv"))[0]
    assert (berik["lon"], berik["lat"]) == ("0", "0")
    assert "lon" not in rows(client.get("/layers/rivers.csv"))[0]


def test_csv_of_a_table_has_a_row_per_record(client):
    """`?table=` gives the records of all features, cut like the features."""
    records = rows(client.get("/layers/towns.csv?table=composition"))
    assert [(row["id"], row["year"]) for row in records] == [
        ("berik", "2009"),
        ("berik", "2021"),
        ("zhana", "2021"),
    ]
    assert records[1]["source_ids"] == "census-2021;chronicle"
    cut = rows(client.get("/layers/towns.csv?table=composition&year=2009&bbox=-1,-1,1,1"))
    assert [row["share_percent"] for row in cut] == ["0"]


def test_a_file_that_is_not_the_catalogs_is_not_served(tmp_path):
    """A layer's file that was changed after publishing answers 503, not with other bytes."""
    published = write_atlas(tmp_path)
    (published / "rivers.geojson").write_text("{}")
    (published / "towns.geojson").unlink()
    client = webapp.create_app({"PUBLISHED": published}).test_client()
    for layer, why in [("rivers", "not the one that the catalog describes"), ("towns", "missing")]:
        answer = client.get(f"/layers/{layer}.geojson")
        assert answer.status_code == 503
        assert why in answer.json["detail"]
        assert "steppe-atlas publish" in answer.json["detail"]


def test_cuts_are_valid_json_even_when_empty(client):
    """A cut without features is a collection without features."""
    answer = client.get("/layers/towns.geojson?bbox=100,-80,101,-79")
    assert json.loads(answer.data)["features"] == []
