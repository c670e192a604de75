"""A feature opens by pointer and by keyboard, and its panel tells where every figure is from."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import CATALOG, features, marks, wait_until_drawn

CITY = "/?layers=northern-cities&select=northern-cities/KZ-59-petropavl"
FOCUSED = "document.activeElement?.dataset?.{}"
MOST_TABS = 60


def test_a_click_opens_a_feature_and_back_closes_it(open_page):
    """A click shows the panel and names the feature in the address; Back and Forward repeat it."""
    page = wait_until_drawn(open_page("/"))
    marks(page, "northern-cities", "KZ-59-petropavl").click()
    expect(page.locator("#detail .feature__name")).to_have_text("Petropavl (Petropavlovsk)")
    assert "select=northern-cities/KZ-59-petropavl" in page.url
    page.go_back()
    expect(page.locator("#detail")).to_be_hidden()
    assert "select=" not in page.url
    page.go_forward()
    expect(page.locator("#detail .feature__name")).to_be_visible()


def test_one_step_back_undoes_a_choice_that_moved_the_map(open_page):
    """What the panel covers comes into sight within the same entry; Back restores the place."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&lang=en&map=5/49.00/62.00"))
    page.wait_for_function("() => performance.now() > 2000")  # a map that opens is still one move
    steps = page.evaluate("history.length")
    for city in ("KZ-55-pavlodar", "KZ-59-petropavl"):
        marks(page, "northern-cities", city).evaluate(
            "mark => mark.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
        )
        expect(page.locator("#detail #feature")).to_have_attribute("data-feature", city)
    page.wait_for_function("() => !location.search.includes('map=5/49.00/62.00')")
    assert page.evaluate("history.length") == steps + 2
    page.go_back()
    expect(page.locator("#detail #feature")).to_have_attribute("data-feature", "KZ-55-pavlodar")
    page.go_back()
    expect(page.locator("#detail")).to_be_hidden()
    assert page.url.endswith("/?layers=northern-cities&lang=en&map=5/49.00/62.00")


def test_back_leaves_the_address_of_a_choice_as_it_was(open_page):
    """Back to a chosen feature stands where its link does, though its panel covers the mark."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&lang=en&map=5/49.00/100.00"))
    view = "?layers=northern-cities&lang=en&map=5/49.00/62.00"
    words = f"{view}&select=northern-cities/KZ-55-pavlodar"
    page.evaluate("words => history.replaceState(null, '', words)", words)
    page.evaluate("() => history.pushState(null, '', '?lang=en')")
    page.go_back()
    expect(page.locator("#detail #feature")).to_have_attribute("data-feature", "KZ-55-pavlodar")
    page.wait_for_timeout(500)
    assert page.evaluate("location.search") == words


@pytest.mark.parametrize(
    "layer_id", ["border", "border-regions", "oil-pipelines", "trade-partners"]
)
def test_each_kind_of_mark_opens_by_click(open_page, layer_id):
    """Bands, areas, lines and balances take the pointer like points do."""
    page = wait_until_drawn(open_page(f"/?layers={layer_id}&map=5/50/60"))
    point = page.evaluate(POINT_ON_A_MARK, layer_id)
    assert point, "no mark in view takes the pointer"
    page.mouse.click(point["x"], point["y"])
    expect(page.locator("#detail #feature")).to_have_attribute("data-layer", layer_id)
    expect(page.locator("#detail #feature")).to_have_attribute("data-feature", point["feature"])


@pytest.mark.parametrize(("lang", "name"), [("kk", "Петропавл"), ("ru", "Петропавловск")])
def test_the_panel_is_called_by_the_name_of_its_feature(open_page, lang, name):
    """Where the focus goes when a feature opens is read out as the feature, not as "Details"."""
    page = wait_until_drawn(open_page(f"/?layers=northern-cities&lang={lang}"))
    marks(page, "northern-cities", "KZ-59-petropavl").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_be_focused()
    expect(page.locator("#detail")).to_have_accessible_name(name)


def test_the_keyboard_alone_opens_and_closes_a_feature(open_page):
    """Skip link, Tab, arrows, Enter and Escape are enough; focus returns to the mark."""
    page = wait_until_drawn(open_page("/?layers=northern-cities"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    tab_until(page, "northern-cities")
    first = page.evaluate(FOCUSED.format("feature"))
    page.keyboard.press("ArrowRight")
    second = page.evaluate(FOCUSED.format("feature"))
    assert second not in (None, first)
    expect(page.locator(":focus")).to_have_attribute("role", "button")

    page.keyboard.press("Enter")
    expect(page.locator("#detail #feature")).to_have_attribute("data-feature", second)
    expect(page.locator("#detail")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#detail') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).to_be_hidden()
    expect(marks(page, "northern-cities", second)).to_be_focused()


def test_every_mark_in_the_page_has_a_name(open_page):
    """A mark is a button that says which feature it is."""
    page = wait_until_drawn(open_page("/?layers=oil-pipelines,events,border&map=4/50/60"))
    unnamed = ".map__canvas [data-layer]:not([role=button][aria-label]:not([aria-label='']))"
    expect(page.locator(unnamed)).to_have_count(0)


def test_the_panel_names_a_place_in_three_languages(open_page):
    """The title is in the reader's language, the others stand below, each marked as what it is."""
    page = wait_until_drawn(open_page(CITY))
    properties = next(
        feature["properties"]
        for feature in features("northern-cities")
        if feature["id"] == "KZ-59-petropavl"
    )
    panel = page.locator("#detail")
    expect(panel.locator(".feature__name")).to_have_text(properties["name_en"])
    for lang in ("kk", "ru"):
        expect(panel.locator(f".feature__names [lang={lang}]")).to_have_text(
            properties[f"name_{lang}"]
        )


