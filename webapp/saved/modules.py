"""The page's scripts inside one file, without a bundler: an import map of `data:` addresses.

A module in a `data:` address has no place of its own, so `./state.mjs` would lead nowhere from it.
Names without a dot, though, are looked up in the page's import map from wherever they stand. So
each relative specifier is written anew as such a name, `atlas/state.mjs`, and the map says for each
name which `data:` address holds that module. Modules that are imported when asked for (`import()`)
are found and named the same way. Some modules have stand-ins in a saved file: the one through which
data are asked for, the one that writes the address, and those that bring pages of the server.
"""

import base64
import posixpath
import re
from collections.abc import Callable, Iterable

STAND_INS = {
    f"{name}.mjs": f"offline/{name}.mjs" for name in ("address", "describe", "fetching", "use")
}
# `from "./a.mjs"`, `import "./a.mjs"`, `import("./a.mjs")`
SPECIFIER = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}/[\w./-]+\.mjs)\2""")
PREFIX = "atlas/"


def import_map(entries: Iterable[str], source_of: Callable[[str], str]) -> dict[str, str]:
    """Name and `data:` address of some modules and of all that they import, in order of names.

    Modules are named by their paths below the folder of scripts; `source_of` gives their text.
    """
    found: dict[str, str] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        if name not in found:
            text = source_of(STAND_INS.get(name, name))
            found[name], needed = rewritten(STAND_INS.get(name, name), text)
            waiting += needed
    return {PREFIX + name: data_address(found[name], "text/javascript") for name in sorted(found)}


def rewritten(name: str, text: str) -> tuple[str, list[str]]:
    """A module's text with names that an import map knows, and the modules that it names."""
    folder, needed = posixpath.dirname(name), []

    def rename(match: re.Match) -> str:
        target = posixpath.normpath(posixpath.join(folder, match[3]))
        needed.append(target)
        return f"{match[1]}{match[2]}{PREFIX}{target}{match[2]}"

    return SPECIFIER.sub(rename, text), needed


def data_address(text: str, media_type: str) -> str:
    """A text as a `data:` address."""
    packed = base64.b64encode(text.encode()).decode()
    return f"data:{media_type};charset=utf-8;base64,{packed}"
