"""Table of contents: themes and layers in drawing and legend order."""

from geodata.layer import Theme

from .layers import (
    basemap,
    border,
    border_crossings,
    border_regions,
    corridors,
    energy_facilities,
    energy_incidents,
    events,
    gas_pipelines,
    memberships,
    migration_2022,
    northern_cities,
    oil_pipelines,
    raions,
    sites,
    trade_partners,
)

THEMES: tuple[Theme, ...] = (
    Theme("basemap", "Basemap", (basemap.LAYER,)),
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
        (border_regions.LAYER, border.LAYER, border_crossings.LAYER),
    ),
    Theme("people", "People", (northern_cities.LAYER, raions.LAYER, migration_2022.LAYER)),
    Theme("institutions", "Institutions", (memberships.LAYER, sites.LAYER)),
    Theme("trade", "Trade", (corridors.LAYER, trade_partners.LAYER)),
    Theme("time", "Time", (events.LAYER,)),
)
