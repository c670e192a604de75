"""Numbers as the text that Prometheus reads (exposition format 0.0.4)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


class Sample(NamedTuple):
    """One number: what its name ends in besides the family's, its labels, its value."""

    labels: Mapping[str, str]
    value: float
    ending: str = ""


class Family(NamedTuple):
    """Numbers of one name; `kind` is counter, gauge or histogram, `what` a sentence."""

    name: str
    kind: str
    what: str
    samples: Iterable[Sample]


def written(families: Iterable[Family]) -> str:
    """The families as text, with their sentences."""
    lines = []
    for name, kind, what, samples in families:
        lines += [f"# HELP {name} {what}", f"# TYPE {name} {kind}"]
        lines += [f"{name}{one.ending}{_labels(one.labels)} {one.value:.15g}" for one in samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    pairs = ",".join(f'{name}="{value.translate(ESCAPES)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""
