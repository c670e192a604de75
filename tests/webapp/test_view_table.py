"""The table of a view leads each value to its rows, and says what is no plain measurement."""

import csv
import io

import pytest

import webapp

ALL = "oil-pipelines,border,border-regions,northern-cities,migration-2022,sites,trade-partners"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the app on the published atlas."""
    cache = tmp_path_factory.mktemp("cache")
    return webapp.create_app({"CACHE_FOLDER": cache}).test_client()


@pytest.fixture(scope="module")
def rows(client) -> list[dict[str, str]]:
    """Every value of the layers of figures."""
    text = client.get(f"/view.csv?layers={ALL}&lang=en").text
    return list(csv.DictReader(io.StringIO(text)))


def only(rows, **said: str) -> dict[str, str]:
    """The one row that says all of this."""
    (found,) = [row for row in rows if all(row[name] == value for name, value in said.items())]
    return found


def test_every_number_names_its_rows(rows):
    """Each is `table/row`, and its works are those that the rows cite."""
    numbers = [row for row in rows if row["unit"] and row["table"]]
    assert len(numbers) > 4000
    assert all(row["rows"] for row in numbers)
    length = only(rows, layer="border", field="land_length_km")
    assert length["rows"] == "border_facts/land-border-length-official"
    assert length["source_ids"] == "wikipedia-ru-kazakhstan-russia-border"


def test_a_row_that_is_named_has_a_page(client, rows):
    """What stands in the column is an address below /sources."""
    names = sorted({name for row in rows for name in row["rows"].split(";") if name})
    for name in names[:: len(names) // 20]:
        assert client.get(f"/sources/{name}").status_code == 200


def test_the_rows_are_those_of_the_layers_own_file(client, rows):
    """A record of the view rests on the same rows as in the download of its layer."""
    text = client.get("/layers/trade-partners.csv?table=trade").text
    own = [one["rows"] for one in csv.DictReader(io.StringIO(text))]
    ours = [row["rows"] for row in rows if row["table"] == "trade" and row["field"] == "flow"]
    assert ours == own


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ({"feature_id": "KZ-59-petropavl", "value": "59.28", "year": "2021"}, "year_inferred"),
        ({"feature_id": "KZ-59-petropavl", "field": "population_2025"}, "estimate"),
        ({"feature_id": "KZ-59-petropavl", "value": "52.97", "year": "2025"}, "estimate"),
        ({"feature_id": "kz-ru", "field": "land_length_km"}, ""),
    ],
)
def test_what_is_not_as_stated_is_marked(rows, said, mark):
    """An inferred year, an estimate; a figure as its source states it has no mark."""
    assert only(rows, **said)["certainty"] == mark


def test_computed_and_rounded_numbers_are_marked(rows):
    """Whatever the record says of itself; words have no mark."""
    for row in rows:
        if "value_basis=computed" in row["item"] and row["field"] == "value_usd_million":
            assert row["certainty"] == "computed"
        if row["field"] in ("flow", "group", "note"):
            assert row["certainty"] == ""
    counts = [row for row in rows if row["layer"] == "migration-2022" and row["field"] == "value"]
    assert {row["certainty"] for row in counts} == {"", "rounded"}


def test_approximate_positions_are_marked(client, rows):
    """As in the layer's own file: hollow marks and dashed courses are told in the table."""
    for layer, field in (("sites", "is_approximate"), ("oil-pipelines", "is_schematic")):
        text = client.get(f"/layers/{layer}.csv").text
        own = {one["id"]: one[field] for one in csv.DictReader(io.StringIO(text))}
        assert set(own.values()) == {"true", "false"}
        for row in (row for row in rows if row["layer"] == layer):
            assert row["is_approximate"] == own[row["feature_id"]]


def test_what_is_set_aside_says_so(rows):
    """Of figures that disagree one is drawn, the others stand beside it."""
    lengths = [row for row in rows if row["table"] == "lengths" and row["field"] == "km"]
    uses = [row["use"] for row in lengths if row["item"].startswith("part=land")]
    assert uses.count("drawn") == 1
    assert uses.count("beside") == len(uses) - 1


def test_no_file_has_two_columns_of_one_name(client):
    """Readers tell columns by name: a record's own name stands apart from that of its feature."""
    catalog = client.application.extensions["atlas"]
    files = [(f"/layers/{one['id']}.csv?", table) for one in catalog for table in one["tables"]]
    for address, table in files:
        text = client.get(f"{address}table={table['name']}").text
        head = next(csv.reader(io.StringIO(text)))
        assert len(set(head)) == len(head), (address, table["name"])
    former = client.get("/layers/northern-cities.csv?table=former_names").text
    (row,) = [r for r in csv.DictReader(io.StringIO(former)) if r["name_en"] == "Guryev"]
    assert row["feature_name_en"] == "Atyrau"
