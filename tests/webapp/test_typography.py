"""Letters, signs and words of Kazakh and Russian, in translations and in the names of the data."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import geodata
from webapp import messages
from webapp.language import LANGUAGES

SOURCES = Path(geodata.__file__).parent / "sources"
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
PLACE = re.compile(r"%\(\w+\)s|\{[\w/-]+\}")
NO_BREAK = "\N{NO-BREAK SPACE}"
# A Cyrillic letter beside a Latin one: look-alikes (a, c, e, i, o, p, x, h, k, m, t) hide so.
MIXED = re.compile(r"\w*(?:[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z])\w*", re.IGNORECASE)
KAZAKH = re.compile("\\w*[әғқңөұүһі]\\w*", re.IGNORECASE)
# What Kazakhstan's decrees and statistics write with its own letters in Russian, and one name
# that stands beside the Russian one.
KEPT_IN_RUSSIAN = {"Жетісу", "Ұлытау", "Қонаев", "Ақсуат", "Аққулы", "Бәйтерек", "Жаңасемей"}
KEPT_IN_RUSSIAN |= {"Марқакөл", "Мақаншы", "Тереңкөл", "Үлкен", "Өскемен"}
SPACES = re.compile(r"[ \u00a0]{2}|[ \u00a0][,;:!?»)]|[«(][ \u00a0]")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
ROUTE = re.compile(r"\w–(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі])")
# Kazakh endings follow the sound of the last word: they hold for no number but the one meant.
ENDING = "[дтн][ае]н|[ғгқк][ае]|[дт][ае]|[ндт][ыі]ң|[ндт][ыі]|[мбп]ен|ш[ыі]|[ыі]нш[ыі]"
AFTER_A_VALUE = re.compile(
    rf"(?<!west\)s)(?<!south\)s)(?:(?<=\)s)|(?<=}}))(?:-| (?=[мбп]ен))(?:{ENDING})\b"
)
ORDINAL = re.compile(r"\d-(?:[ыі]н)?ш[ыі]")
# Words that README.md beside the translations gives up for others, one term for one thing.
GIVEN_UP = {
    "kk": "станса|сорғы станция|ЦРУ|этникалық|қатырыл|Приднестровье|дәйексөз|қала әкімдіг|Одақтық",
    "ru": "Жетысу|Улытау|Киргизи|Молдави|Белорусси|Абайск.. област|насосн|беспоряд|Адамово\\b",
}


def translated(lang: str) -> Iterator[tuple[str, str]]:
    """Each translation of a language after its English."""
    for message in messages.messages(lang):
        english = message.id if isinstance(message.id, str) else message.id[0]
        strings = (message.string,) if isinstance(message.string, str) else message.string
        yield from ((english, string) for string in strings if english)


def named(lang: str) -> Iterator[tuple[str, str]]:
    """Each text of the sources in a column of the language, after its file."""
    for path in SOURCES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        yield from ((path.name, text) for row in rows for text in _of(row, lang))
    for path in SOURCES.glob("*.geojson"):
        features = json.loads(path.read_bytes())["features"]
        for feature in features:
            yield from ((path.name, text) for text in _of(feature["properties"], lang))


def headings(lang: str) -> Iterator[str]:
    """What stands over a page of a feature or an event."""
    for path in SOURCES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = [row.get(f"{stem}_{lang}") for row in rows for stem in ("name", "title", "pair")]
        yield from filter(None, names)


def _of(row: dict, lang: str) -> list[str]:
    return [text for key, text in row.items() if key.endswith(f"_{lang}") and text]


@pytest.fixture(scope="module", params=OTHERS)
def said(request):
    """A language, and what is said in it: pairs of where and what, places for values taken out."""
    lang = request.param
    found = [*translated(lang), *named(lang)]
    assert len(found) > 2000
    return lang, [(where, PLACE.sub("7", text)) for where, text in found]


def test_no_word_mixes_two_alphabets(said):
    """A Latin letter that looks like a Cyrillic one would hide a word from every search."""
    assert [(where, MIXED.findall(text)) for where, text in said[1] if MIXED.search(text)] == []


def test_letters_are_those_of_the_language(said):
    """Russian has no Kazakh letters but in names that keep them; no text has marks of stress."""
    lang, texts = said
    if lang == "ru":
        words = {word for _, text in texts for word in KAZAKH.findall(text)}
        assert words <= KEPT_IN_RUSSIAN
    assert [text for _, text in texts if "\N{COMBINING ACUTE ACCENT}" in text] == []


def test_quotation_marks_are_those_of_the_language(said):
    """Both languages quote in guillemets, which open as often as they close."""
    texts = said[1]
    assert [text for _, text in texts if re.search("[\"“”„‘']", text)] == []
    assert [text for _, text in texts if text.count("«") != text.count("»")] == []


def test_spaces_stand_once_and_not_beside_signs(said):
    """No double space, none before a comma or a closing bracket, none after an opening one."""
    assert [text for _, text in said[1] if SPACES.search(text)] == []


def test_figures_keep_together(said):
    """Thousands and a percent sign follow a space at which no line breaks."""
    loose = re.compile(r"\d (?:\d{3}(?!\d)|%)|\d%")
    assert [text for _, text in said[1] if loose.search(text)] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_thousands_are_grouped_as_pages_group_them(lang):
    """`7,644` of the English is written as `number` writes it, not as 7644 in one text alone."""
    for english, text in translated(lang):
        for figure in THOUSANDS.findall(english):
            assert figure.replace(",", NO_BREAK) in text, english


def test_places_of_a_route_stand_apart(said):
    """A dash between two places has spaces: Атырау – Самара, Баку – Новороссийск."""
    assert [text for _, text in said[1] if ROUTE.search(text)] == []


def test_one_thing_has_one_word(said):
    """What the glossary gives up does not come back."""
    lang, texts = said
    assert [text for _, text in texts if re.search(GIVEN_UP[lang], text)] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_headings_begin_with_a_capital(lang):
    """Область Абай, Район Самар: a name is also the heading of its page."""
    found = list(headings(lang))
    assert len(found) > 400
    assert [name for name in found if name.lstrip("«")[0].islower()] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_centuries_are_counted_in_roman(lang):
    """The 21st century is XXI in both languages."""
    for english, text in translated(lang):
        for ordinal, roman in (("20th century", "XX "), ("21st century", "XXI ")):
            assert ordinal not in english or roman in text, english


def test_no_ending_follows_a_value():
    """A Kazakh sentence holds for any number put into it: no ending, no мен beside a place."""
    for english, text in translated("kk"):
        assert not AFTER_A_VALUE.search(text), english
    assert [text for _, text in [*translated("kk"), *named("kk")] if ORDINAL.search(text)] == []


@pytest.mark.parametrize(
    "wrong",
    ["%(year)s-ден бері", "%(first)s мен %(last)s", "{first} пен {last}", "{count}-нің"],
)
def test_an_ending_beside_a_value_is_found(wrong):
    """What the rule is for is caught; a noun joined to a number is not."""
    assert AFTER_A_VALUE.search(wrong)
    assert not AFTER_A_VALUE.search("%(pages)s беттің %(page)s-беті, %(west)s пен %(east)s")
