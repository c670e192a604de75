"""The sprite of the style: every icon it names, drawn from the same styles as the page draws."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image

from geodata.attributes import held
from geodata.catalog import Catalog
from geodata.maplibre import icons
from geodata.maplibre.drawing import disc, hatch, symbol

SHEET_WIDTH_PX = 1024
PADDING_PX = 1
Features = Callable[[str], list[dict[str, Any]]]


@dataclass(frozen=True)
class Sprite:
    """A sprite's index and its sheet (PNG), for one pixel ratio."""

    index: dict[str, dict[str, Any]]
    png: bytes

    @property
    def json(self) -> bytes:
        """The index as MapLibre reads it."""
        return json.dumps(self.index, sort_keys=True, separators=(",", ":")).encode()


def sprite(
    catalog: Catalog, features: Features, *, year: int | None, theme: str, ratio: int
) -> Sprite:
    """Draw all icons for a year and a theme; `features(layer_id)` gives published features."""
    drawn: dict[str, Image.Image] = {}
    for entry in catalog:
        drawn |= dict(_fixed(entry["style"], theme, ratio))
        if entry["style"]["mark"] in ("composition", "balance"):
            drawn |= dict(_discs(entry, features(entry["id"]), year, theme, ratio))
    return _sheet(drawn, ratio)


def _fixed(style: dict[str, Any], theme: str, ratio: int) -> Iterator[tuple[str, Image.Image]]:
    for swatch in (*style.get("classes", []), *filter(None, [style.get("no_data")])):
        if swatch.get("pattern") == "hatch":
            yield icons.hatch(swatch), hatch(swatch, theme, ratio)
        if style["mark"] == "symbol":
            for is_hollow in (False, True):
                name = icons.symbol(swatch, is_hollow=is_hollow)
                yield name, symbol(swatch, name.endswith("/hollow"), theme, ratio)


def _discs(
    entry: dict[str, Any],
    features: list[dict[str, Any]],
    year: int | None,
    theme: str,
    ratio: int,
) -> Iterator[tuple[str, Image.Image]]:
    style = entry["style"]
    for feature in features:
        records = held(style, feature["properties"], year)
        if records:
            image = disc(style, feature["properties"], records, theme, ratio)
            yield icons.disc(entry["id"]) + feature["id"], image


def _sheet(drawn: dict[str, Image.Image], ratio: int) -> Sprite:
    """Pack images in rows, the tallest first; equal input gives an equal sheet."""
    order = sorted(drawn, key=lambda name: (-drawn[name].height, name))
    index: dict[str, dict[str, Any]] = {}
    x = y = row = 0
    for name in order:
        image = drawn[name]
        if x + image.width > SHEET_WIDTH_PX:
            x, y, row = 0, y + row + PADDING_PX, 0
        place = {"x": x, "y": y, "width": image.width, "height": image.height}
        index[name] = {**place, "pixelRatio": ratio}
        x, row = x + image.width + PADDING_PX, max(row, image.height)
    sheet = Image.new("RGBA", (SHEET_WIDTH_PX, max(1, y + row)))
    for name, place in index.items():
        sheet.paste(drawn[name], (place["x"], place["y"]))
    file = io.BytesIO()
    sheet.save(file, "PNG", optimize=True)
    return Sprite(index, file.getvalue())
