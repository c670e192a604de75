"""Inks, symbols and styles of the map; colours and legend come from one computation."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Ink:
    """One role of colour as two hex values, on light and on dark paper."""

    light: str
    dark: str


INKS: dict[str, Ink] = {
    "land": Ink("#efebe2", "#20272d"),
    "home-land": Ink("#f8f6f0", "#283039"),
    "water": Ink("#d5e0e4", "#161d24"),
    "shore": Ink("#b9c8ce", "#2f3a44"),
    "boundary": Ink("#b9b3a6", "#4a545d"),
    "label": Ink("#55626d", "#a3adb5"),
    "oil": Ink("#7a3e00", "#e0a15a"),
    "gas": Ink("#0f6a73", "#62bfc7"),
    "border": Ink("#5b3a8c", "#b79be6"),
    "kazakh": Ink("#ad7100", "#e0a52e"),
    "russian": Ink("#0069ab", "#5aa9dd"),
    "ukrainian": Ink("#00845f", "#3db892"),
    "german": Ink("#b3618c", "#d58fb3"),
    "tatar": Ink("#2487ad", "#86c3e6"),
    "other": Ink("#616161", "#7f878e"),
    "no-data": Ink("#807a6e", "#7c868e"),
    "crossing": Ink("#1d2730", "#e8e4da"),
    "site": Ink("#7b2d43", "#e08fa6"),
    "event": Ink("#33475b", "#a9c0d6"),
    "incident": Ink("#9c2f00", "#f08a5d"),
    "corridor": Ink("#5c5a2e", "#c9c58a"),
    "sea": Ink("#1f5f8b", "#7fb6dc"),
    "export": Ink("#7a3e00", "#e0a15a"),
    "import": Ink("#33475b", "#a9c0d6"),
    "migration": Ink("#6b3f78", "#c59ad2"),
    "step-1": Ink("#e3dccb", "#333c40"),
    "step-2": Ink("#c9c0a6", "#4a5654"),
    "step-3": Ink("#a3a283", "#66756c"),
    "step-4": Ink("#737f62", "#8b9c86"),
    "step-5": Ink("#46563f", "#b9c7ac"),
    "bond-1": Ink("#e4dfe6", "#35303a"),
    "bond-2": Ink("#c9bfd0", "#4d4655"),
    "bond-3": Ink("#a698b3", "#6a6175"),
    "bond-4": Ink("#7e6e90", "#978aa6"),
    "bond-5": Ink("#57486b", "#c6bcd2"),
}

# Path data in a box of 16 by 16, centred on 8, 8.
SYMBOLS: dict[str, str] = {
    "circle": "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
    "square": "M3.5 3.5h9v9h-9z",
    "diamond": "M8 1.8L14.2 8L8 14.2L1.8 8z",
    "triangle": "M8 2.2L14 13H2z",
    "triangle-down": "M8 13.8L2 3H14z",
    "hexagon": "M4.8 2.5h6.4L14.4 8l-3.2 5.5H4.8L1.6 8z",
    "cross": "M6.2 2h3.6v4.2H14v3.6H9.8V14H6.2V9.8H2V6.2h4.2z",
    "ring": (
        "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z"
        "M8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6z"
    ),
    "star": "M8 1.5l1.9 4.3 4.6.4-3.5 3.1 1.1 4.6L8 11.5l-4.1 2.4L5 9.3 1.5 6.2l4.6-.4z",
}


HOLE = 0.46  # how wide that of a ring of parts is, as a part of the ring
PATTERNS = ("solid", "dashed", "dotted", "dash-dotted", "hatch")


@dataclass(frozen=True)
class Swatch:
    """How one class is drawn, on the map and in the legend alike.

    `value` is matched with the style's field; for breaks, `minimum` (included) and `maximum`
    (excluded) are. `pattern` is one of PATTERNS, `symbol` a key of SYMBOLS.
    """

    title: str
    ink: str
    value: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = "solid"
    symbol: str | None = None
    is_hollow: bool = False


@dataclass(frozen=True)
class Scale:
    """A size in pixels by a number: `stops` are (value, px), straight between, flat outside.

    Line widths are strokes; for symbols the px is a diameter, read on the square root of the
    value so that areas are in proportion. `unknown_px` is for features without the number.
    """

    field: str
    title: str
    stops: tuple[tuple[float, float], ...]
    unknown_px: float


@dataclass(frozen=True)
class Flag:
    """A mark added to whatever class a feature has, where a boolean field is true.

    `effect` is dashed (what is dash-dotted stays so), hollow, casing or quiet. With a `value` it is
    about the records that a ring or a half disc is drawn from: those whose `field` is the value are
    counted (a dot), inferred (a broken rim) or computed (pale with a broken rim).
    """

    field: str
    effect: str
    title: str
    value: str | None = None


@dataclass(frozen=True)
class Style:
    """How a layer is drawn.

    `mark` is line, band, area, symbol, composition (a ring of parts) or balance (two half discs).
    `field` names the property whose value picks the class. `table` names a list of records from
    which the value at the chosen year is read (`record_value`, where `record_where` holds).
    """

    mark: str
    field: str | None = None
    classes: tuple[Swatch, ...] = ()
    no_data: Swatch | None = None
    width: Scale | None = None
    size: Scale | None = None
    flags: tuple[Flag, ...] = ()
    table: str | None = None
    record_where: tuple[tuple[str, str], ...] = ()
    record_value: str | None = None
    min_zoom: int = 0

    def legend(self) -> list[dict[str, Any]]:
        """The legend's entries in order: a title, and what to draw beside it."""
        entries = [_entry(swatch, self.mark) for swatch in self.classes]
        entries += [
            {"title": flag.title, "mark": self.mark, "effect": flag.effect, "ink": self._ink()}
            for flag in self.flags
        ]
        for scale in (self.width, self.size):
            if scale:
                entries.append(
                    {
                        "title": scale.title,
                        "mark": "scale",
                        "ink": self._ink(),
                        "stops": scale.stops,
                    }
                )
        if self.no_data:
            entries.append(_entry(self.no_data, self.mark))
        return entries

    def as_json(self) -> dict[str, Any]:
        """The style as plain data for browsers and tile styles, empty parts left out."""
        return _without_empty(asdict(self))

    def _ink(self) -> str:
        return self.classes[0].ink if self.classes else "other"


def by_category(mark: str, field: str, classes: Iterable[Swatch], **more: Any) -> Style:
    """A style whose classes are the values of `field`."""
    return Style(mark=mark, field=field, classes=tuple(classes), **more)


def breaks(titles: Mapping[tuple[float | None, float | None], str], inks: Iterable[str]) -> tuple:
    """Swatches for number classes: (minimum, maximum) → title, inks in the same order."""
    return tuple(
        Swatch(title, ink, minimum=low, maximum=high)
        for ((low, high), title), ink in zip(titles.items(), inks, strict=True)
    )


def height_of(entry: Mapping[str, Any]) -> float:
    """How high a layer of the catalog lies among those of its mark: wide areas below narrow ones.

    So regions are seen above the countries they belong to. Other marks keep their order.
    """
    if entry["style"]["mark"] != "area" or not entry.get("bbox"):
        return 0
    west, _, east, _ = entry["bbox"]
    return west - east


def _entry(swatch: Swatch, mark: str) -> dict[str, Any]:
    return _without_empty(asdict(swatch)) | {"mark": mark}


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, (), [], False)}
    if isinstance(value, (list, tuple)):
        return [_without_empty(inner) for inner in value]
    return value
