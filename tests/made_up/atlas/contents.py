"""Table of contents of a made-up country."""

from geodata.layer import Theme

from .layers import border, crossings, oblasts, rivers, towns

THEMES = (
    Theme("land", "Land", (oblasts.LAYER, border.LAYER, rivers.LAYER)),
    Theme("people", "People", (towns.LAYER, crossings.LAYER)),
)
