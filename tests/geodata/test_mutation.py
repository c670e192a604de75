"""One source cell is changed: exactly the figures that rest on it change, and nothing else."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from geodata import publish
from geodata.atlas import HERE, open_atlas
from geodata.source import checksum

# Table, key of the row, column, new value; then what of the published layers changes with it, as
# layer/feature: property, or table and the fields of its records.
CASES = {
    "a share of the article": (
        "composition",
        ("KZ-59-petropavl", "2021", "article", "russian"),
        "share_percent",
        "58.00",
        {"northern-cities/KZ-59-petropavl": {"composition.share_percent"}},
    ),
    "a capacity": (
        "pipelines",
        ("cpc",),
        "capacity_mt_per_year",
        "80",
        {"oil-pipelines/cpc": {"capacity_mt_per_year"}},
    ),
    "the length that is shown": (
        "border_facts",
        ("land-border-length-official",),
        "value",
        "7520",
        {"border/kz-ru": {"lengths.value", "lengths.km", "land_length_km"}},
    ),
    "a length beside it": (
        "border_facts",
        ("land-border-length-cia-2014",),
        "value",
        "6847",
        {"border/kz-ru": {"lengths.value", "lengths.km"}},
    ),
    "a total on which shares of it rest": (
        "trade",
        ("2022", "import", "WLD", "wdi"),
        "value_musd",
        "60000.00",
        {
            "trade-partners/KAZ": {"trade.value_usd_million"},
            **{
                f"trade-partners/{partner}": {"trade.value_usd_million"}
                for partner in ("RUS", "CHN", "DEU", "KOR", "TUR")
            },
        },
    ),
    "the dead of January 2022": (
        "january_2022",
        ("dead-2022-08",),
        "value",
        "239",
        {
            "events/2022-01-04-violence-in-almaty": {"january_2022.value", "dead"},
            "sites/jan22_almaty_akimat": {"january_2022.value", "dead"},
        },
    ),
    "a row from memory": (
        "throughput",
        ("cpc", "2009"),
        "value",
        "34.7",
        {},
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the atlas, published as it is."""
    copy = tmp_path_factory.mktemp("mutation") / "atlas"
    copy.mkdir()
    shutil.copyfile(HERE / "contents.py", copy / "contents.py")
    for name in ("sources", "published"):
        shutil.copytree(HERE / name, copy / name)
    return copy


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_exactly_the_dependent_figures_change(folder, tmp_path, case):
    """What is published differs in the row itself and in the figures that rest on it alone."""
    table, key, column, value, expected = case
    atlas = folder_with(folder, tmp_path, table, key, column, value)
    before = read(HERE / "published")
    publish.publish(open_atlas(atlas))
    after = read(atlas / "published")
    assert changed_rows(before, after) == ({(table, column)} if expected else set())
    assert changed_figures(before, after) == expected


def folder_with(
    folder: Path, target: Path, table: str, key: tuple, column: str, value: str
) -> Path:
    """Another copy of the atlas in which one cell is changed."""
    copy = target / "atlas"
    shutil.copytree(folder, copy)
    path = copy / "sources" / f"{table}.csv"
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    about = (copy / "sources" / f"{table}.toml").read_text(encoding="utf-8")
    names = re.findall(r'"([^"]+)"', re.search(r"^key = \[(.*)\]", about, re.M)[1])
    (row,) = (
        row for row in rows if tuple(row[head.index(name)] for name in names)[: len(key)] == key
    )
    assert row[head.index(column)] != value
    row[head.index(column)] = value
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")
    about = re.sub(r'^sha256 = ".*"', f'sha256 = "{checksum(path)}"', about, count=1, flags=re.M)
    (copy / "sources" / f"{table}.toml").write_text(about, encoding="utf-8", newline="\n")
    return copy


def read(published: Path) -> dict[str, dict]:
    """Published layers and tables by name, without the catalog and what quotes citations."""
    paths = [*published.glob("*.geojson"), *published.glob("tables/*.json")]
    return {path.relative_to(published).as_posix(): json.loads(path.read_bytes()) for path in paths}


def changed_rows(before: dict, after: dict) -> set[tuple[str, str]]:
    """Table and column of every cell that differs in the published tables."""
    found = set()
    for name in (one for one in before if one.startswith("tables/")):
        for one, other in zip(before[name]["rows"], after[name]["rows"], strict=True):
            found |= {
                (Path(name).stem, key) for key in one | other if one.get(key) != other.get(key)
            }
    return found


def changed_figures(before: dict, after: dict) -> dict[str, set[str]]:
    """For each feature that differs, the properties, and fields of records, in which it does."""
    found: dict[str, set[str]] = {}
    for name in (one for one in before if one.endswith(".geojson")):
        pairs = zip(before[name]["features"], after[name]["features"], strict=True)
        for one, other in pairs:
            assert one["geometry"] == other["geometry"]
            said = set(differing(one["properties"], other["properties"]))
            if said:
                found[f"{Path(name).stem}/{one['id']}"] = said
    return found


def differing(one: dict, other: dict):
    """Yield the names of properties that differ; of lists of records those of the fields."""
    for name, value in one.items():
        if value == other[name]:
            continue
        if value and isinstance(value, list) and isinstance(value[0], dict):
            same = {tuple(sorted(r["rows"])): r for r in other[name]}
            for record in value:
                twin = same[tuple(sorted(record["rows"]))]
                yield from (f"{name}.{key}" for key in record if record[key] != twin[key])
        else:
            yield name
