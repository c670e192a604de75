"""Maps are WGS 84, finite, valid, in their place, well wound, and fit together."""

import json

import pytest

from tests.made_up import describe, rewrite, said_of_sources

LEFT = [[60, 50], [64, 50], [64, 53], [60, 53], [60, 50]]
RIGHT = [[64, 50], [68, 50], [68, 53], [64, 53], [64, 50]]


def redraw(folder, name, *shapes, **members):
    """Replace the geometries of a source's features, and members of its collection."""
    path = folder / "sources" / f"{name}.geojson"
    collection = json.loads(path.read_text(encoding="utf-8")) | members
    for feature, shape in zip(collection["features"], shapes, strict=False):
        feature["geometry"] = shape
    rewrite(folder, path.name, json.dumps(collection, ensure_ascii=False) + "\n")


def polygon(*rings):
    """A GeoJSON polygon."""
    return {"type": "Polygon", "coordinates": list(rings)}


def line(*points):
    """A GeoJSON line."""
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_coordinates_are_finite(made_up_atlas, value):
    """NaN and infinity are no places, though some writers put them into GeoJSON."""
    redraw(made_up_atlas, "rivers", line((61, 50.5), (value, 51), (66, 52)))
    assert said_of_sources(made_up_atlas) == [
        f"sources/rivers.geojson:esil: not-finite: Coordinates must be finite; got {value}."
    ]


def test_a_polygon_does_not_cross_itself(made_up_atlas):
    """A bow tie is refused, with the point where it crosses itself."""
    describe(made_up_atlas, "oblasts", "coverage = true", "coverage = false")
    bow_tie = polygon([[64, 50], [68, 50], [64, 53], [68, 53], [64, 50]])
    redraw(made_up_atlas, "oblasts", polygon(LEFT), bow_tie)
    assert said_of_sources(made_up_atlas)[0] == (
        "sources/oblasts.geojson:tau: invalid-geometry: "
        "The geometry must be valid; got Self-intersection[66 51.5]."
    )


@pytest.mark.parametrize("shape", [None, {"type": "LineString", "coordinates": []}])
def test_a_geometry_is_not_empty(made_up_atlas, shape):
    """A feature without coordinates cannot be shown."""
    redraw(made_up_atlas, "rivers", shape)
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/rivers.geojson:esil: empty-geometry: The geometry ")


@pytest.mark.parametrize("shape", [{"type": "Line", "coordinates": [[61, 51]]}, {"a": 1}, [61, 51]])
def test_a_geometry_is_geojson(made_up_atlas, shape):
    """A geometry that no reader knows is refused."""
    redraw(made_up_atlas, "rivers", shape)
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/rivers.geojson:esil: invalid-geometry: The geometry cannot be")


def test_a_shape_is_inside_the_declared_bbox(made_up_atlas):
    """A line that leaves its bbox is refused."""
    redraw(made_up_atlas, "rivers", line((61, 50.5), (68.5, 51)))
    assert said_of_sources(made_up_atlas) == [
        "sources/rivers.geojson:esil: outside-bbox: Positions must be inside west 60, south 50, "
        "east 68, north 53 (degrees); got lon 68.5, lat 51."
    ]


def test_a_swapped_shape_is_recognised(made_up_atlas):
    """Latitude before longitude is named as what it is."""
    redraw(made_up_atlas, "rivers", line((50.5, 61), (52.75, 66)))
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/rivers.geojson:esil: lon-lat-swapped: ")


def test_a_shape_in_metres_is_recognised(made_up_atlas):
    """Coordinates of Web Mercator are no degrees."""
    redraw(made_up_atlas, "rivers", line((6790489, 6520000), (7347086, 6930000)))
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/rivers.geojson:esil: crs: ")


