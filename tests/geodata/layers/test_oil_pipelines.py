"""The oil lines as they are published."""

import pytest
from pyproj import Geod

from geodata.atlas import open_atlas
from geodata.layers.oil_pipelines import LAYER
from geodata.publish import build


@pytest.fixture(scope="module")
def lines():
    """The features, made from the sources."""
    return build(open_atlas(), LAYER)


def test_cpc_is_as_long_as_its_route(lines):
    """The Caspian pipeline measures 1,495 km from Tengiz to Yuzhnaya Ozereyevka."""
    length_m = Geod(ellps="WGS84").geometry_length(lines.geometry["cpc"])
    assert length_m / 1000 == pytest.approx(1495, abs=2)


def test_cpc_is_in_russia_from_the_border_to_the_coast(lines):
    """One stretch: it begins at the border between Atyrau and Astrakhan, ends at the last point."""
    (stretch,) = lines["russia_ranges"]["cpc"]
    vertices = list(lines.geometry["cpc"].coords)
    assert vertices[stretch[0]] == pytest.approx((48.9, 46.7), abs=0.2)
    assert stretch[1] == len(vertices) - 1


def test_pipelines_and_tanker_links_are_told_apart(lines):
    """Twenty-one pipelines and three tanker links, all with a line."""
    assert lines["kind"].value_counts().to_dict() == {"pipeline": 21, "tanker link": 3}
    assert lines.geometry.geom_type.eq("LineString").all()


def test_sketches_say_so(lines):
    """Tanker lanes and lines without a mapped route are schematic; the Caspian pipeline is not."""
    schematic = set(lines.index[lines["is_schematic"]])
    assert {"shymkent-chardzhou", "kenkiyak-orsk", "druzhba-north", "tanker-aktau-baku"} < schematic
    assert "cpc" not in schematic


def test_every_status_has_a_class(lines):
    """No line is drawn without an entry in the legend."""
    assert set(lines["status"]) == {swatch.value for swatch in LAYER.style.classes}


def test_shares_of_cpc_make_a_whole(lines):
    """The shareholders of the Caspian pipeline add up to 100 percent."""
    shares = [record["share_percent"] for record in lines["owners_shares"]["cpc"]]
    assert sum(shares) == pytest.approx(100)


def test_remembered_volumes_are_absent(lines):
    """Years of the Caspian pipeline known from memory only are not shown; 2023 is."""
    years = {record["year"] for record in lines["throughput"]["cpc"]}
    assert years.isdisjoint({2001, 2003, 2015, 2020})
    assert {2022, 2023, 2024} < years


def test_every_record_is_cited(lines):
    """Each volume, share and event names at least one work, and none is general knowledge."""
    for table in LAYER.tables:
        for records in lines[table.name]:
            assert all(record["source_ids"] for record in records)
            assert not any("general-knowledge" in record["source_ids"] for record in records)
