"""Crossings of the border."""

import pandas
import pytest

from geodata.atlas import open_atlas
from geodata.layers.border_crossings import LAYER, features
from geodata.publish import build

CROSSING = {
    "id": "KZRU-R99",
    "neighbour_iso3": "RUS",
    "name_kz_side": "Kurmangazy",
    "name_other_side": "Karauzek",
    "pair_kk": "Құрманғазы – Қараөзек",
    "pair_ru": "Курмангазы – Караозек",
    "type": "road",
    "lon": 48.7,
    "lat": 46.6,
    "coord_basis": "computed",
    "coord_error_km": 10,
    "category": "multilateral",
    "kz_oblast": "Atyrau",
    "neighbour_region": "Astrakhan oblast",
    "note": None,
    "status": "open",
    "source_ids": "list",
    "confidence": "sourced",
}


def crossing(**changes):
    """Return the features of one crossing with some values changed."""
    return features(pandas.DataFrame([CROSSING | changes]))


def test_both_sides_give_the_name():
    """The English name is made of both sides; the Kazakh and the Russian pair are in the table."""
    row = crossing().iloc[0]
    assert row["name_en"] == "Kurmangazy – Karauzek"
    assert row["name_ru"] == "Курмангазы – Караозек"
    assert row["name_kk"] == "Құрманғазы – Қараөзек"


@pytest.mark.parametrize(
    ("basis", "is_approximate"), [("osm_border", False), ("computed", True), ("approx", True)]
)
def test_computed_positions_are_approximate(basis, is_approximate):
    """Only a track that was mapped where it meets the border is exact."""
    assert crossing(coord_basis=basis)["is_approximate"].iloc[0] == is_approximate


def test_unknown_status_is_an_error():
    """A status that nobody has reviewed is refused, not guessed."""
    with pytest.raises(KeyError, match="ajar"):
        crossing(status="ajar")


def test_unconfirmed_pairs_are_left_out():
    """Of 51 crossings with Russia three pairs rest on memory; 48 are shown, 17 with others."""
    crossings = build(open_atlas(), LAYER)
    is_russian = crossings["neighbour"] == "RUS"
    assert (is_russian.sum(), (~is_russian).sum()) == (48, 17)
    assert {"KZRU-R27", "KZRU-W12", "KZRU-W13"}.isdisjoint(crossings.index)
