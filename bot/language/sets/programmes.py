r"""Programmes that are pasted: what ought to be done, day by day, and nothing of it done.

>>> without_programme(marks_of("Routine:\nsquat 5x5\nbench 5x5"))
()
"""

from collections.abc import Sequence

from bot.domain.training import Entry
from bot.language.sets.mark import Mark, has, is_number
from bot.language.sets.segments import has_counts

#: Without it no line is the header of a programme.
PROGRAMME = "programme"
_LONGEST_HEADER = 6
_LEAST_DAYS = 2
_DONE = ("did", "days_ago", "programme_followed")
#: What tells that it was done: the words for it, or a load.
_DONE_ANYWHERE = ("did_train", "days_ago", "result", "failed", "unit_kg", "unit_lb", "plates")


def without_programme(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """What stands in front of the header of a programme; everything where there is none."""
    start = 0
    for end in range(len(marks) + 1):
        if end == len(marks) or marks[end].has("newline"):
            if end > start and _is_header(marks[start:end], last=end == len(marks)):
                return marks[:start]
            start = end + 1
    return marks


def _is_header(line: Sequence[Mark], *, last: bool) -> bool:
    """`My new programme`, `Upper/Lower split:`, `Routine: squat 5x5`; no title ("day 1 of my programme")."""
    at = next((place for place, mark in enumerate(line) if mark.has(PROGRAMME)), None)
    if at is None or at >= _LONGEST_HEADER or has_counts(line[:at]):
        return False
    if any(mark.has(*_DONE) for mark in line[:at]):
        return False
    opens = at == 0 and has(line, 1, ":")
    return opens or (not last and all(mark.has(":", "-", ".", "!") for mark in line[at + 1 :]))


def lists_days(marks: Sequence[Mark], entries: Sequence[Entry]) -> bool:
    """`Day 1 squat 5x5 / Day 2 deadlift 1x5`: several days at once and no load is what ought to be done."""
    opening = (at for at in range(len(marks)) if at == 0 or marks[at - 1].has("newline"))
    days = [at for at in opening if marks[at].text == "day"]
    numbered = [at for at in days if is_number(marks, at + 1) or _is_letter(marks, at + 1)]
    if len(numbered) < _LEAST_DAYS or any(mark.has(*_DONE_ANYWHERE) for mark in marks):
        return False
    return all(each.load is None for entry in entries for each in entry.sets)


def _is_letter(marks: Sequence[Mark], at: int) -> bool:
    return at < len(marks) and len(marks[at].text) == 1 and marks[at].text.isalpha()
