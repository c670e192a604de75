"""A made-up country for every test that needs an atlas."""

from pathlib import Path

import pytest

from tests.made_up import make_atlas


@pytest.fixture
def made_up_atlas(tmp_path: Path) -> Path:
    """The folder of a made-up atlas, with sources and layers, not yet published."""
    return make_atlas(tmp_path / "atlas")
