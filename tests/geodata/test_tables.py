"""The tables behind the layers, as they are published."""

import json

from geodata import publish
from geodata.atlas import open_atlas
from geodata.catalog import open_catalog
from geodata.origins import Published
from geodata.source import checksum
from geodata.tables import describe_table, sources_of
from tests.made_up import change

ATLAS = open_atlas()


def table(name: str) -> Published:
    """A published table of the atlas."""
    path = ATLAS.published / "tables" / f"{name}.json"
    return Published(json.loads(path.read_bytes()))


def test_the_catalog_names_every_table():
    """Each table behind a layer is in the catalog with the checksum of its file."""
    entries = open_catalog(ATLAS.published).about["tables"]
    assert [entry["name"] for entry in entries] == [source.name for source in sources_of(ATLAS)]
    for entry in entries:
        assert entry["sha256"] == checksum(ATLAS.published / entry["file"])


def test_published_tables_are_what_the_sources_make():
    """Each file holds the rows that its source makes today, in the order of the source."""
    for source in sources_of(ATLAS):
        assert table(source.name).about == describe_table(ATLAS, source)


def test_rows_from_memory_are_left_out():
    """No published row rests on general knowledge or cites it."""
    for source in sources_of(ATLAS):
        for name, row in table(source.name).rows.items():
            assert row.get("confidence") != "memory", name
            assert "general-knowledge" not in row.get("source_ids", []), name


def test_details_from_memory_are_emptied():
    """Of rows that are shown, cells that rest on memory are empty, as in the layers."""
    assert "russian_share_of_total" not in table("russia_border").rows["RU-AL-2021"]
    assert table("russia_border").rows["RU-AL-2021"]["russian_count"] == 106258
    assert "date_from" not in table("sites").rows["baikonur-town"]
    assert table("events").rows["2019-03-19-nazarbayev-steps-down"]["date"] == "2019-03"
    assert "opened" not in next(
        row for row in table("corridors").rows.values() if row["opened_confidence"] == "memory"
    )
    for row in table("memberships").rows.values():
        assert "memory" not in row.get("note", "")


def test_small_groups_of_a_district_are_folded():
    """No district's row counts fewer than ten persons; the remainder says that it holds them."""
    for row in table("composition").rows.values():
        if row["unit_level"] == "raion" and row["group_code"] != "other":
            assert row["count"] >= 10, row["row"]
    zaysan = table("composition").rows["KZ-63-zaysan-2025-official-estimate-other"]
    assert zaysan["note"] == "Includes the groups with fewer than 10 persons here."


def test_a_changed_cell_changes_its_table(made_up_atlas):
    """A corrected figure is in the published table and in what `verify` names before."""
    atlas = open_atlas(made_up_atlas)
    publish.publish(atlas)
    change(made_up_atlas, "towns.csv", "1752", "1753")
    assert publish.verify(atlas) == ["catalog.json", "tables/towns.json", "towns.geojson"]
    publish.publish(atlas)
    text = (atlas.published / "tables" / "towns.json").read_text(encoding="utf-8")
    assert '"founded_year":1753' in text


def test_every_figure_of_a_claim_has_its_row():
    """The rows that claims are weighed by are published, also of tables that no layer shows."""
    claims = json.loads((ATLAS.published / "claims.json").read_bytes())["claims"]
    rows = {row for claim in claims for one in claim["findings"] for row in one["rows"]}
    assert "organisations/csto" in rows
    for row in rows:
        name, _, key = row.partition("/")
        assert key in table(name).rows, row
