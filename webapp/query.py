"""Read query strings: what a page shows, and the bbox and year that cut data."""

import math
import re
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from geodata.catalog import Catalog
from geodata.errors import Told
from webapp.argument import steps_of
from webapp.faults import BadQuery, quoted
from webapp.language import LANGUAGES
from webapp.view import MapView, Step, View

NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
STEP = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
MAX_LATITUDE = 85.06  # where the square of Web Mercator ends
MAX_ZOOM = 22


class Bbox(NamedTuple):
    """West, south, east, north in degrees; west is greater than east across the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: tuple[float, float, float, float]) -> bool:
        """True if another box, not across the antimeridian, shares at least a point with this."""
        west, south, east, north = other
        if south > self.north or north < self.south:
            return False
        if self.west <= self.east:
            return west <= self.east and east >= self.west
        return east >= self.west or west <= self.east


def view_of(
    args: MultiDict, catalog: Catalog, lang: str = "en", beside: Collection[str] = ()
) -> View:
    """The view of a query string, in `lang` unless it says; an empty year or map is as none.

    A form without scripts sends `layers` once for each box; they are read as one list. `beside` are
    parameters that the page has besides and has taken out; a refusal names them too.
    Raises BadQuery for what cannot be understood, UnknownLayer or NotPublished for its layers.
    """
    known = {
        "layers": lambda text: _layers(text, catalog),
        "year": lambda text: year_of(text, catalog) if text else None,
        "lang": language_of,
        "map": lambda text: map_of(text) if text else None,
        "select": lambda text: _select(text, catalog) if text else None,
        "compare": lambda text: year_of(text, catalog, "compare") if text else None,
        "prefer": lambda text: prefer_of(text, catalog) if text else None,
        "tour": lambda text: step_of(text, catalog) if text else None,
    }
    args = MultiDict(args)
    if "layers" in args:
        args["layers"] = ",".join(args.getlist("layers"))
    given = read(args, known, beside)
    return View(**{"lang": lang, **_step_parts(given.get("tour"), catalog), **given})


def read(
    args: MultiDict, known: dict[str, Callable[[str], Any]], beside: Collection[str] = ()
) -> dict[str, Any]:
    """The known parameters that are given, each read by its function.

    Raises BadQuery for a parameter that is not known or that is given twice.
    """
    for name in args:
        if name not in known:
            raise BadQuery(
                "There is no parameter {name} here; {accepted}.",
                name=quoted(name),
                accepted=_accepted([*known, *beside]),
            )
        if (times := len(args.getlist(name))) > 1:
            raise BadQuery(
                "{name} must be given once; got it {times} times.", name=name, times=times
            )
    return {name: known[name](args[name]) for name in known if name in args}


def bbox_of(text: str) -> Bbox:
    """The bbox of four numbers in degrees, also across the antimeridian. Raises BadQuery."""
    parts = text.split(",")
    sides = [float(part) for part in parts if NUMBER.fullmatch(part)]
    if len(parts) == len(sides) == 4:
        west, south, east, north = sides
        if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90:
            return Bbox(*sides)
    raise BadQuery(
        "bbox must be four numbers, west,south,east,north in degrees, with south below north; "
        "got {asked}.",
        asked=quoted(text),
    )


def year_of(text: str, catalog: Catalog, name: str = "year") -> int:
    """A year that the atlas or one of its layers knows. Raises BadQuery."""
    first, last = catalog.years
    if YEAR.fullmatch(text) and first <= int(text) <= last:
        return int(text)
    raise BadQuery(
        "{name} must be a whole number from {first} to {last}; got {asked}.",
        name=name,
        first=first,
        last=last,
        asked=quoted(text),
    )


def language_of(text: str) -> str:
    """A language of the atlas. Raises BadQuery."""
    if text in LANGUAGES:
        return text
    raise _none_of("lang", LANGUAGES, text)


def map_of(text: str) -> MapView:
    """Where the map stands, from ZOOM/LAT/LON. Raises BadQuery."""
    parts = text.split("/")
    numbers = [float(part) for part in parts if NUMBER.fullmatch(part)]
    if len(parts) == len(numbers) == 3 and all(math.isfinite(part) for part in numbers):
        view = MapView(*numbers)
        is_on_map = abs(view.lat) <= MAX_LATITUDE and abs(view.lon) <= 180
        if 0 <= view.zoom <= MAX_ZOOM and is_on_map:
            return view
    raise BadQuery(
        "map must be ZOOM/LAT/LON, a zoom from 0 to {most} and degrees, such as 5/48.50/63.00; "
        "got {asked}.",
        most=MAX_ZOOM,
        asked=quoted(text),
    )


def step_of(text: str, catalog: Catalog) -> str:
    """The name of a step of the tour; any name in an atlas without one. Raises BadQuery."""
    steps = [step["id"] for step in steps_of(catalog)]
    if text in steps or (not steps and STEP.fullmatch(text)):
        return text
    if steps:
        raise _none_of("tour", steps, text)
    raise BadQuery("tour must name a step, such as pipeline; got {asked}.", asked=quoted(text))


def _step_parts(name: str | None, catalog: Catalog) -> dict[str, Any]:
    """The parts of a view that a step of the tour sets, and the step."""
    found = [step["view"] for step in steps_of(catalog) if step["id"] == name] if name else []
    if not found:
        return {}
    view = found[0]
    parts = {
        "layers": _layers(",".join(view["layers"]), catalog),
        "year": view["year"],
        "map": map_of(view["map"]) if view["map"] else None,
        "select": _select(view["select"], catalog) if view["select"] else None,
    }
    return parts | {"step": Step(**parts, first=catalog.first_layers)}


def _layers(text: str, catalog: Catalog) -> tuple[str, ...] | None:
    ids = tuple(dict.fromkeys(name for name in text.split(",") if name))
    for layer_id in ids:
        catalog.layer(layer_id)
    return None if set(ids) == set(catalog.first_layers) else ids


def _select(text: str, catalog: Catalog) -> tuple[str, str]:
    layer_id, slash, feature_id = text.partition("/")
    if not (slash and layer_id and feature_id):
        asked = quoted(text)
        raise BadQuery("select must be LAYER/FEATURE, an id each; got {asked}.", asked=asked)
    return catalog.layer(layer_id)["id"], feature_id


def prefer_of(text: str, catalog: Catalog) -> tuple[str, ...]:
    """Ids of works, separated by commas, each once. Raises BadQuery."""
    ids = tuple(dict.fromkeys(name for name in text.split(",") if name))
    for work_id in ids:
        if work_id not in catalog.works:
            asked = quoted(work_id)
            raise BadQuery(
                "prefer must name works of /sources.json by id; got {asked}.", asked=asked
            )
    return ids


def _accepted(known: Collection[str]) -> Told:
    if known:
        return Told("accepted are {names}", names=", ".join(known))
    return Told("none is accepted")


def _none_of(name: str, known: Collection[str], text: str) -> BadQuery:
    return BadQuery(
        "{name} must be one of {known}; got {asked}.",
        name=name,
        known=", ".join(known),
        asked=quoted(text),
    )
