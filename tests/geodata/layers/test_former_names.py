import pytest
from pandas import DataFrame

from geodata import atlas
from geodata.layers.former_names import TABLE, former_names
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def rows() -> DataFrame:
    """The table as it is in the sources."""
    return read_table(open_source(atlas.open_atlas().sources, "former_names"))


def test_the_capital_has_had_five_names_before_this_one(rows):
    """The names of the capital follow each other, and Astana stands between two others."""
    (names,) = former_names(rows, ["KZ-71"])
    assert [(one["name_en"], one["from_year"], one["to_year"]) for one in names] == [
        ("Akmolinsk", None, 1961),
        ("Tselinograd", 1961, 1992),
        ("Akmola", 1992, 1998),
        ("Astana", 1998, 2019),
        ("Nur-Sultan", 2019, 2022),
    ]
    assert all(one["source_ids"] for one in names)


def test_a_city_is_found_by_its_id_on_the_basemap_too(rows):
    """Cities that no layer of people shows have their former names on the basemap."""
    (names,) = former_names(rows, ["almaty"], key="place_id")
    assert [one["name_ru"] for one in names] == ["Верный", "Алма-Ата"]


def test_names_from_memory_are_not_shown(rows):
    """A name that no work at hand confirms stays in the table."""
    assert "KZ-63-ridder" in set(rows["unit_id"])
    assert former_names(rows, ["KZ-63-ridder", "KZ-nowhere"]) == [[], []]


def test_records_have_the_fields_that_they_declare(rows):
    """Every record has the declared fields and says what it rests on."""
    (names,) = former_names(rows, ["KZ-39-kostanay"])
    assert set(names[0]) == {field.name for field in TABLE.fields} | {"source_ids"}
