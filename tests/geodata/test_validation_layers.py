"""Built layers hold what they declare, cite what they show, and stay in their place."""

import geopandas
import pandas
import pytest
import shapely

from geodata.atlas import Atlas, build, open_atlas
from geodata.validation import check_features, check_layer


@pytest.fixture
def atlas(made_up_atlas) -> Atlas:
    """The made-up atlas, opened."""
    return open_atlas(made_up_atlas)


def layer_of(atlas, layer_id):
    """A layer of an atlas by id."""
    return next(layer for layer in atlas.layers if layer.id == layer_id)


def said_of(atlas, layer_id, edit):
    """What the checks say of a layer whose frame was edited."""
    layer = layer_of(atlas, layer_id)
    frame = build(atlas, layer)
    frame = edit(frame)
    return [str(problem) for problem in check_features(layer, frame, atlas)]


def put(frame, feature_id, column, value):
    """A frame with one value replaced, also by a list."""
    column_values = frame[column].astype(object).to_dict() | {feature_id: value}
    return frame.assign(**{column: pandas.Series(column_values, dtype=object)})


def moved(frame, feature_id, shape):
    """A frame with the geometry of one feature replaced."""
    shapes = dict(zip(frame.index, frame.geometry, strict=True)) | {feature_id: shape}
    return frame.set_geometry(geopandas.GeoSeries(shapes, crs=frame.crs))


def test_the_made_up_layers_are_sound(atlas):
    """Layers as they should be have no problems."""
    for layer in atlas.layers:
        frame, problems = check_layer(atlas, layer)
        assert problems == []
        assert len(frame) > 0


def test_declared_columns_are_there(atlas):
    """A declared property that the layer did not make is named with its module."""
    (said,) = said_of(atlas, "towns", lambda frame: frame.drop(columns="founded_year"))
    assert said.startswith(
        "layers/towns.py:1: missing-column: towns: The declared column founded_year is missing; "
        "there are name_en, name_kk, name_ru,"
    )


def test_other_columns_are_refused(atlas):
    """A column that a layer forgot to declare would be lost without a word."""
    (said,) = said_of(atlas, "towns", lambda frame: frame.assign(height_m=1))
    assert said.startswith("layers/towns.py:1: unknown-column: towns: Only declared columns are")
    assert said.endswith('got "height_m".')


@pytest.mark.parametrize("bad", ["", "a b", "Ақ", "-x", 7])
def test_ids_are_readable(atlas, bad):
    """An id is text of letters, digits, points, dashes and underscores."""
    said = said_of(atlas, "towns", lambda frame: frame.set_axis([bad, "temir"]))
    assert said[0].startswith("layers/towns.py:1: id: towns: Ids are letters, digits,")
    assert said[0].endswith(f'got "{bad}".')


def test_ids_are_unique(atlas):
    """Two features of one id could not be linked."""
    said = said_of(atlas, "towns", lambda frame: frame.set_axis(["temir", "temir"]))
    assert said == [
        'layers/towns.py:temir: duplicate-id: towns: Ids must be unique; got "temir" again.'
    ]


@pytest.mark.parametrize("cited", [[], None, "census-2009"])
def test_every_feature_cites_a_work(atlas, cited):
    """A feature without a source is not shown."""
    (said,) = said_of(atlas, "towns", lambda frame: put(frame, "temir", "source_ids", cited))
    assert said == (
        "layers/towns.py:temir: required: towns: "
        f'source_ids must be a list with at least one work; got "{cited}".'
    )


def test_every_cited_work_is_known(atlas):
    """A feature cites works of the bibliography only."""
    edit = lambda frame: put(frame, "temir", "source_ids", ["census-2008"])  # noqa: E731
    assert said_of(atlas, "towns", edit) == [
        "layers/towns.py:temir: unknown-source: towns: source_ids must be ids of the "
        'bibliography; got "census-2008". Did you mean "census-2009"?'
    ]


@pytest.mark.parametrize(
    ("change_of_record", "rule", "said"),
    [
        ({"source_ids": []}, "required", "source_ids must be a list with at least one work"),
        ({"source_ids": ["x"]}, "unknown-source", "source_ids must be ids of the bibliography"),
        ({"year": 12}, "year", "year must be a year within 1000 to 2100"),
        ({"count": 1.5}, "type", "count must be of the type integer"),
        ({"share_percent": float("inf")}, "not-finite", "share_percent must be finite"),
        ({"colour": "red"}, "columns", "must have exactly year, group_code, count,"),
    ],
)
def test_records_are_checked_one_by_one(atlas, change_of_record, rule, said):
    """A record of a feature has its fields and its own sources; its number says which it is."""

    def edit(frame):
        first, *others = frame.loc["temir", "composition"]
        return put(frame, "temir", "composition", [first | change_of_record, *others])

    (line,) = said_of(atlas, "towns", edit)
    assert line.startswith(f"layers/towns.py:temir: {rule}: towns: composition, record 1: {said}")


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (None, "empty-geometry"),
        (shapely.Point(), "empty-geometry"),
        (shapely.Point(float("nan"), 51), "not-finite"),
        (shapely.Point(51.5, 66.1), "lon-lat-swapped"),
        (shapely.Point(20, 51), "outside-bbox"),
        (shapely.Polygon([(61, 51), (62, 51), (61, 52), (62, 52)]), "invalid-geometry"),
    ],
)
def test_shapes_are_sound(atlas, shape, rule):
    """A shape is there, finite, valid and inside the bbox of its layer."""
    (said,) = said_of(atlas, "towns", lambda frame: moved(frame, "temir", shape))
    assert said.startswith(f"layers/towns.py:temir: {rule}: towns: ")


def test_layers_are_in_wgs_84(atlas):
    """A layer that was left in metres is refused by its CRS."""
    assert said_of(atlas, "rivers", lambda frame: frame.to_crs("EPSG:3857")) == [
        'layers/rivers.py:1: crs: rivers: Layers must be in WGS 84, EPSG:4326; got "EPSG:3857".'
    ]
    (said,) = said_of(atlas, "rivers", lambda frame: frame.set_crs(None, allow_override=True))
    assert said.endswith('got "None".')


def test_a_feature_ends_after_it_begins(atlas):
    """`to_year` is not before `from_year`, and both are years."""
    (said,) = said_of(atlas, "crossings", lambda frame: frame.assign(from_year=2012, to_year=2011))[
        :1
    ]
    assert said == (
        "layers/crossings.py:north-gate: period: crossings: "
        'to_year must not be before from_year, 2012; got "2011".'
    )
    (said,) = said_of(atlas, "crossings", lambda frame: put(frame, "old-rail", "from_year", 19))
    assert said.startswith(
        "layers/crossings.py:old-rail: year: crossings: from_year must be a year"
    )


def test_a_layer_has_features(atlas):
    """A layer of nothing is a mistake."""
    assert said_of(atlas, "towns", lambda frame: frame.iloc[:0]) == [
        "layers/towns.py:1: empty-layer: towns: The layer must have features; it has none."
    ]


def test_a_layer_is_a_frame(atlas):
    """A layer that returns something else is told what is expected."""
    assert said_of(atlas, "towns", lambda _: None) == [
        "layers/towns.py:1: type: towns: "
        'features() must return a GeoDataFrame with geometry; got "NoneType".'
    ]
