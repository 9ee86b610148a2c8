"""A correction in words -> what to change: "80 not 90", "make that 9", "3x12 to 4x12", "those were lbs".

    >>> correction("it was 80 not 90")
    Correction(new='80', old='90', unit=None)

A correction with an old value is carried out on the text of the report, which is then read again: so it works
for weights, reps and whole groups alike. One without an old value changes what it names ("4 sets", "the
weight was 70"), else the reps of the last set or its load, whichever the number is near to; where it is near
to both, there are two readings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from math import log

from bot.domain.training import Entry, SetEntry, Technique, Unit
from bot.language.text import fold

_PIECE = r"(\d+(?:[.,]\d+)?(?:\s*x\s*\d+(?:[.,]\d+)?)*)\s*(kgs?|kilos?|lbs?|pounds?)?"
_NEW_NOT_OLD = re.compile(rf"{_PIECE}[^\d]*?\b(?:not|instead of|rather than)\b[^\d]*?{_PIECE}")
_NOT_OLD_NEW = re.compile(rf"\bnot\b[^\d]*?{_PIECE}[^\d]+?{_PIECE}")
_OLD_TO_NEW = re.compile(
    rf"{_PIECE}[^\d]*?(?:\bto\b|\bshould(?: be| have been)?\b|\bwas\b|->|>|=)[^\d]*?{_PIECE}"
)
_ONE = re.compile(_PIECE)
_UNIT = re.compile(r"\b(kgs?|kilos?|lbs?|pounds?)\b")


#: "On the last set" says where, not what.
_WHERE = r"(?<!last )(?<!first )(?<!final )(?<!second )(?<!third )(?<!each )(?<!every )"
_NAMED = re.compile(rf"\b(?:(reps?|times)|{_WHERE}(sets?|rounds)|(weight|load|weighed))\b")
#: A number that is so many times nearer to one value than to the other, in proportion, means that one.
CLEARLY_NEARER = 3
MOST_SETS = 30


class Part(Enum):
    """What of a set, or of a row of sets, is corrected."""

    REPS = auto()
    SETS = auto()
    LOAD = auto()


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong and what is right, as written; `unit` and `part` where they were named.

    `technique` is what the number counts: "only 2 negatives", with `last_only` in the last set alone.
    """

    new: str = ""
    old: str = ""
    unit: Unit | None = None
    part: Part | None = None
    technique: Technique | None = None
    last_only: bool = False


def correction(text: str) -> Correction | None:
    """What a message wants changed; None if it names nothing that could be."""
    folded = fold(text)
    for pattern, new_first in ((_NEW_NOT_OLD, True), (_NOT_OLD_NEW, False), (_OLD_TO_NEW, False)):
        if match := pattern.search(folded):
            first, first_unit, second, second_unit = match.groups()
            new, old = (first, second) if new_first else (second, first)
            return Correction(_tight(new), _tight(old), _unit(first_unit or second_unit))
    if match := _ONE.search(folded):
        return Correction(_tight(match.group(1)), unit=_unit(match.group(2)), part=_part(folded))
    match = _UNIT.search(folded)
    return Correction(unit=_unit(match.group(1))) if match else None


def _part(folded: str) -> Part | None:
    named = {part for found in _NAMED.findall(folded) for part, word in zip(Part, found, strict=True) if word}
    return named.pop() if len(named) == 1 else None


def _tight(piece: str) -> str:
    return re.sub(r"\s+", "", piece)


def _unit(word: str | None) -> Unit | None:
    if word is None:
        return None
    return Unit.KG if word.startswith("k") else Unit.LB


def corrected_text(fix: Correction, text: str) -> str | None:
    """The report's text with the last occurrence of the old value replaced; None where it does not occur."""
    spaced = r"\s*x\s*".join(map(re.escape, fix.old.split("x")))
    found = list(re.finditer(rf"(?<![\d.,]){spaced}(?![\d])(?![.,]\d)", fold(text)))
    if not fix.old or not found:
        return None
    return f"{text[: found[-1].start()]}{fix.new}{text[found[-1].end() :]}"


def corrected_entries(
    fix: Correction, entries: tuple[Entry, ...], at: int = -1
) -> tuple[tuple[Entry, ...], ...]:
    """The entries after a correction without an old value: one reading, two to choose from, or none.

    `at` is the place of the entry that is meant; a unit alone is meant for all.
    """
    if not fix.new:
        return (tuple(_in_unit(entry, fix.unit) for entry in entries),) if fix.unit else ()
    try:
        value = float(fix.new.replace(",", "."))
    except ValueError:
        return ()
    at %= len(entries)
    wrong = entries[at]
    rows = filter(None, _rows(fix, value, wrong.sets))
    return tuple((*entries[:at], replace(wrong, sets=row), *entries[at + 1 :]) for row in rows)


def _rows(fix: Correction, value: float, sets: tuple[SetEntry, ...]) -> Iterator[tuple[SetEntry, ...]]:
    """The sets as the number may want them; a row is empty where it makes no sense."""
    if fix.technique is not None:
        yield _recounted(sets, fix, value)
        return
    for part in _parts_meant(fix, value, sets[-1]):
        yield _corrected_sets(sets, part, value, fix.unit)


def _parts_meant(fix: Correction, value: float, last: SetEntry) -> Iterator[Part]:
    """What a number may be the right value of, the likelier first."""
    if fix.unit is not None or fix.part is not None:
        yield Part.LOAD if fix.unit is not None or fix.part is None else fix.part
        return
    off = {
        part: abs(log(value / was))
        for part, was in ((Part.REPS, last.reps), (Part.LOAD, last.load))
        if was and was > 0 < value and (part is Part.LOAD or value.is_integer())
    }
    nearest = min(off.values(), default=0.0)
    yield from sorted((part for part in off if off[part] <= CLEARLY_NEARER * nearest), key=off.__getitem__)


def _corrected_sets(
    sets: tuple[SetEntry, ...], part: Part, value: float, unit: Unit | None
) -> tuple[SetEntry, ...]:
    """The sets with one thing set right; empty where the value makes no sense for it."""
    *before, last = sets
    match part:
        case Part.REPS if value.is_integer() and last.reps is not None:
            return (*before, replace(last, reps=int(value)))
        case Part.SETS if value.is_integer() and 0 < value <= MOST_SETS:
            return (*sets, *(last for _ in range(int(value) - len(sets))))[: int(value)]
        case Part.LOAD:
            to = unit or last.unit
            return tuple(replace(s, load=value, unit=to) if s.load == last.load else s for s in sets)
        case _:
            return ()


def _recounted(sets: tuple[SetEntry, ...], fix: Correction, value: float) -> tuple[SetEntry, ...]:
    """The sets with as many repetitions added by a technique; empty where none has one lot of them."""
    found = tuple(
        replace(each, continuations=(replace(each.continuations[0], reps=int(value)),))
        if [added.kind for added in each.continuations] == [fix.technique]
        and (not fix.last_only or at == len(sets) - 1)
        else each
        for at, each in enumerate(sets)
    )
    return found if found != sets and value.is_integer() else ()


def _in_unit(entry: Entry, unit: Unit) -> Entry:
    return replace(
        entry, sets=tuple(each if each.load is None else replace(each, unit=unit) for each in entry.sets)
    )
