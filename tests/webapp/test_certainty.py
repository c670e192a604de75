"""What is not as a source states it is told apart in every table."""

import re

import pytest

import webapp
from webapp.certainty import COMPUTED, INFERRED, ROUNDED, certainty


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the app on the published atlas."""
    cache = tmp_path_factory.mktemp("cache")
    return webapp.create_app({"CACHE_FOLDER": cache}).test_client()


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({}, None),
        ({"value_basis": "source"}, None),
        ({"value_basis": "computed"}, COMPUTED),
        ({"precision": "exact"}, None),
        ({"precision": "'about'"}, ROUNDED),
        ({"kind": "article"}, INFERRED),
        ({"kind": "census"}, None),
    ],
)
def test_a_record_says_how_firm_it_is(record, expected):
    """Computed, rounded and inferred are told apart; what a source states is not marked."""
    assert certainty(record) == expected


@pytest.mark.parametrize(
    ("address", "word", "number"),
    [
        ("/layers/trade-partners/RUS?year=2022", "computed", "7,610"),
        ("/layers/trade-partners?year=2022", "computed", "7,610"),
        ("/layers/migration-2022/KZ", "rounded or approximate", "2,900,000"),
        ("/layers/northern-cities/KZ-59-petropavl?year=2021", "year inferred", "59.28"),
    ],
)
def test_a_number_is_marked_in_sign_and_word(client, address, word, number):
    """Before the number stands a sign for the eye and a word for the ear."""
    page = client.get(address).text
    found = re.findall(r'<span class="approx".*?</span></span>.*?</td>', page, re.S)
    assert any(f"{word}:" in one and number in one for one in found), found[:3]


@pytest.mark.parametrize("layer_id", ["northern-cities", "raions", "trade-partners"])
def test_the_legend_explains_the_marks_of_the_map(client, layer_id):
    """A dot, a broken rim or a pale half is in the legend of the layer that has it."""
    assert 'class="swatch__basis' in client.get(f"/layers/{layer_id}").text


@pytest.mark.parametrize(
    ("address", "word", "number"),
    [
        ("/layers/trade-partners/RUS", COMPUTED, "22,410"),
        ("/layers/migration-2022/KZ", ROUNDED, "2,900,000"),
        ("/layers/trade-partners/KAZ", None, "141,604"),
        ("/layers/border/kz-ru", None, "7,513"),
    ],
)
def test_the_first_figure_is_no_firmer_than_its_records(client, address, word, number):
    """What stands large at the head of a page has the sign of the records that it repeats."""
    page = client.get(f"{address}?lang=en").text
    figures = page[page.index('<dl class="figures">') : page.index("</dl>")]
    value = next(one for one in figures.split("<dd ") if number in one)
    assert ("≈" in value) == bool(word)
    assert word is None or f"{word}:" in value
