"""What is told of one feature, and in which order."""

import pytest

from webapp.panel import names_of, panel_of, shown_fields

WORKS = {key: {"id": key, "title": key} for key in ("a", "b", "c")}
ENTRY = {
    "id": "lines",
    "style": {"mark": "line"},
    "tables": [{"name": "flow", "title": "Flow", "fields": [{"name": "year", "type": "year"}]}],
    "fields": [
        {"name": "name_en", "title": "Name", "type": "string"},
        {"name": "status", "title": "Status", "type": "string", "labels": {"open": "Open"}},
        {"name": "length_km", "title": "Length", "type": "number"},
        {"name": "width_m", "title": "Width", "type": "number"},
        {"name": "note", "title": "Note", "type": "text"},
        {"name": "owner_id", "title": "Owner", "type": "string"},
        {"name": "ranges", "title": "Ranges", "type": "list", "is_shown": False},
    ],
}


def panel(**properties):
    """The panel of a made-up line."""
    feature = {"id": "x", "properties": {"name_en": "X", "source_ids": ["b"]} | properties}
    return panel_of(ENTRY, feature, WORKS, None)


def test_figures_words_and_kinds_are_told_apart():
    """What a thing is comes first, then figures, then prose; what is unknown is not said."""
    told = panel(status="open", length_km=0, width_m=None, note="A note.", owner_id="y")
    assert [value for _, value in told.what] == ["open"]
    assert [value for _, value in told.figures] == [0]
    assert [value for _, value in told.texts] == ["A note."]


def test_works_are_numbered_in_the_order_of_first_use():
    """The feature's own works come first, then those of its records, each once."""
    told = panel(flow=[{"year": 2021, "source_ids": ["c", "b"]}, {"year": 2020, "source_ids": []}])
    assert told.numbers == {"b": 1, "c": 2}


def test_hidden_fields_and_ties_are_not_figures():
    """Fields for drawing, names and ids of other features stay out of panels."""
    assert [field["name"] for field in shown_fields(ENTRY)] == [
        "status",
        "length_km",
        "width_m",
        "note",
    ]


@pytest.mark.parametrize(
    ("feature_id", "country", "order"),
    [
        ("KZ-59", None, ["kk", "ru", "en"]),
        ("RU-OMS", None, ["ru", "kk", "en"]),
        ("omsk", "RU", ["ru", "kk", "en"]),
        ("cpc", "KZ", ["kk", "ru", "en"]),
    ],
)
def test_names_begin_with_the_language_of_the_place(feature_id, country, order):
    """Kazakh comes first in Kazakhstan and Russian first in Russia."""
    names = {"name_en": "O", "name_kk": "Ө", "name_ru": "О"}
    feature = {"id": feature_id, "properties": names | {"country": country}}
    assert [lang for lang, _ in names_of(feature)] == order
