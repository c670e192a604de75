"""What tests of all rooms share: small atlases, and one driver of browsers."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.excerpt import make_excerpt
from tests.made_up import make_atlas

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def made_up_atlas(tmp_path: Path) -> Path:
    """The folder of a made-up atlas, with sources and layers, not yet published."""
    return make_atlas(tmp_path / "atlas")


@pytest.fixture(scope="session")
def excerpt(tmp_path_factory) -> dict[str, Path]:
    """Settings to serve a small atlas of real layers whose tiles and fonts are built."""
    return make_excerpt(tmp_path_factory.mktemp("excerpt"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of all browsers; a second one in the same process would not start."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium from STEPPE_ATLAS_BROWSER or the path; without one the tests fail."""
    found = os.environ.get("STEPPE_ATLAS_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), ""
    )
    if not found:
        pytest.fail(
            "There is no Chromium here; tests/run installs one, STEPPE_ATLAS_BROWSER names it."
        )
    return found
