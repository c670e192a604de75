"""Find names however they are spelled: Latin or Cyrillic, in part, or with one wrong letter.

`static/js/search_match.mjs` does the same in the page; both are held to the same cases.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Words = tuple[str, ...]
EXACT, PREFIX, WORD, TYPO = range(4)
FEWEST_LETTERS = 4  # of a word that may be misspelled
MOST_IN_ABBREVIATIONS = 4  # letters; in longer words doubled ones count as one
ASIDE = re.compile(r"\(([^()]*)\)")


class Spelling(NamedTuple):
    """One way to write a name of an entry; `former` is its place among the former names."""

    text: str
    variants: tuple[Words, ...]
    former: int | None


class Hit(NamedTuple):
    """An entry that was found, how well (0 is best), and under which name."""

    entry: Mapping[str, Any]
    tier: int
    spelling: Spelling


class Searched(NamedTuple):
    """An entry of the index with all its spellings, ready to be compared."""

    entry: Mapping[str, Any]
    spellings: tuple[Spelling, ...]


@cache
def alphabet() -> dict[str, Any]:
    """The one table of letters: `letters` to Latin ones, then `sequences` to single letters."""
    return json.loads((Path(__file__).parent / "letters.json").read_bytes())


def fold(text: str) -> Words:
    """The words of a text in letters that all spellings share: Қостанай, Qostanai: kostanai."""
    letters = alphabet()["letters"]
    spelled = "".join(_latin(char.lower(), letters) for char in unicodedata.normalize("NFC", text))
    return tuple(_shortened(word) for word in spelled.split())


def prepare(entries: Iterable[Mapping[str, Any]]) -> list[Searched]:
    """Entries of an index with their names folded, once for all queries."""
    return [Searched(entry, tuple(_spellings(entry))) for entry in entries]


def search(searched: Sequence[Searched], query: str, limit: int) -> list[Hit]:
    """The best entries for a query: exact, then prefix, word and typo; then by importance."""
    words = fold(query)
    if not words:
        return []
    hits = [hit for one in searched if (hit := _best(words, one))]
    hits.sort(key=lambda hit: (hit.tier, -hit.entry["importance"], _tie(hit.entry)))
    return hits[:limit]


def is_one_edit(one: str, other: str) -> bool:
    """True if one letter added, left out, wrong, or two neighbours swapped make them the same."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return longer[at + 1 :] == shorter[at:]
    swapped = one[at : at + 2] == other[at : at + 2][::-1]
    return one[at + 1 :] == other[at + 1 :] or (swapped and one[at + 2 :] == other[at + 2 :])


def tier_of(query: Words, name: Words) -> int | None:
    """How well a query fits one name, both folded; None when it does not."""
    whole, other = "".join(query), "".join(name)
    if whole == other:
        return EXACT
    if other.startswith(whole):
        return PREFIX
    if all(any(word.startswith(part) for word in name) for part in query):
        return WORD
    if all(_is_near(part, name) for part in query) or _is_near(whole, (other,)):
        return TYPO
    return None


def _is_near(part: str, name: Words) -> bool:
    may_err = len(part) >= FEWEST_LETTERS and not any(char.isdigit() for char in part)
    return any(word.startswith(part) or (may_err and is_one_edit(part, word)) for word in name)


def _best(query: Words, one: Searched) -> Hit | None:
    found = [
        (tier, place)
        for place, spelling in enumerate(one.spellings)
        for variant in spelling.variants
        if (tier := tier_of(query, variant)) is not None
    ]
    if not found:
        return None
    tier, place = min(found)
    return Hit(one.entry, tier, one.spellings[place])


def _spellings(entry: Mapping[str, Any]) -> Iterable[Spelling]:
    for text in dict.fromkeys(entry["names"].values()):
        yield Spelling(text, _variants(text), None)
    for place, former in enumerate(entry.get("former", ())):
        for text in dict.fromkeys(former["names"].values()):
            yield Spelling(text, _variants(text), place)


def _variants(text: str) -> tuple[Words, ...]:
    """A name as it is, without what is in brackets, and one word in brackets alone."""
    asides = [aside.partition(",")[0].strip() for aside in ASIDE.findall(text)]
    texts = [text, ASIDE.sub(" ", text), *(aside for aside in asides if " " not in aside)]
    return tuple(dict.fromkeys(words for words in map(fold, texts) if words))


def _latin(char: str, letters: Mapping[str, str]) -> str:
    if char in letters:
        return letters[char]
    parts = unicodedata.normalize("NFD", char)
    bare = (part for part in parts if not unicodedata.category(part).startswith("M"))
    return "".join(letters.get(part, part if _is_plain(part) else " ") for part in bare)


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _shortened(word: str) -> str:
    for sequence, letter in alphabet()["sequences"]:
        word = word.replace(sequence, letter)
    return re.sub(r"([a-z])\1+", r"\1", word) if len(word) > MOST_IN_ABBREVIATIONS else word


def _tie(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    return entry["names"]["en"], entry["layer"] or "", entry["id"]