def test_a_collection_in_another_crs_is_refused(made_up_atlas):
    """The old `crs` member is accepted only where it says WGS 84, longitude first."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    redraw(made_up_atlas, "rivers", crs=crs)
    assert said_of_sources(made_up_atlas) == []
    crs["properties"]["name"] = "urn:ogc:def:crs:EPSG::3857"
    redraw(made_up_atlas, "rivers", crs=crs)
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith(
        "sources/rivers.geojson:1: crs: GeoJSON must be in WGS 84, without `crs`"
    )
    assert said.endswith('got "urn:ogc:def:crs:EPSG::3857".')


def test_outer_rings_run_counter_clockwise(made_up_atlas):
    """A ring the wrong way round covers the rest of the world, says RFC 7946."""
    redraw(made_up_atlas, "oblasts", polygon(LEFT[::-1]))
    assert said_of_sources(made_up_atlas) == [
        "sources/oblasts.geojson:dala: winding: "
        "Outer rings must run counter-clockwise and holes clockwise; got the reverse."
    ]


def test_holes_run_clockwise(made_up_atlas):
    """A hole that runs as its outer ring does is refused in every part of a shape."""
    hole = [[65, 51], [66, 51], [66, 52], [65, 52], [65, 51]]
    describe(made_up_atlas, "oblasts", "coverage = true", "coverage = false")
    shape = {"type": "MultiPolygon", "coordinates": [[RIGHT, hole]]}
    redraw(made_up_atlas, "oblasts", polygon(LEFT), shape)
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/oblasts.geojson:tau: winding: ")
    shape["coordinates"] = [[RIGHT, hole[::-1]]]
    redraw(made_up_atlas, "oblasts", polygon(LEFT), shape)
    assert said_of_sources(made_up_atlas) == []


@pytest.mark.parametrize("edge", [63.995, 64.005, 64.5])
def test_neighbours_meet(made_up_atlas, edge):
    """A gap or an overlap between neighbours is found and both are named."""
    redraw(
        made_up_atlas,
        "oblasts",
        polygon([[60, 50], [edge, 50], [edge, 53], [60, 53], [60, 50]]),
        polygon(RIGHT),
    )
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/oblasts.geojson:dala: coverage: Areas must meet without gap or")
    assert said.endswith(": dala, tau.")


def test_neighbours_share_every_vertex(made_up_atlas):
    """A vertex that only one neighbour has on the common border would open a gap when thinned."""
    with_vertex = [[60, 50], [64, 50], [64, 51], [64, 53], [60, 53], [60, 50]]
    redraw(made_up_atlas, "oblasts", polygon(with_vertex), polygon(RIGHT))
    (said,) = said_of_sources(made_up_atlas)
    assert ": coverage: " in said


def test_a_coverage_has_no_hole(made_up_atlas):
    """A hole that no area fills is a gap, unless the description says that it is meant."""
    hole = [[65, 51], [65, 52], [66, 52], [66, 51], [65, 51]]
    redraw(made_up_atlas, "oblasts", polygon(LEFT), polygon(RIGHT, hole))
    assert said_of_sources(made_up_atlas) == [
        "sources/oblasts.geojson:tau: coverage: "
        "Areas must meet without gap; there is a hole at 65.50000, 51.50000: tau."
    ]
    describe(made_up_atlas, "oblasts", "coverage", "holes = [[65.2, 51.9]]\ncoverage")
    assert said_of_sources(made_up_atlas) == []


def test_an_inlet_is_no_gap(made_up_atlas):
    """A short narrow place that is open to the outside may be water, and is accepted."""
    with_inlet = [[60, 50], [64, 50], [64, 52.8], [63.99, 53], [60, 53], [60, 50]]
    with_vertex = [[64, 50], [68, 50], [68, 53], [64, 53], [64, 52.8], [64, 50]]
    redraw(made_up_atlas, "oblasts", polygon(with_inlet), polygon(with_vertex))
    assert said_of_sources(made_up_atlas) == []


def test_properties_are_of_their_json_type(made_up_atlas):
    """A number where a text is declared is refused, with its feature."""
    path = made_up_atlas / "sources" / "rivers.geojson"
    text = path.read_text(encoding="utf-8").replace('"name_en": "Esil"', '"name_en": 5')
    rewrite(made_up_atlas, path.name, text)
    assert said_of_sources(made_up_atlas) == [
        'sources/rivers.geojson:esil: type: name_en must be a JSON string; got "5".'
    ]


def test_properties_are_held_to_the_rules_of_tables(made_up_atlas):
    """Features lack no declared property, have no other, and have unique ids."""
    path = made_up_atlas / "sources" / "oblasts.geojson"
    text = path.read_text(encoding="utf-8")
    rewrite(made_up_atlas, path.name, text.replace('"tau"', '"dala"').replace("name_kk", "kazakh"))
    rules = {said.split(": ")[1] for said in said_of_sources(made_up_atlas)}
    assert rules == {"missing-column", "unknown-column", "duplicate-id"}
