"""Static maps: fitted to their bbox, with legend, scale, year and sources; sizes bounded."""

import io
import math

import pytest
from PIL import Image, ImageColor

import webapp
from geodata.maplibre.renderer import degrees, parts
from geodata.style import INKS
from webapp.image import fit
from webapp.pictures.sheet import PANEL_PX, plan, round_length
from webapp.query import Bbox


@pytest.fixture(scope="module")
def client(excerpt):
    """A client of the app; skips where this machine cannot draw."""
    client = webapp.create_app(excerpt).test_client()
    answer = client.get("/image.png?width=200&height=200")
    if answer.status_code == 503:
        pytest.skip(answer.json["detail"])
    return client


def picture(client, query: str = "") -> Image.Image:
    """A static map as RGB."""
    answer = client.get(f"/image.png{query}")
    assert (answer.status_code, answer.content_type) == (200, "image/png"), answer.data
    return Image.open(io.BytesIO(answer.data)).convert("RGB")


def colours(image: Image.Image) -> set[tuple[int, int, int]]:
    """All colours of a picture."""
    return {colour for _, colour in image.getcolors(1 << 24)}


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (63, 49), (-180, 85), (179.9, -85)])
def test_degrees_and_parts_of_the_world_are_inverse(lon, lat):
    """A place comes back from Web Mercator to where it was."""
    there = degrees(*parts(lon, lat))
    assert math.isclose(there[0], lon, abs_tol=1e-9)
    assert math.isclose(there[1], lat, abs_tol=1e-9)


@pytest.mark.parametrize(
    "bbox", [Bbox(45, 40, 88, 56), Bbox(170, 50, -170, 60), Bbox(-180, -90, 180, 90)]
)
@pytest.mark.parametrize("size", [(960, 600), (300, 700), (2000, 200)])
def test_the_bbox_is_whole_on_the_map(bbox, size):
    """Its corners lie on the map, across the antimeridian too, or the map is the whole world."""
    x, y, zoom = fit(bbox, *size)
    world_px = 512 * 2**zoom
    assert y - size[1] / 2 / world_px + 1e-9 >= 0
    assert y + size[1] / 2 / world_px <= 1 + 1e-9
    for lon, lat in ((bbox.west, bbox.north), (bbox.east, bbox.south)):
        corner = parts(lon, max(-85, min(85, lat)))
        across = abs((corner[0] - x + 0.5) % 1 - 0.5) * world_px
        is_seen = across <= size[0] / 2 + 1 and abs(corner[1] - y) * world_px <= size[1] / 2 + 1
        # A flat or slim picture cannot hold the world: MapLibre never shows beyond the poles.
        assert is_seen or math.isclose(world_px, max(512, size[1]), rel_tol=1e-6)


def test_a_point_is_shown_at_a_zoom_that_says_something():
    """A bbox without extent is centred, not magnified without end."""
    assert fit(Bbox(71, 51, 71, 51), 500, 500)[2] <= 14


@pytest.mark.parametrize(
    ("most", "length"), [(730, 500), (500, 500), (499, 200), (1.5, 1), (0.3, 0.2)]
)
def test_scales_are_round(most, length):
    """1, 2 or 5 times a power of ten, and not longer than there is room."""
    assert math.isclose(round_length(most), length)


@pytest.mark.parametrize(("size", "ratio"), [((200, 200), 1), ((600, 400), 2), ((2000, 2000), 1)])
def test_the_picture_has_the_size_asked_for(client, size, ratio):
    """Width and height are those of the whole sheet, times scale."""
    image = picture(client, f"?width={size[0]}&height={size[1]}&scale={ratio}")
    assert image.size == (size[0] * ratio, size[1] * ratio)


def test_the_legend_is_of_the_layers_shown(client):
    """The panel beside the map changes with the layers, the year and the language, not else."""
    box = (0, 0, PANEL_PX, 560)

    def panel(query: str) -> bytes:
        return picture(client, query).crop(box).tobytes()

    first = panel("?layers=border")
    assert first == panel("?layers=border&bbox=50,45,60,50")
    for query in ("?layers=oil-pipelines", "?layers=border&year=2021", "?layers=border&lang=ru"):
        assert first != panel(query)


def test_the_legend_can_be_left_to_the_page_around(client):
    """Without it the map has the whole width; the credits stay at the foot."""
    assert plan(1200, 640, 30, has_legend=False).map == (0, 0, 1200, 610)
    whole, beside = (picture(client, f"?layers=border&legend={has}") for has in ("false", "true"))
    assert beside.tobytes() == picture(client, "?layers=border").tobytes()
    panel = (0, 0, PANEL_PX, 560)
    assert whole.crop(panel).tobytes() != beside.crop(panel).tobytes()
    foot = plan(1200, 640, 30).foot
    assert len(colours(whole.crop(foot))) > 8


def test_the_inks_of_a_layer_are_in_its_legend(client):
    """A legend's samples have the colours of the map's marks."""
    panel = picture(client, "?layers=northern-cities").crop((0, 0, PANEL_PX, 560))
    inks = {ImageColor.getrgb(INKS[group].light) for group in ("kazakh", "russian", "ukrainian")}
    assert inks <= colours(panel)


def test_below_is_said_whose_data_it_is(client):
    """The foot of the sheet has writing, and more lines where it is narrow."""
    wide = plan(1200, 640, 30).foot
    foot = picture(client).crop(wide)
    assert len(colours(foot)) > 8


def test_themes_and_years_change_the_map(client):
    """Dark paper is dark; another year is another map."""
    light, dark = picture(client, "?layers="), picture(client, "?layers=&theme=dark")
    assert sum(light.getpixel((5, 5))) > 600 > 300 > sum(dark.getpixel((5, 5)))
    box = (PANEL_PX, 0, 1200, 500)
    years = [picture(client, f"?layers=northern-cities&year={year}") for year in (2003, 2021)]
    assert years[0].crop(box).tobytes() != years[1].crop(box).tobytes()


def test_it_is_drawn_once_and_kept(client, monkeypatch):
    """The same map is answered from disk; its ETag saves the body."""
    first = client.get("/image.png?width=300&height=300")
    monkeypatch.setattr("geodata.maplibre.renderer.Renderer.draw", None)
    again = client.get("/image.png?height=300&width=300")
    assert again.data == first.data
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/image.png?width=300&height=300", headers=known).status_code == 304
    assert first.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("bbox=1,2,3", 400, "bbox must be four numbers"),
        ("bbox=nan,1,2,3", 400, "bbox must be four numbers"),
        ("bbox=10,50,20,40", 400, "bbox must be four numbers"),
        ("width=199", 400, "width must be a whole number of pixels from 200 to 2000"),
        ("height=2001", 400, "height must be"),
        ("width=1e3", 400, "width must be"),
        ("width=99999999999999999999", 400, "width must be"),
        ("width=2000&height=2000&scale=2", 400, "4000000 at most"),
        ("scale=3", 400, "scale must be 1 or 2"),
        ("legend=0", 400, "legend must be true or false; got"),
        ("year=1200", 400, "year must be"),
        ("lang=de", 400, "lang must be"),
        ("layers=bordr", 404, "no layer"),
        ("format=jpg", 400, "no parameter"),
    ],
)
def test_what_is_refused_is_said(client, query, status, words):
    """Bad requests get their status and a sentence, before anything is drawn."""
    answer = client.get(f"/image.png?{query}")
    assert answer.status_code == status
    assert words in answer.json["detail"]
