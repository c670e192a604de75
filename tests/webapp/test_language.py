"""Languages: translations, names and numbers."""

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


def test_the_page_is_in_the_language_of_its_address(client):
    """`lang` chooses; what the browser prefers does not, for the address says what is on screen."""
    assert '<html lang="ru"' in client.get("/layers?lang=ru").text
    assert '<html lang="en"' in client.get("/layers", headers={"Accept-Language": "kk"}).text


def test_an_unknown_language_is_refused_in_english(client):
    """The refusal is a page, in a language that exists."""
    page = client.get("/layers?lang=de")
    assert page.status_code == 400
    assert '<html lang="en"' in page.text
    assert "lang must be one of en, kk, ru" in page.text
