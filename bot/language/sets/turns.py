"""Sets told one by one with the count in front: said as a label, which everything else understands.

>>> [mark.text for mark in in_turn(marks_of("20 on the first, 16 on the second"))]
['first', ':', '20', ',', 'second', ':', '16']
"""

from collections.abc import Iterator, Sequence

from bot.language.sets.mark import Mark, has, is_number

_WHICH = ("ordinal", "first_set", "last", "last_set")
#: Without one of these no sets are told so.
COUNTING = frozenset({"ordinal", "first_set"})
#: One of them may be a remark: "3x8, 9 on the first".
LEAST = 2


def in_turn(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with every "20 on the first" as "first: 20", where sets are told so one by one."""
    found = dict(_turns(marks))
    return tuple(_said(marks, found)) if len(found) >= LEAST else tuple(marks)


def _turns(marks: Sequence[Mark]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The place of every such count, where its set is named, and where that ends."""
    for at in range(len(marks) - 1):
        if not is_number(marks, at) or has(marks, at - 1, "times", "failed", "-"):
            continue
        place = at + 1 + has(marks, at + 1, "reps")
        opens = place
        place += has(marks, place, "on", "in", "for")
        place += has(marks, place, "the", "my")
        if place < len(marks) and has(marks, place, *_WHICH) and (place > opens or _is_at(marks[place])):
            yield at, (place, place + 1 + has(marks, place + 1, "sets", "one"))


def _is_at(mark: Mark) -> bool:
    """`8 on the last`: the little words are part of the phrase."""
    return mark.text.startswith(("on ", "in "))


def _said(marks: Sequence[Mark], found: dict[int, tuple[int, int]]) -> Iterator[Mark]:
    at = 0
    while at < len(marks):
        if at not in found:
            yield marks[at]
            at += 1
            continue
        named, end = found[at]
        yield marks[named]
        yield Mark(":", marks[at].first, marks[at].first)
        yield marks[at]
        at = end
