"""The whole map of a frame: ground, the layers' marks and the names, clipped to the frame."""

from collections.abc import Callable, Iterable
from typing import Any

from geodata.style import height_of
from geodata.svg import ground, names
from geodata.svg.elements import Element, element, group, hatch
from geodata.svg.frame import Frame
from geodata.svg.marks import Mark, marks
from geodata.svg.pencil import Pencil

BELOW, LINES, ABOVE = ("area",), ("band", "line"), ("balance", "composition", "symbol")
Entry = dict[str, Any]
Features = Callable[[str], list[dict[str, Any]]]


def picture(
    entries: Iterable[Entry],
    features: Features,
    frame: Frame,
    *,
    basemap: list[dict[str, Any]],
    title_of: Callable[[Entry], str],
    year: int | None,
    lang: str,
    theme: str,
) -> Element:
    """A map of some layers of the catalog; `features(layer_id)` gives published features.

    Each layer is a group with `data-layer`, each feature in it one with its id and its name.
    """
    due = [one for one in entries if (one["style"].get("min_zoom") or 0) <= frame.zoom + 1]
    areas = sorted((one for one in due if one["style"]["mark"] in BELOW), key=height_of)
    drawn = {}
    for entry in due:
        pencil = Pencil(entry["style"], frame, year, theme, is_lowest=entry not in areas[1:])
        drawn[entry["id"]] = (entry, marks(features(entry["id"]), pencil))
    drawn = _without_doubles(drawn, features)

    def layers(wanted: tuple[str, ...]) -> list[Element]:
        found = [each for each in drawn.values() if each[0]["style"]["mark"] in wanted]
        found.sort(key=lambda each: (wanted.index(each[0]["style"]["mark"]), height_of(each[0])))
        return [_layer(entry, made, title_of(entry), lang) for entry, made in found]

    points = [m for entry, made in drawn.values() for m in made if entry["style"]["mark"] in ABOVE]
    rings = [
        m for entry, made in drawn.values() for m in made if entry["style"]["mark"] == "composition"
    ]
    said = names.of_ground(basemap, frame, lang) + names.of_rings(rings, lang)
    return group(
        group(*ground.land(basemap, frame, theme)),
        *layers(BELOW),
        group(*ground.waters(basemap, frame, theme)),
        *layers(LINES),
        group(*names.drawn(said, points, frame, theme, is_over_areas=bool(areas))),
        *layers(ABOVE),
        clip_path="url(#frame)",
    )


def definitions(frame: Frame, entries: Iterable[Entry], theme: str) -> Element:
    """What the picture refers to: the frame's clip, and a hatch for each ink that needs one."""
    hatched = {"no-data"}
    for entry in entries:
        style = entry["style"]
        swatches = [*style.get("classes", []), *filter(None, [style.get("no_data")])]
        hatched |= {s["ink"] for s in swatches if s.get("pattern") == "hatch"}
    clip = element(
        "clipPath",
        element("rect", x=0, y=0, width=frame.width, height=frame.height),
        id="frame",
    )
    return element("defs", clip, *(hatch(name, theme) for name in sorted(hatched)))


def _layer(entry: Entry, made: list[Mark], title: str, lang: str) -> Element:
    features = [
        group(
            *mark.element,
            title=names.name_of(mark.feature["properties"], lang),
            data_feature=mark.feature["id"],
            **{key.replace("-", "_"): value for key, value in mark.element.items()},
        )
        for mark in made
    ]
    return group(*features, title=title, data_layer=entry["id"])


def _without_doubles(drawn: dict[str, tuple[Entry, list[Mark]]], features: Features) -> dict:
    """A ring that an earlier layer of rings draws is not drawn again by a later one."""
    seen: set[str] = set()
    kept = {}
    for layer_id, (entry, made) in drawn.items():
        if entry["style"]["mark"] == "composition":
            made = [mark for mark in made if mark.feature["id"] not in seen]
            seen |= {feature["id"] for feature in features(layer_id)}
        kept[layer_id] = (entry, made)
    return kept
