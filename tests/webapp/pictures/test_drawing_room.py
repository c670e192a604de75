"""The version of pictures: it follows whatever they are drawn by."""

import pytest

import webapp
from webapp.pictures import drawing_room
from webapp.pictures.drawing_room import room


@pytest.fixture
def app(excerpt):
    """The app on a small atlas of real layers."""
    return webapp.create_app(excerpt)


def version_of(app) -> str:
    """The version of pictures of a drawing room that is made anew."""
    app.extensions.pop("drawing_room", None)
    with app.test_request_context():
        return room().version


def test_pictures_are_drawn_by_styles_sheets_and_words():
    """Inks, marks, the sheet around a map and the words of its legend are among it."""
    names = {"style.py", "time.py", "marks.py", "drawing.py", "sheet.py", "image.py", "kk.po"}
    assert names <= {path.name for path in drawing_room.drawn_by()}


def test_the_version_changes_with_what_draws(app, monkeypatch, tmp_path):
    """One byte of it gives another version, so that no picture of before is shown; else none."""
    (one := tmp_path / "one.py").write_text("ink = 1")
    monkeypatch.setattr(drawing_room, "drawn_by", lambda: [one])
    before = version_of(app)
    assert version_of(app) == before
    one.write_text("ink = 2")
    assert version_of(app) != before
