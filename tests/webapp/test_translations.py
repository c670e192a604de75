"""Translations: every text in use has a Kazakh and a Russian one that says as much."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import geodata
from geodata.catalog import open_catalog
from tests.webapp.leftovers import NAMES
from webapp import messages
from webapp.features import features_of
from webapp.language import LANGUAGES, translations

OTHERS = [lang for lang in LANGUAGES if lang != "en"]
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
FORMS = {"kk": 2, "ru": 3}
LETTERS = {"kk": "әғқңөұүі", "ru": "ёйщъыьэюя"}
CENTURY = re.compile(r"\d+(?:st|nd|rd|th) century")  # XX, XXI in the other languages
PUBLISHED = Path(geodata.__file__).parent / "published"


@pytest.fixture(scope="module")
def catalog():
    """The catalog of the atlas itself."""
    return open_catalog(PUBLISHED)


@pytest.fixture(scope="module")
def in_use(catalog):
    """Every text that is translated."""
    return messages.in_use(catalog)


def strings(message) -> tuple[str, ...]:
    """The translations of a message, one for each plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_texts_are_found_wherever_they_are_used(in_use):
    """Templates, modules, plurals, errors, themes, licences, labels, units, legends, caveats."""
    assert in_use["Layers"] >= {"atlas.html", "base.html"}
    assert in_use["Steppe Atlas"] >= {"base.html", "layers.py"}
    assert ("%(count)s feature", "%(count)s features") in in_use
    assert in_use["Not Found"] == {"errors"}
    assert "themes" in in_use["Institutions"]
    assert "licences" in in_use["Public domain"]
    for text in ("Pump station", "million tonnes", "Russians 75 % and more", "USD million"):
        assert in_use[text], text
    assert any(str(text).startswith("Oil pipelines and tanker links") for text in in_use)
    assert "Whole years only. Volumes that count different things are not comparable." in in_use


@pytest.mark.parametrize("lang", OTHERS)
def test_every_text_is_translated(in_use, lang):
    """No text in use waits for a translation, nor for one of its plural forms."""
    assert messages.missing(in_use, lang) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_places_have_names_in_each_language(catalog, lang):
    """Every feature of every layer has a name of its own; only the ground has parts without one."""
    waiting = [
        f"{entry['id']}/{feature_id}"
        for entry in catalog
        if entry["id"] != "basemap"
        for feature_id, one in features_of(catalog, entry["id"]).items()
        if not one["properties"].get(f"name_{lang}")
    ]
    assert waiting == []


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("layer", ["events", "energy-incidents", "border-crossings"])
def test_names_and_words_of_ours_are_in_the_language(catalog, layer, lang):
    """Names are written in Cyrillic and differ from the English; what happened is translated."""
    entry, known = catalog.layer(layer), messages.messages(lang)
    for feature_id, one in features_of(catalog, layer).items():
        name = one["properties"][f"name_{lang}"]
        assert re.search("[а-яё]", name), feature_id
        assert name != one["properties"]["name_en"], feature_id
    words = list(messages.own_words(entry, features_of(catalog, layer)))
    assert len(words) > 50
    assert [word for word in words if not known.get(word)] == []


def test_a_text_without_translation_is_missing():
    """An unknown text, and an unknown pair, are found to be missing."""
    texts = ["Map", "Nobody translates this", ("%(count)s elk", "%(count)s elks")]
    assert messages.missing(texts, "kk") == texts[1:]


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_else_is_translated(catalog, lang):
    """A file has the texts in use and no others, sorted, none fuzzy, obsolete or invalid."""
    with messages.path_of(lang).open("rb") as file:
        found = read_po(file, locale=lang, abort_invalid=True)
    expected = messages.in_step(lang, catalog)
    sorted_ids = re.findall(rb"^msgid .*(?:\n\".*)*", expected, re.MULTILINE)
    text = messages.path_of(lang).read_bytes()
    assert re.findall(rb"^msgid .*(?:\n\".*)*", text, re.MULTILINE) == sorted_ids
    assert not found.obsolete
    assert not [message.id for message in found if message.id and message.fuzzy]


@pytest.mark.parametrize("lang", OTHERS)
def test_the_files_carry_no_day_and_no_machine(lang):
    """What is written does not change with the day or the machine it is written on."""
    text = messages.path_of(lang).read_text(encoding="utf-8")
    assert "Creation-Date" not in text
    assert "Revision-Date" not in text
    assert "Generated-By" not in text
    assert not [line for line in text.splitlines() if line.startswith("#:") and "/usr" in line]
    assert "native reader should review" in " ".join(text[:600].replace("#", " ").split())


@pytest.mark.parametrize("lang", OTHERS)
def test_places_for_values_are_kept(lang):
    """`%(count)s` and `{title}` stand in a translation as they do in the English."""
    for message in messages.messages(lang):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for string in strings(message) if message.id else ():
            assert sorted(PLACE.findall(string)) == sorted(PLACE.findall(ids[0])), ids


@pytest.mark.parametrize("lang", OTHERS)
def test_numbers_and_paragraphs_are_kept(lang):
    """A translation has the digits of the English, and as many paragraphs."""
    for message in messages.messages(lang):
        if isinstance(message.id, str) and message.id:
            english = CENTURY.sub("century", message.id.replace("km2", "km²"))
            assert digits(message.string) == digits(english), message.id
            assert message.string.count("\n\n") == message.id.count("\n\n"), message.id


def digits(text: str) -> Counter:
    """How often each digit occurs; separators of thousands and decimals differ by language."""
    return Counter(re.findall(r"[0-9]", text))


@pytest.mark.parametrize("lang", OTHERS)
def test_each_file_is_in_its_language(lang):
    """Kazakh and Russian letters occur, and hardly a translation is the English itself."""
    known = [message for message in messages.messages(lang) if message.id]
    letters = set("".join(string for message in known for string in strings(message)).lower())
    assert letters >= set(LETTERS[lang])
    same = {message.id for message in known if message.string == message.id}
    assert {word for text in same for word in re.findall(r"[A-Za-z]+", text)} <= NAMES | {"C"}


@pytest.mark.parametrize(
    ("count", "kk", "ru"),
    [(1, "нысан", "объект"), (3, "нысан", "объекта"), (5, "нысан", "объектов")],
)
def test_plurals_follow_the_language(count, kk, ru):
    """Russian has three forms; Kazakh leaves a counted noun as it is."""
    pair = ("%(count)s feature", "%(count)s features")
    for lang, noun in (("kk", kk), ("ru", ru)):
        assert messages.messages(lang).num_plurals == FORMS[lang]
        assert translations(lang).ngettext(*pair, count) == f"%(count)s {noun}"
        assert translations(lang).ngettext(*pair, count + 20) == f"%(count)s {noun}"
