"""Whether this machine has what pictures are drawn with, known without drawing one."""

import ctypes
import sys
from functools import cache
from importlib.util import find_spec

from flask import Flask

EGL = "libEGL.so.1"


def offer(app: Flask) -> None:
    """Give templates `can_draw`."""
    app.jinja_env.globals.update(can_draw=lambda: has_renderer() and has_library(EGL))


@cache
def has_renderer() -> bool:
    """True where MapLibre Native is installed."""
    return find_spec("mapli") is not None


@cache
def has_library(name: str) -> bool:
    """True where a library can be loaded; only Linux draws with one that may be missing.

    Whether it finds a driver shows at the first drawing.
    """
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
