"""Single values on their way to a page."""

import pytest

import webapp
from webapp.values import as_decimal, bars, date_words, is_known, is_link, segments
from webapp.words import countries_said


@pytest.mark.parametrize(
    ("value", "lang", "words"),
    [
        ("2021", "en", "2021"),
        ("2021-09", "en", "September 2021"),
        ("2021-09-03", "en", "3 September 2021"),
        ("2021-09-03", "ru", "3 сентября 2021"),
        ("2021-09", "ru", "сентябрь 2021"),
        ("2021-09-03", "kk", "2021 ж. 3 қыркүйек"),
        ("1970-1971", "en", "1970–1971"),
        ("2024-25", "kk", "2024–25"),
        ("2025-01/2025-08", "ru", "январь 2025 – август 2025"),
    ],
)
def test_dates_are_as_precise_as_they_were_given(value, lang, words):
    """A year stays a year, a month a month, a day a day, in the words of the language."""
    assert date_words(value, lang) == words


@pytest.mark.parametrize(
    "value", ["2021-13", "2021-02-30", "1971-1970", "1/2021", "about 2021", "0000", ""]
)
def test_what_is_no_date_is_shown_as_it_came(value):
    """A date that cannot be read is not guessed."""
    assert date_words(value, "en") == value


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the published atlas."""
    return webapp.create_app({"CACHE_FOLDER": tmp_path_factory.mktemp("cache")}).test_client()


@pytest.mark.parametrize(
    ("path", "lang", "words", "raw"),
    [
        ("/sources/cities/aksu-pavlodar", "ru", "1524298", "1\u00a0524\u00a0298"),
        ("/sources/seats", "kk", "1519936", "1\u00a0519\u00a0936"),
        ("/layers/corridors", "ru", "3 декабря 2014", ">2014-12-03"),
        ("/layers/corridors", "kk", "2014 ж. 3 желтоқсан", ">2014-12-03"),
        ("/sources/corridors", "en", "1970–1971", "1970-1971<"),
        ("/layers/border/kz-ru", "kk", "2024–25", "2024-25"),
        ("/sources/border_facts", "ru", "61,8", "61.8<"),
    ],
)
def test_identifiers_have_no_separators_and_dates_are_words(client, path, lang, words, raw):
    """A code of GeoNames is written as it is; a date in a text column is in the page's language."""
    page = client.get(f"{path}?lang={lang}").text
    assert words in page
    assert raw not in page


def test_only_whole_decimals_are_numbers():
    """A text that is a decimal fraction is one; a year, a code and a version are not."""
    values = ("61.8", "-0.5", "2021", "1.2.3", "61.8 Mt", 7.5)
    assert [as_decimal(value) for value in values] == [61.8, -0.5, None, None, None, None]


@pytest.mark.parametrize("value", ["https://a.example/b?c=d#e", "http://a.example"])
def test_whole_web_addresses_are_links(value):
    """An http or https address with a host is a link."""
    assert is_link(value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " https://a.example",
        "https://a.example and more",
        "data:text/html,x",
        "//a.example",
        "https://",
        "https:\\\\a.example",
        "https://[",
        None,
        7,
    ],
)
def test_nothing_else_is_a_link(value):
    """Other schemes, hidden characters, sentences and half addresses are never links."""
    assert not is_link(value)


def test_zero_and_false_are_known():
    """Zero is a figure and false an answer; only emptiness is unknown."""
    known = [is_known(value) for value in (0, False, 0.0, None, "", [])]
    assert known == [True, True, True, False, False, False]


def test_segments_are_laid_end_to_end():
    """Each part of a bar starts where the one before it ends, and gaps stay at the end."""
    assert segments([50, 0, 25]) == [(0, 50), (50, 0), (50, 25)]


def test_bars_share_an_axis_that_includes_zero():
    """Losses reach left of zero and gains right of it, on one scale."""
    assert bars([-10, 30, None, 0]) == [(0, 25), (25, 75), None, (25, 0)]


def test_bars_of_nothing_are_not_drawn():
    """Zeros alone give no scale to draw on."""
    assert bars([0, None]) == [None, None]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ["Kazakhstan", "Russia"]), ("ru", ["Казахстан", "Россия"])],
)
def test_countries_are_named_beside_their_codes(app, lang, said):
    """A reader need not know ISO 3166; what is no code of a country stays as it is."""
    with app.test_request_context(f"/?lang={lang}"):
        assert countries_said("KZ, RU") == list(zip(("KZ", "RU"), said, strict=True))
        assert countries_said("the Caspian") == []


def test_codes_of_three_letters_and_of_areas_are_told_too(app):
    """Tables of trade name countries, the world and the Union by other codes."""
    with app.test_request_context("/?lang=ru"):
        assert countries_said("CHN KAZ") == [("CHN", "Китай"), ("KAZ", "Казахстан")]
        assert countries_said("AZ/GE") == [("AZ", "Азербайджан"), ("GE", "Грузия")]
        assert countries_said("KGZ TM") == [("KGZ", "Кыргызстан"), ("TM", "Туркменистан")]
        assert countries_said("WLD") == [("WLD", "весь мир")]
        assert countries_said("EU27") == [("EU27", "Европейский союз")]
        assert countries_said("Hungary") == []
