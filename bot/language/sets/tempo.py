"""Tempo figures: the seconds of one repetition, down, held, up, held. They count nothing (C14).

>>> tempo_end(marks_of("tempo squats (3-1-1) 3x10"), 2)
7
"""

from collections.abc import Collection, Iterable, Sequence

from bot.language.sets.factors import factor_at
from bot.language.sets.mark import Mark, has, mark_at
from bot.language.sets.segments import has_counts
from bot.language.sets.units import Role

DIGITS = 4
LARGEST_DIGIT = "7"
SHORTEST = 3
#: "31X0": so many figures before the x.
GLUED = 2
MOST_SECONDS = 9
EXPLOSIVE = "x"
_OPENS, _CLOSES = ("(", "["), (")", "]")
_COUNTED = ("times", "metres", "unit_kg", "unit_lb", "reps", "yards", "feet")


def may_be_tempo(text: str, behind: Collection[str]) -> bool:
    """Whether a number with these names behind it may begin a tempo."""
    return len(text) == DIGITS or "-" in behind or "/" in behind or ("times" in behind and len(text) == GLUED)


def tempo_after_name(marks: Sequence[Mark], at: int) -> int | None:
    """`tempo squats 3-1-3`, `bench tempo 4-1-1`: the name says what the digits are."""
    if not _says_tempo(marks, at):
        return None
    found = factor_at(marks, at + 1)
    if found is None or found[0].role is not Role.BARE or len(found[0].values) < SHORTEST:
        return None
    return found[1] if all(value.number <= MOST_SECONDS for value in found[0].values) else None


def tempo_end(marks: Sequence[Mark], at: int) -> int | None:
    """Where the tempo that begins at `at` ends: `3010`, `3-1-1 tempo`, `3-0-1-0`, `(3-1-1) 3x10`, `30X1`."""
    text = marks[at].text
    if len(text) == DIGITS and text.isdigit():
        small = max(text) <= LARGEST_DIGIT and not has(marks, at + 1, *_COUNTED)
        return at + 1 if small and not has(marks, at - 1, "times") else None
    end = _joined(marks, at)
    if end is None:
        return _explosive(marks, at)
    if has(marks, end, "tempo"):
        return end + 1
    zeros = any(mark.number == 0 for mark in marks[at:end])
    if zeros and end - at == 2 * DIGITS - 1 and has(marks, at + 1, "-"):
        return end
    return end if _is_apart(marks, at, end) else None


def _joined(marks: Sequence[Mark], at: int) -> int | None:
    """Where three or four small figures with one sign between them end; an x among them is explosive."""
    place, sign = at, marks[at + 1].text if at + 1 < len(marks) else ""
    while _is_figure(marks, place) and has(marks, place + 1, sign) and place - at < 2 * DIGITS - 2:
        place += 2
    end = place + 1
    figures = (end - at + 1) // 2
    whole = _is_figure(marks, place) and not has(marks, end, sign, *_COUNTED)
    enough = figures >= SHORTEST or (figures > 1 and has(marks, end, "tempo"))
    return end if sign in ("-", "/") and whole and enough else None


def _is_figure(marks: Sequence[Mark], at: int) -> bool:
    mark = mark_at(marks, at)
    if mark is None:
        return False
    small = mark.number is not None and mark.number <= MOST_SECONDS and mark.text.isdigit()
    return small or (mark.text == EXPLOSIVE and not mark.spaced)


def _explosive(marks: Sequence[Mark], at: int) -> int | None:
    """`31X0`, and `30X1` beside the word: glued, with an x for the way up."""
    glued = marks[at : at + 3]
    written = "".join(mark.text for mark in glued)
    shaped = (
        len(written) == DIGITS
        and written[GLUED] == EXPLOSIVE
        and max(written[0], written[1]) <= LARGEST_DIGIT
    )
    if not shaped or any(mark.spaced for mark in glued[1:]):
        return None
    before = at - 1 - has(marks, at - 1, *_OPENS)
    named = _says_tempo(marks, before) or has(marks, at + 3, "tempo")
    return at + 3 if named or written[3] == "0" else None


def _is_apart(marks: Sequence[Mark], at: int, end: int) -> bool:
    """Whether figures beside real counts are a tempo: the line says so, or brackets behind the name."""
    first, last = _own_part(marks, at)
    bracketed = has(marks, at - 1, *_OPENS) and has(marks, end, *_CLOSES)
    if not (bracketed or has(marks, at + 1, "-")):
        return False
    told, behind = marks[first:at], marks[end:last]
    counted = has_counts(told)
    if not (counted or has_counts(behind)) or (counted and _are_results(told, marks[at:end])):
        return False
    named = bracketed and at > 1 and marks[at - 2].is_exercise and has_counts(behind)
    return named or any(_says_tempo(marks, place) for place in (*range(first, at), *range(end, last)))


def _are_results(told: Sequence[Mark], figures: Iterable[Mark]) -> bool:
    """`tempo squats 3x5 100 (5-5-4)`: what was done of what stands before."""
    reps = [told[at + 1].number or 0 for at in range(len(told) - 1) if told[at].has("times")]
    return bool(reps) and max(mark.number or 0 for mark in figures) * 2 > max(reps)


def _says_tempo(marks: Sequence[Mark], at: int) -> bool:
    mark = mark_at(marks, at)
    return mark is not None and (mark.text == "tempo" or any(each.text == "tempo" for each in mark.inner))


def _own_part(marks: Sequence[Mark], at: int) -> tuple[int, int]:
    """Where the part of a line around a mark that tells of one exercise begins and ends."""
    first = at
    while first > 0 and not (marks[first].is_exercise or marks[first - 1].has("newline")):
        first -= 1
    while first > 0 and marks[first - 1].number is None and not marks[first - 1].has("newline", ",", "and"):
        first -= 1  # "tempo goblet squats"
    ends = (
        place for place in range(at, len(marks)) if marks[place].is_exercise or marks[place].has("newline")
    )
    return first, next(ends, len(marks))
