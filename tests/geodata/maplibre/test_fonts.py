"""Font files of the map: made whole, beside builders of tiles."""

from geodata import tiles
from geodata.maplibre import fonts


def test_a_builder_of_tiles_takes_no_font_away(tmp_path, monkeypatch):
    """Two servers that start at once: one still makes fonts when the other comes to the tiles."""

    def slow(_name: str) -> bytes:
        with tiles._workshop(tmp_path):
            return b"font"

    monkeypatch.setattr(fonts, "font", slow)
    path = fonts.font_file(tmp_path, "noto-sans-regular")
    assert path.read_bytes() == b"font"
    assert list(tmp_path.iterdir()) == [path]
