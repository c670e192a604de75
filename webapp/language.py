"""Languages of the atlas: which one a reader gets, translations of English texts, numbers."""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

LANGUAGES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
FOLDER = Path(__file__).parent / "translations"
LONGEST_HEADER = 200  # more languages than anybody reads


def speak(app: Flask) -> None:
    """Give templates the reader's language: `lang`, `_`, trans blocks, names and numbers."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)
    # Jinja's own `_` looks `gettext` up and calls it through the context, each time anew.
    app.jinja_env.globals.update(_=gettext)
    app.jinja_env.globals.update(name_of=name_of, number=number, languages=LANGUAGES)
    app.jinja_env.globals.update(language_of=language_of)
    app.after_request(_say_that_it_varies)
    app.context_processor(lambda: {"lang": current()})


def current() -> str:
    """The language of this answer: the address's, else the first of the browser's that we have.

    An answer that asks here and whose address says nothing varies with the browser.
    """
    try:
        lang = g.get("lang")
    except RuntimeError:  # outside of an answer
        return "en"
    if lang is None:
        asked = request.args.get("lang")
        g.is_negotiated = asked is None
        lang = preferred(request.headers.get("Accept-Language", "")) if asked is None else asked
        lang = g.lang = lang if lang in LANGUAGES else "en"
    return lang


@lru_cache(maxsize=256)
def preferred(header: str) -> str:
    """The language of the atlas that an Accept-Language header likes best; English without one."""
    accepted = parse_accept_header(header[:LONGEST_HEADER], LanguageAccept)
    return accepted.best_match(LANGUAGES, "en")


def translate(text: str, lang: str) -> str:
    """An English text in another language, or itself where it has no translation."""
    return translations(lang).gettext(text) if text else text


def gettext(text: str) -> str:
    """An English text in the language of this answer."""
    return translate(text, current())


def ngettext(singular: str, plural: str, count: int) -> str:
    """One of two English texts, by a count, in the language of this answer."""
    return translations(current()).ngettext(singular, plural, count)


def name_of(properties: dict, lang: str | None = None) -> str:
    """A feature's name in a language (this answer's when none is given), in English without one."""
    return properties.get(f"name_{lang or current()}") or properties.get("name_en") or ""


def language_of(field: str) -> str | None:
    """The language that a field is in by its name, kk for `title_kk`; None where it says none."""
    stem, _, last = field.rpartition("_")
    return last if stem and last in LANGUAGES else None


def number(value: float | None, lang: str | None = None) -> str:
    """A number as the language writes it, 1,495.4 or 1 495,4, with a true minus; empty for None."""
    return "" if value is None else _number(value, lang or current())


@lru_cache(maxsize=4096)
def _number(value: float, lang: str) -> str:
    words = format_decimal(value, locale=lang, format="#,##0.###")
    return words.replace("-", "\N{MINUS SIGN}")


@cache
def translations(lang: str) -> NullTranslations:
    """The translations of a language, compiled in memory from its `.po`."""
    path = FOLDER / f"{lang}.po"
    if lang not in LANGUAGES or not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return Translations(compiled)


def _say_that_it_varies(response: Response) -> Response:
    if g.get("is_negotiated"):
        response.vary.add("Accept-Language")
    return response
