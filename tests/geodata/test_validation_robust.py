"""Whatever a file holds, the checks answer with sentences."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.atlas import open_atlas
from geodata.publish import publish
from geodata.validation import check_folder
from tests.made_up import make_atlas

TOKENS = [b"", b"null", b"nan", b"[1]", b"{", b"}", b'"', b",", b"\n", b"\xff", b"1e400", b"\x00"]


@pytest.fixture(scope="module")
def atlas_folder(tmp_path_factory) -> Path:
    """A published made-up atlas that each example breaks and mends again."""
    folder = make_atlas(tmp_path_factory.mktemp("robust") / "atlas")
    publish(open_atlas(folder))
    return folder


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    file=st.integers(0, 10**6),
    place=st.floats(0, 1),
    length=st.sampled_from([0, 1, 4, 30, 10**6]),
    token=st.sampled_from(TOKENS),
)
def test_broken_files_are_reported_and_never_raise(atlas_folder, file, place, length, token):
    """A file with a piece replaced or cut off is a problem at a file and a row, in one line."""
    folders = ("sources", "published", "published/tables")
    found = (path for folder in folders for path in atlas_folder.glob(f"{folder}/*"))
    files = sorted(path for path in found if path.is_file())
    path = files[file % len(files)]
    whole = path.read_bytes()
    start = int(place * len(whole))
    try:
        path.write_bytes(whole[:start] + token + whole[start + length :])
        lines = [str(problem) for problem in check_folder(atlas_folder)]
    finally:
        path.write_bytes(whole)
    assert all(len(line.splitlines()) == 1 and line.count(": ") >= 2 for line in lines)


@pytest.mark.parametrize("field", ["[1]", "{a = 1}", "nan", "true", "''", "1979-05-27T07:32:00"])
@pytest.mark.parametrize(
    "part", ["title", "published", "rows", "key", "order", "bbox", "crs", "license", "coverage"]
)
def test_descriptions_of_any_type_are_reported(atlas_folder, part, field):
    """A part of a description that is of another TOML type does not stop the checks."""
    path = atlas_folder / "sources" / "oblasts.toml"
    whole = path.read_text(encoding="utf-8")
    lines = [
        f"{part} = {field}" if line.startswith(f"{part} =") else line for line in whole.split("\n")
    ]
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
        problems = check_folder(atlas_folder)
    finally:
        path.write_text(whole, encoding="utf-8")
    harmless = (part, field) == ("coverage", "true")
    assert harmless or any(problem.file == "sources/oblasts.toml" for problem in problems)
