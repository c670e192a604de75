"""axe finds nothing to object to, on every kind of page, in three languages, light and dark.

Every layer has its page scanned, these in turns in one of the languages.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.atlas_page import ALL_ON, IDS, LAYERS, example_of, wait_until_drawn

CITY = "northern-cities/KZ-59-petropavl"
MARKS = sorted({entry["style"]["mark"] for entry in LAYERS})
MAPS = [
    "/",
    f"/?select={CITY}&year=2021",
    f"{ALL_ON}&map=6/51/68",
    "/embed",
    f"/embed?select={CITY}",
]
TABLES = [f"/layers/{layer_id}" for layer_id in ("basemap", *IDS)]
PAGES = [
    *MAPS,
    "/layers",
    f"/layers/{CITY.partition('/')[0]}",
    *("/".join(("/layers", *example_of(mark))) for mark in MARKS),
    "/sources",
    "/sources/border_facts",
    "/sources/composition/KZ-59-petropavl-2021-article-russian",
    "/sources/trade/2024-import-RUS-national-stats-press",
    "/use",
    "/use/oil-pipelines",
    "/describe",
    "/claims",
    "/tour",
    "/tour/people",
    "/?tour=people",
    "/cite",
    "/search?q=astana",
    "/search?q=",
    "/share",
    "/?compare=2000&year=2020",
    "/compare",
    "/compare?compare=2000&year=2020",
    "/nowhere",
    "/layers/oil-pipeline",
    "/?year=qqqq",
]
# Of each kind of chart a feature's page, with marks that are links of their own and that share one.
CHARTS = [
    "/layers/trade-partners/RUS?year=2021",
    "/layers/oil-pipelines/cpc?year=2021",
    "/layers/memberships/KAZ?year=2021",
]
# What a page says in the console: its own status, or that its pictures were not drawn.
ALLOWED = {
    "/nowhere": ["status of 404"],
    "/layers/oil-pipeline": ["status of 404"],
    "/?year=qqqq": ["status of 400"],
    "/compare": ["status of 503"],
    "/compare?compare=2000&year=2020": ["status of 503"],
    "/tour": ["status of 503"],
    "/tour/people": ["status of 503"],
}
NARROW = ["/", f"/?select={CITY}", "/layers/northern-cities", f"/layers/{CITY}"]
# Violations are wanted alone; the rules are all of axe's, best practices included.
ALL_RULES = {"resultTypes": ["violations"]}
MOST_ROWS = 12
WHOLE = ["/layers/events", "/sources"]
CONTRAST = ALL_RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.mark.parametrize(
    ("address", "lang"),
    [
        *((address, lang) for address in PAGES for lang in ("en", "kk", "ru")),
        *((address, ("en", "kk", "ru")[number % 3]) for number, address in enumerate(TABLES)),
        *((address, ("en", "kk", "ru")[number % 3]) for number, address in enumerate(CHARTS)),
    ],
)
def test_axe_finds_no_violation(open_page, address, lang):
    """Every rule holds in light colours, and contrast holds in dark ones as well.

    Of long tables and lists the first rows stand for all.
    """
    open_page.watch.allowed += ALLOWED.get(address, [])
    page = open_page(in_language(address, lang), color_scheme="light")
    settle(page, address)
    page.evaluate(SHORTEN, MOST_ROWS)
    assert violations(page, ALL_RULES) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []


@pytest.mark.parametrize("address", WHOLE)
def test_axe_finds_no_violation_in_the_longest_pages(open_page, address):
    """The longest table and the whole bibliography hold to every rule in all their rows."""
    assert violations(open_page(address), ALL_RULES) == []


@pytest.mark.parametrize("address", NARROW)
def test_axe_finds_no_violation_on_a_phone(open_page, address):
    """The sheets of narrow windows hold to the same rules."""
    page = open_page(address, viewport={"width": 390, "height": 844}, has_touch=True)
    settle(page, address)
    assert violations(page, ALL_RULES) == []


def in_language(address: str, lang: str) -> str:
    """An address with its language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}" if lang != "en" else address


def settle(page: Page, address: str) -> None:
    """Wait until the page holds all that it will."""
    if (address == "/" or address.startswith("/?")) and address not in ALLOWED:
        wait_until_drawn(page)
    page.wait_for_load_state("networkidle")


def violations(page: Page, options: dict) -> list[str]:
    """What axe objects to: the rule, what it asks, and the first elements at fault."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + "; ".join(node["html"][:200] for node in one["nodes"][:3])
        for one in found
    ]


# What links to a row goes with it, or the links would lead nowhere.
SHORTEN = """most => {
  for (const list of document.querySelectorAll('tbody, .bibliography, .works--numbered')) {
    for (const row of [...list.children].slice(most)) row.remove();
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const id = link.getAttribute('href').slice(1);
    if (!document.getElementById(decodeURIComponent(id))) link.remove();
  }
}"""
