"""Short rests inside a set: rest-pause, told in other words.

>>> [mark.text for mark in with_pauses(marks_of("60x10, 15 sec rest, 4 more"))]
['60', 'x', '10', ',', 'short rest', '4', 'more']
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number

#: A longer rest ends a set.
LONGEST_PAUSE_S = 45
#: Without one of these no short rest is told.
PAUSING = frozenset({"seconds", "breaths"})
MOST_MORE = 20
MOST_WORDS = 3


def with_pauses(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with every short rest before more repetitions as one mark of the technique."""
    kept: list[Mark] = []
    at, counted = 0, False
    while at < len(marks):
        after = _pause_at(marks, at) if counted else None
        if after is None:
            counted = counted or marks[at].number is not None
            kept.append(marks[at])
            at += 1
        else:
            kept.append(
                Mark("short rest", marks[at].first, marks[after - 1].last, {"tech_told": "rest_pause"})
            )
            at = after
    return tuple(kept)


def _pause_at(marks: Sequence[Mark], at: int) -> int | None:
    """Where the repetitions after a short rest begin: `rest 20s, 5 more`, `15 sec, +4`, `ten breaths, 3`."""
    place = at + has(marks, at, "(")
    if has(marks, place, "note_before", "took", "take"):
        place += 1
        while has(marks, place, "for", "of", ":", "about"):
            place += 1
    breathing = _breaths_at(marks, place)
    if breathing is None and (not is_number(marks, place) or not has(marks, place + 1, "seconds")):
        return None
    if (marks[place].number or 0) > LONGEST_PAUSE_S or has(marks, place - 1, "times"):
        return None
    place = breathing or place + 2
    while has(marks, place, "note_after", ",", "then", "and", "-", ">", ".", ")", "filler"):
        place += 1
    goes_on = place + has(marks, place, "+", "another", "and another")
    if not is_number(marks, goes_on) or (marks[goes_on].number or 0) > MOST_MORE:
        return None
    more = breathing is not None or goes_on > place or has(marks, goes_on + 1, "more", "extra")
    other = has(marks, goes_on + 1, "sets", "unit_kg", "unit_lb", "times") or has(marks, goes_on + 2, "sets")
    return place if more and not other else None


def _breaths_at(marks: Sequence[Mark], at: int) -> int | None:
    """The mark behind counted breaths: `ten breaths`, `a few deep breaths`."""
    place = at
    while place < at + MOST_WORDS and has(marks, place, "a", "few", "some", "couple", "did_part"):
        place += 1
    place += is_number(marks, place)
    return place + 1 if place > at and has(marks, place, "breaths") else None
