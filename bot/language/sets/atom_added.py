"""Atoms that count: repetitions added by a technique, mini-sets, so many sets of one.

>>> added_at(marks_of("3x12 + 6 partials"), 4, counts_seen=True)
Atom(Kind.ADDED, technique='partials', values=(6.0,))
"""

from collections.abc import Sequence

from bot.language.sets.atom import Atom, Kind
from bot.language.sets.factors import factor_at
from bot.language.sets.mark import Mark, has, is_number, mark_at
from bot.language.sets.units import Role

MOST_ADDED_UNJOINED = 8
MOST_COUNTED = 10
FAR_TOLD = 7
_STRUCTURES = ("rest_pause", "myo_reps", "cluster", "mechanical_dropset")
_MORE = ("more", "extra", "additional", "bonus", "another")


def mini_sets_at(marks: Sequence[Mark], at: int) -> Atom | None:
    """`5 minis of 3`, `3 mini sets: 5, 4, 4`, `4 minis`."""
    count = marks[at].number
    if count is None or not has(marks, at + 1, "minis") or count > MOST_COUNTED:
        return None
    place = at + 2
    while has(marks, place, "of", "times", ":", "(", "@", "-", "at", "for"):
        place += 1
    found = factor_at(marks, place)
    if found is None or found[0].role not in (Role.BARE, Role.REPS) or found[0].number > MOST_COUNTED:
        return Atom(Kind.TECHNIQUE, at, at + 2, technique="myo_reps", form="tech_short")
    numbers = tuple(value.number for value in found[0].values)
    values = numbers if len(numbers) > 1 else numbers * int(count)
    return Atom(Kind.TECHNIQUE, at, found[1], technique="myo_reps", form="minis", values=values)


def added_at(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """`6 lengthened partials`, `5p`, `+3 assisted reps`, `3 eccentric-only reps`; only after sets."""
    if not counts_seen or not is_number(marks, at) or _is_load_before(marks, at):
        return None
    if has(marks, at - 1, "times") or "." in marks[at].text:
        return None
    after = at + 1 + has(marks, at + 1, *_MORE)
    more = after > at + 1 or has(marks, at - 1, *_MORE)
    if has(marks, after, "-") and is_number(marks, after + 1):
        after += 2
    if more and has(marks, after, "at") and has(marks, after + 1, "tech", "tech_short"):
        after += 1
    technique, end = _told_after(marks, at, after, more=more)
    if not technique and more:
        technique, end = _told_before(marks, at), after
    if technique in ("", "superset", *_STRUCTURES):
        return None
    end += has(marks, end, "reps")
    return Atom(Kind.ADDED, at, end, technique=technique, values=(marks[at].number or 0,))


def _told_after(marks: Sequence[Mark], at: int, after: int, *, more: bool) -> tuple[str, int]:
    """The technique named behind a count, and where its name ends."""
    mark = mark_at(marks, after)
    if mark is None:
        return "", after
    technique = mark.tags.get("tech") or mark.tags.get("tech_short") or mark.tags.get("tech_counted")
    if mark.text == "p" and not mark.spaced and has(marks, at - 1, "+"):
        technique = "partials"
    if technique is None and more:
        technique = mark.tags.get("tech_told")
    told = mark_at(marks, after + 1)
    if technique is None and mark.has("reps") and told is not None:
        technique = told.tags.get("tech") or told.tags.get("tech_short") or told.tags.get("tech_told")
        after += 1
    return str(technique or ""), after + 1


def _told_before(marks: Sequence[Mark], at: int) -> str:
    """`my partner helped me through 3 more`: the technique that the words before a number tell."""
    for place in range(at - 1, max(-1, at - FAR_TOLD), -1):
        mark = marks[place]
        if mark.number is not None or mark.has("newline", ".", ";"):
            return ""
        told = mark.tags.get("tech_told")
        if told is not None:
            return "" if told in _STRUCTURES or told == "dropset" else str(told)
    return ""


def counted_structure_at(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """`3 dropsets`, `2 drop sets of`: a number of them before any other count."""
    named = at + 1 + has(marks, at + 1, "times")
    if counts_seen or not is_number(marks, at) or not has(marks, named, "tech"):
        return None
    technique = str(marks[named].tags["tech"])
    after = named + 1 + has(marks, named + 1, "sets")
    if technique == "mechanical_dropset" and named > at + 1:
        return Atom(Kind.TECHNIQUE, at, after, technique=technique, form="counted", values=(2,))
    count = marks[at].number or 0
    if technique == "superset" and count > 1:
        return Atom(Kind.TECHNIQUE, at, after, technique=technique, form="counted", values=(count,))
    if technique != "dropset" and not (technique in _STRUCTURES and (after > named + 1 or count == 1)):
        return None
    numbered = technique != "dropset" and count > 1 and is_number(marks, after)
    if technique == "cluster" or count > MOST_COUNTED or numbered:
        return None
    form = "counted" if count > 1 else "tech"
    return Atom(Kind.TECHNIQUE, at, after, technique=technique, form=form, values=(count,))


def _is_load_before(marks: Sequence[Mark], at: int) -> bool:
    """`3x10 40 partials`: a number right after the sets is the load, unless it is as small as added reps."""
    before = mark_at(marks, at - 1)
    return before is not None and before.number is not None and (marks[at].number or 0) > MOST_ADDED_UNJOINED
