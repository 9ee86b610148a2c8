"""Numbers that are no numbers of a set: rest, sleep, tempo, seats, ratings, progress. They are taken out.

>>> without_notes(marks, names_of(marks))  # "hip thrust 3x10 100kg, rest 2:30"
marks of "hip thrust 3x10 100kg, rest"
"""

from collections.abc import Sequence

from bot.language.sets.factors import factor_at, single_at
from bot.language.sets.mark import Mark, has, is_number, mark_at
from bot.language.sets.tempo import may_be_tempo, tempo_after_name, tempo_end
from bot.language.sets.tempo_part import DIGITS
from bot.language.sets.units import Role

BEST_RATING = 10
_BETWEEN = frozenset(
    {"of", "for", "at", ":", "was", "is", "about", "~", "on", "the"} | {"only", "no", "#", "around", "="}
)
_PER = frozenset({"a", "per", "this", "each", "every", "pro", "por", "week"})
_TIMED = ("s ", "sec ", "second ", "min ", "minuten ", "sekunden ")
_MOVES = frozenset({"down", "up", "lowering", "hold", "holds", "lower", "ecc", "eccentrics", "negs"})


_NOTHING = frozenset[str]()
_BREATHS = ("breath", "breaths")
#: Apart from numbers and names, only these begin a note ...
_BEGINS = frozenset({"link", "#", "note_before", "+", "up", "change", "w"})
#: ... and only one of these behind a number makes it one: what a note counts ...
_NOTED = frozenset({"hours", "blocked", "times", "note_after", "note_counted", "minutes", "seconds", ":"}) | {
    *_BREATHS
}
#: ... or what is compared with another time.
_COMPARED = frozenset({"comparing", "reps", "unit_kg", "unit_lb", "thousand_or_kg"})
_COMPARING = frozenset({"comparing", "changed"})
_FOLLOWS = _NOTED | _COMPARED | {"/", "-"}
#: Without any of these only a tempo may be a note: four digits, `30X1`, or behind a name that says so.
_NOTING = (_BEGINS | _NOTED | _COMPARING | _PER | {"/", "-", "0", "1"}) - {"times"}


def without_notes(marks: Sequence[Mark], said: frozenset[str]) -> tuple[Mark, ...]:
    """The marks without the numbers of notes, links and hashtags; `said` is everything in the message."""
    if said.isdisjoint(_NOTING):
        digits = [mark for mark in marks if mark.number is not None and len(mark.text) == DIGITS]
        if not digits and not [mark for mark in marks if mark.inner]:
            return tuple(marks)
    kept: list[Mark] = []
    after = 0
    for at, mark in enumerate(marks):
        if at < after:
            continue
        if mark.mention is not None:
            end = tempo_after_name(marks, at) if mark.inner else None
        elif not _BEGINS.isdisjoint(mark.names):
            end = _note_at(marks, at, said)
        else:
            end = None if mark.number is None else _note_at_number(marks, at, said)
        after = at + 1 if end is None else end
        if end is None or mark.mention is not None or mark.has("note_before", "filler"):
            kept.append(mark)
    return tuple(kept)


def _note_at(marks: Sequence[Mark], at: int, said: frozenset[str]) -> int | None:
    """Where the note that begins at `at` ends, or None."""
    mark = marks[at]
    if mark.has("link"):
        return next(
            (
                end
                for end in range(at, len(marks))
                if (marks[end].spaced and end > at) or marks[end].has("newline")
            ),
            len(marks),
        )
    if mark.text == "#" and at + 1 < len(marks) and marks[at + 1].number is None:
        return at + 2
    if mark.has("note_before") and has(marks, at - 1, "rpe", "rir"):
        return None
    if mark.has("note_before"):
        return _named_number(marks, at + 1)
    if mark.text == "w" and _is_glued_number(marks, at + 1) and has(marks, at + 2, "d"):
        return at + 4 if _is_glued_number(marks, at + 3) else None  # W3D2
    if mark.number is None:
        return _signed_progress(marks, at) or _loss(marks, at)
    return _note_at_number(marks, at, said)


def _note_at_number(marks: Sequence[Mark], at: int, said: frozenset[str]) -> int | None:
    """Where the note that begins with a number ends, or None; what follows says which kind it may be."""
    behind = marks[at + 1].names if at + 1 < len(marks) else _NOTHING
    if _FOLLOWS.isdisjoint(behind) and len(marks[at].text) != DIGITS:
        return None
    may_count = not _NOTED.isdisjoint(behind) and ("times" not in behind or not _PER.isdisjoint(said))
    may_compare = not _COMPARED.isdisjoint(behind) and not _COMPARING.isdisjoint(said)
    return (
        (_rating(marks, at) if "/" in behind else None)
        or (tempo_end(marks, at) if may_be_tempo(marks[at].text, behind) else None)
        or (_number_of_note(marks, at) if may_count else None)
        or (_compared(marks, at) if may_compare else None)
    )


def _is_glued_number(marks: Sequence[Mark], at: int) -> bool:
    return is_number(marks, at) and not marks[at].spaced


def _counted_or_loaded(marks: Sequence[Mark], at: int) -> int | None:
    """Where a number of repetitions or a load ends."""
    if not has(marks, at + 1, "reps", "unit_kg", "unit_lb", "thousand_or_kg"):
        return None
    found = single_at(marks, at)
    return found[1] if found is not None and found[0].role in (Role.REPS, Role.LOAD) else None


