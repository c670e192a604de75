"""Where sources disagree: all figures side by side, and the same preference in every answer."""

import csv
import io
import json
import re

import pytest

import webapp

CIA = "cia-2024-kazakhstan"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the app on the published atlas."""
    cache = tmp_path_factory.mktemp("cache")
    return webapp.create_app({"CACHE_FOLDER": cache}).test_client()


def blocks(page: str) -> list[str]:
    """The blocks of a page that show what sources disagree on."""
    return re.findall(r'<section class="disagree">.*?</section>', page, re.S)


def options(block: str) -> list[tuple[str, bool, bool]]:
    """Value, whether it is shown, and whether it can be preferred, of each figure of a block."""
    found = re.findall(r'<li class="disagree__option.*?</li>', block, re.S)
    return [
        (
            re.search(r'class="cell"[^>]*>(.*?)</a>', one, re.S)[1].replace("&nbsp;", " ").strip(),
            "is-drawn" in one,
            "data-prefer" in one,
        )
        for one in found
    ]


def test_all_figures_stand_side_by_side(client):
    """The lengths on land, the one that is shown marked in words, the others to be preferred."""
    block = blocks(client.get("/layers/border/kz-ru").text)[0]
    assert options(block) == [
        ("7,644 km", False, True),
        ("7,644 km", False, True),
        ("7,513 km", True, False),
        ("6,846 km", False, True),
        ("6,846 km", False, True),
        ("6,846 km", False, True),
    ]
    assert block.count("shown by the atlas") == 1
    assert "The one figure that says what it adds up is shown" in block


@pytest.mark.parametrize(
    "address",
    [
        "/layers/oil-pipelines/cpc",
        "/layers/events/2022-01-04-violence-in-almaty",
        "/layers/sites/csto_hq",
        "/layers/migration-2022/KZ",
        "/layers/trade-partners/RUS?year=2022",
        "/layers/trade-partners/CHN?year=2022",
    ],
)
def test_what_must_be_shown_is(client, address):
    """Throughput, the dead, the troops, arrivals and trade each have their block, one drawn."""
    found = blocks(client.get(address).text)
    assert found
    for block in found:
        assert [is_drawn for _, is_drawn, _ in options(block)].count(True) == 1


def test_the_year_chooses_what_is_compared(client):
    """With a year chosen only its figures are compared; a year without doubts has no block."""
    assert len(blocks(client.get("/layers/trade-partners/CHN?year=2022").text)) == 3
    assert blocks(client.get("/layers/oil-pipelines/cpc?year=2023").text) == []


def test_a_preference_changes_every_answer(client):
    """Panel, layer table, GeoJSON, CSV and the page's data all show the preferred figure."""
    query = f"year=2022&prefer={CIA}"
    page = client.get(f"/layers/trade-partners/CHN?{query}").text
    assert ("11,840 USD million", True, False) in options(blocks(page)[0])
    assert "shown, since you prefer this source" in page
    row = re.search(
        r"<tr>\s*<th[^>]*><a[^>]*/CHN\?.*?</tr>",
        client.get(f"/layers/trade-partners?{query}").text,
        re.S,
    )[0]
    assert "11,840" in row
    assert "13,200" not in row
    features = json.loads(client.get(f"/layers/trade-partners.geojson?{query}").data)["features"]
    (china,) = (one["properties"] for one in features if one["id"] == "CHN")
    drawn = {r["flow"]: r["value_usd_million"] for r in china["trade"] if r["use"] == "drawn"}
    assert drawn == {"export": 11840, "import": 14260}
    lines = client.get(f"/layers/trade-partners.csv?table=trade&{query}").text
    assert {
        row["value_usd_million"]
        for row in csv.DictReader(io.StringIO(lines))
        if row["id"] == "CHN" and row["use"] == "drawn"
    } == {"11840", "14260"}
    atlas = client.get(f"/?layers=trade-partners&{query}").text
    assert f'"prefer": "{CIA}"' in atlas or f'"prefer":"{CIA}"' in atlas
    assert f"layers/trade-partners.geojson?prefer={CIA}" in atlas
    assert f"prefer={CIA}" in re.search(r'/image\.(?:svg|png)\?[^"]*', atlas)[0]


def test_a_preference_changes_what_repeats_the_figure(client):
    """The length of the border in panel and file is that of the preferred work."""
    address = "/layers/border.geojson?prefer=cia-2014-kazakhstan"
    (border,) = json.loads(client.get(address).data)["features"]
    assert border["properties"]["land_length_km"] == 6846
    (plain,) = json.loads(client.get("/layers/border.geojson").data)["features"]
    assert plain["properties"]["land_length_km"] == 7513


def test_who_prefers_is_told_and_can_go_back(client):
    """Each page says what is preferred, keeps it in its links, and links to the atlas's choice."""
    for address in ("/layers/border/kz-ru", "/layers", "/sources/border_facts", "/"):
        page = client.get(f"{address}?lang=en&prefer=cia-2014-kazakhstan").text
        assert 'class="preference"' in page, address
        assert f'<a href="{address}?lang=en">Go back to the atlas&#39;s own choice</a>' in page
    assert 'href="/layers?lang=en&amp;prefer=cia-2014-kazakhstan"' in page
    assert 'class="preference"' not in client.get("/layers").text


def test_preferences_add_up(client):
    """A further preference goes before those that are there."""
    page = client.get("/layers/border/kz-ru?prefer=babel-2022-238-dead").text
    assert 'data-prefer="cia-2014-kazakhstan,babel-2022-238-dead"' in page


@pytest.mark.parametrize("address", ["/layers/border.geojson", "/layers/border", "/"])
def test_only_works_can_be_preferred(client, address):
    """What is no work of the bibliography is refused in a sentence."""
    answer = client.get(f"{address}?prefer=nobody")
    assert answer.status_code == 400
    assert "prefer must name works of /sources.json by id" in answer.text
