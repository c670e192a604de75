"""How shapes are written down: what must be there, what may be, and more is allowed."""

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
ADDRESS: Schema = {"type": "string", "format": "uri"}


def of(name: str) -> Schema:
    """Another shape of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(always: dict[str, Schema], sometimes: dict[str, Schema] | None = None) -> Schema:
    """An object that has some members always, and may have others."""
    members = always | (sometimes or {})
    return {"type": "object", "required": list(always), "properties": members}


def several(of_what: Schema, least: int = 0, most: int | None = None) -> Schema:
    """An array, of a length between two where they are given."""
    sizes = {"minItems": least} if least else {}
    return {"type": "array", "items": of_what, **sizes, **({"maxItems": most} if most else {})}


def or_none(schema: Schema) -> Schema:
    """That, or null where it is not known."""
    return {"anyOf": [schema, {"type": "null"}]}


IDS = several(TEXT)
SPAN = several(or_none(WHOLE), 2, 2)
"""First and last year, each null where it is open."""
BBOX = several(NUMBER, 4, 4)