def _loss(marks: Sequence[Mark], at: int) -> int | None:
    """`lost 2 reps`, `down 3 reps`, `gained 5kg on bench`: a change, not a set."""
    mark = marks[at]
    if not mark.has("change"):
        return None
    place = at + 1
    while has(marks, place, "about", "like", "around", "another"):
        place += 1
    end = _counted_or_loaded(marks, place)
    if end is None or (
        mark.text in ("down", "up") and (has(marks, at - 1, "tech_short", "drop", "go", "went"))
    ):
        return None
    loaded = not has(marks, end - 1, "reps")
    return None if loaded and has(marks, end, "times", "for") else end


def _compared(marks: Sequence[Mark], at: int) -> int | None:
    """`2 reps down`, `2 reps less`, `2 more reps than last week`: how much more or less than before."""
    more = has(marks, at + 1, "comparing")
    end = (
        at + 2 if more and has(marks, at + 2, "reps", "unit_kg", "unit_lb") else _counted_or_loaded(marks, at)
    )
    if end is None:
        return None
    if more:
        fewer = has(marks, at + 1, "fewer", "less")
        return end if fewer or any(_says_than(marks, place) for place in range(end, end + 6)) else None
    return end + 1 if has(marks, end, "changed") or _than(marks, end) else None


def _than(marks: Sequence[Mark], at: int) -> bool:
    """`more than ...`, `better than ...`."""
    return has(marks, at, "comparing") and any(_says_than(marks, place) for place in (at + 1, at + 2))


def _says_than(marks: Sequence[Mark], at: int) -> bool:
    """`than`, alone or in a phrase like "than last week"."""
    mark = mark_at(marks, at)
    return mark is not None and mark.text.startswith(("than", "then last"))


def _named_number(marks: Sequence[Mark], at: int) -> int | None:
    """`rest 2:30`, `slept 5h`, `seat at 4`, `tempo 3-1-1`, `week 2`."""
    start = at
    while at - start < 3 and (mark := mark_at(marks, at)) is not None and mark.has(*_BETWEEN):  # noqa: PLR2004
        at += 1
    found = factor_at(marks, at)
    if found is None:
        return None
    factor, after = found
    if factor.role in (Role.REPS, Role.SETS, Role.LOAD) and marks[start - 1].text not in (
        "pr by",
        "pb by",
        "up by",
        "felt like",
        "feels like",
    ):
        return None
    if has(marks, after, "times", "of", "rir", "rpe") or has(marks, after, "@"):
        return None
    next_note = has(marks, after, "note_before") and is_number(marks, after + 1)
    if (
        has(marks, start - 1, "tempo")
        or next_note
        or not has(marks, after, "hours", "note_after", "note_counted")
    ):
        return after
    return after + 1


def _rating(marks: Sequence[Mark], at: int) -> int | None:
    """`9/10` after a word; not part of a list."""
    if not (has(marks, at + 1, "/") and has(marks, at + 2, "10") and not marks[at + 1].spaced):
        return None
    previous = mark_at(marks, at - 1)
    if previous is not None and (marks[at].number or 0) <= BEST_RATING and _is_rated_muscle(marks, at):
        return at + 3
    if (marks[at].number or 0) <= BEST_RATING and has(marks, at + 3, "rated") and not has(marks, at - 1, "/"):
        return at + 3
    worded = previous is not None and previous.text[:1].isalpha() and not previous.is_exercise
    alone = not has(marks, at + 3, "/", "times", "@", "tech", "unit_kg")
    tagged = (
        worded
        and previous is not None
        and not previous.has("times", "at", "left", "right", "result", "of", "rpe")
    )
    return at + 3 if tagged and alone and (marks[at].number or 0) <= BEST_RATING else None


def _is_rated_muscle(marks: Sequence[Mark], at: int) -> bool:
    """`quads 8/10`, `biceps 7/10 sore`: a muscle with nothing but a score."""
    mention = marks[at - 1].mention
    muscle = mention is not None and mention.kind == "muscle"
    return muscle and not has(
        marks, at + 3, "/", ",", "times", "@", "at", "tech", "unit_kg", "unit_lb", "number"
    )


def _number_of_note(marks: Sequence[Mark], at: int) -> int | None:
    """`3 min rest`, `90s between sets`, `5h sleep`, `4 sec eccentric`, `2 days ago`."""
    if has(marks, at - 1, "times"):
        return None
    if has(marks, at + 1, "times"):
        return at + 2 if at + 2 < len(marks) and marks[at + 2].text in _PER else None
    if has(marks, at + 1, "hours", "blocked", *_BREATHS):
        return at + 2
    if has(marks, at + 1, "note_after") and marks[at + 1].text.startswith(_TIMED):
        return at + 2
    if has(marks, at + 1, "note_counted") and not is_number(marks, at + 2):
        return at + 2
    if has(marks, at + 1, "note_after") and has(marks, at - 1, ",", "(", "newline"):
        return at + 2
    timed = has(marks, at + 1, "minutes", "seconds", ":")
    found = single_at(marks, at) if timed else None
    if found is None or found[0].role is not Role.SECONDS:
        return None
    _, after = found
    following = mark_at(marks, after)
    if following is None:
        return None
    if following.has("note_after", "note_before", "note_counted", "blocked") or following.text in _MOVES:
        return after
    return None


def _signed_progress(marks: Sequence[Mark], at: int) -> int | None:
    """`+5kg from last week`, `up 2.5 kg on last time`."""
    if not (has(marks, at, "+", "up") and is_number(marks, at + 1)):
        return None
    found = factor_at(marks, at + 1)
    if found is None:
        return None
    following = mark_at(marks, found[1])
    if (
        following is not None
        and following.has("note_counted", "note_after", "note_before")
        and following.text[:1].isalpha()
    ):
        return found[1] + 1
    return None
