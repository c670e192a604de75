"""The map's font files: Noto Sans cut to the letters of the atlas, as MapLibre reads them (TTF)."""

import io
import tempfile
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

UPRIGHT, SLANTED = "NotoSans[wdth,wght].ttf", "NotoSans-Italic[wdth,wght].ttf"
FONTS = {
    "noto-sans-regular": (UPRIGHT, 400),
    "noto-sans-italic": (SLANTED, 400),
    "noto-sans-semibold": (UPRIGHT, 600),
}
FAMILY = "Noto Sans"
# Latin with its extensions, Cyrillic with Kazakh's letters, punctuation, currency, arrows.
LETTERS = (
    *range(0x20, 0x250),
    *range(0x400, 0x530),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20C0),
    *range(0x2190, 0x21A0),
    0x2116,
    0x2212,
)


RECIPE = 2  # raise when the files change for another reason than the fonts' own version


def web_fonts() -> dict[str, tuple[str, int, str]]:
    """What each font of FONTS is in a style sheet, by weight and slope as in `400-italic`.

    The values are the font's name, its weight and its style.
    """
    return {
        f"{weight}{'-italic' if file == SLANTED else ''}": (
            name,
            weight,
            "italic" if file == SLANTED else "normal",
        )
        for name, (file, weight) in FONTS.items()
    }


def build_fonts(folder: Path) -> None:
    """Make the font files that are missing in `folder`; each appears whole or not at all.

    It takes some seconds, so it is done beside the tiles, before anybody asks.
    """
    for name in FONTS:
        font_file(folder, name)


def font_file(folder: Path, name: str) -> Path:
    """The file of one font of FONTS, made first where it is missing."""
    path = folder / f"{name}-{version('fontpkg-noto-sans')}-{RECIPE}.ttf"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Another name than what builders of tiles leave: the next one of those clears that away.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".font-") as work:
            fresh = Path(work) / path.name
            fresh.write_bytes(font(name))
            fresh.replace(path)
    return path


def font(name: str) -> bytes:
    """One font of FONTS as TTF; the same bytes each time."""
    file, weight = FONTS[name]
    path = resources.files("fontpkg_noto_sans") / "files" / file
    whole = TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, layout_features=["kern"]))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(whole)
    fixed = instantiateVariableFont(whole, {"wght": weight, "wdth": 100}, inplace=True)
    out = io.BytesIO()
    fixed.save(out)
    return out.getvalue()
