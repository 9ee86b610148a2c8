"""What stands around tempo figures: the word itself, and the sets they could belong to.

>>> touches_tempo(marks_of("tempo squats (3-1-1) 3x10"), 2, 7)
True
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number, mark_at
from bot.language.sets.products import MOST_SETS_WRITTEN, Product, products_in, tells_reps
from bot.language.sets.units import Role

DIGITS = 4
JOINS = ("-", "/")
_OPENS, _CLOSES = ("(", "["), (")", "]")
_LEADS = (":", "@", "-", "with", "at")


def says_tempo(mark: Mark) -> bool:
    """`tempo`, and the name of a `tempo squat`."""
    return mark.text == "tempo" or any(each.text == "tempo" for each in mark.inner)


def touches_tempo(marks: Sequence[Mark], at: int, end: int) -> bool:
    """`tempo squats: 3-1-1`, `tempo goblet squats (3-1-1)`, `(3-1-1) tempo`."""
    before, after = beside(marks, at, end)
    before -= has(marks, before, *_LEADS)
    before -= has(marks, before - 1, "tempo") and marks[before].is_exercise
    word = mark_at(marks, before)
    said = word is not None and says_tempo(word) and not figures_before(marks, before)
    return said or (is_tempo_behind(marks, after) and not figures_behind(marks, after))


def is_tempo_behind(marks: Sequence[Mark], at: int) -> bool:
    """`3-1-1 tempo`, where the word is not the next exercise's: `pull ups 9-8-7 tempo rdl 3x8`."""
    following = mark_at(marks, at + 1)
    return has(marks, at, "tempo") and not (
        following is not None and following.is_exercise and any(mark.is_exercise for mark in marks[:at])
    )


def figures_before(marks: Sequence[Mark], at: int) -> bool:
    """`3-1-1 tempo`, `3010 tempo`."""
    return is_number(marks, at - 1) and (len(marks[at - 1].text) == DIGITS or has(marks, at - 2, *JOINS))


def figures_behind(marks: Sequence[Mark], at: int) -> bool:
    """`tempo (3-1-1)`, `tempo: 3010`."""
    at += 1 + has(marks, at + 1, ":", *_OPENS)
    return is_number(marks, at) and (len(marks[at].text) == DIGITS or has(marks, at + 1, *JOINS))


def is_bracketed(marks: Sequence[Mark], at: int, end: int) -> bool:
    """`(3-1-1)`."""
    return has(marks, at - 1, *_OPENS) and has(marks, end, *_CLOSES)


def beside(marks: Sequence[Mark], at: int, end: int) -> tuple[int, int]:
    """The places before and behind a stretch and its brackets."""
    return at - 1 - has(marks, at - 1, *_OPENS), end + has(marks, end, *_CLOSES)


def own_part(marks: Sequence[Mark], at: int) -> tuple[int, int]:
    """Where the part of a line around a mark that tells of one exercise begins and ends."""
    first = at
    while first > 0 and not (marks[first].is_exercise or marks[first - 1].has("newline")):
        first -= 1
    while first > 0 and marks[first - 1].number is None and not marks[first - 1].has("newline", ",", "and"):
        first -= 1  # "tempo goblet squats"
    ends = (
        place for place in range(at, len(marks)) if marks[place].is_exercise or marks[place].has("newline")
    )
    last = next(ends, len(marks))
    named_next = last < len(marks) and marks[last].is_exercise and has(marks, last - 1, "tempo")
    return first, last - 1 if named_next and last - 1 > at else last


def has_reps(marks: Sequence[Mark]) -> bool:
    """Whether sets with their repetitions stand here; a bare `3 sets` still waits for them."""
    return any(map(tells_reps, products_in(marks)))


def counts_sets(product: Product) -> bool:
    """`3x5`, `3 sets of 5`, `100x3x5`; not `60x5`."""
    first, others = product.factors[0], product.factors[1:]
    few = first.role is not Role.LOAD and first.number <= MOST_SETS_WRITTEN
    return len(others) > 1 or (bool(others) and few)
