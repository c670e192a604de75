"""What can be wrong with a request, each kind an exception whose sentence says it."""

import json

from geodata.errors import Told


class BadQuery(Told):
    """A parameter cannot be understood; the sentence says what is accepted."""


class BadHost(Told):
    """The request asks for a host that this atlas does not answer for."""


class NotForYou(Told):
    """What is asked for is for the operator alone."""


class BodyTooLarge(Told):
    """The request carries more than is ever needed."""


class BadTile(Told):
    """What is asked for is no cell of its zoom's tile matrix."""


class NoSuchZoom(Told):
    """The tiles end above the zoom that is asked for."""


class ForeignAddress(Told):
    """An address is asked about that is no view of this atlas."""


class FormNotOffered(Told):
    """An answer is asked for in a form that is known but not made here."""


class Busy(Told):
    """So many drawings are waiting that one more is refused, or one takes too long to be made."""

    retry_after_s = 5


class UnknownFeature(Told):
    """No feature of the layer has this id; `closest` names the ids most like it."""

    def __init__(self, layer_id: str, feature_id: str, closest: tuple[str, ...] = ()):
        self.layer_id, self.feature_id, self.closest = layer_id, feature_id, closest
        super().__init__(
            "The layer {layer} has no feature {feature}{closest}.",
            layer=quoted(layer_id),
            feature=quoted(feature_id),
            closest=closest_words(closest),
        )


class UnknownTable(Told):
    """No table of the sources has this name; `closest` are those most like it."""

    def __init__(self, table: str, closest: tuple[str, ...] = ()):
        self.closest = closest
        super().__init__(
            "The sources have no table {table}{closest}.",
            table=quoted(table),
            closest=closest_words(closest),
        )


class UnknownRow(Told):
    """No published row of the table has this name; `closest` are those most like it."""

    def __init__(self, table: str, row: str, closest: tuple[str, ...] = ()):
        self.table, self.closest = table, closest
        super().__init__(
            "The table {table} has no published row {row}{closest}.",
            table=quoted(table),
            row=quoted(row),
            closest=closest_words(closest),
        )


def quoted(text: str, *, most: int = 100) -> str:
    """What was received, in double quotes, shortened, with control characters spelled out."""
    return json.dumps(text if len(text) <= most else text[:most] + "…", ensure_ascii=False)


def closest_words(ids: tuple[str, ...]) -> Told | str:
    """The end of a sentence about an unknown id: those most like it; empty without any."""
    return Told("; the closest are {ids}", ids=", ".join(ids)) if ids else ""
