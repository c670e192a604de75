"""What can go wrong in the atlas, each with a sentence on what was wrong and what is accepted."""


class AtlasError(Exception):
    """A fault in the atlas itself: a source, a layer or a published file."""


class SourceUnreadable(AtlasError):
    """A source's table or description cannot be read as what it says it is."""


class ContentsUnreadable(AtlasError):
    """A data folder has no table of contents, or one that cannot be loaded."""


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
