"""The ink of lines, bands and areas is on a canvas, with the shapes that readers reach over it."""

import pytest
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from geodata.style import INKS
from tests.browser.atlas_page import box_of, choose_year, features, marks, wait_until_drawn

CPC = next(one for one in features("oil-pipelines") if one["id"] == "cpc")
COURSE = CPC["geometry"]["coordinates"]
VERTEX = COURSE[len(COURSE) // 3]
OIL = {"light": (0x7A, 0x3E, 0x00), "dark": (0xE0, 0xA1, 0x5A)}
# Red, green, blue and alpha of the ink at a longitude and latitude.
INK_AT = """([lon, lat]) => {
  const canvas = document.querySelector('.leaflet-marks-ink-pane canvas');
  const {map} = window.atlas;
  const [box, around] = [canvas, map.getContainer()].map(one => one.getBoundingClientRect());
  const {x, y} = map.latLngToContainerPoint([lat, lon]);
  const ratio = canvas.width / box.width;
  return [...canvas.getContext('2d').getImageData(
    (x + around.x - box.x) * ratio, (y + around.y - box.y) * ratio, 1, 1).data];
}"""
SHARE_OF_INK = """() => {
  const canvas = document.querySelector('.leaflet-marks-ink-pane canvas');
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length / (data.length / 4);
}"""
BEYOND = """() => ['basemap', 'marks-ink', 'marks-dots'].map(pane => {
  const canvas = document.querySelector(`.leaflet-${pane}-pane canvas`);
  return canvas.offsetWidth / window.atlas.map.getSize().x;
})"""
OVER = """([lon, lat]) => {
  const {x, y} = window.atlas.map.latLngToContainerPoint([lat, lon]);
  const around = window.atlas.map.getContainer().getBoundingClientRect();
  return document.elementFromPoint(x + around.x, y + around.y)?.dataset.feature;
}"""
# Shares of a ring's own colours among all pixels of its box, by their hex.
COLOURS = """mark => {
  const canvas = document.querySelector('.leaflet-marks-dots-pane canvas');
  const [box, own] = [canvas, mark].map(one => one.getBoundingClientRect());
  const [left, top] = [own.x - box.x, own.y - box.y].map(Math.round);
  const {data} = canvas.getContext('2d').getImageData(left, top, own.width, own.height);
  const counts = {};
  for (let at = 0; at < data.length; at += 4) {
    const parts = [...data.slice(at, at + 3)];
    const colour = parts.map(part => part.toString(16).padStart(2, '0')).join('');
    counts[colour] = (counts[colour] ?? 0) + 4 / data.length;
  }
  return counts;
}"""


def balkhash() -> list[float]:
    """A longitude and latitude in the lake."""
    lakes = [one for one in features("basemap") if one["properties"]["kind"] == "lake"]
    lake = next(one for one in lakes if one["properties"]["name_en"] == "Lake Balkhash")
    point = shape(lake["geometry"]).representative_point()
    return [point.x, point.y]


def ink_at(page: Page, place: list[float]) -> tuple[int, ...]:
    """The colour at a place, see-through or not, once nothing is about to be drawn."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return tuple(page.evaluate(INK_AT, place))


def seen(ink: tuple[int, ...], scheme: str) -> list[float]:
    """The colour of an ink over Kazakhstan's land."""
    land = bytes.fromhex(getattr(INKS["home-land"], scheme)[1:])
    share = ink[3] / 255
    return [share * of + (1 - share) * under for of, under in zip(ink, land, strict=False)]


@pytest.fixture(autouse=True)
def _may_read(open_page):
    """Chromium would rather have canvases that are read often be made for it."""
    open_page.watch.allowed.append("willReadFrequently")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("zoom", [3.5, 5, 8])
def test_a_line_has_its_ink_where_it_runs(open_page, scheme, zoom):
    """The Caspian Pipeline is drawn in the ink of oil, near and far, light and dark."""
    lon, lat = VERTEX
    address = f"/?layers=oil-pipelines&map={zoom}/{lat}/{lon}"
    page = wait_until_drawn(open_page(address, color_scheme=scheme))
    assert ink_at(page, VERTEX) == (*OIL[scheme], 255)
    page.wait_for_function(f"at => ({OVER})(at) === 'cpc'", arg=VERTEX)


def test_the_ink_follows_zooms_themes_and_years(open_page):
    """After a zoom it lies where the line lies; dark turns it light; before its year it is gone."""
    lon, lat = VERTEX
    page = wait_until_drawn(open_page(f"/?layers=oil-pipelines&map=5/{lat}/{lon}"))
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function("() => window.atlas.map.getZoom() === 5.5")
    assert ink_at(page, VERTEX) == (*OIL["light"], 255)
    page.emulate_media(color_scheme="dark")
    # Chromium tells the page of its new colours when it likes.
    page.wait_for_function(f"at => ({INK_AT})(at)[0] === {OIL['dark'][0]}", arg=VERTEX)
    assert ink_at(page, VERTEX) == (*OIL["dark"], 255)
    page.locator("#year-range").fill("1995")
    expect(marks(page, "oil-pipelines", "cpc")).to_have_count(0)
    assert ink_at(page, VERTEX)[3] == 0


def test_without_lines_and_areas_there_is_no_ink(open_page):
    """The canvas is empty where only points are shown, and after the last line went."""
    page = wait_until_drawn(open_page("/?layers=northern-cities,oil-pipelines"))
    assert page.evaluate(SHARE_OF_INK) > 0
    page.locator('input[name="layers"][value="oil-pipelines"]').uncheck()
    expect(marks(page, "oil-pipelines")).to_have_count(0)
    ink_at(page, VERTEX)
    assert page.evaluate(SHARE_OF_INK) == 0


def test_an_area_lets_the_ground_through(open_page):
    """Its fill is half see-through, and what is inside it is its own."""
    page = wait_until_drawn(open_page("/?layers=memberships&year=2020&map=4/50/70"))
    assert ink_at(page, [67, 48])[3] == pytest.approx(128, abs=2)
    assert page.evaluate(OVER, [67, 48]) == "KAZ"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_areas_of_two_layers_do_not_mix(open_page, scheme):
    """A region has the colour of its legend over a country too; a quiet one leaves it its own."""
    near, far = [63.6, 51.5], [66.5, 48.2]  # Kostanay meets the border, Ulytau is quiet and hatched
    west = [53.5, 44.0]  # Mangystau is quiet
    inks = {}
    for layers in ("border-regions", "memberships", "border-regions,memberships"):
        address = f"/?layers={layers}&year=2025&map=4/50/62"
        page = wait_until_drawn(open_page(address, color_scheme=scheme))
        inks[layers] = [ink_at(page, place) for place in (near, west)]
    alone, countries, both = inks.values()
    assert both[0] == alone[0] != countries[0]
    assert seen(both[1], scheme) == pytest.approx(seen(countries[1], scheme), abs=5)
    assert page.evaluate(OVER, far) == "KZ-62"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_over_areas_have_the_ink_of_text(open_page, scheme):
    """Names are quiet on bare land and as dark as text can be where areas lie under them."""
    page = wait_until_drawn(open_page("/?layers=border-regions&map=5/54/62", color_scheme=scheme))
    name = page.locator(".name--city").first
    text = page.evaluate("getComputedStyle(document.body).color")
    expect(name).to_have_css("color", text)
    page.locator('input[name="layers"][value="border-regions"]').uncheck()
    expect(page.locator(".name--city").first).not_to_have_css("color", text)


@pytest.mark.parametrize("path", ["/", "/embed", "/compare", "/layers/border-regions"])
def test_the_hatch_of_a_legend_is_drawn(open_page, path):
    """Wherever a legend stands, what has no value is hatched and not blank."""
    query = "?layers=border-regions&year=2021" + ("&compare=1999" if path == "/compare" else "")
    page = open_page(path + query)
    assert page.locator('.legend [fill="url(#hatch)"]').count()
    expect(page.locator(".hatch__line").first).not_to_have_css("stroke", "none")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_area_of_the_legend_has_an_outline(open_page, scheme):
    """The palest class is as good as the panel's own colour; a line of quiet text is around it."""
    page = wait_until_drawn(open_page("/?layers=border-regions,memberships", color_scheme=scheme))
    quiet = page.locator(".side__sentence").evaluate("line => getComputedStyle(line).color")
    for swatch in page.locator(".legend .swatch__area--area").all():
        expect(swatch).to_have_css("stroke", quiet)


def test_a_line_lies_over_an_area(open_page):
    """Whatever the order in which they come, lines are drawn over areas, and reached first."""
    lon, lat = VERTEX
    page = wait_until_drawn(open_page(f"/?layers=oil-pipelines&map=6/{lat}/{lon}"))
    page.locator('input[name="layers"][value="memberships"]').check()
    expect(marks(page, "memberships")).not_to_have_count(0)
    assert ink_at(page, VERTEX) == (*OIL["light"], 255)
    page.wait_for_function(f"at => ({OVER})(at) === 'cpc'", arg=VERTEX)


def test_a_shape_names_its_feature_under_the_pointer(open_page):
    """The pointer on a line gets its name; a click chooses it."""
    lon, lat = VERTEX
    page = wait_until_drawn(open_page(f"/?layers=oil-pipelines&map=6/{lat}/{lon}"))
    box = page.locator(".map__canvas").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(page.locator(".leaflet-tooltip")).to_contain_text("CPC")
    page.mouse.click(*middle)
    expect(page.locator("#feature")).to_have_attribute("data-feature", "cpc")
    expect(marks(page, "oil-pipelines", "cpc")).to_have_class(
        r"shape shape--line leaflet-interactive is-selected"
    )


def test_the_first_picture_needs_no_margin(open_page):
    """Canvases are as large as the map at first; once it moves they reach beyond it."""
    page = wait_until_drawn(open_page("/?layers=oil-pipelines,northern-cities"))
    assert page.evaluate(BEYOND) == [1, 1, 1]
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => ({BEYOND})().every(times => times > 1.3)")


def test_what_the_article_does_not_say_is_hatched(open_page):
    """The article gives the Russian share alone; the rest of its ring is hatched, not filled."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&year=2021&map=9/54.87/69.15"))
    ring = marks(page, "northern-cities", "KZ-59-petropavl")
    inks = INKS["kazakh"].light[1:], INKS["russian"].light[1:]
    kazakh, russian = (ring.evaluate(COLOURS).get(ink, 0) for ink in inks)
    assert kazakh == 0
    assert russian > 0.1
    choose_year(page, 2025)
    kazakh, russian = (ring.evaluate(COLOURS).get(ink, 0) for ink in inks)
    assert russian > kazakh > 0.05


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_waters_lie_over_areas(open_page, scheme):
    """A lake keeps its colour where a country is coloured, also after zooms; else it has no ink."""
    lon, lat = lake = balkhash()
    words = getattr(INKS["water"], scheme)
    water = (*bytes.fromhex(words[1:]), 255)
    address = f"/?layers=memberships&year=2022&map=6/{lat}/{lon}"
    page = wait_until_drawn(open_page(address, color_scheme=scheme))
    assert ink_at(page, lake) == water
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function("() => window.atlas.map.getZoom() > 6")
    page.wait_for_function(
        f"([at, water]) => String(({INK_AT})(at)) === water", arg=[lake, ",".join(map(str, water))]
    )
    box_of(page, "memberships").uncheck()
    page.wait_for_function(f"at => ({INK_AT})(at)[3] === 0", arg=lake)
