"""The embedded map in a page of another origin, used by mouse and by keyboard."""

import re

from playwright.sync_api import expect


def open_embed(atlas, visit, path="/use/sites", **options):
    """A page that frames the map; returns it and the frame."""
    page = visit(atlas.snippets(path)["iframe"], **options)
    frame = page.frame_locator("iframe")
    frame.locator("#main[data-state=ready]").wait_for()
    return page, frame


def test_a_feature_opens_inside_the_frame(atlas, visit):
    """A click on a mark shows the feature's article in the frame; Escape closes it."""
    page, frame = open_embed(atlas, visit)
    frame.locator(".mark-point").first.focus()
    page.keyboard.press("Enter")
    expect(frame.locator("#detail article")).to_be_visible()
    expect(frame.locator("#detail")).to_be_focused()
    page.keyboard.press("Escape")
    expect(frame.locator("#detail")).to_be_hidden()


def test_the_keyboard_comes_in_and_goes_out(atlas, visit):
    """Tab passes through the framed map and on to what follows it in the page around."""
    page, _ = open_embed(atlas, visit)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "after":
            return
    raise AssertionError("the keyboard is caught in the frame")


def test_the_back_button_stays_the_pages_own(atlas, visit):
    """Moving the map and opening features adds nothing to the history of the page around it."""
    page, frame = open_embed(atlas, visit)
    before = page.evaluate("history.length")
    frame.locator(".leaflet-control-zoom-in").click()
    frame.locator(".mark-point").first.focus()
    page.keyboard.press("Enter")
    expect(frame.locator("#detail article")).to_be_visible()
    assert page.evaluate("history.length") == before
    link = frame.locator("#open-atlas")
    address = re.compile(r"^/\?layers=sites&lang=en&map=.*&select=sites/")
    expect(link).to_have_attribute("href", address)


def test_the_wheel_scrolls_the_page_around(atlas, visit):
    """Until the reader enters the map, the wheel over it scrolls the page that frames it."""
    page, _ = open_embed(atlas, visit, viewport={"width": 900, "height": 400})
    page.locator("iframe").hover()
    page.mouse.wheel(0, 120)
    page.wait_for_function("() => scrollY > 0")


def test_it_keeps_nothing(atlas, visit):
    """No cookie and nothing in storage is left with the reader."""
    page, frame = open_embed(atlas, visit)
    frame.locator(".leaflet-control-zoom-in").click()
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_other_pages_refuse_the_frame(atlas, visit):
    """The atlas itself is not shown inside another site."""
    visit.watch.allowed += ["frame-ancestors", "X-Frame-Options", "Refused to", "chrome-error"]
    page = visit(f'<iframe src="{atlas.url}/" title="Refused"></iframe>')
    page.wait_for_load_state("networkidle")
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]


def test_without_scripts_it_is_a_list(atlas, host, visit):
    """A reader without JavaScript gets layers and legends in the frame."""
    visit.watch.allowed.append("was preloaded using link preload")
    page = visit(java_script_enabled=False)
    visit.watch.other = by_number = host.url.replace("localhost", "127.0.0.1")
    # A frame in a process of its own may begin before the browser tells it to run no scripts; one
    # of the same host, at another port, is in its page's process.
    page.goto(by_number + host.publish(atlas.snippets("/use")["iframe"]).removeprefix(host.url))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".embed__layer").first).to_be_visible()
    expect(frame.locator(".embed__plain").first).to_contain_text("needs JavaScript")
    expect(frame.locator(".legend").first).to_be_visible()
