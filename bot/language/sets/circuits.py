"""Rounds over several exercises: `5 rounds: 10 pull-ups, 20 push-ups` is five sets of each.

>>> circuit(segments)
(the segments without "5 rounds:", 5)
"""

from collections.abc import Sequence

from bot.domain.training import SetEntry
from bot.language.sets.mark import has
from bot.language.sets.segments import Segment

MOST_ROUNDS = 20
PAIR = 2


def circuit(found: Sequence[Segment]) -> tuple[tuple[Segment, ...], int]:
    """The segments without the rounds in front of them, and how many rounds; 1 for a plain report."""
    if len(found) < PAIR:
        return tuple(found), 1
    first = found[0]
    at = next((at for at in range(len(first.marks)) if has(first.marks, at, "rounds")), 0)
    count = first.marks[at - 1].number if at else None
    led = first.name is None or (first.name in first.marks and first.marks.index(first.name) > at)
    if count is None or not led or not PAIR <= count <= MOST_ROUNDS:
        return tuple(found), 1
    after = at + 1
    while has(first.marks, after, "of", ":", "newline", "-", ","):
        after += 1
    rest = first._replace(marks=(*first.marks[: at - 1], *first.marks[after:]))
    return (rest, *found[1:]), int(count)


def in_rounds(sets: tuple[SetEntry, ...], rounds: int) -> tuple[SetEntry, ...]:
    """One set of an exercise, done in every round."""
    return sets * rounds if len(sets) == 1 else sets
