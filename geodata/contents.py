"""Table of contents: themes and layers in drawing and legend order."""

from geodata.layer import Theme
from geodata.layers import (
    border_crossings,
    energy_facilities,
    energy_incidents,
    gas_pipelines,
    oil_pipelines,
)

THEMES: tuple[Theme, ...] = (
    Theme("basemap", "Basemap", ()),
    Theme(
        "energy",
        "Energy",
        (
            oil_pipelines.LAYER,
            gas_pipelines.LAYER,
            energy_facilities.LAYER,
            energy_incidents.LAYER,
        ),
    ),
    Theme(
        "border",
        "Border",
        (border_crossings.LAYER,),
    ),
    Theme("people", "People", ()),
    Theme("institutions", "Institutions", ()),
    Theme("trade", "Trade", ()),
    Theme("time", "Time", ()),
)
