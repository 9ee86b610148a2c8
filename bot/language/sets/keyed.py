"""Numbers behind their label: `sets: 3 reps: 10 weight: 60` reads like "3 sets 10 reps 60 kg".

>>> [mark.text for mark in with_keys(marks_of("sets: 3 reps: 10 weight: 60"))]
['3', 'sets', '10', 'reps', '60']
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.language.sets.mark import Mark, has, is_number, names_of

_KEYS = ("sets", "reps", "weight_label")
_SIGNS = (":", "=", "-")
#: One label alone may be the unit of the number before it.
FEWEST_KEYS = 2


def with_keys(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with every labelled number in front of its label, where several numbers are labelled."""
    if len(names_of(marks).intersection(_KEYS)) < FEWEST_KEYS:
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
            kept.append(replace(number, tags={**number.tags, "load": None}, spaced=True))
        else:
            kept += [number, replace(marks[at], spaced=True)]
        at = place + 1
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
