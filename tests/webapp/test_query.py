"""Query strings: views, bboxes and years, and the sentences that refuse what they are not."""

from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from geodata.catalog import Catalog, open_catalog
from geodata.errors import NotPublished, UnknownLayer
from webapp.faults import BadQuery
from webapp.query import Bbox, bbox_of, map_of, view_of, year_of
from webapp.view import MapView, View


@pytest.fixture
def catalog(published):
    """The catalog of the small atlas."""
    return open_catalog(published)


def test_an_address_without_a_query_is_the_first_view(catalog):
    """Nothing asked for: the first layers, all years, English."""
    assert view_of(MultiDict(), catalog) == View()
    assert View().url("/layers") == "/layers?lang=en"
    assert View().url("/layers", lang=None) == "/layers"
    assert view_of(MultiDict(), catalog, "kk") == View(lang="kk")


def test_a_view_survives_its_own_address(catalog):
    """All parts of the state are read back from the address that a view writes, in one order."""
    view = View(("lands", "rivers"), 2021, "kk", MapView(5, 48.5, 63), ("towns", "berik"))
    url = view.url()
    assert url == "/?layers=lands,rivers&year=2021&lang=kk&map=5/48.50/63.00&select=towns/berik"
    args = MultiDict(part.split("=") for part in url.partition("?")[2].split("&"))
    assert view_of(args, catalog) == view
    assert view.url(year=None, select=None).count("=") == 3


def test_zero_is_a_place(catalog):
    """Zoom 0 at 0/0 is kept in the address, and no layer at all is not the first layers."""
    view = view_of(MultiDict({"map": "0/0/0", "layers": ""}), catalog)
    assert view == View(layers=(), map=MapView(0, 0, 0))
    assert view.url() == "/?layers=&lang=en&map=0/0.00/0.00"


def test_the_first_layers_need_not_be_named(catalog):
    """Asking for just the first layers, in any order, is the same view as asking for nothing."""
    assert view_of(MultiDict({"layers": "towns,rivers"}), catalog).layers is None


def test_ids_are_quoted_in_addresses():
    """An id with letters of other scripts or of addresses does not end the parameter."""
    assert View(select=("towns", "a&b=ң")).url() == "/?lang=en&select=towns/a%26b%3D%D2%A3"


def test_boxes_of_a_form_are_one_list(catalog):
    """A form without a script sends `layers` once a box, and an empty one when all are off."""
    pairs = [("layers", ""), ("layers", "lands"), ("layers", "rivers")]
    assert view_of(MultiDict(pairs), catalog).layers == ("lands", "rivers")
    assert view_of(MultiDict(pairs[:1]), catalog).layers == ()


def test_empty_fields_of_a_form_ask_for_nothing(catalog):
    """A form without a script sends empty year, map and select."""
    assert view_of(MultiDict({"year": "", "map": "", "select": ""}), catalog) == View()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"lang": "de"}, 'lang must be one of en, kk, ru; got "de".'),
        ({"year": "next"}, 'year must be a whole number from 1991 to 2026; got "next".'),
        ({"zoom": "3"}, 'There is no parameter "zoom" here; accepted are layers, year, lang, map,'),
        ({"map": "5/91/0"}, "map must be ZOOM/LAT/LON"),
        ({"map": "5/nan/0"}, 'got "5/nan/0".'),
        ({"compare": "99"}, 'compare must be a whole number from 1991 to 2026; got "99".'),
        ({"prefer": "no-work"}, 'prefer must name works of /sources.json by id; got "no-work".'),
        ({"tour": "A B"}, 'tour must name a step, such as pipeline; got "A B".'),
        ({"select": "towns"}, 'select must be LAYER/FEATURE, an id each; got "towns".'),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(catalog, args, sentence):
    """A bad part of the address is named, with what is accepted and what was received."""
    with pytest.raises(BadQuery) as refused:
        view_of(MultiDict(args), catalog)
    assert sentence in str(refused.value)


