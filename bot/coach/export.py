"""Everything about a lifter, as files: JSON of all there is, and CSV as the Strong app writes it.

    document("csv", Everything(dossier, store.history("ana")), now)
    ("spotter-2026-11-20.csv", <"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,...", ...>)

The text comes in pieces, one for each report or session: ten years make tens of megabytes and take seconds,
and whoever sends them can let others have a turn in between.

The JSON is the form in which the store keeps things (`domain.codec`), with every report that there ever was,
and messages that could not be dealt with as they came.
The CSV follows Strong's oldest form, which most apps import: one row per set, weights in the lifter's unit,
drops as rows of their own. What its columns cannot say stands in the notes as the lifter could text it.
"""

import csv
import datetime as dtm
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from bot.coach.turn import Turn
from bot.domain.codec import encode
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from bot.domain.training import KG_PER_LB, Continuation, Entry, Report, SetEntry, Technique, Unit
from bot.domain.wallclock import training_day, zone_of
from bot.language.printer import number, print_entries
from bot.replies import profile as words

FORMAT = 1
KINDS = ("json", "csv")
HEADER = (
    "Date",
    "Workout Name",
    "Duration",
    "Exercise Name",
    "Set Order",
    "Weight",
    "Reps",
    "Distance",
    "Seconds",
    "Notes",
    "Workout Notes",
    "RPE",
)
_DROPS = frozenset({Technique.DROPSET, Technique.MECHANICAL_DROPSET})
#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@")
_METRES = {Unit.KG: 1000.0, Unit.LB: 1609.344}


def export(turn: Turn, rest: str) -> Turn:
    """Owe the lifter the files: both, or the one that was named. A group does not get to see them."""
    if turn.dossier.chat != turn.dossier.lifter:
        return turn.say(words.only_in_private())
    named = [kind for kind in KINDS if kind in rest.lower().split()]
    return turn.say(*map(words.exported, named or KINDS))


@dataclass(frozen=True, slots=True)
class Everything:
    """All about a lifter; `reports` are all there ever were, oldest first, the dossier's too."""

    dossier: Dossier
    reports: Iterable[Report]
    dead_letters: tuple[Incoming, ...] = ()


def document(kind: str, everything: Everything, now: dtm.datetime) -> tuple[str, Iterator[str]]:
    """The file's name, and its text in pieces."""
    day = now.astimezone(zone_of(everything.dossier.profile.timezone)).date()
    pieces = as_csv(everything) if kind == "csv" else as_json(everything, now)
    return f"spotter-{day.isoformat()}.{kind}", pieces


def as_json(everything: Everything, now: dtm.datetime) -> Iterator[str]:
    """All there is, a report a line; what is at its default is left out, as in the store."""
    head = {"spotter_export": FORMAT, "exported_at": now.isoformat(timespec="seconds")}
    head |= encode(replace(everything.dossier, reports=()))
    if everything.dead_letters:
        head["dead_letters"] = encode(everything.dead_letters)
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "reports": ['
    separator = "\n"
    for report in everything.reports:
        yield separator + json.dumps(encode(report), ensure_ascii=False)
        separator = ",\n"
    yield "\n ]\n}\n"


class _Lines(list[str]):
    """What csv writes to."""

    write = list.append


def as_csv(everything: Everything) -> Iterator[str]:
    """One row per set, sessions in order of time."""
    profile = everything.dossier.profile
    zone = zone_of(profile.timezone)
    yield _rows([HEADER])
    for _, session in groupby(everything.reports, lambda report: training_day(report.at, zone)):
        yield _rows(_session(tuple(session), zone, profile.unit))


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return "".join(lines)


def _session(reports: tuple[Report, ...], zone: dtm.tzinfo, unit: Unit) -> Iterator[tuple[str, ...]]:
    """The rows of one training day: a workout in Strong's eyes, which date and name identify."""
    first, last = reports[0].at, reports[-1].at
    head = (f"{first.astimezone(zone):%Y-%m-%d %H:%M:%S}", "Spotter", _duration(last - first))
    numbers: dict[str, int] = {}
    for entry in (entry for report in reports for entry in report.entries):
        for each in entry.sets:
            if not each.warmup:
                numbers[entry.exercise] = numbers.get(entry.exercise, 0) + 1
            order = "W" if each.warmup else "F" if each.to_failure else str(numbers[entry.exercise])
            note = _note(entry, each, unit)
            yield (*head, _safe(entry.exercise), order, *_set(each, unit), _safe(note), "Spotter", _rpe(each))
            for drop in each.continuations:
                if drop.kind in _DROPS:
                    yield (*head, _safe(entry.exercise), "D", *_drop(drop, each, unit), "", "Spotter", "")


def _duration(span: dtm.timedelta) -> str:
    """`1h 5m`; at least a minute, as importers want one."""
    hours, minutes = divmod(max(1, round(span.total_seconds() / 60)), 60)
    return " ".join(part for part in (f"{hours}h" if hours else "", f"{minutes}m" if minutes else "") if part)


def _set(each: SetEntry, unit: Unit) -> tuple[str, str, str, str]:
    """Weight, reps, distance and seconds; assistance is a positive weight, as Strong has it."""
    reps = each.reps if each.reps is not None else min(each.sides or (0,))
    distance = (each.distance_m or 0.0) / _METRES[unit]
    return _weight(each.load, each.unit, unit), str(reps), number(distance), str(each.seconds or 0)


def _drop(drop: Continuation, after: SetEntry, unit: Unit) -> tuple[str, str, str, str]:
    return _weight(drop.load, after.unit, unit), str(drop.reps or 0), "0", "0"


def _weight(load: float | None, written: Unit | None, unit: Unit) -> str:
    if load is None:
        return "0"
    if (written or unit) is not unit:
        load = round(load * KG_PER_LB if unit is Unit.KG else load / KG_PER_LB, 2)
    return number(abs(load))


def _rpe(each: SetEntry) -> str:
    return "" if each.rpe is None else number(each.rpe)


def _note(entry: Entry, each: SetEntry, unit: Unit) -> str:
    """The set as text if the columns cannot say all of it."""
    in_rows = {drop.kind for drop in each.continuations} & _DROPS
    assisted = each.load is not None and each.load < 0
    if not (
        set(each.techniques) - in_rows or assisted or each.per_side or each.sides or each.rir is not None
    ):
        return ""
    text = print_entries((replace(entry, exercise="", sets=(each,)),), unit)
    return text.removeprefix(": ")


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
