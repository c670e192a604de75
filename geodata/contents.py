"""Table of contents: themes and layers in drawing and legend order."""

from geodata.layer import Theme

THEMES: tuple[Theme, ...] = ()
