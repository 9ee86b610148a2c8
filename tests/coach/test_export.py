"""/export: the files hold everything, and are safe to open and to import elsewhere."""

import csv
import datetime as dtm
import io
import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.export import HEADER, Everything, as_csv, as_json
from bot.domain.codec import Notes, decode
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile
from bot.domain.training import Continuation, Entry, Report, SetEntry, Technique, Unit
from tests.coach.conftest import Bench
from tests.fakes import FRIDAY
from tests.strategies import any_of, dossiers

LINES = (
    "calf raise 3x12 + partials",
    "leg extension 60kg x12 > 40x10",
    "assisted pull up -20 3x8",
    "plank 3x45s",
    "curl 14 3x12 last set to failure, rpe 9",
    "wu bench 40x8, bench 3x8 80 2 RIR",
)


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def csv_of(dossier: Dossier, reports: tuple[Report, ...]) -> str:
    """The whole table."""
    return "".join(as_csv(Everything(dossier, reports)))


def exported(bench: Bench, command: str = "/export") -> dict[str, str]:
    """The files that a command brings, by their kind."""
    bench.coach.receive(bench.incoming(f"x{command}", command))
    rows = [row for row in bench.collect() if row.document]
    return {row.document: "".join(bench.coach.document(row)[1]) for row in rows}


def test_both_files_come_with_their_words(bench: Bench) -> None:
    """One message each, named after the lifter's local day; nothing of the text lies in the store."""
    bench.say(LINES[0])
    bench.coach.receive(bench.incoming("e", "/export"))
    rows = bench.collect()
    assert [bench.coach.document(row)[0] for row in rows] == [
        "spotter-2026-11-20.json",
        "spotter-2026-11-20.csv",
    ]
    assert all(len(row.text) < 200 for row in bench.dossier.owed if row.document)


@pytest.mark.parametrize(("command", "kinds"), [("/export csv", {"csv"}), ("/export JSON", {"json"})])
def test_one_file_can_be_named(bench: Bench, command: str, kinds: set[str]) -> None:
    """Whoever wants the table only says so."""
    assert set(exported(bench, command)) == kinds


def test_a_group_never_sees_the_files(bench: Bench) -> None:
    """Asked in a group, the coach points to the private chat."""
    bench.say(LINES[0])
    bench.coach.receive(replace(bench.incoming("e", "/export"), chat="group"))
    (row,) = bench.collect()
    assert not row.document
    assert "private chat" in row.text


def test_the_json_is_all_there_is_and_can_be_read_back(bench: Bench) -> None:
    """Settings, sets, answers and planned messages, as the store would keep them."""
    for line in ("use lb", "my calves are lagging", *LINES):
        bench.say(line)
    bench.wait(hours=40)
    bench.say("calves very sore")
    said = json.loads(exported(bench)["json"])
    notes: Notes = []
    assert decode(Dossier, {k: v for k, v in said.items() if k not in FRAME}, notes) == bench.dossier
    assert not notes


FRAME = {"spotter_export", "exported_at"}


@given(dossiers("ana"))
def test_any_dossier_comes_back_from_its_json(dossier: Dossier) -> None:
    """Whatever a lifter wrote, half an emoji included."""
    said = json.loads("".join(as_json(Everything(dossier, dossier.reports), FRIDAY)))
    notes: Notes = []
    assert decode(Dossier, {k: v for k, v in said.items() if k not in FRAME}, notes) == dossier
    assert not notes


def test_the_table_is_in_strongs_form(bench: Bench) -> None:
    """One row per set: drops are `D`, warm-ups `W`, failure `F`, and notes say what no column can."""
    for line in LINES:
        bench.say(line)
        bench.clock.advance(minutes=10)
    rows = table(exported(bench)["csv"])
    assert tuple(rows[0]) == HEADER
    assert {(row["Date"], row["Workout Name"], row["Duration"]) for row in rows} == {
        ("2026-11-20 18:05:00", "Spotter", "50m")
    }
    short = [
        (row["Exercise Name"], row["Set Order"], row["Weight"], row["Reps"], row["Seconds"], row["RPE"])
        for row in rows
    ]
    assert short == [
        *(("standing calf raise", str(n), "0", "12", "0", "") for n in (1, 2, 3)),
        ("leg extension", "1", "60", "12", "0", ""),
        ("leg extension", "D", "40", "10", "0", ""),
        *(("assisted pull-up", str(n), "20", "8", "0", "") for n in (1, 2, 3)),
        *(("plank", str(n), "0", "0", "45", "") for n in (1, 2, 3)),
        *(("biceps curl", n, "14", "12", "0", "9") for n in "12F"),
        ("bench press", "W", "40", "8", "0", ""),
        *(("bench press", str(n), "80", "8", "0", "") for n in (1, 2, 3)),
    ]
    notes = {row["Exercise Name"]: row["Notes"] for row in rows}
    assert "+ partials" in notes["standing calf raise"]
    assert "2 RIR" in notes["bench press"]
    assert notes["plank"] == ""


