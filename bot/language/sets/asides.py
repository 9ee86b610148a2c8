"""Whole sentences that hold no sets: a header of a plan, a weigh-in, a plan with a maybe, "delete that"."""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has
from bot.language.sets.segments import has_counts

_LONGEST_HEADER = 6
_LEAST_SAID = 2
#: Nobody who lifts weighs less, and so many repetitions with body weight alone are rare.
_LIGHTEST = 40
_ENDS = ("newline", "?", "!", ";")
_REMOVALS = frozenset(
    {"delete", "scratch that", "delete that", "delete it", "remove that", "undo", "undo that"}
)
_HEDGES = frozenset({"maybe", "perhaps", "possibly", "probably", "hopefully"})
_CLAUSES = frozenset({",", ":"})


def is_removal(sentence: Sequence[Mark]) -> bool:
    """`delete that.`, `scratch that.`: taken back and nothing else; what follows is a report of its own."""
    said = [mark for mark in sentence if not mark.has(*_ENDS, ".", "polite")]
    return bool(said) and said[0].text in _REMOVALS and len(said) <= _LEAST_SAID


def is_hedged(sentence: Sequence[Mark]) -> bool:
    """`thursday bench 5x5 with drop sets maybe`: with a day, a "maybe" around it all makes a plan.

    One behind a comma belongs to the number before it: `thursday: bench 5x5, 80kg maybe`.
    """
    said = [mark.text for mark in sentence if not mark.has(*_ENDS, ".")]
    return bool(said) and (said[0] in _HEDGES or (said[-1] in _HEDGES and _CLAUSES.isdisjoint(said)))


def is_blank(sentence: Sequence[Mark]) -> bool:
    """Whether a line is empty."""
    return all("newline" in mark.names for mark in sentence)


def is_plan_header(sentence: Sequence[Mark]) -> bool:
    """`Plan for tomorrow:` above a list."""
    ends_line = sentence[-1].has("newline")
    words = [mark for mark in sentence if not mark.has("newline", ":")]
    planned = any(
        mark.has("plan") and not has(words, at - 1, "programme_followed") for at, mark in enumerate(words)
    )
    return ends_line and planned and len(words) <= _LONGEST_HEADER and not has_counts(sentence)


def is_weigh_in(sentence: Sequence[Mark]) -> bool:
    """`bw 82.4.`: body weight and nothing else."""
    said = [
        mark for mark in sentence if not mark.has("newline", ".", ":", ",", "!", "unit_kg", "unit_lb", "at")
    ]
    return len(said) == _LEAST_SAID and said[0].has("bodyweight") and (said[1].number or 0) >= _LIGHTEST
