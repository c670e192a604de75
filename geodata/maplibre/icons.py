"""Names of the icons that the style asks for and the sprite holds."""

from typing import Any


def symbol(swatch: dict[str, Any], *, is_hollow: bool = False) -> str:
    """The icon of a symbol in an ink, filled or hollow."""
    hollow = "/hollow" if is_hollow or swatch.get("is_hollow") else ""
    return f"symbol/{swatch.get('symbol', 'circle')}/{swatch['ink']}{hollow}"


def hatch(swatch: dict[str, Any]) -> str:
    """The icon that fills an area with a hatch in an ink."""
    return f"hatch/{swatch['ink']}"


def disc(layer_id: str) -> str:
    """What comes before a feature's id in the name of its ring or its two half discs."""
    return f"disc/{layer_id}/"
