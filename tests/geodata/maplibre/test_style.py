"""The style document: what it names exists, what is asked for is seen, years filter."""

import json
from pathlib import Path

import pytest

import geodata
from geodata.catalog import open_catalog
from geodata.maplibre.document import Addresses, map_style
from geodata.maplibre.expressions import ink
from geodata.maplibre.places import name_points
from geodata.maplibre.sprite import sprite
from geodata.stretches import MEANINGS, tile_features

ADDRESSES = Addresses("t.json", "sprite", "regular.ttf", "italic.ttf", "bold.ttf")


@pytest.fixture(scope="module")
def catalog():
    """The published catalog."""
    return open_catalog(Path(geodata.__file__).parent / "published")


@pytest.fixture(scope="module")
def features(catalog):
    """The published features of each layer."""
    return {
        entry["id"]: json.loads(catalog.path(entry["id"]).read_bytes())["features"]
        for entry in catalog
    }


@pytest.fixture(scope="module")
def make(catalog, features):
    """Make the style of all layers, visible, with some arguments."""
    fields = {
        entry["id"]: {
            name: None
            for _, feature in tile_features(features[entry["id"]], entry)
            for name in feature["properties"]
        }
        for entry in catalog
    }

    def style(lang: str = "en", **more: object) -> dict:
        names = name_points(features["basemap"], lang)
        visible = more.pop("visible", list(fields))
        arguments = {"fields": fields, "names": names, "visible": visible, "lang": lang}
        return map_style(catalog, ADDRESSES, **(arguments | more))

    return style


def words(value: object) -> set[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(words, inner))


def test_every_layer_has_marks(make, catalog):
    """Each published layer is drawn by at least one layer of the style."""
    drawn = {layer.get("metadata", {}).get("steppe-atlas:layer") for layer in make()["layers"]}
    assert drawn >= {entry["id"] for entry in catalog if entry["id"] != "basemap"}


def test_ids_are_unique(make):
    """No two layers of the style share an id."""
    ids = [layer["id"] for layer in make()["layers"]]
    assert len(ids) == len(set(ids))


def test_source_layers_are_ones_that_the_tiles_have(make, catalog):
    """A source layer is a layer of the atlas or some stretches of its lines."""
    known = {entry["id"] for entry in catalog}
    known |= {name + part for name in known for part in MEANINGS}
    assert {layer["source-layer"] for layer in make()["layers"] if "source-layer" in layer} <= known


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sprite_has_every_icon_that_the_style_names(make, catalog, features, theme):
    """Symbols and hatches that expressions name are in the sprite."""
    drawn = sprite(catalog, features.__getitem__, year=None, theme=theme, ratio=1)
    named = {word for word in words(make(theme=theme)) if word.startswith(("symbol/", "hatch/"))}
    assert named
    assert named <= drawn.index.keys()


def test_the_sprite_is_drawn_the_same_each_time(catalog, features):
    """Equal input gives equal bytes."""
    one, other = (
        sprite(catalog, features.__getitem__, year=2021, theme="light", ratio=1) for _ in range(2)
    )
    assert one == other


def test_rings_follow_the_year(catalog, features):
    """A city's ring of 2021 is not the one of 2025."""
    name = "disc/northern-cities/KZ-59-petropavl"
    sheets = [
        sprite(catalog, features.__getitem__, year=year, theme="light", ratio=1)
        for year in (2021, None)
    ]
    assert all(name in sheet.index for sheet in sheets)
    assert sheets[0].png != sheets[1].png


def test_a_year_filters_every_layer_that_has_years(make):
    """With a year, what began later or ended before is left out by a filter of the style."""
    layers = {layer["id"]: layer for layer in make(year=2001)["layers"]}
    assert "from_year" in words(layers["oil-pipelines-solid"]["filter"])
    without = {layer["id"]: layer for layer in make()["layers"]}
    assert "from_year" not in words(without["oil-pipelines-solid"])


def test_names_follow_the_language(make):
    """Texts ask for the names of the style's language."""
    for lang in ("en", "kk", "ru"):
        named = words(make(lang)["layers"])
        assert f"name_{lang}" in named
        assert not ({"name_kk", "name_ru"} - {f"name_{lang}"}) & named


def test_hidden_layers_are_there_to_be_shown(make):
    """What is not asked for is in the style, invisible."""
    style = make(visible=["border"], hidden=["events"])
    shown = {
        layer["metadata"]["steppe-atlas:layer"]: layer["layout"]["visibility"]
        for layer in style["layers"]
        if "metadata" in layer
    }
    assert shown == {"border": "visible", "events": "none"}


def test_without_a_basemap_nothing_covers_what_is_below(make):
    """An overlay has no background, no land and no names of its own points."""
    style = make(names=None, visible=["border"])
    assert {layer["id"].split("-")[0] for layer in style["layers"]} == {"border"}
    assert list(style["sources"]) == ["atlas"]


def test_a_line_partly_at_sea_is_dashed_only_there(make):
    """Ferries are dashed over the sea, and no solid line of the whole way lies beneath them."""
    layers = {layer["id"]: layer for layer in make(visible=["corridors"])["layers"]}
    lane = layers["corridors-at-sea"]
    assert lane["source-layer"] == "corridors-at-sea"
    assert lane["paint"]["line-dasharray"]
    beneath = layers["corridors-solid"]
    assert ["!=", ["get", "is_partly_at_sea"], True] in beneath["filter"]
    land = layers["corridors-solid-on-land"]
    assert land["source-layer"] == "corridors-on-land"
    assert land["paint"] == beneath["paint"]


def test_layers_without_lanes_have_no_style_for_them(make):
    """A style has no layers over vector layers that the tiles have not."""
    ids = [layer["id"] for layer in make(visible=["gas-pipelines"])["layers"]]
    assert "gas-pipelines-solid" in ids
    assert not [one for one in ids if one.endswith(("-at-sea", "-on-land"))]


def test_areas_of_two_layers_do_not_mix(make):
    """Land lies under regions that are over countries, but not where they are quiet or hatched."""
    layers = {layer["id"]: layer for layer in make(year=2021)["layers"]}
    ids = list(layers)
    ground = layers["border-regions-ground"]
    assert "memberships-ground" not in ids
    assert ids.index("memberships-fill") < ids.index("border-regions-ground")
    assert ids.index("border-regions-ground") < ids.index("border-regions-fill")
    assert "fill-opacity" not in ground["paint"]
    assert "hatch" not in words(layers["border-regions-fill"]["filter"])
    assert len(ground["filter"]) > len(layers["border-regions-fill"]["filter"])


def test_areas_alone_have_the_ground_beneath_them(make):
    """Regions without countries under them let the basemap be seen."""
    ids = [layer["id"] for layer in make(visible=["border-regions"])["layers"]]
    assert "border-regions-fill" in ids
    assert "border-regions-ground" not in ids


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_are_darker_over_areas(make, theme):
    """Quiet names of cities are those of the page's text where a layer colours the land."""
    colours = []
    for visible in (["oil-pipelines"], ["memberships"]):
        layers = {one["id"]: one for one in make(theme=theme, visible=visible)["layers"]}
        colours.append(layers["basemap-city-names"]["paint"]["text-color"])
    assert colours == [ink("label", theme), ink("crossing", theme)]
