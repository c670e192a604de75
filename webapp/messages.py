"""Every English text that pages translate, and the `.po` files kept in step with it."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog as Messages
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import geodata.catalog
from geodata.catalog import Catalog, open_catalog
from webapp import argument, certainty, codes, config, errors
from webapp.charts.volumes import NOT_SAID
from webapp.evidence import table_of
from webapp.features import features_of
from webapp.language import FOLDER, LANGUAGES
from webapp.snippet_texts import SNIPPETS
from webapp.statuses import TITLES

ROOM = Path(__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
CALLS = ("gettext", "translate", "in_languages")
# Faults whose sentences people read: they are translated where they are written out whole.
FAULTS = ("Told", *(kind.__name__ for kind in errors.STATUSES if kind is not Exception))
WORDS = re.compile(r"[^\W\d]")  # what is no mere number
MsgId = str | tuple[str, str]


def in_use(catalog: Catalog) -> dict[MsgId, set[str]]:
    """Every text that is translated, a pair where it has a plural, and the places that use it.

    Places are files under `webapp`, layer ids, `themes`, `licences`, `errors`, `verdicts`,
    `claims` and `snippets`.
    """
    places: dict[MsgId, set[str]] = defaultdict(set)
    for text, file in (*in_templates(), *in_modules()):
        places[text].add(file)
    for title in TITLES.values():
        places[title].add("errors")
    for theme in catalog.themes:
        places[theme["title"]].add("themes")
    for license in catalog.about["licenses"]:
        places[license["name"]].add("licences")
    for word in argument.VERDICTS.values():
        places[word].add("verdicts")
    for claim in argument.claims_of(catalog):
        for finding in claim["findings"]:
            if finding["unit"]:
                places[finding["unit"]].add("claims")
    for text in (certainty.COMPUTED, certainty.ROUNDED, certainty.INFERRED):
        places[text].add("certainty")
    places[NOT_SAID].add("charts/volumes.py")
    for words in codes.WORDS.values():
        for text in words.values():
            places[text].add("codes")
    for snippet in SNIPPETS:
        for text in (snippet.group, snippet.title, *snippet.notes):
            places[text].add("snippets")
    for table in catalog.about.get("tables", ()):
        for text in texts_of_table(table_of(catalog, table["name"]).about):
            places[text].add(f"sources/{table['name']}")
    for entry in catalog:
        for text in (*texts_of(entry), *own_words(entry, features_of(catalog, entry["id"]))):
            places[text].add(entry["id"])
    return dict(places)


def in_templates() -> Iterator[tuple[MsgId, str]]:
    """Every text that a template translates, and the template."""
    method = [("**.html", "jinja2.ext:babel_extract")]
    for file, _, text, _, _ in extract_from_dir(ROOM / "templates", method, keywords=KEYWORDS):
        yield text, file


def in_modules() -> Iterator[tuple[str, str]]:
    """Every text that a module translates by name or tells of a fault, and the module."""
    for path in (*sorted(ROOM.rglob("*.py")), Path(geodata.catalog.__file__)):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _called(call) if isinstance(call, ast.Call) else None
            if name in (*CALLS, *FAULTS) and call.args:
                text = getattr(call.args[0], "value", None)
                if isinstance(text, str):
                    yield text, path.name


def texts_of(entry: dict) -> list[str]:
    """Every text of a layer that a reader sees and that is translated, each once, in English."""
    fields = [*entry["fields"], *(field for table in entry["tables"] for field in table["fields"])]
    swatches = [*entry["legend"], *entry["style"].get("classes", ())]
    words = [entry["title"], entry["description"], entry.get("undated"), *entry["caveats"]]
    words += [table.get(part) for table in entry["tables"] for part in ("title", "caveat")]
    words += [table["choice"]["rule"] for table in entry["tables"] if table.get("choice")]
    parts = ("title", "unit", "description", "how")
    words += [field.get(part) for field in fields for part in parts]
    words += [label for field in fields for label in field.get("labels", {}).values()]
    words += [swatch["title"] for swatch in swatches]
    return [word for word in dict.fromkeys(words) if word]


def own_words(entry: dict, features: Mapping[str, dict]) -> Iterator[str]:
    """What features and their records say in words of our own, in fields that are translated."""
    for feature in features.values():
        properties = feature["properties"]
        yield from _translated(entry["fields"], properties)
        for table in entry["tables"]:
            for record in properties.get(table["name"]) or ():
                yield from _translated(table["fields"], record)


def texts_of_table(about: dict) -> list[str]:
    """What a table of the sources says of itself and of its columns, in English."""
    words = [about[part] for part in ("title", "description", "origin")]
    words += [*about["caveats"], about["license"]["name"]]
    parts = ("title", "unit", "description")
    words += [field.get(part) for field in about["fields"] for part in parts]
    return [word for word in dict.fromkeys(words) if word]


def messages(lang: str) -> Messages:
    """The translations of a language as its file has them."""
    with path_of(lang).open("rb") as file:
        return read_po(file, locale=lang)


def in_step(lang: str, catalog: Catalog) -> bytes:
    """A language's file as it should be: its head, every text in use, sorted by the English.

    Texts without a translation are empty; translations of texts no longer in use are left out.
    """
    known, found = messages(lang), Messages(locale=lang)
    for text, places in in_use(catalog).items():
        old = known.get(text[0] if isinstance(text, tuple) else text)
        where = [(place, None) for place in sorted(places)]
        found.add(text, old.string if old else None, locations=where)
    body = BytesIO()
    write_po(body, found, width=100, sort_output=True, omit_header=True)
    head, _, _ = path_of(lang).read_bytes().partition(b"\n\n")
    return head + b"\n\n" + body.getvalue().strip() + b"\n"


def missing(texts: Iterable[MsgId], lang: str) -> list[MsgId]:
    """Texts that a language does not translate, or not in all of its plural forms."""
    known = messages(lang)
    return [text for text in texts if not _is_translated(known, text)]


def path_of(lang: str) -> Path:
    """The file of a language."""
    return FOLDER / f"{lang}.po"


def main() -> None:
    """Bring every language's file in step, and print what waits for a translation."""
    catalog = open_catalog(config.load({})["PUBLISHED"])
    for lang in LANGUAGES:
        if lang != "en":
            path_of(lang).write_bytes(in_step(lang, catalog))
            for text in missing(in_use(catalog), lang):
                print(f"{path_of(lang).name}: {text!r}")


def _called(call: ast.Call) -> str | None:
    """What is called, by its name; `super().__init__` of a fault is `Told`."""
    is_parent = isinstance(call.func, ast.Attribute) and call.func.attr == "__init__"
    return "Told" if is_parent else getattr(call.func, "id", None)


def _translated(fields: Iterable[dict], said: Mapping[str, str]) -> Iterator[str]:
    names = (field["name"] for field in fields if field.get("is_translated"))
    return (said[name] for name in names if WORDS.search(said.get(name) or ""))


def _is_translated(known: Messages, text: MsgId) -> bool:
    if isinstance(text, str):
        message = known.get(text)
        return bool(message and message.string)
    message = known.get(text[0])
    return bool(message) and len(message.string) == known.num_plurals and all(message.string)


if __name__ == "__main__":
    main()
