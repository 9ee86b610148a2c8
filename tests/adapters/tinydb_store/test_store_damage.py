"""Damaged files: always noticed, the generation before used, nothing overwritten or thrown away."""

import datetime as dtm
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.tinydb_store import TinyDBStore
from bot.adapters.tinydb_store.sealed import DamagedError, Tables, seal, unseal, unseal_head
from bot.coach.coach import Coach
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile, QuietHours
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.ports import StoreUnavailable
from tests.adapters.tinydb_store.writer import commit, report
from tests.coach.conftest import HANDBOOK
from tests.fakes import FRIDAY, FakeClock

TABLES: Tables = {
    "meta": {"1": {"schema": 1, "lifter": "ana", "due": []}},
    "reports": {"1": {"id": "r1", "text": "größer 🦵"}, "2": {"id": "r2"}},
    "owed": {"1": {"id": "o1"}},
}
SEALED = seal(TABLES)
AWAKE = QuietHours(dtm.time(0), dtm.time(0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with three commits of one lifter."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        for number in (1, 2, 3):
            commit(store, FakeClock(), number)
    return tmp_path / "lifters" / "ana"


def opened(folder: Path) -> TinyDBStore:
    """The store on the data folder that a lifter's folder lies in."""
    return TinyDBStore(folder.parents[1], FakeClock())


def flip(path: Path, position: int, bit: int = 0) -> None:
    """Turn one bit of a file over."""
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 1 << bit
    path.write_bytes(data)


def test_what_was_sealed_is_unsealed() -> None:
    """The tables as they were, the checksum not among them."""
    assert unseal(SEALED) == TABLES
    first, second, *_ = SEALED.splitlines(keepends=True)
    assert unseal_head(first, second) == TABLES["meta"]["1"]


@given(st.integers(0, len(SEALED) - 1), st.integers(0, 7))
def test_every_flipped_bit_is_noticed(position: int, bit: int) -> None:
    """Wherever it is: in a text, in a bracket, in the checksum itself."""
    damaged = bytearray(SEALED)
    damaged[position] ^= 1 << bit
    with pytest.raises(DamagedError):
        unseal(bytes(damaged))


@pytest.mark.parametrize("length", range(len(SEALED)))
def test_every_truncation_is_noticed(length: int) -> None:
    """Down to the empty file."""
    with pytest.raises(DamagedError):
        unseal(SEALED[:length])


@pytest.mark.parametrize("extra", [b"\n", b"\x00" * 512, SEALED], ids=["line", "zeros", "twice"])
def test_bytes_too_many_are_noticed(extra: bytes) -> None:
    """A file that is longer than what was written is not what was written."""
    with pytest.raises(DamagedError):
        unseal(SEALED + extra)


@given(st.data())
def test_a_damaged_head_is_noticed_by_its_two_lines_alone(data: st.DataObject) -> None:
    """A start reads no more than these, and must not trust a wrong due time."""
    first, second, *_ = SEALED.splitlines(keepends=True)
    damaged = bytearray(second)
    damaged[data.draw(st.integers(0, len(second) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DamagedError):
        unseal_head(first, bytes(damaged))


@pytest.mark.parametrize("position", [0, 30, 70, 90, 200, -2])
def test_a_damaged_file_gives_way_to_the_generation_before(folder: Path, position: int) -> None:
    """It is kept under another name, and the owner is told."""
    flip(folder / "current.json", position)
    damaged = (folder / "current.json").read_bytes()
    with opened(folder) as store:
        assert store.load("ana").counter == 2
        assert tuple(store.history("ana")) == (report(1), report(2))
        (alert,) = store.alerts
        assert "was damaged" in alert
        commit(store, FakeClock(), 4)
    (kept,) = folder.glob("current.json.damaged-*")
    assert kept.read_bytes() == damaged
    with opened(folder) as store:
        assert store.load("ana").counter == 4
        assert store.alerts == ()


@pytest.mark.parametrize("saved_since", [False, True])
def test_a_power_cut_takes_back_what_was_noted_and_never_what_was_saved(
    folder: Path, *, saved_since: bool
) -> None:
    """Noted files may be torn when the power goes: the generation before is always a saved one."""
    with opened(folder) as store:
        for number in (4, 5, 6):
            store.note(replace(store.load("ana"), counter=number))
        assert store.load("ana").counter == 6
        if saved_since:
            store.save(replace(store.load("ana"), counter=7))
    (folder / "current.json").write_bytes(b"")
    with opened(folder) as store:
        assert store.load("ana").counter == 3
        assert tuple(store.history("ana")) == (report(1), report(2), report(3))


@pytest.mark.parametrize("saved_since", [False, True])
def test_a_restart_does_not_make_a_noted_file_the_one_to_go_back_to(
    folder: Path, *, saved_since: bool
) -> None:
    """It may still not be on the disk, so a power cut soon after the restart may tear it."""
    with opened(folder) as store:
        store.note(replace(store.load("ana"), counter=4))
    with opened(folder) as store:
        (store.save if saved_since else store.note)(replace(store.load("ana"), counter=5))
    (folder / "current.json").write_bytes(b"")
    with opened(folder) as store:
        assert store.load("ana").counter == 3


def test_what_is_out_of_place_is_told_without_its_words(folder: Path) -> None:
    """The owner and the log hear where it is, not what the lifter wrote."""
    path = folder / "current.json"
    tables = unseal(path.read_bytes())
    tables["reports"]["1"]["entries"] = "my secret knee"
    path.write_bytes(seal(tables))
    with opened(folder) as store:
        store.load("ana")
        (alert,) = store.alerts
    assert "a str is not a list" in alert
    assert "secret" not in alert


def test_due_times_follow_the_generation_that_is_used(tmp_path: Path) -> None:
    """The head may be whole where the rest is not."""
    row = Owed("o", "ana", OwedKind.CHECK_IN, "7", FRIDAY, "Sore?", "m1")
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.save(Dossier("ana", owed=(row,)))
        store.save(Dossier("ana", owed=(replace(row, due_at=FRIDAY + dtm.timedelta(days=1)),)))
    flip(tmp_path / "lifters" / "ana" / "current.json", -2)
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.load("ana")
        assert store.with_due(FRIDAY) == ("ana",)


@pytest.mark.parametrize("name", ["both", "only"])
def test_without_a_whole_generation_that_lifter_alone_is_refused(folder: Path, name: str) -> None:
    """Never an empty start over data: loads and saves are refused, files stay as they are."""
    with opened(folder) as store:
        store.save(Dossier("ben", counter=5))
    flip(folder / "current.json", 100)
    if name == "both":
        flip(folder / "previous.json", 100)
    else:
        (folder / "previous.json").unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with opened(folder) as store:
        for call in (lambda: store.load("ana"), lambda: store.save(Dossier("ana"))):
            with pytest.raises(StoreUnavailable, match="no whole generation is left"):
                call()
        assert store.lifters() == ("ana", "ben")
        assert store.load("ben").counter == 5
        assert len(store.alerts) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("state", [OwedState.DUE, OwedState.SENDING])
def test_damage_to_one_lifter_stops_neither_the_start_nor_anybody_else(
    folder: Path, state: OwedState
) -> None:
    """The head of the file is whole, so its messages are known to be due; the rest cannot be had."""
    clock = FakeClock()
    with opened(folder) as store:
        for name in ("ana", "ben"):
            row = Owed("o", name, OwedKind.CHECK_IN, name, FRIDAY, "Sore?", "m1", state=state)
            store.save(Dossier(name, Profile(quiet=AWAKE), owed=(row,)))
    flip(folder / "current.json", -2)
    flip(folder / "previous.json", -2)
    with TinyDBStore(folder.parents[1], clock) as store:
        told: list[str] = []
        store.on_alert = told.append
        coach = Coach(HANDBOOK, store, clock)
        coach.recover()
        wanted = ["ben"] if state is OwedState.DUE else []
        assert [row.lifter for row in coach.collect()] == wanted
        assert len(told) == 1
        assert "no whole generation is left" in told[0]
        assert "ana" not in store.with_due(clock.now())
        clock.advance(minutes=6)
        assert coach.collect() == ()
        assert len(told) == 1


def test_a_file_of_somebody_else_is_refused(folder: Path) -> None:
    """A folder restored under the wrong name must not mix two people up."""
    folder.rename(folder.with_name("ben"))
    with opened(folder) as store, pytest.raises(StoreUnavailable, match="belongs to ana"):
        store.load("ben")


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    """A month's archive file, written twice."""
    clock = FakeClock()
    with TinyDBStore(tmp_path, clock) as store:
        for number in range(1, 26):
            commit(store, clock, number)
    return tmp_path / "lifters" / "ana" / "archive"


def test_a_damaged_month_gives_way_to_its_generation_before(archived: Path) -> None:
    """What that one did not have yet is missed, and the owner is told."""
    (written_twice,) = archived.glob("*.previous.json")
    month = written_twice.name.removesuffix(".previous.json")
    flip(archived / f"{month}.json", 100)
    with opened(archived.parent) as store:
        assert 0 < len(tuple(store.history("ana"))) < 25
        (alert,) = store.alerts
        assert f"{month}.json was damaged" in alert


def test_a_lost_month_refuses_history_but_not_the_dossier(archived: Path) -> None:
    """Rules need the last ten weeks only, so coaching goes on."""
    for path in archived.iterdir():
        flip(path, 100)
    with opened(archived.parent) as store:
        assert store.load("ana").counter == 25
        with pytest.raises(StoreUnavailable, match="no whole generation is left"):
            tuple(store.history("ana"))


def test_a_lost_month_does_not_stop_new_reports(archived: Path) -> None:
    """What should move there stays where it is, and the owner is told."""
    for path in archived.iterdir():
        flip(path, 100)
    clock = FakeClock()
    with TinyDBStore(archived.parents[2], clock) as store:
        for number in range(26, 32):
            commit(store, clock, number)
        assert store.load("ana").reports[-1] == report(31)
        assert "no whole generation is left" in store.alerts[0]
