"""Names on the map: countries, waters, regions, rings and cities, thinned so that none overlap."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from geodata.maplibre.basemap import STRONG
from geodata.maplibre.expressions import ink
from geodata.maplibre.places import middle
from geodata.svg.elements import Element, element, words
from geodata.svg.frame import Frame
from geodata.svg.marks import Mark

RANKS = {"country": 0, "sea": 1, "line": 2, "ring": 3, "city": 4, "lake": 5, "region": 6}
SIZE_PX, HOME_PX = 12, 15
SPACING_EM = {"country": 0.2, "home": 0.4, "region": 0.06, "sea": 0.04, "lake": 0.04}
NARROW, WIDE = set("iIjlt.,:'’|!()-·fr1 "), set("mwMWШЩЖЮшщжюф@—")
Box = tuple[float, float, float, float]


class Name(NamedTuple):
    """A name that may stand on the map: of what kind, where, and how wide what it names is."""

    kind: str
    text: str
    x: float
    y: float
    weight: float
    radius: float = 2
    is_home: bool = False


def of_ground(features: Iterable[dict[str, Any]], frame: Frame, lang: str) -> list[Name]:
    """The names of the basemap that are due at the frame's zoom."""
    found = []
    for feature in features:
        properties = feature["properties"]
        kind = "country" if properties["kind"] == "home" else properties["kind"]
        text = name_of(properties, lang)
        if kind not in RANKS or not text or (properties.get("min_zoom") or 4) > frame.zoom + 1:
            continue
        place = frame.place(*_place(feature))
        if place:
            is_home = properties["kind"] == "home"
            found.append(Name(kind, text, *place, -(properties.get("rank") or 9), 2, is_home))
    return found


def of_rings(marks: Iterable[Mark], lang: str) -> list[Name]:
    """The names of rings, beside them."""
    return [
        Name("ring", name_of(m.feature["properties"], lang), m.x, m.y, m.side, m.side / 2)
        for m in marks
    ]


def drawn(
    names: list[Name], marks: Iterable[Mark], frame: Frame, theme: str, *, is_over_areas: bool
) -> list[Element]:
    """The names that find a place free of marks, of each other and of the frame's edge.

    Over areas in colours quiet names would be too pale.
    """
    quiet, strong = (ink(name, theme) for name in ("label", STRONG))
    label = strong if is_over_areas else quiet
    taken = [_box(m.x, m.y, m.side, m.side) for m in marks if m.side]
    marked = list(taken)
    found, seen = [], []
    for name in sorted(names, key=lambda n: (RANKS[n.kind], -n.weight, n.text)):
        if name.kind == "city" and any(_is_twin(name, other) for other in seen):
            continue
        width, height = _size(name)
        boxes = (_box(x, y, width, height) for x, y in _shifted(name, width))
        box = next((b for b in boxes if _is_inside(b, frame) and not _meets_any(b, taken)), None)
        if box is None:
            continue
        taken.append(box)
        seen.append(name)
        if name.kind == "city" and not any(_holds(other, name) for other in marked):
            found.append(element("circle", cx=name.x, cy=name.y, r=2, fill=label))
        is_strong = name.kind == "ring" or name.is_home
        found.append(_written(name, box, strong if is_strong else label, theme))
    return found


def name_of(properties: dict[str, Any], lang: str) -> str:
    """A name in a language, in English without one, without what it says in brackets."""
    text = properties.get(f"name_{lang}") or properties.get("name_en") or ""
    return text.split(" (")[0]


def width_of(text: str, size: float) -> float:
    """About how wide a line is in a common sans serif, in px; which one is the reader's matter."""
    ems = (
        0.34 if c in NARROW else 0.86 if c in WIDE else 0.7 if c.isupper() else 0.57 for c in text
    )
    return size * sum(ems)


def _written(name: Name, box: Box, colour: str, theme: str) -> Element:
    is_wet = name.kind in ("sea", "lake")
    spacing = SPACING_EM.get("home" if name.is_home else name.kind)
    size = HOME_PX if name.is_home else SIZE_PX
    return words(
        (box[0] + box[2]) / 2,
        box[3] - size * 0.3,
        _text(name),
        size=size,
        fill=colour,
        text_anchor="middle",
        font_style="italic" if is_wet else None,
        letter_spacing=f"{spacing}em" if spacing else None,
        stroke=ink("water" if is_wet else "land", theme),
        stroke_width=3,
        stroke_linejoin="round",
        paint_order="stroke",
    )


def _text(name: Name) -> str:
    return name.text.upper() if name.kind == "country" else name.text


def _size(name: Name) -> tuple[float, float]:
    size = HOME_PX if name.is_home else SIZE_PX
    spacing = SPACING_EM.get("home" if name.is_home else name.kind, 0) * size * len(name.text)
    return width_of(_text(name), size) + spacing + 4, size * 1.25


def _shifted(name: Name, width: float) -> Iterator[tuple[float, float]]:
    if name.kind not in ("city", "ring"):
        shifts = (0, 12, -12) if name.kind == "lake" else (0, 26, -26, 48, -48)
        yield from ((name.x, name.y + down) for down in shifts)
        return
    for far in (name.radius + 4, name.radius + 14):
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            yield name.x + right * (far + width / 2), name.y + down * (far + 7)


def _place(feature: dict[str, Any]) -> tuple[float, float]:
    properties = feature["properties"]
    if properties.get("label_lon") is not None:
        return properties["label_lon"], properties["label_lat"]
    return middle(feature["geometry"])


def _is_twin(name: Name, other: Name) -> bool:
    far = ((name.x - other.x) ** 2 + (name.y - other.y) ** 2) ** 0.5
    return other.kind == "ring" and far < (70 if name.text == other.text else 14)


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _is_inside(box: Box, frame: Frame) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height


def _meets_any(box: Box, others: list[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)


def _holds(box: Box, name: Name) -> bool:
    return box[0] <= name.x <= box[2] and box[1] <= name.y <= box[3]