def test_layers_of_an_address_must_exist(catalog):
    """A layer that is unknown, or declared but not published, is refused as such."""
    with pytest.raises(UnknownLayer) as unknown:
        view_of(MultiDict({"layers": "town"}), catalog)
    assert unknown.value.closest == ("towns",)
    with pytest.raises(NotPublished):
        view_of(MultiDict({"layers": "lakes"}), catalog)


def test_a_parameter_is_given_once(catalog):
    """Two values for one parameter are refused, not chosen from."""
    with pytest.raises(BadQuery, match="year must be given once; got it 2 times"):
        view_of(MultiDict([("year", "2020"), ("year", "2021")]), catalog)


@pytest.mark.parametrize("text", ["1991", "2026", "2005"])
def test_years_are_whole_numbers(catalog, text):
    """The first and the last year of the atlas are accepted."""
    assert year_of(text, catalog) == int(text)


def test_years_that_a_layer_knows_are_accepted(catalog):
    """Where a layer has an earlier or a later year, the atlas has it too."""
    about = catalog.about | {
        "layers": [*catalog.layers, catalog.layers[0] | {"years": [1963, 2050]}]
    }
    wider = Catalog(catalog.folder, about)
    assert [year_of(text, wider) for text in ("1963", "2050")] == [1963, 2050]


@pytest.mark.parametrize(
    "text", ["", "1990", "2027", "2021.0", " 2021", "２０２１", "-2021", "1e3"]
)
def test_other_years_are_refused(catalog, text):
    """A year out of range, or not written in four digits, is refused and repeated."""
    with pytest.raises(BadQuery, match="year must be a whole number from 1991 to 2026; got"):
        year_of(text, catalog)


@pytest.mark.parametrize(
    "text",
    [
        "50,north,60,55",
        "1,2,3",
        "1,2,3,4,5",
        "",
        "nan,0,1,1",
        "0,0,inf,1",
        "-181,0,1,1",
        "0,0,1,90.1",
        "0,10,1,9",
        "0,0,1,1e999",
        "1_0,0,20,1",
        " 0,0,1,1",
        "٠,0,1,1",
        "0x1,0,2,1",
    ],
)
def test_a_bbox_that_is_none_is_refused(text):
    """Letters, NaN, missing numbers, a south above its north, all get the one sentence."""
    with pytest.raises(BadQuery) as refused:
        bbox_of(text)
    assert str(refused.value) == (
        "bbox must be four numbers, west,south,east,north in degrees, with south below north; "
        f'got "{text}".'
    )


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
def test_every_box_on_earth_is_read_back(west, south, east, north):
    """Whatever four numbers a box has, they are read as they were written."""
    south, north = sorted((south, north))
    assert bbox_of(f"{west!r},{south!r},{east!r},{north!r}") == (west, south, east, north)


@given(st.text(alphabet="0123456789.,-+eE naif", max_size=30))
def test_any_text_is_a_box_or_a_refusal(text):
    """No text makes the reader of boxes fail otherwise; what it accepts lies on earth."""
    try:
        box = bbox_of(text)
    except BadQuery:
        return
    assert -180 <= box.west <= 180
    assert -90 <= box.south <= box.north <= 90


@given(st.text(max_size=20))
def test_any_text_is_a_year_a_place_or_a_refusal(text):
    """No text makes the readers of years and places fail otherwise."""
    nothing = Catalog(Path(), {"layers": []})
    for read in (partial(year_of, catalog=nothing), map_of):
        with suppress(BadQuery):
            read(text)


def test_boxes_that_touch_meet():
    """A shared edge or point is enough; a gap is not."""
    box = Bbox(0, 0, 10, 10)
    assert box.meets((10, 10, 20, 20))
    assert box.meets((5, 5, 5, 5))
    assert not box.meets((10.1, 0, 20, 10))
    assert not box.meets((0, 10.1, 10, 20))


def test_a_box_across_the_antimeridian_meets_both_sides():
    """West greater than east means the way round the back of the earth."""
    box = Bbox(170, -10, -170, 10)
    assert box.meets((175, 0, 180, 5))
    assert box.meets((-180, 0, -175, 5))
    assert not box.meets((0, 0, 10, 5))
    assert not box.meets((175, 20, 180, 30))
