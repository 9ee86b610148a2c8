"""Atoms that say how hard it was: RPE, RIR, failed repetitions.

>>> effort_at(marks_of("2 left in the tank"), 0)
Atom(Kind.RIR, values=(2.0,))
"""

from collections.abc import Sequence

from bot.language.sets.atom import Atom, Kind
from bot.language.sets.mark import Mark, has, is_number, mark_at
from bot.language.sets.units import HIGHEST_RPE

MOST_EFFORTS = 10
#: "a rep shy of failure"
ONE = frozenset({"a", "an"})
SHORTEST_RUN = 3
#: In a list: nobody leaves more.
MOST_IN_RESERVE = 4
_BEFORE_VALUE = (
    "@",
    ":",
    "of",
    "(",
    "was",
    "=",
    "is",
    "at",
    "around",
    "about",
    "~",
    "approx",
    "maybe",
    "like",
    "an",
    "a",
)
#: Without one of these there is no effort.
EFFORTS = frozenset({"rpe", "rir", "short_of", "spare"})
_RANGES = frozenset({"-", "to", "or"})
_OTHERS_THAT_FAIL = ("grip", "form", "technique", "lungs", "cardio", "straps", "focus")


def effort_at(marks: Sequence[Mark], at: int) -> Atom | None:
    """`RPE 7/8/9`, `8.5 rpe`, `2 RIR`, `rir 1-2`, `2 left in the tank`, `1 short of failure`."""
    mark = marks[at]
    if mark.text == "@" and has(marks, at + 1, "rpe", "rir"):
        found = effort_at(marks, at + 1)
        return found and Atom(found.kind, at, found.last, values=found.values)
    if mark.has("rpe", "rir") and not mark.has("number"):
        start = at + 1
        while has(marks, start, *_BEFORE_VALUE) and start < at + 4:
            start += 1
        values, after = _spaced_run(marks, start) or _numbers(marks, start)
        if values and max(values) <= HIGHEST_RPE:
            kind = Kind.RPE if mark.has("rpe") else Kind.RIR
            return _effort_atom(kind, marks, at, after, values)
        return None
    following = mark_at(marks, at + 1)
    if (
        mark.text in ONE
        and following is not None
        and following.text.startswith("rep")
        and following.has("rir", "short_of")
    ):
        return Atom(Kind.RIR, at, at + 2, values=(1.0,))
    values, after = _numbers(marks, at)
    if not values or max(values) > HIGHEST_RPE or _lists_counts(marks, at, after, values):
        return None
    if has(marks, at - 1, "spare") and has(marks, after, "more", "extra"):
        return _effort_atom(Kind.RIR, marks, at, after + 1 + has(marks, after + 1, "reps"), values)
    if has(marks, after, "reps") and has(marks, after + 1, "rir", "short_of"):
        after += 1
    if has(marks, after, "rpe") and _ends_effort(marks, after + 1):
        return _effort_atom(Kind.RPE, marks, at, after + 1, values)
    if has(marks, after, "rir") and _ends_effort(marks, after + 1):
        return _effort_atom(Kind.RIR, marks, at, after + 1, values)
    if has(marks, after, "short_of"):
        return _effort_atom(Kind.RIR, marks, at, after + 1, values)
    return None


def _lists_counts(marks: Sequence[Mark], at: int, after: int, values: Sequence[float]) -> bool:
    """`8, 8, 7, 1 rir`: behind a list of counts only the last number is an effort."""
    commas = [place for place in range(at, after) if marks[place].text == ","]
    if not commas or (has(marks, after, "rir", "short_of") and max(values) <= MOST_IN_RESERVE):
        return False
    return any(marks[comma + 1].spaced for comma in commas) or has(marks, after, "rir", "short_of")


def _ends_effort(marks: Sequence[Mark], at: int) -> bool:
    """Whether an effort ends before `at`: what follows is none, or has a word of its own ("2rir 1rir")."""
    return not _is_effort(marks, at) or has(marks, at + 1, "rir", "rpe")


def _is_effort(marks: Sequence[Mark], at: int) -> bool:
    """Whether a number stands here that an effort could have; not a load."""
    large = is_number(marks, at) and (marks[at].number or 0) > HIGHEST_RPE
    return is_number(marks, at) and not large and not has(marks, at + 1, "unit_kg", "unit_lb", "times")


