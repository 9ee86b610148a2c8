"""Atoms that say which sets: "last two", "set 3", "each set", "first set 10".

>>> scope_at(marks_of("last 2 sets"), 0, counts_seen=True).scope
Scope(which='last', count=2)
"""

from collections.abc import Sequence

from bot.language.sets.atom import Atom, Kind, Scope
from bot.language.sets.mark import Mark, has, is_number, mark_at

MOST_SCOPE = 10
#: Without one of these no mark is a scope.
SCOPES = frozenset({"last", "all_sets", "last_set", "first_set", "middle_set", "each", "ordinal"}) | {
    "set",
    "sets",
    "satz",
    "serie",
}


def scope_at(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """The scope at `at`, or None; `counts_seen` says that sets stand before it."""
    mark = marks[at]
    if SCOPES.isdisjoint(mark.names):
        return None
    if mark.has("last", "last_set") and has(marks, at + 1, "reps"):
        return Atom(Kind.TAIL, at, at + 2)
    if mark.has("last") and is_number(marks, at + 1):
        return _last(marks, at)
    for tag in ("all_sets", "last_set", "first_set", "middle_set"):
        if mark.has(tag):
            which = tag.removesuffix("_sets").removesuffix("_set")
            label = which == "first" and is_number(marks, at + 1)
            return Atom(Kind.SCOPE, at, at + 1, scope=Scope(which), form="label" if label else "")
    if mark.has("each") and counts_seen:
        return Atom(Kind.SCOPE, at, at + 1, scope=Scope("all"), form="each")
    if mark.has("last") or (mark.has("ordinal") and mark.tags["ordinal"] == 1 and _counts_sets(marks, at)):
        return _last(marks, at)
    if mark.has("ordinal") and not has(marks, at - 1, "failed"):
        return _ordinal(marks, at)
    if mark.text in ("set", "sets", "satz", "serie") and is_number(marks, at + 1):
        return _numbered(marks, at)
    return None


def _counts_sets(marks: Sequence[Mark], at: int) -> bool:
    """`first two sets`, `(2 rir on first two, failure last)`."""
    ends = at + 2 >= len(marks) or has(
        marks, at + 2, "sets", ",", ")", ".", "newline", "and", ";", "rir", "rpe", "failure", "tech", "amrap"
    )
    return is_number(marks, at + 1) and ends


def _last(marks: Sequence[Mark], at: int) -> Atom | None:
    """`last 2 sets`, `last two`; but `last 3 reps`, `last few` only tell where in the set."""
    which = "last" if marks[at].has("last") else "first"
    number = marks[at + 1].number if is_number(marks, at + 1) else None
    if number is None:
        if has(marks, at + 1, "reps") or (mark_at(marks, at + 1) or marks[at]).text in (
            "few",
            "couple",
            "bit",
        ):
            return Atom(Kind.TAIL, at, at + 2)
        if has(marks, at + 1, "sets"):
            return Atom(Kind.SCOPE, at, at + 2, scope=Scope(which))
        ends = is_number(marks, _count_of(marks, at + 1)) or at + 1 >= len(marks)
        ends = ends or has(marks, at + 1, ",", ".", ")", "newline", "failure", "tech", "amrap")
        return Atom(Kind.SCOPE, at, at + 1, scope=Scope(which)) if ends else None
    if number > MOST_SCOPE:
        return None
    if has(marks, at + 2, "sets"):
        return Atom(Kind.SCOPE, at, at + 3, scope=Scope(which, int(number)))
    told = any(has(marks, place, "tech_told", "tech_short") for place in range(max(0, at - 4), at + 5))
    if has(marks, at + 2, "reps", "tech") or told:
        return Atom(Kind.TAIL, at, at + 3 if has(marks, at + 2, "reps") else at + 2, values=(number,))
    return Atom(Kind.SCOPE, at, at + 2, scope=Scope(which, int(number)))


def _ordinal(marks: Sequence[Mark], at: int) -> Atom | None:
    number = int(float(marks[at].tags["ordinal"] or 0))
    numbers = [number]
    after = at + 1
    while has(marks, after, "and", ",") and has(marks, after + 1, "ordinal"):
        numbers.append(int(float(marks[after + 1].tags["ordinal"] or 0)))
        after += 2
    if has(marks, after, "sets") or (mark_at(marks, after) is not None and marks[after].text == "one"):
        after += 1
    elif not is_number(marks, _count_of(marks, after)) and not _opens_mark(marks, at, after):
        return None
    label = is_number(marks, _count_of(marks, after))
    return Atom(Kind.SCOPE, at, after, scope=Scope("set", 1, tuple(numbers)), form="label" if label else "")


def _opens_mark(marks: Sequence[Mark], at: int, after: int) -> bool:
    """`12, 11, 10 (first to failure)`, `(failure on the second)`: at a sign, beside an effort."""
    article = at - has(marks, at - 1, "the", "only")
    if marks[article - 1].text == "on" and has(marks, article - 2, "failure"):
        return has(marks, after, ")", "]")
    at = article - has(marks, article - 1, "only")
    after += has(marks, after, "was", "went")
    return has(marks, at - 1, "(", "[", ",", "and") and has(marks, after, "failure", "rir", "rpe")


def _count_of(marks: Sequence[Mark], at: int) -> int:
    """Where the count of a set stands: `second: 10`, `the second was only 10`."""
    while has(marks, at, ":", "result", "only"):
        at += 1
    return at


def _numbered(marks: Sequence[Mark], at: int) -> Atom | None:
    """`set 3`, `sets 2 and 3`, and the label `Set 1:`."""
    numbers = [int(marks[at + 1].number or 0)]
    after = at + 2
    while has(marks, after, "and", ",", "&", "/") and is_number(marks, after + 1) and marks[at].text != "set":
        numbers.append(int(marks[after + 1].number or 0))
        after += 2
    if max(numbers) > MOST_SCOPE * 2 or has(marks, after, "times", "reps", "unit_kg", "unit_lb", "of"):
        return None
    label = (
        has(marks, after, ":", "-", ".", ")") or is_number(marks, after) or has(marks, after, "bodyweight")
    )
    if label and has(marks, after, ":", "-", ".", ")"):
        after += 1
    scope = Scope("set", 1, tuple(numbers))
    return Atom(Kind.SCOPE, at, after, scope=scope, form="label" if label else "")
