"""Numbers behind their label: `sets: 3 reps: 10 weight: 60` reads like "3 sets 10 reps 60 kg".

>>> [mark.text for mark in with_keys(marks_of("sets: 3 reps: 10 weight: 60"))]
['3', 'sets', '10', 'reps', '60']
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number

_KEYS = ("sets", "reps", "weight_label")
_SIDES = frozenset({"left", "right"})
_SIGNS = (":", "=", "-")
#: One label alone may be the unit of the number before it.
FEWEST_KEYS = 2


def with_keys(marks: Sequence[Mark], names: frozenset[str]) -> tuple[Mark, ...]:
    """The marks with every labelled number in front of its label, where several numbers are labelled.

    `names` are all their tags and texts.
    """
    if names.issuperset(_SIDES):
        marks = _with_sides(marks)
    if len(names.intersection(_KEYS)) < FEWEST_KEYS:
        return tuple(marks)
    keys = _keys(marks)
    if len(set(keys.values())) < FEWEST_KEYS:
        return tuple(marks)
    kept: list[Mark] = []
    at = 0
    while at < len(marks):
        key = keys.get(at)
        if key is None:
            kept.append(marks[at])
            at += 1
            continue
        place = _number_behind(marks, at)
        number = marks[place]
        if key == "weight_label":
            kept.append(number.but(tags={**number.tags, "load": None}, spaced=True))
        else:
            kept += [number, marks[at].but(spaced=True)]
        at = place + 1
    return tuple(kept)


def _with_sides(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with `left 11 right 13` as `11l/13r`."""
    kept: list[Mark] = []
    at = 0
    while at < len(marks):
        left = _number_behind(marks, at)
        right = left + 1
        while has(marks, right, ",", "/", "and", ";"):
            right += 1
        end = _number_behind(marks, right)
        sided = has(marks, at, "left") and has(marks, right, "right") and not is_number(marks, at - 1)
        if sided and is_number(marks, left) and is_number(marks, end) and left > at:
            l_mark, r_mark = marks[at], marks[right]
            kept += [
                marks[left],
                Mark("l", l_mark.first, l_mark.last, {"left": None}, spaced=False),
                Mark("/", l_mark.last, l_mark.last, {}, spaced=False),
                marks[end].but(spaced=False),
                Mark("r", r_mark.first, r_mark.last, {"right": None}, spaced=False),
            ]
            at = end + 1
        else:
            kept.append(marks[at])
            at += 1
    return tuple(kept)


def _keys(marks: Sequence[Mark]) -> dict[int, str]:
    """The labels by place: words for sets, repetitions or weight, each with its number right behind it."""
    found: dict[int, str] = {}
    labelled = 0
    for at, mark in enumerate(marks):
        key = next((key for key in _KEYS if mark.has(key)), None)
        place = _number_behind(marks, at)
        if key is None or not is_number(marks, place) or has(marks, place + 1, "times", ":", "/"):
            continue
        if at == labelled or not is_number(marks, at - 1):
            found[at] = key
            labelled = place + 1
    return found


def _number_behind(marks: Sequence[Mark], at: int) -> int:
    return at + 1 + has(marks, at + 1, *_SIGNS)