def _effort_atom(kind: Kind, marks: Sequence[Mark], first: int, last: int, values: tuple[float, ...]) -> Atom:
    """An effort; a range keeps its harder end (C11)."""
    if len(values) == 2 and values[1] == HIGHEST_RPE > values[0] and "/" in _signs(marks, first, last):  # noqa: PLR2004
        values = values[:1]  # 8/10 rpe
    ranged = len(values) == 2 and not _signs(marks, first, last).isdisjoint(_RANGES)  # noqa: PLR2004
    if ranged:
        values = (max(values) if kind is Kind.RPE else min(values),)
    return Atom(kind, first, last, values=values)


def _signs(marks: Sequence[Mark], first: int, last: int) -> frozenset[str]:
    return frozenset(mark.text for mark in marks[first:last])


def _numbers(marks: Sequence[Mark], at: int) -> tuple[tuple[float, ...], int]:
    """Numbers with list signs between them: 7/8/9, 1-2, 7, 8, 8."""
    values = list[float]()
    start = at
    while is_number(marks, at) and len(values) < MOST_EFFORTS:
        values.append(marks[at].number or 0.0)
        at += 1
        if (
            (has(marks, at, "/", "-", ",") and is_number(marks, at + 1) and _is_effort_list(marks, at))
            or (has(marks, at, "to", "or") and is_number(marks, at + 1))
            or (
                len(values) > 1
                and has(marks, at, "and")
                and is_number(marks, at + 1)
                and _is_effort_list(marks, at)
            )
        ):
            at += 1
        else:
            break
    if has(marks, start - 1, "(") and has(marks, at, ")"):
        at += 1
    return tuple(values), at


def _spaced_run(marks: Sequence[Mark], at: int) -> tuple[tuple[float, ...], int] | None:
    """`rpe 7 8 9`: at least three efforts with nothing between them, and nothing that claims one of them."""
    end = at
    while (
        is_number(marks, end) and (marks[end].number or 0) <= HIGHEST_RPE and not _is_claimed(marks, end + 1)
    ):
        end += 1
    return (tuple(mark.number or 0 for mark in marks[at:end]), end) if end - at >= SHORTEST_RUN else None


def _is_effort_list(marks: Sequence[Mark], at: int) -> bool:
    """A comma joins efforts only without a space or with another effort-sized number that nothing claims."""
    if marks[at].text not in (",", "and"):
        return True
    value = marks[at + 1].number or 0
    return value <= HIGHEST_RPE and not _is_claimed(marks, at + 2)


def _is_claimed(marks: Sequence[Mark], at: int) -> bool:
    """Whether what follows a number makes it something else than an effort."""
    return has(
        marks, at, "times", "unit_kg", "unit_lb", "reps", "sets", "tech", "at", "@", "seconds", "minutes"
    )


def failed_rep_at(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """`failed on the 5th`, `couldn't finish rep 10`, `missed the last rep`, `x FAIL`."""
    mark = marks[at]
    if not mark.has("failed") or mark.has("not_failure") or has(marks, at - 1, *_OTHERS_THAT_FAIL):
        return None
    place = at + 1
    while (
        place < len(marks)
        and place < at + 4
        and marks[place].text in ("on", "the", "at", "rep", "my", "number", "nr", "#")
    ):
        place += 1
    following = mark_at(marks, place)
    if following is None or following.has("newline", ",", ".", "!", ")", "]"):
        return Atom(Kind.FAILED_REP, at, place) if counts_seen else None
    if following.has("all_sets"):
        return Atom(Kind.FAILURE, at, at + 1)
    if following.has("to") or following.text in ("my", "because", "me", "again"):
        return None
    if following.has("ordinal"):
        after = place + 1 + has(marks, place + 1, "reps")
        return Atom(Kind.FAILED_REP, at, after, values=(float(following.tags["ordinal"] or 0),))
    if following.number is not None and not has(marks, place + 1, "times", "unit_kg", "unit_lb"):
        return Atom(Kind.FAILED_REP, at, place + 1, values=(following.number,))
    if following.has("last", "last_set"):
        after = place + 1
        while has(marks, after, "reps") or (mark_at(marks, after) is not None and marks[after].text == "one"):
            after += 1
        return Atom(Kind.FAILED_REP, at, after, form="last")
    return Atom(Kind.FAILED_REP, at, at + 1) if counts_seen else None
