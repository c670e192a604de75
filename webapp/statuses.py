"""What statuses are called where people and machines read it.

Named as RFC 9110 does; Python's own names change with its version (413 and 416 did in 3.13), and a
name that changes has lost its translation.
"""

from http import HTTPStatus

TITLES = {
    HTTPStatus.BAD_REQUEST: "Bad Request",
    HTTPStatus.FORBIDDEN: "Forbidden",
    HTTPStatus.NOT_FOUND: "Not Found",
    HTTPStatus.METHOD_NOT_ALLOWED: "Method Not Allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Content Too Large",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "Range Not Satisfiable",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Internal Server Error",
    HTTPStatus.NOT_IMPLEMENTED: "Not Implemented",
    HTTPStatus.SERVICE_UNAVAILABLE: "Service Unavailable",
}


def title_of(status: int) -> str:
    """The name of a status (a msgid), of one that the atlas never gives that of its class."""
    return TITLES.get(status) or TITLES[400 if status < 500 else 500]
