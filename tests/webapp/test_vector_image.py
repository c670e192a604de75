"""Static maps as SVG: one well-formed drawing without scripts, of what was asked and no more."""

from xml.etree import ElementTree

import pytest

import webapp
from geodata.style import INKS
from tests.excerpt import LAYERS

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"path", "circle", "rect", "text", "g", "svg", "title", "defs", "clipPath", "pattern"}
ALL = ",".join(name for name in LAYERS if name != "basemap")


@pytest.fixture(scope="module")
def client(excerpt):
    """A client of the app on a small atlas of real layers."""
    return webapp.create_app(excerpt).test_client()


def drawing(client, query: str = "") -> ElementTree.Element:
    """The root of a static map."""
    answer = client.get(f"/image.svg{query}")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml"), answer.text
    return ElementTree.fromstring(answer.data)


def layer(root: ElementTree.Element, layer_id: str) -> ElementTree.Element | None:
    """The group of a layer."""
    return root.find(f'.//{SVG}g[@data-layer="{layer_id}"]')


def ids(root: ElementTree.Element, layer_id: str) -> set[str]:
    """The ids of the features drawn of a layer."""
    found = layer(root, layer_id)
    return {g.get("data-feature") for g in found.iter(f"{SVG}g") if g.get("data-feature")}


def text_of(root: ElementTree.Element, part: str = "") -> str:
    """All words of the drawing, or of one part."""
    found = root.find(f'.//{SVG}g[@id="{part}"]') if part else root
    return " ".join("".join(node.itertext()) for node in found.iter(f"{SVG}text"))


def test_it_is_nothing_but_shapes_and_text(client):
    """No script, link, image, style or handler is in it, and one generic family of fonts."""
    root = drawing(client, f"?layers={ALL}")
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= DRAWN
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name}
    assert root.get("font-family") == "sans-serif"
    assert not [node for node in root.iter() if node is not root and node.get("font-family")]


def test_it_is_as_large_as_asked(client):
    """Width and height are those asked for, times the scale; the numbers inside stay."""
    root = drawing(client, "?width=1200&height=630&scale=2")
    assert (root.get("width"), root.get("height")) == ("2400", "1260")
    assert root.get("viewBox") == "0 0 1200 630"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_carry_the_inks_of_the_theme(client, theme):
    """The Caspian Pipeline is a wide line in the ink of oil."""
    root = drawing(client, f"?layers=oil-pipelines&theme={theme}&bbox=36,42,60,54")
    line = layer(root, "oil-pipelines").find(f'{SVG}g[@data-feature="cpc"]')
    assert line.findtext(f"{SVG}title").startswith("Caspian Pipeline")
    strokes = [path for path in line.iter(f"{SVG}path") if path.get("stroke-opacity") is None]
    widest = max(float(path.get("stroke-width")) for path in strokes)
    assert getattr(INKS["oil"], theme) in {path.get("stroke") for path in strokes}
    assert widest >= 6


def test_every_kind_of_mark_is_drawn(client):
    """Each layer of the small atlas has features on it: lines, areas, symbols, rings and pairs."""
    root = drawing(client, f"?layers={ALL}&bbox=-20,20,140,70&width=2000&height=1200")
    assert {name for name in ALL.split(",") if ids(root, name)} == set(ALL.split(","))


def test_a_line_of_dots_is_seen():
    """Dots are dashes of almost no length: they need round ends."""
    client = webapp.create_app().test_client()
    roads = layer(drawing(client, "?layers=corridors"), "corridors")
    dotted = [p for p in roads.iter(f"{SVG}path") if (p.get("stroke-dasharray") or "")[:2] == "0."]
    assert dotted
    assert {path.get("stroke-linecap") for path in dotted} == {"round"}


def test_a_year_decides_what_is_drawn(client):
    """The Caspian Pipeline is not there in 1995, and the sheet says the year."""
    query = "?layers=oil-pipelines&bbox=36,42,60,54"
    assert "cpc" in ids(drawing(client, query), "oil-pipelines")
    before = drawing(client, f"{query}&year=1995")
    assert "cpc" not in ids(before, "oil-pipelines")
    assert "1995" in text_of(before, "legend")


def test_it_says_what_is_shown_and_by_whom(client):
    """Legend, scale and sources are in it, in the language asked for."""
    root = drawing(client, "?layers=border,northern-cities&lang=ru")
    assert "Русские" in text_of(root, "legend")
    assert "км" in text_of(root, "scale")
    assert "OpenStreetMap" in text_of(root, "sources")
    assert "КАЗАХСТАН" in text_of(root, "map")


def test_a_layer_that_waits_for_a_closer_zoom_is_not_drawn():
    """Districts come with their zoom, as on the page."""
    client = webapp.create_app().test_client()
    assert layer(drawing(client, "?layers=raions&bbox=45,40,88,56"), "raions") is None
    assert ids(drawing(client, "?layers=raions&bbox=66,52,70,54"), "raions")


def test_across_the_antimeridian_it_is_whole(client):
    """A box across 180 degrees is drawn, with both sides of it."""
    root = drawing(client, "?bbox=170,50,-170,70&layers=memberships")
    assert root.find(f'.//{SVG}g[@id="map"]') is not None


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("bbox=1,2,3", "bbox must be four numbers"),
        ("width=50", "width must be"),
        ("width=2000&height=2000&scale=2", "times the square of scale"),
        ("scale=3", "scale must be 1 or 2"),
        ("year=50", "year must be"),
        ("lang=de", "lang must be"),
        ("theme=red", "theme must be"),
        ("map=5/50/60", "There is no parameter"),
        ("year=2001&year=2002", "must be given once"),
    ],
)
def test_what_cannot_be_read_is_refused(client, query, part):
    """A bad parameter gets 400 as a problem with a sentence."""
    answer = client.get(f"/image.svg?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert part in answer.json["detail"]


def test_an_unknown_layer_is_not_found(client):
    """A layer that does not exist gets 404."""
    assert client.get("/image.svg?layers=nowhere").status_code == 404


def test_it_is_made_once_for_who_has_it(client):
    """The same picture is answered 304, and other sites may read it."""
    first = client.get("/image.svg")
    again = client.get("/image.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_the_legend_can_be_left_to_the_page_around(client):
    """Without it the map is as wide as the drawing; scale and credits stay, year and title go."""
    root = drawing(client, "?layers=border&legend=false&year=2021&width=900")
    assert root.find(f'.//{SVG}g[@id="legend"]') is None
    assert root.find(f'.//{SVG}clipPath[@id="frame"]/{SVG}rect').get("width") == "900"
    assert "km" in text_of(root, "scale")
    assert "GeoNames" in text_of(root, "sources")
