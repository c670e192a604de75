"""A made-up country for tests that need an atlas, and an excerpt of the real one with tiles."""

from pathlib import Path

import pytest

from tests.excerpt import make_excerpt
from tests.made_up import make_atlas


@pytest.fixture
def made_up_atlas(tmp_path: Path) -> Path:
    """The folder of a made-up atlas, with sources and layers, not yet published."""
    return make_atlas(tmp_path / "atlas")


@pytest.fixture(scope="session")
def excerpt(tmp_path_factory) -> dict[str, Path]:
    """Settings to serve a small atlas of real layers whose tiles and fonts are built."""
    return make_excerpt(tmp_path_factory.mktemp("excerpt"))