def _report(at: dtm.datetime, *sets: SetEntry, name: str = "row", number: int = 1) -> Report:
    return Report(f"r{number}", f"m{number}", "", at, at, (Entry("row", name, sets),))


def test_loads_are_in_one_unit() -> None:
    """A set written in pounds by a lifter who counts in kilograms."""
    report = _report(FRIDAY, SetEntry(reps=5, load=225, unit=Unit.LB), SetEntry(reps=5, load=100))
    rows = table(csv_of(Dossier("ana"), (report,)))
    assert [row["Weight"] for row in rows] == ["102.06", "100"]


def test_after_midnight_belongs_to_the_evening_and_years_are_in_order() -> None:
    """A workout is what Strong knows by date and name."""
    evening, night = FRIDAY + dtm.timedelta(hours=5), FRIDAY + dtm.timedelta(hours=7)
    old = FRIDAY - dtm.timedelta(days=4000)
    reports = tuple(_report(at, SetEntry(reps=8), number=n) for n, at in enumerate((old, evening, night), 1))
    rows = table(csv_of(Dossier("ana", Profile(timezone="Europe/Amsterdam")), reports))
    assert [row["Date"] for row in rows] == [
        "2015-12-08 19:05:00",
        "2026-11-21 00:05:00",
        "2026-11-21 00:05:00",
    ]
    assert rows[1]["Duration"] == "2h"


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r\n=1", " =1"])
def test_no_cell_is_a_formula(name: str) -> None:
    """What a lifter calls an exercise cannot run in somebody's spreadsheet."""
    rows = table(csv_of(Dossier("ana"), (_report(FRIDAY, SetEntry(reps=8), name=name),)))
    assert rows[0]["Exercise Name"].startswith("'")


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Nobody lifts more; far beyond it a number in the other unit is none any more.
MOST = 1e9


def _liftable(each: SetEntry) -> SetEntry:
    drops = tuple(replace(drop, load=_load(drop.load)) for drop in each.continuations)
    return replace(each, load=_load(each.load), continuations=drops)


def _load(load: float | None) -> float | None:
    return load if load is None else max(-MOST, min(MOST, load))


SETS = st.lists(any_of(SetEntry).map(_liftable), max_size=4).map(tuple)


@given(SETS, st.text(max_size=12), st.sampled_from(Unit))
def test_any_sets_make_whole_rows(sets: tuple[SetEntry, ...], name: str, unit: Unit) -> None:
    """Twelve cells in each, words that are no formula, numbers, and a row for each set."""
    rows = table(csv_of(Dossier("ana", Profile(unit=unit)), (_report(FRIDAY, *sets, name=name),)))
    for row in rows:
        assert None not in row
        assert None not in row.values()
        assert not row["Exercise Name"].startswith(FORMULA)
        assert not row["Notes"].startswith(FORMULA)
        assert all(math.isfinite(float(row[column])) for column in ("Weight", "Reps", "Distance", "Seconds"))
    assert sum(row["Set Order"] != "D" for row in rows) == len(sets)


def test_a_mechanical_drop_is_a_row_too() -> None:
    """A run of D rows belongs to the set before it."""
    drop = Continuation(Technique.MECHANICAL_DROPSET, reps=6)
    one = SetEntry(reps=10, techniques=(Technique.MECHANICAL_DROPSET,), continuations=(drop,))
    rows = table(csv_of(Dossier("ana"), (_report(FRIDAY, one),)))
    assert [(row["Set Order"], row["Reps"], row["Notes"]) for row in rows] == [
        ("1", "10", ""),
        ("D", "6", ""),
    ]


def test_messages_that_tripped_the_coach_are_in_the_json(bench: Bench) -> None:
    """They are about the lifter like everything else."""
    bench.say(LINES[0])
    bench.coach.give_up(bench.incoming("m9", "my knee \ud83e"), "KeyError at coach.py:41")
    (letter,) = json.loads(exported(bench)["json"])["dead_letters"]
    assert (letter["id"], letter["text"]) == ("m9", "my knee \ud83e")
