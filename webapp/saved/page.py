"""The atlas page made whole: its sheets, scripts and data inside, and nothing to be fetched."""

import json
import re
from collections.abc import Callable, Mapping

from webapp.atlas_map import script_hash
from webapp.saved.modules import PREFIX, data_address, import_map

STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"(?: media="(\w+)")?>')
SCRIPTS = re.compile(r'<script (?:defer|type="module") src="([^"]+)"></script>')
INLINE = re.compile(r'<script(?: type="(?:module|importmap)")?>(.*?)</script>', re.DOTALL)
SHEETS = re.compile(r'<style(?: media="\w+")?>(.*?)</style>', re.DOTALL)
# Sheets that a script brings when they are needed stand in the page as addresses.
LATER = re.compile(r'(\sdata-[\w-]+=")([^"]+\.css(?:\?[^"]*)?)"')
NEEDLESS = re.compile(
    r'<link rel="(?:preload|modulepreload|alternate|canonical)"[^>]*>\n?'
    r'|<meta (?:property="og|name="twitter)[^>]*>\n?'
    r"|<noscript>.*?</noscript>\n?",
    re.DOTALL,
)
FILES = re.compile(r"url\((?:images/|#default)[^)]*\)")  # of Leaflet's parts that are not used here
SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S+")


def whole(
    page: str, data: Mapping[str, str], text_of: Callable[[str], str], root: str, base: str
) -> str:
    """A rendered page of the atlas as one file.

    `data` are packed texts by the paths that the page asks for; `text_of` gives a static file by
    its path. Links below `root`, the atlas's path on its server, lead to the atlas at `base`.
    """
    page = NEEDLESS.sub("", page)
    page = STYLES.sub(lambda link: _style(text_of(_path(link[1], root)), link[2]), page)
    page = LATER.sub(lambda link: _later(link, text_of(_path(link[2], root))), page)
    scripts = [_path(address, root) for address in SCRIPTS.findall(page)]
    modules = [path for path in scripts if path.endswith(".mjs")]
    page = SCRIPTS.sub(lambda script: _script(_path(script[1], root), text_of), page)
    names = import_map(
        (path.removeprefix("js/") for path in modules), lambda name: text_of(f"js/{name}")
    )
    page = abroad(page, root, base)
    first = f'<script type="importmap">{json.dumps({"imports": names})}</script>\n'
    last = "".join(
        f'<script type="text/plain" data-saved="{path}">{packed}</script>\n'
        for path, packed in data.items()
    )
    page = page.replace("<title>", f"{first}<title>", 1)
    head, end, tail = page.rpartition("</body>")
    page = f"{head}{last}{end}{tail}"
    return page.replace("<title>", f"{_policy(page)}\n<title>", 1)


def with_sheets(text: str, text_of: Callable[[str], str], root: str) -> str:
    """HTML whose sheets are inside their links; a script may wait for such a link to be read."""
    return STYLES.sub(
        lambda link: link[0].replace(
            link[1], data_address(text_of(_path(link[1], root)), "text/css")
        ),
        text,
    )


def abroad(text: str, root: str, base: str) -> str:
    """HTML whose links within the atlas lead to it where it is published."""
    return re.sub(rf' href="{re.escape(root)}(/[^"]*)"', rf' href="{base}\1"', text)


def _path(address: str, root: str) -> str:
    """The path of a static file from its address on a page."""
    return address.removeprefix(root).removeprefix("/static").lstrip("/").partition("?")[0]


def _style(text: str, media: str | None) -> str:
    when = f' media="{media}"' if media else ""
    return f"<style{when}>{FILES.sub('none', text)}</style>"


def _later(link: re.Match, text: str) -> str:
    return f'{link[1]}{data_address(text, "text/css")}"'


def _script(path: str, text_of: Callable[[str], str]) -> str:
    if path.endswith(".mjs"):
        name = PREFIX + path.removeprefix("js/")
        return f'<script type="module">import "{name}";</script>'
    text = SOURCE_MAP.sub("", text_of(path)).replace("</script", r"<\/script")
    return f"<script>{text}</script>"


def _policy(page: str) -> str:
    """What the file may do: run and wear what is in it, ask for nothing, send nothing."""
    scripts = " ".join(f"'{script_hash(text)}'" for text in INLINE.findall(page))
    sheets = " ".join(f"'{script_hash(text)}'" for text in SHEETS.findall(page))
    rules = (
        "default-src 'none'",
        f"script-src data: {scripts}",
        f"style-src data: {sheets}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
