"""What every template may say: addresses that keep the view, dates, languages, licences."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from flask import Flask, current_app, g, request
from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from webapp import stated, values
from webapp.language import current
from webapp.security import base_url

AREAS = {"EU27": "EU", "WLD": "001"}  # what counts as a country in tables of trade, in CLDR
# Names that the map has otherwise than the CLDR; `geodata/places/countries.py` says why.
OFFICIAL_NAMES = {("AZ", "kk"): "Әзербайжан", ("KG", "ru"): "Кыргызстан"}
COUNTRY = re.compile(r"(?:^|_)(?:country|countries|iso3)$")  # names of columns with such codes
# How a citation without a title ends: with a date, and with an address, or two on one host.
ADDRESS_AT_END = re.compile(r",\s*https?://\S+(?: and /\S+)?$")
DATE_AT_END = re.compile(r",\s*(?:\d{1,2} )?(?:and \d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}$")


def offer(app: Flask) -> None:
    """Give the words to the templates of an app."""
    app.jinja_env.globals.update(
        absolute=absolute,
        countries_said=countries_said,
        is_of_countries=is_of_countries,
        date_words=values.date_words,
        as_decimal=values.as_decimal,
        is_dated=values.is_dated,
        is_identifier=values.is_identifier,
        first_paragraph=first_paragraph,
        here=here,
        in_language=in_language,
        is_known=values.is_known,
        is_link=values.is_link,
        is_stated=stated.is_stated,
        language_name=language_name,
        once=once,
        page_address=page_address,
        stated_note=stated.note_of_this_view,
        stated_text=stated.words,
        work_name=work_name,
    )
    app.context_processor(_of_this_answer)


@pass_context
def here(context: Context, *parts: str, **changes: Any) -> str:
    """The address of a page by its path, or its parts, in the view's language and year."""
    kept = {"layers": None, "map": None, "select": None, "tour": None} | changes
    return context["view"].url(_path(parts), **kept)


@pass_context
def in_language(context: Context, lang: str | None) -> str:
    """The address of this page in another language, or (None) in whatever the browser prefers."""
    address = context["view"].url("/" + quote(request.path.lstrip("/")), lang=lang)
    if g.get("searched"):
        address += f"{'&' if '?' in address else '?'}q={quote(g.searched, safe='')}"
    return _with_page(address, g.get("page", 1))


@pass_context
def page_address(context: Context, page: int) -> str:
    """The address of another page of this page's table."""
    return _with_page(context["view"].url("/" + quote(request.path.lstrip("/"))), page)


def absolute(*parts: str) -> str:
    """The whole address of a page by the parts of its path, for citations."""
    return base_url() + _path(parts)


def once(key: tuple[Any, ...], macro: Macro, *about: Any) -> Markup:
    """What a macro says, made the first time that this answer asks for it by a key.

    Whatever the words depend on must be in the key, but for the language of the answer.
    """
    said = g.setdefault("said_once", {})
    key = (macro.name, *key)
    if key not in said:
        said[key] = macro(*about)
    return said[key]


def first_paragraph(text: str) -> str:
    """The text as far as its first empty line."""
    return text.partition("\n\n")[0]


def language_name(codes: str) -> str:
    """The names of one or more languages (`ru`, `kk;ru`) in the language of this answer."""
    lang = current()
    return ", ".join(_language_name(code.strip(), lang) for code in codes.split(";"))


def countries_said(codes: str) -> list[tuple[str, str]]:
    """Country codes (`KZ, RU`, `CHN KAZ`, ISO 3166), each with its name in this answer's language.

    Empty where one of them is no code of a country.
    """
    names = {code: _country(code, current()) for code in re.split(r"[,;/ ]+", codes)}
    return list(names.items()) if all(names.values()) else []


def is_of_countries(column: str) -> bool:
    """Whether a column, by its name, holds codes of countries."""
    return COUNTRY.search(column) is not None


def work_name(work: dict[str, Any]) -> str:
    """What a work is called: its title, else its citation without date and address at the end.

    Both stand beside the name wherever it is shown; a date that the work does not state stays.
    """
    if work.get("title"):
        return work["title"]
    bare = ADDRESS_AT_END.sub("", work.get("citation") or "")
    if work.get("published"):
        bare = DATE_AT_END.sub("", bare)
    return bare or work.get("publisher") or work["id"]


def _of_this_answer() -> dict[str, Any]:
    catalog = current_app.extensions.get("atlas")
    licenses = catalog.about["licenses"] if catalog else []
    return {
        "licenses": {license["id"]: license for license in licenses},
        "today": datetime.now(UTC).date(),
    }


def _path(parts: tuple[str, ...]) -> str:
    if len(parts) == 1:
        return "/" + quote(parts[0].lstrip("/"))
    return "/" + "/".join(quote(part, safe="") for part in parts)


def _with_page(address: str, page: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={page}" if page > 1 else address


@lru_cache(maxsize=1024)
def _country(code: str, lang: str) -> str | None:
    """The name of a country by its code of two or three letters, as our tables have it."""
    short = AREAS.get(code) or next(iter(get_global("territory_aliases").get(code) or ()), code)
    return OFFICIAL_NAMES.get((short, lang)) or Locale.parse(lang).territories.get(short)


@lru_cache(maxsize=256)
def _language_name(code: str, lang: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_language_name(lang) or code
    except (ValueError, UnknownLocaleError):
        return code
