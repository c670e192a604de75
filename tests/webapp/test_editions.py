"""What is made of the published atlas is made once, and anew for another edition of it."""

import json

import webapp
from geodata.catalog import open_catalog
from tests.webapp.conftest import write_atlas
from webapp.editions import of_this_edition


def test_it_is_made_once_an_edition(tmp_path):
    """Asked for again it is the same thing; of another edition it is another."""
    published = write_atlas(tmp_path)
    app = webapp.create_app({"PUBLISHED": published})

    def made() -> list[str]:
        with app.app_context():
            return of_this_edition("made", lambda catalog: [catalog.edition])

    first = made()
    assert made() is first
    about = json.loads((published / "catalog.json").read_bytes())
    about["layers"][0]["sha256"] = "0" * 64
    (published / "catalog.json").write_text(json.dumps(about), encoding="utf-8")
    app.extensions["atlas"] = open_catalog(published)
    assert made() == [app.extensions["atlas"].edition] != first
