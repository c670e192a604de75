"""A view to share and to take away: its link, pictures, table, and the atlas in one file."""

from typing import NamedTuple

from flask import Blueprint, Response, render_template

from geodata.catalog import Catalog
from webapp import data, frames, preview, query
from webapp.atlas_map import visible_ids
from webapp.current import current_catalog, current_view, taken_beside
from webapp.pictures import able
from webapp.preview import picture_here
from webapp.query import Bbox
from webapp.saved import saved
from webapp.security import base_url
from webapp.tidy import CSV
from webapp.view import View
from webapp.view_table import view_table
from webapp.view_words import address, title_with_year

share = Blueprint("share", __name__)
share.after_request(data.share_files)
share.record_once(lambda state: preview.offer(state.app))
share.record_once(lambda state: able.offer(state.app))
HTML = "text/html; charset=utf-8"
PICTURE_PX, SHARP_PX = (1600, 1000), (1240, 800)  # a sharp one has twice as many


class Shared(NamedTuple):
    """The addresses of all that can be taken from a view; `link` is a whole one."""

    title: str
    link: str
    preview: str
    png: str
    sharp: str
    svg: str
    csv: str
    html: str


@share.get("/share")
def page() -> str:
    """The link of a view, and the files that show it; `?bbox=` is what is in the window."""
    bbox = taken_beside("bbox", query.bbox_of)
    return render_template("share.html", shared=shared(current_view(), bbox, current_catalog()))


@share.get("/view.csv")
def table() -> Response:
    """All values of the layers that a view shows, within a box, as tidy CSV."""
    bbox = taken_beside("bbox", query.bbox_of)
    view, catalog = current_view(), current_catalog()
    sums = [catalog.layer(layer_id)["sha256"] for layer_id in visible_ids(view, catalog)]
    response = data.send_made(CSV, (view, bbox, sums), lambda: view_table(view, catalog, bbox))
    response.headers["Content-Disposition"] = 'attachment; filename="steppe-atlas.csv"'
    return response


@share.get("/atlas.html")
def file() -> Response:
    """The atlas in one file that opens from disk, standing at a view."""
    view, catalog = current_view(), current_catalog()
    key = (view, base_url(), *(entry["sha256"] for entry in catalog))
    response = data.send_made(HTML, ("atlas.html", key), lambda: saved(view, catalog))
    response.headers["Content-Disposition"] = 'attachment; filename="steppe-atlas.html"'
    return response


def shared(view: View, bbox: Bbox | None, catalog: Catalog) -> Shared:
    """What can be taken from a view, of a box or of what its map shows."""
    if bbox is None and view.map:
        bbox = frames.of_place(view.map, PICTURE_PX)
    box = f"&bbox={','.join(f'{side:.8g}' for side in bbox)}" if bbox else ""
    return Shared(
        title_with_year(view, catalog),
        address(view),
        picture_here(view, bbox, preview.PREVIEW_PX, "svg"),  # drawn where no PNG can be
        picture_here(view, bbox, PICTURE_PX),
        picture_here(view, bbox, SHARP_PX, scale=2),
        picture_here(view, bbox, PICTURE_PX, "svg"),
        view.url("/view.csv") + box,
        view.url("/atlas.html"),
    )
