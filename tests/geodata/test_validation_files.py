"""Files are whole, in UTF-8, and the ones that their descriptions were written for."""

import re

import pytest

from tests.made_up import change, describe, rewrite, said_of_sources


def read(folder, name):
    """The bytes of a source's file."""
    return (folder / "sources" / name).read_bytes()


def line_of(folder, name, begin):
    """The line of a description that begins in some way."""
    lines = read(folder, f"{name}.toml").decode().splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(begin))


def test_a_changed_file_is_noticed(made_up_atlas):
    """One changed figure breaks the checksum, and both checksums are shown."""
    path = made_up_atlas / "sources" / "towns.csv"
    path.write_bytes(path.read_bytes().replace(b"1752", b"1753"))
    (said,) = said_of_sources(made_up_atlas)
    line = line_of(made_up_atlas, "towns", "sha256")
    assert said.startswith(f"sources/towns.toml:{line}: checksum: towns.csv has changed: ")
    assert len(re.findall(r"\b[0-9a-f]{64}\b", said)) == 2


def test_cp1251_is_recognised(made_up_atlas):
    """A table saved as cp1251 is refused with line, byte and what the line says in cp1251."""
    text = read(made_up_atlas, "crossings.csv").decode()
    text = text.replace("қақпа", "какпа").replace("Солтүстік", "Северные").replace("Ескі", "Еск")
    rewrite(made_up_atlas, "crossings.csv", text.encode("cp1251"))
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/crossings.csv:2: encoding: Byte 23 of the line, 0xD1, is not")
    assert "files are UTF-8 without a byte-order mark" in said
    assert "Северные ворота" in said


@pytest.mark.parametrize("name", ["towns.csv", "oblasts.geojson"])
def test_a_byte_order_mark_is_refused(made_up_atlas, name):
    """A byte-order mark would hide in the name of the first column."""
    rewrite(made_up_atlas, name, b"\xef\xbb\xbf" + read(made_up_atlas, name))
    assert said_of_sources(made_up_atlas) == [
        f"sources/{name}:1: byte-order-mark: The file begins with the bytes EF BB BF; "
        "files are UTF-8 without a byte-order mark, lines end with a line feed."
    ]


def test_utf_16_is_refused(made_up_atlas):
    """A table saved as UTF-16 by a spreadsheet is recognised."""
    rewrite(made_up_atlas, "towns.csv", read(made_up_atlas, "towns.csv").decode().encode("utf-16"))
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/towns.csv:1: encoding: The file looks like UTF-16")


def test_lines_end_with_a_line_feed(made_up_atlas):
    """Carriage returns are refused, since they would end up in the last cell of each row."""
    rewrite(made_up_atlas, "towns.csv", read(made_up_atlas, "towns.csv").replace(b"\n", b"\r\n"))
    assert any(
        said.startswith("sources/towns.csv:1: line-ends: There is a carriage return")
        for said in said_of_sources(made_up_atlas)
    )


@pytest.mark.parametrize("name", ["towns.csv", "oblasts.geojson"])
@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_file_is_refused(made_up_atlas, name, data):
    """A file with nothing in it is named as such."""
    rewrite(made_up_atlas, name, data)
    assert said_of_sources(made_up_atlas) == [
        f"sources/{name}:1: empty-file: The file is empty; rows or features are expected."
    ]


def test_a_table_without_its_last_rows_is_truncated(made_up_atlas):
    """Fewer rows than declared mean that some were lost."""
    lines = read(made_up_atlas, "towns.csv").decode().splitlines(keepends=True)
    rewrite(made_up_atlas, "towns.csv", "".join(lines[:-1]))
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:2: truncated: 2 rows are expected; there are 1. Was the file cut off?"
    ]


def test_a_table_cut_in_a_row_is_truncated(made_up_atlas):
    """A last row that breaks off is named, with the cells that it lacks."""
    rewrite(made_up_atlas, "towns.csv", read(made_up_atlas, "towns.csv")[:-50])
    assert said_of_sources(made_up_atlas)[:2] == [
        "sources/towns.csv:3: truncated: "
        "The last line has no line feed at its end; the file may have been cut off.",
        "sources/towns.csv:3: truncated: Rows must have 8 cells, as the header has; got 4.",
    ]


