"""QGIS draws what the page tells its readers to open there."""

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.clients.ink import colours_in, pixels_in

SCRIPT = Path(__file__).parent / "draw_in_qgis.py"
PYTHON = "/usr/bin/python3"  # Debian's QGIS belongs to Debian's Python
BBOX = (38, 42, 60, 52)


@pytest.fixture
def draw(tmp_path):
    """Draw a layer in QGIS; the picture as PNG."""
    has_qgis = [PYTHON, "-c", "import qgis.core"]
    if not Path(PYTHON).exists() or subprocess.run(has_qgis, capture_output=True).returncode:
        pytest.skip("QGIS is not installed; on Debian: apt-get install python3-qgis.")

    def draw(kind: str, **uri: str | int) -> bytes:
        picture = tmp_path / f"{kind}.png"
        asked = {
            "kind": kind,
            "uri": "&".join(f"{name}={value}" for name, value in uri.items()),
            "bbox": BBOX,
            "picture": str(picture),
        }
        done = subprocess.run(
            [PYTHON, SCRIPT],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=300,
            env={
                "QT_QPA_PLATFORM": "offscreen",
                "XDG_RUNTIME_DIR": str(tmp_path),
                "HOME": str(tmp_path),
                "PATH": os.environ["PATH"],
            },
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.splitlines()[-1]) == []
        return picture.read_bytes()

    return draw


@pytest.mark.parametrize(
    "page", ["/use/oil-pipelines", "/use?layers=oil-pipelines,border&year=2021"]
)
def test_qgis_draws_the_pictures(atlas, draw, page):
    """Each line is an XYZ connection that draws."""
    for line in atlas.snippets(page)["qgis-raster"].splitlines():
        picture = draw("raster", type="xyz", url=quote(line, safe=":/"), zmin=0, zmax=12)
        assert colours_in(picture) > 10, line
        if "oil-pipelines" in line:
            assert pixels_in(picture, "oil") > 300


@pytest.mark.parametrize(
    "page", ["/use/oil-pipelines", "/use?layers=oil-pipelines,border&year=2021"]
)
def test_qgis_draws_the_tiles_in_their_style(atlas, draw, page):
    """The source and the style that the page names open without a fault, and draw in their ink."""
    snippets = atlas.snippets(page)
    source, style = snippets["qgis-vector"], snippets["style"]
    picture = draw(
        "vector",
        type="xyz",
        url=quote(source, safe=":/"),
        styleUrl=quote(style, safe=":/"),
        zmin=0,
        zmax=10,
    )
    assert pixels_in(picture, "oil") > 300
