"""Languages: translations, names and numbers."""

import pytest

from webapp import language
from webapp.language import LANGUAGES, name_of, number, translate, translations


def test_a_text_without_translation_stays_english():
    """Unknown texts, and English itself, come back as they are; signs in them are no formats."""
    for lang in LANGUAGES:
        assert translate("Nobody translates 100 %s of this", lang).startswith("Nobody")
    assert translate("", "ru") == ""


def test_translations_are_compiled_in_memory(tmp_path, monkeypatch):
    """A `.po` beside the code is enough; there is no `.mo` to forget."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (tmp_path / "kk.po").write_text(head + 'msgid "Border"\nmsgstr "Шекара"\n', encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    translations.cache_clear()
    try:
        assert translate("Border", "kk") == "Шекара"
        assert translate("Border", "ru") == "Border"
        assert list(tmp_path.iterdir()) == [tmp_path / "kk.po"]
    finally:
        translations.cache_clear()


def test_names_fall_back_to_english():
    """A feature without a name in the language has its English one."""
    town = {"name_en": "Berik", "name_kk": "Берік", "name_ru": None}
    assert name_of(town, "kk") == "Берік"
    assert name_of(town, "ru") == "Berik"
    assert name_of({}, "ru") == ""


def test_numbers_are_written_as_the_language_does():
    """Thousands and decimals follow the language; 0 is a number, None is not."""
    assert number(1495.4, "en") == "1,495.4"
    assert number(1495.4, "ru") == "1\xa0495,4"
    assert number(59.28, "kk") == "59,28"
    assert number(0, "en") == "0"
    assert number(None, "en") == ""


@pytest.mark.parametrize("path", ["/", "/layers", "/embed", "/nowhere"])
def test_the_page_is_in_the_language_of_its_address(client, path):
    """`lang` chooses, and then what the browser prefers makes no difference."""
    page = client.get(f"{path}?lang=ru", headers={"Accept-Language": "kk"})
    assert '<html lang="ru"' in page.text
    assert "Accept-Language" not in page.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/", "/layers", "/embed", "/nowhere"])
@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7", "kk"),
        ("de,ru;q=0.5,en;q=0.4", "ru"),
        ("uz;q=0.9, en-GB;q=0.8", "en"),
        ("ru;q=0, *;q=0.1", "en"),
        ("de", "en"),
        ("\x00;q=x,,", "en"),
        ("kk," * 500, "kk"),
        ("", "en"),
    ],
)
def test_an_address_without_language_is_in_the_browsers(client, path, header, lang):
    """The first of the reader's languages that the atlas has; links then name it."""
    for _ in range(2):  # as made, and as remembered
        page = client.get(path, headers={"Accept-Language": header})
        assert f'<html lang="{lang}"' in page.text
        assert "Accept-Language" in page.headers["Vary"]
        assert f"/sources?lang={lang}" in page.text or path == "/embed"


def test_a_browser_that_prefers_another_language_keeps_the_one_that_was_chosen(client):
    """English asked for in the address stays in every link, and in the form."""
    page = client.get("/?lang=en", headers={"Accept-Language": "ru"}).text
    assert '<input type="hidden" name="lang" value="en">' in page
    assert 'href="/layers?lang=en"' in page


@pytest.mark.parametrize("path", ["/layers.json", "/layers/towns.geojson", "/sources.json"])
def test_data_are_the_same_in_every_language(client, path):
    """Files do not vary with what the browser prefers."""
    answers = [client.get(path, headers={"Accept-Language": lang}) for lang in LANGUAGES]
    assert len({answer.data for answer in answers}) == 1
    assert "Accept-Language" not in answers[0].headers.get("Vary", "")


def test_an_unknown_language_is_refused_in_english(client):
    """The refusal is a page, in a language that exists."""
    page = client.get("/layers?lang=de")
    assert page.status_code == 400
    assert '<html lang="en"' in page.text
    assert "lang must be one of en, kk, ru" in page.text
