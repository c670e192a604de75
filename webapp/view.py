"""What a page shows, and the address that says so."""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import has_request_context, request


class MapView(NamedTuple):
    """Where the map stands: zoom level, and its centre in degrees."""

    zoom: float
    lat: float
    lon: float

    def __str__(self) -> str:
        zoom = _fixed(self.zoom, 2)
        decimals = 2 if zoom < 8 else 4
        place = (f"{_fixed(side, decimals):.{decimals}f}" for side in (self.lat, self.lon))
        return "/".join((f"{float(zoom):g}", *place))


class Step(NamedTuple):
    """What a step of the tour shows unless the address says otherwise; `first` are first layers."""

    layers: tuple[str, ...] | None
    year: int | None
    map: MapView | None
    select: tuple[str, str] | None
    first: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """What a page shows; None stands for what is shown unless asked otherwise.

    `step` is what the step of the tour shows; an address says only what differs from it.
    """

    layers: tuple[str, ...] | None = None
    year: int | None = None
    lang: str | None = "en"
    map: MapView | None = None
    select: tuple[str, str] | None = None
    compare: int | None = None
    prefer: tuple[str, ...] | None = None
    tour: str | None = None
    step: Step | None = field(default=None, compare=False, repr=False)

    def alone(self, layer_id: str) -> "View":
        """The same view with one layer alone, and nothing selected."""
        return replace(self, layers=(layer_id,), select=None)

    def url(self, endpoint_path: str = "/", **changes: Any) -> str:
        """The canonical address of this view on a page, with some parts changed.

        It always names the language, so that who follows it sees what is seen here; only
        `lang=None` leaves the choice to the reader's browser.
        """
        view = replace(self, **changes)
        parts = {
            "layers": None if view.layers is None else ",".join(view.layers),
            "year": view.year,
            "lang": view.lang,
            "map": view.map,
            "select": None if view.select is None else "/".join(view.select),
            "compare": view.compare,
            "prefer": None if view.prefer is None else ",".join(view.prefer),
            "tour": view.tour,
        }
        if view.step and view.tour == self.tour:
            parts |= _beside_the_step(view, parts)
        query = "&".join(
            f"{name}={quote(str(value), safe=',/')}"
            for name, value in parts.items()
            if value is not None
        )
        root = request.script_root if has_request_context() else ""
        return root + endpoint_path + (f"?{query}" if query else "")


def _beside_the_step(view: View, words: dict[str, Any]) -> dict[str, Any]:
    """The words of what differs from the step of the tour; what is empty there is said so."""
    step = view.step
    told = {}
    for name in ("layers", "year", "map", "select"):
        value, usual = getattr(view, name), getattr(step, name)
        if value == usual:
            told[name] = None
        elif value is None:
            told[name] = ",".join(step.first) if name == "layers" else ""
    return words | told


def _fixed(value: float, decimals: int) -> Decimal:
    """A number rounded as JavaScript's toFixed does, halves away from zero; zero has no sign."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
