"""Every minute on the minute: a set a minute, so the minutes count sets.

>>> [mark.text for mark in by_the_minute(marks_of("emom 10 min 5 pull ups"))]
['10', 'sets', '5', 'pull ups']
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number

EMOM = "emom"
_BESIDE = ("for", "of", ":", "times", ",", "-", "(")
MOST_MINUTES = 60


def by_the_minute(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with "emom" and its minutes as a number of sets; as they are where no minutes are told."""
    at = next((place for place, mark in enumerate(marks) if mark.text == EMOM), None)
    if at is None:
        return tuple(marks)
    start = at + 1
    while has(marks, start, *_BESIDE):
        start += 1
    before = at - 1 - has(marks, at - 1, "minutes")
    if has(marks, at - 1, "minutes") and _is_time(marks, before):
        return (*marks[:before], marks[before], _sets(marks[before]), *marks[start:])
    if _is_time(marks, start) and not has(marks, start + 1, "times", "reps"):
        end = start + 1 + has(marks, start + 1, "minutes")
        end += has(marks, end, ":", ",", "-", "of")
        return (*marks[:at], marks[start], _sets(marks[start]), *marks[end:])
    return tuple(marks)


def _is_time(marks: Sequence[Mark], at: int) -> bool:
    return is_number(marks, at) and (marks[at].number or 0) <= MOST_MINUTES


def _sets(number: Mark) -> Mark:
    return Mark("sets", number.first, number.last, {"sets": None})
