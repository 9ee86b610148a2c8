"""Tempo figures: the seconds of one repetition, down, held, up, held. They count nothing (C14).

Results look the same, so figures are seconds only where something says so: the word that touches them, or
a pause (a figure of at most two) beside sets that have repetitions of their own.

>>> tempo_end(marks_of("tempo squats (3-1-1) 3x10"), 2)
7
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.language.sets.factors import factor_at, single_at
from bot.language.sets.glued_tempo import EXPLOSIVE, GLUED, glued_tempo_end
from bot.language.sets.mark import Mark, has, mark_at
from bot.language.sets.products import product_at
from bot.language.sets.tempo_part import (
    DIGITS,
    JOINS,
    beside,
    counts_sets,
    figures_before,
    figures_behind,
    has_reps,
    is_bracketed,
    is_tempo_behind,
    own_part,
    says_tempo,
    touches_tempo,
)
from bot.language.sets.units import Role

LARGEST_DIGIT = "7"
SHORTEST = 3
MOST_SECONDS = 9
SLOWEST = 7
LONGEST_PAUSE = 2
_COUNTED = ("times", "metres", "unit_kg", "unit_lb", "reps", "yards", "feet")


def may_be_tempo(text: str, behind: Collection[str]) -> bool:
    """Whether a number with these names behind it may begin a tempo."""
    return len(text) == DIGITS or "-" in behind or "/" in behind or ("times" in behind and len(text) == GLUED)


def tempo_after_name(marks: Sequence[Mark], at: int) -> int | None:
    """`tempo squats 3-1-3`, `bench tempo 4-1-1`: the name says what the digits are."""
    if not says_tempo(marks[at]):
        return None
    found = factor_at(marks, at + 1)
    if found is None or found[0].role is not Role.BARE or len(found[0].values) < SHORTEST:
        return None
    end, seconds = found[1], [value.number for value in found[0].values]
    if max(seconds) > MOST_SECONDS or found[0].separator == ",":
        return None
    first, last = own_part(marks, at + 1)
    counted = has_reps(marks[first:at]) or has_reps(marks[end:last])
    return end if (_may_be_seconds(seconds) if counted else _is_no_list(seconds)) else None


def tempo_end(marks: Sequence[Mark], at: int) -> int | None:
    """Where the tempo that begins at `at` ends: `3010`, `3-1-1 tempo`, `3-0-1-0`, `(3-1-1) 3x10`, `30X1`."""
    text = marks[at].text
    if len(text) == DIGITS and text.isdigit():
        small = max(text) <= LARGEST_DIGIT and not has(marks, at + 1, *_COUNTED)
        return at + 1 if small and not has(marks, at - 1, "times") else None
    end = _joined(marks, at)
    if end is None:
        return glued_tempo_end(marks, at)
    if is_tempo_behind(marks, end) and (_has_pause(marks[at:end]) or not figures_behind(marks, end)):
        return end + 1
    paused = any(mark.number == 0 or mark.text == EXPLOSIVE for mark in marks[at:end])
    if paused and end - at == 2 * DIGITS - 1 and has(marks, at + 1, "-"):
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
    return end if sign in JOINS and whole and enough else None


def _is_figure(marks: Sequence[Mark], at: int) -> bool:
    mark = mark_at(marks, at)
    if mark is None:
        return False
    small = mark.number is not None and mark.number <= MOST_SECONDS and mark.text.isdigit()
    return small or (mark.text == EXPLOSIVE and not mark.spaced)


def _is_apart(marks: Sequence[Mark], at: int, end: int) -> bool:
    """Whether figures beside real counts are a tempo: the line says so, or brackets behind the name."""
    first, last = own_part(marks, at)
    bracketed = is_bracketed(marks, at, end)
    told, behind = marks[first:at], marks[end:last]
    seconds = [mark.number or 0 for mark in marks[at:end:2]]
    counted = has_reps(told)
    if not (bracketed or has(marks, at + 1, "-")) or not (counted or has_reps(behind)):
        return False
    if counted and _are_results(told, seconds):
        return False
    if touches_tempo(marks, at, end):
        return _may_be_seconds(seconds)
    before, after = beside(marks, at, end)
    if min(seconds) > LONGEST_PAUSE or has(marks, before, "then", "and") or has(marks, after, "then", "and"):
        return False
    named = bracketed and before >= 0 and marks[before].is_exercise
    if named and _are_sets_next(marks, after, sure=_is_no_list(seconds)):
        return True
    apart = counted or _is_no_list(seconds) or not has(marks, after, ",")
    return apart and any(
        says_tempo(marks[place]) and not (figures_before(marks, place) or figures_behind(marks, place))
        for place in (*range(first, at), *range(end, last))
    )


def _has_pause(figures: Sequence[Mark]) -> bool:
    return min(mark.number or 0 for mark in figures[::2]) <= LONGEST_PAUSE


def _may_be_seconds(seconds: Sequence[float]) -> bool:
    """Whether the word beside them makes them seconds: `5-5-5`; `9-8-7` are results all the same."""
    return min(seconds) <= LONGEST_PAUSE or (max(seconds) <= SLOWEST and not _falls(seconds))


def _is_no_list(seconds: Sequence[float]) -> bool:
    """`3-1-1`, `2-1-2`, `3-0-x`: nobody does so many repetitions."""
    return min(seconds) == 0 or (min(seconds) == 1 and not _falls(seconds))


def _falls(seconds: Sequence[float]) -> bool:
    return all(one > other for one, other in pairwise(seconds))


def _are_sets_next(marks: Sequence[Mark], at: int, *, sure: bool) -> bool:
    """`(4-2-1) 3x10`; what can be no list may have a comma or a load before its sets: `(3-1-1), 80kg 3x5`."""
    if sure:
        at += has(marks, at, ",")
        load = single_at(marks, at)
        at = load[1] if load is not None and load[0].role is Role.LOAD else at
    product = product_at(marks, at)
    return product is not None and counts_sets(product)


def _are_results(told: Sequence[Mark], seconds: Sequence[float]) -> bool:
    """`tempo squats 3x5 100 (5-5-4)`: what was done of what stands before."""
    reps = [told[at + 1].number or 0 for at in range(len(told) - 1) if told[at].has("times")]
    return bool(reps) and max(seconds) * 2 > max(reps)
