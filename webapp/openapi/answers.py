"""What is answered: kinds of addresses with their statuses, problems, and headers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from webapp.archives import PMTILES

PROBLEM = "application/problem+json"
HTML = "text/html"


class Kind(NamedTuple):
    """How a kind of address answers: statuses, whether other sites may read it, and its headers."""

    statuses: tuple[int, ...]
    is_shared: bool = True
    asks: tuple[str, ...] = ()
    says: tuple[str, ...] = ("Cache-Control",)


KEPT = ("Cache-Control", "ETag")
PARTS = ("ifNoneMatch", "range", "ifRange")
PAGE = Kind((200, 400, 404, 413, 503), is_shared=False)
STORED_PAGE = Kind((200, 206, 304, 400, 404, 413, 416, 503), False, PARTS, KEPT)
DATA = Kind((200, 206, 304, 400, 404, 413, 416, 503), True, PARTS, KEPT)
PICTURE = Kind((200, 304, 400, 404, 413, 503), True, ("ifNoneMatch",), KEPT)
VECTOR_TILE = Kind((200, 204, 304, 400, 404, 413, 503), True, ("ifNoneMatch",), KEPT)
NUMBERS = Kind((200, 403, 413), is_shared=False)
STATE = Kind((200, 413, 503), is_shared=False)

PROBLEMS = {
    400: ("BadRequest", "What was asked cannot be understood; the sentence says what is accepted."),
    403: ("NotForYou", "It is for the operator alone; the sentence says who may ask."),
    404: ("NotFound", "There is no such thing; `closest` names ids most like the one asked for."),
    413: ("BodyTooLarge", "The request carries more than is ever needed; nothing takes a body."),
    416: ("RangeNotSatisfiable", "No byte asked for is there, or too many parts are."),
    501: ("NotImplemented", "The form is known, but not made here."),
    503: (
        "NotReady",
        "Not published, not built, cannot be drawn here, or too many are waiting; where asking "
        "again helps, Retry-After says when.",
    ),
}
FOR_PEOPLE = {*PAGE.statuses, *STORED_PAGE.statuses}
HEADERS = {
    "ETag": ("The edition of this answer.", {"type": "string"}),
    "Cache-Control": ("How long it may be kept.", {"type": "string"}),
    "Access-Control-Allow-Origin": ("Every site may read it.", {"const": "*"}),
    "Access-Control-Allow-Methods": ("What other sites may do.", {"type": "string"}),
    "Access-Control-Allow-Headers": ("What other sites may send.", {"type": "string"}),
    "Allow": ("The methods that are accepted.", {"type": "string"}),
    "Accept-Ranges": ("Parts may be asked for.", {"const": "bytes"}),
    "Content-Range": ("Which bytes these are, and of how many.", {"type": "string"}),
    "Retry-After": ("In how many seconds to ask again.", {"type": "integer"}),
}
SHARED = ("Access-Control-Allow-Origin",)
PREFLIGHT = (*SHARED, "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Allow")


def answers(kind: Kind, content: Mapping[str, Any], what: str, *also: int) -> dict[str, Any]:
    """The answers of an address by status; `content` has a schema (or nothing) by media type."""
    said = headers(*kind.says, *(SHARED if kind.is_shared else ()))
    good = {name: {"schema": schema} if schema else {} for name, schema in content.items()}
    found: dict[str, Any] = {"200": {"description": what, "headers": said, "content": good}}
    bodies = {
        204: {"description": "The cell is inside the matrix, and empty.", "headers": said},
        206: {
            "description": "The bytes asked for.",
            "headers": said | headers("Content-Range"),
            "content": _part_content(content),
        },
        304: {"description": "What the client has is current.", "headers": said},
    }
    where = "Problem" if HTML not in content else "PageProblem"
    for status in (*kind.statuses[1:], *also):
        found[str(status)] = bodies.get(status) or {
            "$ref": f"#/components/responses/{where}{PROBLEMS[status][0]}"
        }
    return found


def problems() -> dict[str, Any]:
    """The answers that tell what is wrong: to machines, and from pages to either."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    found = {}
    for status, (name, what) in PROBLEMS.items():
        said = {416: headers("Content-Range", "Accept-Ranges"), 503: headers("Retry-After")}
        about = {"description": what} | ({"headers": said[status]} if status in said else {})
        page = {HTML: {"schema": {"type": "string"}}}
        found[f"Problem{name}"] = about | {"content": {PROBLEM: schema}}
        if status in FOR_PEOPLE:
            found[f"PageProblem{name}"] = about | {"content": page | {PROBLEM: schema}}
    return found


def preflights() -> dict[str, Any]:
    """The answers to OPTIONS."""
    return {
        "Preflight": {
            "description": "What scripts of other sites may ask.",
            "headers": headers(*PREFLIGHT),
        },
        "Methods": {"description": "What may be asked.", "headers": headers("Allow")},
    }


def headers(*names: str) -> dict[str, Any]:
    """References to headers of answers."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def header_components() -> dict[str, Any]:
    """Every header that answers refer to."""
    about = HEADERS.items()
    return {name: {"description": what, "schema": schema} for name, (what, schema) in about}


def _part_content(content: Mapping[str, Any]) -> dict[str, Any]:
    # A part of JSON is no JSON, so that nothing is said of its shape.
    several = {"multipart/byteranges": {}} if PMTILES in content else {}
    return {media_type: {} for media_type in content} | several
