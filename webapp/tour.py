"""The guided tour: the argument in eight views, as one page, step by step, and beside the map."""

from typing import Any

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from geodata.catalog import Catalog
from webapp import stills
from webapp.argument import Entry, claims_of, in_language, steps_of
from webapp.current import current_catalog, current_view
from webapp.language import current
from webapp.query import view_of
from webapp.view import View

tour = Blueprint("tour", __name__)
tour.record_once(lambda state: state.app.jinja_env.globals.update(step_address=step_address))
STILL_PX = (960, 540)


@tour.get("/tour")
def page() -> str:
    """Every step with its text, a picture of its view, and its sources."""
    catalog = current_catalog()
    current_view()
    steps = [_about(catalog, step, current()) for step in steps_of(catalog)]
    if not steps:
        raise NotFound("This atlas has no tour.")
    return render_template("tour.html", steps=steps, works=catalog.works)


@tour.get("/tour/<step_id>")
def step(step_id: str) -> str:
    """One step; beside the map its section is what the script shows."""
    catalog = current_catalog()
    view = current_view()
    about = context(catalog, View(lang=view.lang, tour=step_id))
    if not about:
        raise NotFound(f"The tour has no step {step_id}.")
    return render_template("step.html", **about)


def step_address(step_id: str) -> str:
    """The address of the map at a step, in the language of this answer."""
    return View(lang=current(), tour=step_id).url()


def context(catalog: Catalog, view: View) -> dict[str, Any]:
    """What `_step.html` needs for the step of a view: `stop`, with neighbours and number."""
    steps = steps_of(catalog)
    ids = [one["id"] for one in steps]
    if view.tour not in ids:
        return {}
    at = ids.index(view.tour)
    lang = view.lang or current()
    near = {"before": at - 1, "after": at + 1}
    about = {
        name: in_language(steps[place], lang) if 0 <= place < len(ids) else None
        for name, place in near.items()
    }
    here = _about(catalog, steps[at], lang)
    return {
        "stop": about | {"step": here, "number": at + 1, "count": len(ids)},
        "works": catalog.works,
    }


def page_data(catalog: Catalog, view: View, *, has_tour: bool = False) -> dict[str, Any]:
    """What the script needs of the tour when it is open: every step's view as its state has it.

    A page that `has_tour` can open it by itself.
    """
    steps = steps_of(catalog) if view.tour or has_tour else []
    return {"tour": [_state(catalog, step) for step in steps]} if steps else {}


def _state(catalog: Catalog, step: Entry) -> dict[str, Any]:
    view = _view(catalog, step, "en")
    return {
        "id": step["id"],
        "layers": step["view"]["layers"],
        "year": view.year,
        "map": view.map._asdict() if view.map else None,
        "select": view.select,
    }


def _about(catalog: Catalog, step: Entry, lang: str) -> Entry:
    known = {claim["id"]: in_language(claim, lang) for claim in claims_of(catalog)}
    view = _view(catalog, step, lang)
    return in_language(step, lang) | {
        "claims": [known[claim] for claim in step["claims"] if claim in known],
        "still": stills.of_view(view, STILL_PX),
        "address": step_address(step["id"]),
    }


def _view(catalog: Catalog, step: Entry, lang: str) -> View:
    return view_of(MultiDict({"tour": step["id"]}), catalog, lang)