def test_figures_lead_to_publisher_date_and_licence(open_page):
    """From a figure, one click shows its work's title, publisher or author, date and licence."""
    page = wait_until_drawn(open_page(CITY))
    panel = page.locator("#detail")
    expect(panel.locator(".figure dt")).not_to_have_count(0)
    expect(panel.locator(".figure__value").first).to_contain_text("persons")
    current = panel.locator("details.shares[open]").first
    work = current.locator(".works li").first
    expect(work).to_be_visible()
    cited = page.locator("#detail .work__title a").first.get_attribute("href").partition("#")[2]
    record = CATALOG.works[cited]
    expect(work).to_contain_text(record["publisher"])
    expect(work).to_contain_text(record["published"][:4])
    expect(work.locator(".work__license")).to_contain_text("Licence:")

    panel.locator(".figure__source .note, .figure__source summary").first.click()
    expect(panel.locator("#note-1, .mark[open] .works li").first).to_be_in_viewport()


@pytest.mark.parametrize("layer_id", ["oil-pipelines", "events", "sites", "trade-partners"])
def test_every_figure_has_a_mark_of_its_source(open_page, layer_id):
    """Beside each figure stands a mark that opens its works, and every work says its licence."""
    feature_id = features(layer_id)[0]["id"]
    page = wait_until_drawn(open_page(f"/?layers={layer_id}&select={layer_id}/{feature_id}"))
    panel = page.locator("#detail")
    for figure in panel.locator(".figure").all():
        expect(figure.locator(".note, .mark")).to_have_count(1)
    works = panel.locator("#feature-sources .works > li").all()
    assert works
    for work in works:
        expect(work.locator(".work__license")).to_contain_text("Licence:")


def test_a_related_feature_opens_with_its_layer(open_page):
    """A link among the related things opens it in the panel and switches its layer on."""
    page = wait_until_drawn(open_page("/?layers=oil-pipelines&select=oil-pipelines/cpc"))
    page.locator(".feature__ties summary").first.click()
    link = page.locator('.feature__ties a[data-layer="energy-facilities"]').first
    chosen = link.get_attribute("data-feature")
    link.click()
    expect(page.locator("#detail #feature")).to_have_attribute("data-feature", chosen)
    expect(marks(page, "energy-facilities", chosen)).to_be_attached()
    page.go_back()
    expect(page.locator("#detail #feature")).to_have_attribute("data-feature", "cpc")


def tab_until(page: Page, layer_id: str) -> None:
    """Press Tab until a mark of a layer has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED.format("layer")) == layer_id:
            return
    raise AssertionError(f"Tab does not reach {layer_id} within {MOST_TABS} steps.")


POINT_ON_A_MARK = """layer => {
  const box = document.querySelector('.map__canvas').getBoundingClientRect();
  for (let y = box.top + 20; y < box.bottom - 80; y += 6) {
    for (let x = box.left + 20; x < box.right - 80; x += 6) {
      const mark = document.elementFromPoint(x, y)?.closest('.map__canvas [data-layer]');
      if (mark?.dataset.layer === layer) return {x, y, feature: mark.dataset.feature};
    }
  }
  return null;
}"""
