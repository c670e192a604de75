"""`/openapi.json`: every public address in the terms of OpenAPI, made from what the code knows."""

from flask import Blueprint, Response, request

from webapp import data, query
from webapp.openapi.document import document
from webapp.openapi.facts import gather

openapi = Blueprint("openapi", __name__)
openapi.after_request(data.share)


@openapi.get("/openapi.json")
def description() -> Response:
    """All addresses with their parameters and answers; links are relative to the host."""
    query.read(request.args, {})
    return data.send_json(document(gather(), request.script_root))
