"""A correction in words -> what to change: "80 not 90", "make that 9", "3x12 to 4x12", "those were lbs".

    >>> correction("it was 80 not 90")
    Correction(new='80', old='90', unit=None)

A correction with an old value is carried out on the text of the report, which is then read again: so it works
for weights, reps and whole groups alike. One without an old value changes the reps of the last set, or with a
unit its load.
"""

import re
from dataclasses import dataclass, replace

from bot.domain.training import Entry, Unit
from bot.language.text import fold

_PIECE = r"(\d+(?:[.,]\d+)?(?:\s*x\s*\d+(?:[.,]\d+)?)*)\s*(kgs?|kilos?|lbs?|pounds?)?"
_NEW_NOT_OLD = re.compile(rf"{_PIECE}[^\d]*?\b(?:not|instead of|rather than)\b[^\d]*?{_PIECE}")
_NOT_OLD_NEW = re.compile(rf"\bnot\b[^\d]*?{_PIECE}[^\d]+?{_PIECE}")
_OLD_TO_NEW = re.compile(
    rf"{_PIECE}[^\d]*?(?:\bto\b|\bshould(?: be| have been)?\b|\bwas\b|->|>|=)[^\d]*?{_PIECE}"
)
_ONE = re.compile(_PIECE)
_UNIT = re.compile(r"\b(kgs?|kilos?|lbs?|pounds?)\b")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong and what is right, as written; `unit` where one was named."""

    new: str = ""
    old: str = ""
    unit: Unit | None = None


def correction(text: str) -> Correction | None:
    """What a message wants changed; None if it names nothing that could be."""
    folded = fold(text)
    for pattern, new_first in ((_NEW_NOT_OLD, True), (_NOT_OLD_NEW, False), (_OLD_TO_NEW, False)):
        if match := pattern.search(folded):
            first, first_unit, second, second_unit = match.groups()
            new, old = (first, second) if new_first else (second, first)
            return Correction(_tight(new), _tight(old), _unit(first_unit or second_unit))
    if match := _ONE.search(folded):
        return Correction(_tight(match.group(1)), unit=_unit(match.group(2)))
    match = _UNIT.search(folded)
    return Correction(unit=_unit(match.group(1))) if match else None


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


def corrected_entries(fix: Correction, entries: tuple[Entry, ...]) -> tuple[Entry, ...] | None:
    """The entries after a correction without an old value; None where it does not fit."""
    *before, last = entries
    if not fix.new:
        return tuple(_in_unit(entry, fix.unit) for entry in entries) if fix.unit else None
    try:
        value = float(fix.new.replace(",", "."))
    except ValueError:
        return None
    if fix.unit is not None:
        sets = tuple(replace(each, load=value, unit=fix.unit) for each in last.sets)
    elif value.is_integer() and last.sets[-1].reps is not None:
        sets = (*last.sets[:-1], replace(last.sets[-1], reps=int(value)))
    else:
        return None
    return (*before, replace(last, sets=sets))


def _in_unit(entry: Entry, unit: Unit) -> Entry:
    return replace(
        entry, sets=tuple(each if each.load is None else replace(each, unit=unit) for each in entry.sets)
    )
