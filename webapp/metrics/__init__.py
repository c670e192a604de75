"""`/metrics`: what operators watch, of all workers together, in the text of Prometheus."""

from ipaddress import ip_address

from flask import Blueprint, Response, current_app, request

from webapp.config import PREFIX
from webapp.faults import NotForYou
from webapp.metrics.families import families
from webapp.metrics.slots import Counters
from webapp.metrics.writing import MEDIA_TYPE, written

metrics = Blueprint("metrics", __name__)
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


@metrics.get("/metrics")
def numbers() -> Response:
    """Every number. Raises NotForYou unless somebody near asks, or all may."""
    if not (current_app.config["METRICS_PUBLIC"] or _is_near()):
        raise NotForYou(
            "/metrics answers only clients of this machine or of its private network that ask "
            f"without a proxy; {PREFIX}METRICS_PUBLIC=1 opens it to all."
        )
    counters: Counters = current_app.extensions["counters"]
    text = written(families(counters.all(), current_app.extensions.get("tiles")))
    return Response(text, content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def _is_near() -> bool:
    """True for a loopback or private address that asks itself, not through a proxy."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        asker = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return False
    asker = getattr(asker, "ipv4_mapped", None) or asker
    return asker.is_loopback or asker.is_private
