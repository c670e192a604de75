import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geodata.search_match import alphabet, fold, is_one_edit, prepare, search, tier_of

CASES = json.loads((Path(__file__).parents[1] / "search_cases.json").read_bytes())
LETTERS = some.text("abcdeо", max_size=6)


def entry(name: str, importance: int = 10, **more: object) -> dict:
    """An entry of an index with one name."""
    return {"id": name, "layer": "towns", "names": {"en": name}, "importance": importance, **more}


@pytest.mark.parametrize(("text", "words"), CASES["folds"])
def test_spellings_are_folded_together(text, words):
    """Cyrillic and Latin spellings, cases and marks come to the same words."""
    assert list(fold(text)) == words


@pytest.mark.parametrize(("one", "other", "is_near"), CASES["edits"])
def test_one_edit_is_one_letter_or_two_swapped(one, other, is_near):
    """One letter added, left out or wrong, or two neighbours swapped; and not more."""
    assert is_one_edit(one, other) is is_near


def distance(one: str, other: str) -> int:
    """Damerau–Levenshtein distance (optimal string alignment), as the books have it."""
    table = [
        [i + j if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = one[i - 1] != other[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(LETTERS, LETTERS)
def test_one_edit_is_a_distance_of_one(one, other):
    """The quick comparison agrees with the distance of Damerau and Levenshtein."""
    assert is_one_edit(one, other) is (distance(one, other) == 1)


@given(some.text())
def test_any_text_is_folded_to_plain_words(text):
    """Whatever is asked, its words are small letters and digits, and folding them changes none."""
    words = fold(text)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)


def test_the_table_of_letters_is_plain():
    """Every letter of the table becomes plain small ones, and so does every sequence."""
    table = alphabet()
    spelled = [*table["letters"].values(), *(to for _, to in table["sequences"])]
    assert all(part == "" or (part.isascii() and part.islower()) for part in spelled)


def test_better_fits_come_first_and_important_ones_before_others():
    """Exact, then prefix, then word, then typo; among equals the more important one."""
    index = prepare(
        [
            entry("Oral"),
            entry("Oral Region"),
            entry("Road to Oral", 5),
            entry("Rail to Oral", 50),
            entry("Aral", 99),
        ]
    )
    found = [(hit.entry["id"], hit.tier) for hit in search(index, "oral", 10)]
    expected = [("Oral", 0), ("Oral Region", 1), ("Rail to Oral", 2), ("Road to Oral", 2)]
    assert found == [*expected, ("Aral", 3)]
    assert len(search(index, "oral", 2)) == 2


def test_a_former_name_says_that_it_is_one():
    """A hit names the spelling that was found, and its place among the former names."""
    former = [{"names": {"en": "Tselinograd", "ru": "Целиноград"}, "years": [1961, 1992]}]
    (hit,) = search(prepare([entry("Astana", former=former)]), "целиноград", 5)
    assert (hit.spelling.text, hit.spelling.former, hit.tier) == ("Tselinograd", 0, 0)


def test_short_words_and_numbers_may_not_err():
    """Three letters, and years, are found as they are or not at all."""
    assert tier_of(("orl",), ("orel",)) is None
    assert tier_of(("2021",), ("2022",)) is None
    assert tier_of(("oril",), ("orel",)) == 3


def test_a_word_in_brackets_is_a_name_of_its_own():
    """Oral (Uralsk) is found exactly by either name, a line by its abbreviation."""
    index = prepare([entry("Oral (Uralsk)"), entry("Caspian Pipeline (CPC, Tengiz–Novorossiysk)")])
    assert [search(index, query, 1)[0].tier for query in ("oral", "uralsk", "CPC")] == [0, 0, 0]
