"""A page's sheets in one file and its scripts in another: a first view asks twice, not sixty times.

`static/` stays one subject a file, and each file is still served as it is. A sheet of a page is its
sheets in order. A script of a page is an entry with all that it imports, each module in a scope of
its own, in the order in which a browser would run them:

    const $time = (() => { …; return {holds}; })();      // what time.mjs exports
    const $year = (() => { const {holds} = $time; …; return {openYear}; })();
    (async () => { const {openYear} = $year; … })();     // the entry, which may await
    export {$time, $year};

A module that is imported when asked for (`import()`) stays a file of its own beside the entry. What
it imports of the modules above it takes from there, so that no module lives twice on a page. All of
this rests on how our modules are written: named imports and exports, one statement each.
"""

import posixpath
import re
from collections.abc import Callable
from hashlib import sha256

import rjsmin

from webapp.compression import Packed

LETTERS = ("tokens", "inks", "type", "common")
FIGURES = ("table", "works", "feature", "disagree", "records", "chart")
ON_THE_MAP = (*LETTERS, *FIGURES, "map", "marks", "names", "tools", "credits")
ON_THE_MAP += ("panel", "sheet", "bar", "plain", "legend", "swatch")
SHEETS = {
    "page": (*LETTERS, "page", *FIGURES, "features", "about"),
    "atlas": (*ON_THE_MAP, "timeline", "foot", "use", "search", "print"),
    "embed": (*ON_THE_MAP, "embed"),
}
SCRIPTS = ("atlas", "embed", "use")
IMPORT = re.compile(r"^import (?:\{([^}]*)\} from )?'(\.[^']+)';\n", re.MULTILINE)
LATER = re.compile(r"\bimport\('(\.[^']+)'\)")
EXPORT = re.compile(r"^export (?=(?:async )?function (\w+)|(?:const|class) (\w+))", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"^\s+", re.MULTILINE)
TextOf = Callable[[str], str]


def sheet(name: str, text_of: TextOf) -> Packed:
    """The sheets of a page as one, without comments.

    Raises FileNotFoundError when there is no such page.
    """
    if name not in SHEETS:
        raise FileNotFoundError(name)
    text = "\n".join(text_of(f"css/{part}.css") for part in SHEETS[name])
    data = INDENT.sub("", COMMENT.sub("", text)).encode()
    return Packed(data, sha256(data).hexdigest())


def script(entry: str, path: str, text_of: TextOf) -> Packed:
    """An entry joined, or a module that is imported beside it when asked for, without comments.

    All files of an entry have one version, since they name each other: the checksum of all modules.
    Raises FileNotFoundError when the entry has no such module.
    """
    first = f"{entry}.mjs"
    if entry not in SCRIPTS:
        raise FileNotFoundError(entry)
    parts = imported(first, text_of)
    later = _later([first, *parts], text_of)
    if path != first and path not in later:
        raise FileNotFoundError(path)
    version = _version([first, *parts, *later], text_of)
    if path == first:
        text = _joined(first, parts, version, text_of)
    else:
        text = _named(path, text_of(path), version, lambda name: name in parts and first)
    return Packed(rjsmin.jsmin(text).encode(), version)


def imported(path: str, text_of: TextOf) -> list[str]:
    """The modules that a module imports, and that those import, in the order in which they run."""
    found: list[str] = []

    def visit(name: str) -> None:
        for _, specifier in IMPORT.findall(text_of(name)):
            target = _resolved(name, specifier)
            if target not in found:
                visit(target)
                found.append(target)

    visit(path)
    return found


def _later(paths: list[str], text_of: TextOf) -> list[str]:
    """The modules that are imported when asked for, and what those import beyond `paths`."""
    seen, waiting = set(paths), list(paths)
    while waiting:
        path = waiting.pop()
        text = text_of(path)
        for specifier in (*LATER.findall(text), *(one for _, one in IMPORT.findall(text))):
            target = _resolved(path, specifier)
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return sorted(seen - set(paths))


def _joined(first: str, parts: list[str], version: str, text_of: TextOf) -> str:
    scopes = []
    for path in parts:
        text = _named(path, text_of(path), version, lambda _: "")
        names = ", ".join(name for pair in EXPORT.findall(text) for name in pair if name)
        body = EXPORT.sub("", text)
        scopes.append(f"const {_scope(path)} = (() => {{\n{body}\nreturn {{{names}}};\n}})();\n")
    entry = _named(first, text_of(first), version, lambda _: "")
    exported = ", ".join(map(_scope, parts))
    return f"{''.join(scopes)}(async () => {{\n{entry}\n}})();\nexport {{{exported}}};\n"


def _named(path: str, text: str, version: str, place_of: Callable[[str], str | bool]) -> str:
    """A module's text with its imports from where they now are.

    `place_of` gives the file that holds a module's scope, "" for this one; False leaves it alone.
    """

    def bring(match: re.Match) -> str:
        target = _resolved(path, match[2])
        place = place_of(target)
        if place is False:
            return match[0].replace(match[2], _address(path, target, version))
        scope = _scope(target)
        held = f"import {{{scope}}} from '{_address(path, place, version)}';\n" if place else ""
        names = (match[1] or "").replace(" as ", ": ")
        return held + (f"const {{{names}}} = {scope};\n" if names else "")

    text = IMPORT.sub(bring, text)
    return LATER.sub(
        lambda match: f"import('{_address(path, _resolved(path, match[1]), version)}')", text
    )


def _resolved(path: str, specifier: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))


def _address(path: str, target: str, version: str) -> str:
    """The address of a file of an entry, as another of them says it."""
    relative = posixpath.relpath(target, posixpath.dirname(path) or ".")
    return f"{relative if relative.startswith('.') else './' + relative}?v={version[:8]}"


def _scope(path: str) -> str:
    return "$" + path.removesuffix(".mjs").replace("/", "_")


def _version(paths: list[str], text_of: TextOf) -> str:
    texts = "".join(f"{path}\n{text_of(path)}" for path in sorted(paths))
    return sha256(texts.encode()).hexdigest()
