"""English words that a translated page still says, found as a reader would."""

import json
import re
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "input", "hr", "base"}
SAID = ("aria-label", "title", "placeholder", "alt")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’-]*[A-Za-z0-9]|[A-Za-z]")
ADDRESS = re.compile(r"https?://\S+|\"[^\"]*\"|/\w+\.json|`[^`]*`")
# Latin words that a page in another script may say, by what they are.
NAMES = {
    *("CC", "BY", "MIT", "Open", "Database", "License", "Creative", "Commons", "Attribution"),
    *(
        "GeoJSON",
        "JSON",
        "CSV",
        "GeoPackage",
        "BibTeX",
        "TileJSON",
        "PMTiles",
        "OpenAPI",
        "URL",
        "XYZ",
    ),
    *("JavaScript", "Leaflet", "MapLibre", "GL", "OpenLayers", "QGIS", "Vector", "Tiles"),
    *("leaflet", "maplibre-gl", "ol", "olms", "ol-mapbox-style", "npm", "dist", "js", "mjs", "css"),
    *("Tab", "Enter", "Escape", "cookie", "i", "GEM", "KEBCO", "PCK"),
    *("WITS", "WDI", "ISO", "OpenStreetMap", "Reuters", "Chevron", "ExxonMobil", "Shell", "Eni"),
    *("README", "waypoints", "csv", "memory", "KZH-1989", "as", "above", "A-PS-4A", "A-PS-5A"),
    *("sum", "of", "the", "two", "lines"),  # a remark in the data, quoted with its translation
    *("alpha-3", "EU27", "candidate", "partner", "former"),  # codes that a column explains
    "sco",  # the code of a language that has no name in Kazakh and Russian
}


def leftovers(html: str, lang: str, names: list[str]) -> dict[str, str]:
    """Latin words of a page and the text that each stands in.

    Elements in another language than the page are left out, as are addresses, and the cited names
    and titles that are given.
    """
    reader = _Reader(lang)
    reader.feed(html)
    found = {}
    for text in reader.texts:
        plain = ADDRESS.sub(" ", text)
        for name in names:
            plain = plain.replace(name, " ")
        found |= {word: " ".join(text.split())[:160] for word in WORD.findall(plain)}
    return found


class _Reader(HTMLParser):
    """Collects what a page says in its own language, in texts, attributes and words for scripts."""

    def __init__(self, lang: str):
        super().__init__()
        self.lang, self.texts, self._open = lang, [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        is_quiet = bool(self._open and self._open[-1][1]) or self._is_foreign(tag, attrs)
        if not is_quiet:
            self.texts += [attrs[name] for name in SAID if attrs.get(name)]
            self.texts += [_filled(words) for name, words in attrs.items() if _is_said(name, words)]
            if attrs.get("name") == "description":
                self.texts.append(attrs["content"])
        if tag not in VOID:
            self._open.append((tag, is_quiet, attrs.get("id")))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self._open:
            return
        tag, is_quiet, element_id = self._open[-1]
        if tag == "script" and element_id == "atlas-texts":
            self.texts += [_filled(words) for words in json.loads(data).values()]
        elif tag == "script" and element_id == "atlas-data":
            self.texts += list(_words_of(json.loads(data)))
        elif not is_quiet and tag not in ("script", "style"):
            self.texts.append(data)

    def _is_foreign(self, tag, attrs):
        return attrs.get("lang", self.lang) != self.lang or tag in ("code", "cite")


def _filled(words: str) -> str:
    """A text for scripts without the places that it leaves open, `{title}`."""
    return re.sub(r"\{\w+\}", "", words)


def _is_said(name, words):
    return name.startswith("data-") and bool(words) and " " in words


def _words_of(data):
    for layer in data["layers"]:
        yield layer["title"]
        yield from layer["classes"].values()
        for field in layer["fields"].values():
            yield field["title"] or ""
            yield field["unit"] or ""
            yield from field["labels"].values()
