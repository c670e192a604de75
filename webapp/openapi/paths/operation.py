"""For operators, and this description itself."""

from webapp.openapi.answers import DATA, NUMBERS, STATE
from webapp.openapi.operations import Address
from webapp.openapi.paths.data import JSON

ADDRESSES = (
    Address(
        "/openapi.json",
        "description",
        "operation",
        DATA,
        "This description",
        "Every public address in the terms of OpenAPI 3.1.",
        {JSON: "OpenApi"},
    ),
    Address(
        "/health/live",
        "live",
        "operation",
        STATE,
        "Whether the process lives",
        "200 as long as it does.",
        {JSON: "State"},
    ),
    Address(
        "/health/ready",
        "ready",
        "operation",
        STATE,
        "Whether there is something to serve",
        "200 when every layer of the catalog has its file, else 503.",
        {JSON: "State"},
    ),
    Address(
        "/metrics",
        "metrics",
        "operation",
        NUMBERS,
        "Numbers to watch",
        "Requests, bytes, seconds, pictures and tiles, of all workers together, in the text of "
        "Prometheus. It answers only near clients that ask without a proxy, unless its operator "
        "opens it.",
        {"text/plain": "text"},
    ),
)
