"""The house rules that can be read from the code: who imports whom, and no foreign host."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "webapp" / "templates").rglob("*.html"))
INK = [*TEMPLATES, *(ROOT / "static").rglob("*.mjs"), *(ROOT / "static").rglob("*.css")]
OWN_SITES = ("http://www.w3.org/2000/svg",)  # a namespace, never requested


def modules(package: str) -> list[Path]:
    """Every Python module of one of our packages."""
    return sorted((ROOT / package).rglob("*.py"))


def imported_packages(path: Path) -> set[str]:
    """Top-level names that a module imports, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules("geodata"), ids=lambda path: path.stem)
def test_geodata_has_never_heard_of_http(path):
    """No module of `geodata` imports `webapp`, a web framework or an HTTP client."""
    forbidden = {"webapp", "flask", "werkzeug", "jinja2", "folium", "branca", "granian"}
    forbidden |= {"requests", "urllib3", "http", "socket", "tests"}
    assert not imported_packages(path) & forbidden


@pytest.mark.parametrize("path", modules("webapp"), ids=lambda path: path.stem)
def test_webapp_leaves_geography_to_geodata(path):
    """No module of `webapp` computes with shapely or pyproj."""
    assert not imported_packages(path) & {"shapely", "pyproj", "tests"}


def test_opening_the_app_does_not_load_geopandas():
    """A worker that serves pages and files never pays for geopandas."""
    code = "import sys, webapp; webapp.create_app(); print('geopandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("path", INK, ids=lambda path: path.name)
def test_pages_name_no_foreign_host(path):
    """Templates, scripts and sheets hold no address of another site."""
    text = path.read_text(encoding="utf-8")
    for own in OWN_SITES:
        text = text.replace(own, "")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z0-9.-]+", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_markup_carries_no_inline_code_or_style(path):
    """The strict Content-Security-Policy holds because nothing inline is written."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text) == []


def test_the_code_is_formatted_and_clean():
    """Formatter and linter decide layout, so that people can talk about meaning."""
    ruff = [sys.executable, "-m", "ruff"]
    for call in ([*ruff, "check", "."], [*ruff, "format", "--check", "."]):
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
