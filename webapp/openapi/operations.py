"""From one public address to its GET, HEAD and OPTIONS in the description."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.openapi.answers import Kind, answers


@dataclass(frozen=True)
class Address:
    """One public address; `places` and `query` name parameters of the document.

    `content` has for each media type of a good answer the name of its schema, or None where there
    is none to be said; `also` are statuses beside those of its kind.
    """

    path: str
    id: str
    tag: str
    kind: Kind
    summary: str
    description: str
    content: Mapping[str, str | None]
    places: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    also: tuple[int, ...] = ()


def path_item(address: Address) -> dict[str, Any]:
    """What the document says of an address."""
    said = answers(address.kind, _content(address), f"{address.summary}.", *address.also)
    asked = [*address.places, *address.query, *address.kind.asks]
    get = {
        "operationId": address.id,
        "tags": [address.tag],
        "summary": address.summary,
        "description": address.description,
        "parameters": _references(asked),
        "responses": said,
    }
    head = get | {
        "operationId": f"{address.id}Head",
        "summary": f"{address.summary}: headers alone",
        "description": f"The status and headers of `{address.id}`, without a body.",
    }
    return {"get": get, "head": head, "options": _options(address)}


def _options(address: Address) -> dict[str, Any]:
    name = "Preflight" if address.kind.is_shared else "Methods"
    return {
        "operationId": f"{address.id}Options",
        "tags": [address.tag],
        "summary": f"{address.summary}: what may be asked",
        "description": f"The methods of `{address.id}`, and what other sites may send.",
        "parameters": _references(address.places),
        "responses": {
            "200": {"$ref": f"#/components/responses/{name}"},
            "400": {"$ref": "#/components/responses/PageProblemBadRequest"},
            "503": {"$ref": "#/components/responses/PageProblemNotReady"},
        },
    }


def _references(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _content(address: Address) -> dict[str, Any]:
    return {media_type: _schema(name) for media_type, name in address.content.items()}


def _schema(name: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    if name == "text":
        return {"type": "string"}
    return {"$ref": f"#/components/schemas/{name}"}
