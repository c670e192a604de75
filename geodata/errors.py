"""What can go wrong in the atlas, each with a sentence on what was wrong and what is accepted."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches


class Told(Exception):
    """A fault told in one sentence with places, such as `{year}`, for the parts it speaks of.

    The sentence is written once, in English, where the fault is found; a part may be told too.
    """

    def __init__(self, sentence: str, **parts: object):
        self.sentence, self.parts = sentence, parts
        super().__init__(self.said())

    def said(self, say: Callable[[str], str] = str) -> str:
        """The sentence with its parts, as `say` has it in another language."""
        parts = {
            name: part.said(say) if isinstance(part, Told) else part
            for name, part in self.parts.items()
        }
        return say(self.sentence).format_map(parts) if parts else say(self.sentence)


class AtlasError(Told):
    """A fault in the atlas itself: a source, a layer or a published file."""


class SourceUnreadable(AtlasError):
    """A source's table or description cannot be read as what it says it is."""


class ContentsUnreadable(AtlasError):
    """A data folder has no table of contents, or one that cannot be loaded.

    `file` and `line` say where, relative to the folder: in the contents or in a layer's module.
    """

    def __init__(self, sentence: str, file: str = "contents.py", line: int = 1):
        self.file, self.line = file, line
        super().__init__(sentence)


class ProblemsFound(AtlasError):
    """Checks found problems; `problems` lists them all and nothing was written."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotPublished(AtlasError):
    """The published folder, or one of its files, is missing or unreadable."""


class TilesNotBuilt(AtlasError):
    """The tile archives could not be built from the published layers."""


class UnknownLayer(AtlasError):
    """No layer has this id; `closest` names the ids most like it."""

    def __init__(self, layer_id: str, closest: tuple[str, ...] = ()):
        self.layer_id, self.closest = layer_id, closest
        super().__init__(f"There is no layer {layer_id!r}.")


class UnknownTileSet(AtlasError):
    """No tile set has this id; `closest` names the ids most like it."""

    def __init__(self, set_id: str, closest: tuple[str, ...] = ()):
        self.set_id, self.closest = set_id, closest
        super().__init__(f"There is no tile set {set_id!r}.")


class CannotDraw(AtlasError):
    """This machine lacks what drawing pictures needs; the sentence says what to install."""


def closest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that are most like one, three at most, the best first, in whatever case."""
    by_lower = {other.lower(): other for other in known}
    found = get_close_matches(name.lower(), by_lower, n=3, cutoff=0.4)
    return tuple(by_lower[other] for other in found)
