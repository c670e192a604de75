"""Contents are checked as declared: what fails, what fits together, what styles may name."""

import dataclasses
import sys
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from geodata.atlas import HERE, Atlas, open_atlas
from geodata.layer import Field
from geodata.style import Flag, Swatch
from geodata.validation import check, check_folder
from tests.made_up import change


@pytest.fixture
def atlas(made_up_atlas) -> Atlas:
    """The made-up atlas, opened."""
    return open_atlas(made_up_atlas)


def layer_of(atlas, layer_id):
    """A layer of an atlas by id."""
    return next(layer for layer in atlas.layers if layer.id == layer_id)


def test_a_layer_that_fails_is_a_problem(made_up_atlas):
    """A fault in a layer is reported with its file and line, and the others are still built."""
    path = made_up_atlas / "layers" / "rivers.py"
    text = path.read_text(encoding="utf-8").replace('rivers["source_ids"]', 'rivers["sources"]')
    path.write_text(text, encoding="utf-8")
    line = next(n for n, code in enumerate(text.splitlines(), 1) if 'rivers["sources"]' in code)
    said = [str(problem) for problem in check(open_atlas(made_up_atlas))]
    assert f"layers/rivers.py:{line}: layer: rivers: KeyError: 'sources'" in said
    assert not any(line.startswith("layers/towns") for line in said)


def test_layers_are_built_only_from_sound_sources(made_up_atlas):
    """A broken table says so once; the layers made from it do not say it again."""
    change(made_up_atlas, "towns.csv", "62.5,52.25", "far,52.25")
    said = [str(problem) for problem in check(open_atlas(made_up_atlas))]
    assert said[0].startswith("sources/towns.csv:2: type: lon must be a number")
    assert not any(line.startswith("layers/") for line in said)


def test_contents_that_fail_are_a_problem(made_up_atlas):
    """Contents that cannot be loaded are reported, and the sources are checked all the same."""
    change(made_up_atlas, "towns.csv", "62.5,52.25", "far,52.25")
    (made_up_atlas / "contents.py").write_text("THEMES = undefined\n", encoding="utf-8")
    said = [str(problem) for problem in check_folder(made_up_atlas)]
    assert said[0] == (
        "contents.py:1: contents: atlas/contents.py: NameError: name 'undefined' is not defined"
    )
    assert said[1].startswith("sources/towns.csv:2: type: ")


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("def features(:\n", 1, "SyntaxError: invalid syntax (rivers.py, line 1)"),
        ('"""Rivers."""\n\nLAYER = 1 / 0\n', 3, "ZeroDivisionError: division by zero"),
        ("LAYER = None\nfrom .nowhere import x\n", 2, "ModuleNotFoundError: No module named "),
    ],
)
def test_a_layer_that_cannot_be_loaded_is_named(made_up_atlas, code, line, said):
    """What keeps the contents from being loaded is reported in the file and line where it is."""
    (made_up_atlas / "layers" / "rivers.py").write_text(code, encoding="utf-8")
    (problem,) = check_folder(made_up_atlas)
    assert str(problem).startswith(f"layers/rivers.py:{line}: contents: atlas/layers/rivers.py: ")
    assert said in str(problem)


def test_a_copy_of_the_atlas_is_read_with_its_own_layers(tmp_path):
    """A new layer takes the same three moves in a copy of the folder as in the project's own."""
    for name in ("contents.py", "layers"):
        (copytree if name == "layers" else copyfile)(HERE / name, tmp_path / name)
    (tmp_path / "layers" / "dams.py").write_text(
        "from dataclasses import replace\n"
        "from .sites import LAYER as SITES\n"
        "LAYER = replace(SITES, id='dams', title='Dams')\n",
        encoding="utf-8",
    )
    contents = (tmp_path / "contents.py").read_text(encoding="utf-8")
    contents = contents.replace("    corridors,\n", "    corridors,\n    dams,\n")
    contents = contents.replace("(events.LAYER,)", "(events.LAYER, dams.LAYER)")
    (tmp_path / "contents.py").write_text(contents, encoding="utf-8")
    layers = open_atlas(tmp_path).layers
    assert layers[-1].title == "Dams"
    modules = {Path(sys.modules[layer.features.__module__].__file__) for layer in layers}
    assert all(path.is_relative_to(tmp_path) for path in modules)


def test_layers_that_a_folder_has_not_are_the_projects_own(tmp_path):
    """Contents alone, with other sources, or one changed layer beside them, are enough."""
    copyfile(HERE / "contents.py", tmp_path / "contents.py")
    whole = [layer.id for layer in open_atlas().layers]
    assert [layer.id for layer in open_atlas(tmp_path).layers] == whole
    (tmp_path / "layers").mkdir()
    sites = (HERE / "layers" / "sites.py").read_text(encoding="utf-8")
    (tmp_path / "layers" / "sites.py").write_text(
        sites + "\nLAYER = LAYER.__class__(**(vars(LAYER) | {'title': 'Places'}))\n",
        encoding="utf-8",
    )
    titles = {layer.id: layer.title for layer in open_atlas(tmp_path).layers}
    assert list(titles) == whole
    assert titles["sites"] == "Places"


def test_progress_is_told(atlas):
    """Whoever asks hears of each layer before it is built."""
    heard = []
    check(atlas, progress=lambda *step: heard.append(step))
    assert heard == [
        (number, 5, layer_id)
        for number, layer_id in enumerate(["oblasts", "border", "rivers", "towns", "crossings"], 1)
    ]


@pytest.mark.parametrize(
    ("layer_id", "declared", "said"),
    [
        ("towns", {"id": "border"}, 'duplicate-id: Layer ids must be unique; got "border".'),
        (
            "towns",
            {"description": " "},
            "required: The layer must have a description; it is empty.",
        ),
        ("towns", {"headline": "mayor"}, "style: The style must name fields of the layer"),
        ("towns", {"licenses": ("none",)}, "license: Licences are those of licenses.csv"),
        ("towns", {"tables": ()}, "style: The style must name a table of the layer"),
        ("crossings", {"fields": (Field("kind", "Kind"),)}, "style: The style must name fields"),
    ],
)
def test_contents_are_checked_as_declared(atlas, layer_id, declared, said):
    """What a layer declares fits together, and its ids, licences and fields exist."""
    layer = layer_of(atlas, layer_id)
    layers = [dataclasses.replace(layer, **declared), layer_of(atlas, "border")]
    theme = dataclasses.replace(atlas.themes[0], layers=tuple(layers))
    lines = [str(problem) for problem in check(dataclasses.replace(atlas, themes=(theme,)))]
    assert any(line.startswith("contents.py:") and f": {said}" in line for line in lines)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("classes", (Swatch("Any", "gold"),), 'got "gold".'),
        ("classes", (Swatch("Any", "other", symbol="moon"),), 'got "moon".'),
        ("classes", (Swatch("Any", "other", pattern="wavy"),), 'got "wavy".'),
        ("flags", (Flag("is_odd", "dashed", "Odd"),), 'got "is_odd".'),
    ],
)
def test_styles_use_known_inks_patterns_and_symbols(atlas, part, value, said):
    """What nobody defined is refused before a page asks for it."""
    layer = layer_of(atlas, "crossings")
    style = dataclasses.replace(layer.style, **{part: value})
    theme = dataclasses.replace(atlas.themes[0], layers=(dataclasses.replace(layer, style=style),))
    lines = [str(problem) for problem in check(dataclasses.replace(atlas, themes=(theme,)))]
    assert any(
        line.startswith("contents.py:crossings: style: ") and line.endswith(said) for line in lines
    )
