"""The page and the server find the same for the same words."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from geodata.catalog import open_catalog
from geodata.search_index import search_index
from geodata.search_match import alphabet, prepare, search
from webapp.config import load
from webapp.features import features_of
from webapp.language import translate

HERE = Path(__file__).parent
CASES = json.loads((HERE.parent / "search_cases.json").read_bytes())


def queries_of(entries: list[dict]) -> list[str]:
    """Names of every script as they are, cut short, misspelled, and with words turned round."""
    names = [name for entry in entries[::7] for name in entry["names"].values()]
    changed = [
        change(name)
        for name in names
        for change in (
            lambda text: text.upper(),
            lambda text: text[: len(text) * 2 // 3],
            lambda text: text[:2] + text[3:],
            lambda text: " ".join(reversed(text.split())),
        )
    ]
    return [*names, *changed, *(query for query, _ in CASES["queries"])]


def test_the_page_finds_what_the_server_finds():
    """The same entries under the same spellings in the same order, for a thousand queries."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed; tests/run installs it.")
    catalog = open_catalog(load({})["PUBLISHED"])
    entries = search_index(catalog, lambda name: features_of(catalog, name), translate)
    queries = queries_of(entries)
    assert len(queries) > 1000
    asked = json.dumps({"alphabet": alphabet(), "entries": entries, "queries": queries})
    command = [node, HERE / "search_all.mjs"]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    index = prepare(entries)
    for query, found in zip(queries, json.loads(done.stdout), strict=True):
        hits = search(index, query, 10)
        here = [[h.entry["layer"], h.entry["id"], h.tier, h.spelling.text] for h in hits]
        assert found == here, query
