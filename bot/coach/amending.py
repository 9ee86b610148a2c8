"""What a stored report has to say after a correction in words: one reading, several to choose from, or none.

"80 not 90" is carried out on the words of the report, which are then read again: so it works for weights,
reps and whole groups alike. Where the log has moved on from those words (an earlier correction, a lift taken
back, another unit), it is carried out on the stored sets instead, and what was changed before stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.coach.turn import Turn
from bot.domain.reading import Kind
from bot.domain.training import Entry, Report, SetEntry, Unit
from bot.language.corrections import Correction, corrected_entries, corrected_text

_PLACE = "\0"


@dataclass(frozen=True, slots=True)
class Amended:
    """The sets that a report may have to hold, and the words for them."""

    entries: tuple[Entry, ...]
    text: str


def amended(turn: Turn, report: Report, fix: Correction, at: int | None) -> tuple[Amended, ...]:
    """What the report may have to say; `at` is the place of the lift that was named, if one was."""
    if not fix.old:
        found = corrected_entries(fix, report.entries, -1 if at is None else at)
        return tuple(Amended(each, report.text) for each in found)
    if turn.read(report.text).entries != report.entries:
        return tuple(Amended(each, report.text) for each in _with_values(fix, report.entries, at))
    changed = (Amended(turn.read(text).entries, text) for text in _texts(fix, report.text))
    fitting = (each for each in changed if _is_wanted(turn, each, report, at))
    return tuple(fitting)[:1]


def _texts(fix: Correction, text: str) -> Iterator[str]:
    """The words with one occurrence of the old value replaced, the last one first."""
    head = text
    while marked := corrected_text(replace(fix, new=_PLACE), head):
        before, _, after = marked.partition(_PLACE)
        yield f"{before}{fix.new}{after}{text[len(head) :]}"
        head = before


def _is_wanted(turn: Turn, new: Amended, report: Report, at: int | None) -> bool:
    """Whether the words still are a report that differs in the lift that was named, and in no other."""
    if turn.read(new.text).kind is not Kind.REPORT:
        return False
    if at is None:
        return True
    was, now = list(report.entries), list(new.entries)
    if len(was) != len(now) or was[at] == now[at]:
        return False
    del was[at], now[at]
    return was == now


def _with_values(fix: Correction, entries: tuple[Entry, ...], at: int | None) -> Iterator[tuple[Entry, ...]]:
    """The entries with a load, or the reps, of the old value replaced: in the lift named, else the last."""
    try:
        old, new = (float(each.replace(",", ".")) for each in (fix.old, fix.new))
    except ValueError:
        return
    places = reversed(range(len(entries))) if at is None else (at,)
    for place in places:
        if rows := tuple(_rows(entries[place].sets, old, new, fix.unit)):
            for row in rows:
                yield (*entries[:place], replace(entries[place], sets=row), *entries[place + 1 :])
            return


def _rows(
    sets: tuple[SetEntry, ...], old: float, new: float, unit: Unit | None
) -> Iterator[tuple[SetEntry, ...]]:
    """The sets with every load of the old value replaced, and with all such reps where it may be those."""
    if any(each.load == old for each in sets):
        yield tuple(replace(s, load=new, unit=unit or s.unit) if s.load == old else s for s in sets)
    if unit is None and new.is_integer() and any(each.reps == old for each in sets):
        yield tuple(replace(s, reps=int(new)) if s.reps == old else s for s in sets)