def test_a_table_cut_in_a_quoted_cell_is_truncated(made_up_atlas):
    """A quotation mark that never closes is named with the line on which it opens."""
    rewrite(made_up_atlas, "composition.csv", read(made_up_atlas, "composition.csv")[:-5])
    said = said_of_sources(made_up_atlas)
    assert (
        "sources/composition.csv:7: truncated: "
        "The row cannot be read as CSV: unexpected end of data."
    ) in said


def test_a_table_cut_in_a_letter_is_truncated(made_up_atlas):
    """Half a Cyrillic letter at the end is a cut, not another encoding."""
    data = read(made_up_atlas, "towns.csv")
    rewrite(made_up_atlas, "towns.csv", data[: data.rindex("Темир".encode()) + 1])
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:3: truncated: "
        "The file ends in the middle of a character; it may have been cut off."
    ]


def test_a_missing_last_line_feed_is_noticed(made_up_atlas):
    """A file whose last line does not end may have lost more than the line feed."""
    rewrite(made_up_atlas, "towns.csv", read(made_up_atlas, "towns.csv")[:-1])
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:3: truncated: "
        "The last line has no line feed at its end; the file may have been cut off."
    ]


def test_a_row_in_the_middle_has_all_cells(made_up_atlas):
    """A row with a cell too many is named by its line."""
    change(made_up_atlas, "towns.csv", "Aq-Qala,", "Aq,Qala,")
    assert said_of_sources(made_up_atlas)[0] == (
        "sources/towns.csv:2: cells: Rows must have 8 cells, as the header has; got 9."
    )


def test_more_rows_than_declared_are_noticed(made_up_atlas):
    """A row that was added is not counted in the description yet."""
    describe(made_up_atlas, "towns", "rows = 2", "rows = 1")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:3: row-count: 1 rows are expected; there are 2. Is `rows` up to date?"
    ]


def test_rows_after_a_cell_of_two_lines_keep_their_line(made_up_atlas):
    """Rows are named by the line on which they begin, as an editor counts."""
    change(made_up_atlas, "composition.csv", '"Census of Aqdala, table 3"', '"Census,\ntable 3"')
    change(made_up_atlas, "composition.csv", "40.0", "140.0")
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/composition.csv:4: range: share_percent")


def test_a_map_cut_off_is_truncated(made_up_atlas):
    """GeoJSON that ends before its last bracket is named as cut off, with the line."""
    rewrite(made_up_atlas, "oblasts.geojson", read(made_up_atlas, "oblasts.geojson")[:-5])
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/oblasts.geojson:3: truncated: The file ends before its JSON")


def test_a_map_that_is_no_json_is_refused(made_up_atlas):
    """GeoJSON with a slip in it is named with the line of the slip."""
    change(made_up_atlas, "oblasts.geojson", '"id": "tau",', '"id": "tau"')
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/oblasts.geojson:3: geojson: The file is not readable as JSON")


def test_a_map_is_a_feature_collection(made_up_atlas):
    """JSON that is no FeatureCollection is refused, with what it is."""
    rewrite(made_up_atlas, "oblasts.geojson", "[1, 2]\n")
    assert said_of_sources(made_up_atlas) == [
        'sources/oblasts.geojson:1: geojson: The file must be a FeatureCollection; got "list".'
    ]


def test_every_file_is_described(made_up_atlas):
    """A table without a description has no origin and no licence."""
    (made_up_atlas / "sources" / "extra.csv").write_text("id\n", encoding="utf-8")
    assert said_of_sources(made_up_atlas) == [
        "sources/extra.csv:1: source: Every source must have a description; extra.toml is missing."
    ]


def test_a_layer_finds_its_source(made_up_atlas):
    """A source that a layer names and nobody wrote is a problem, not a crash."""
    for name in ("rivers.toml", "rivers.geojson"):
        (made_up_atlas / "sources" / name).unlink()
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/rivers.toml:1: source: rivers.toml: the description is missing")


def test_the_bibliography_and_the_licences_are_needed(made_up_atlas):
    """Without its bibliography an atlas proves nothing."""
    for name in ("bibliography", "licenses"):
        (made_up_atlas / "sources" / f"{name}.csv").unlink()
        (made_up_atlas / "sources" / f"{name}.toml").unlink()
    assert [said.split(" ")[0] for said in said_of_sources(made_up_atlas)] == [
        "sources/bibliography.toml:1:",
        "sources/licenses.toml:1:",
    ]
