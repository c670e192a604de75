"""The shapes of JSON answers, by name."""

from webapp.openapi.schemas import catalog, maps, told

SCHEMAS = {**told.SCHEMAS, **catalog.SCHEMAS, **maps.SCHEMAS}
