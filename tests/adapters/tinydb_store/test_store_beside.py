"""Commits that are begun: on disk a little later, and until then the old dossier stands."""

import errno
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.tinydb_store import TinyDBStore
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile
from bot.domain.owed import Owed, OwedKind
from bot.ports import StoreUnavailable
from tests.adapters.tinydb_store.held import PATIENCE_S, HeldDisk
from tests.fakes import FRIDAY, FakeClock

ANSWER = Owed("m1:0", "ana", OwedKind.REPLY, "7", FRIDAY, "Logged.", "m1")


@pytest.fixture
def disk() -> HeldDisk:
    """A disk that takes its time."""
    return HeldDisk()


@pytest.fixture
def store(tmp_path: Path, disk: HeldDisk) -> Iterator[TinyDBStore]:
    """A store on it that already knows two lifters."""
    with TinyDBStore(tmp_path, FakeClock(), disk=disk, threads=2) as opened:
        for lifter in ("ana", "ben"):
            opened.save(Dossier(lifter, counter=1))
        yield opened
        disk.let_go.set()


def ended(store: TinyDBStore, lifter: str) -> BaseException | None:
    """Wait for what was begun; what kept it from the disk."""
    commit = store.writing(lifter)
    return commit.exception(PATIENCE_S) if commit else None


def test_what_is_begun_is_not_there_before_the_disk_has_it(store: TinyDBStore, disk: HeldDisk) -> None:
    """Nobody is told of an answer that a power cut would take back."""
    store.begin(Dossier("ana", counter=2, owed=(ANSWER,)))
    assert store.is_writing("ana")
    assert store.with_answers(FRIDAY) == ()
    disk.let_go.set()
    assert ended(store, "ana") is None
    assert store.with_answers(FRIDAY) == ("ana",)
    assert not store.is_writing("ana")
    assert store.load("ana").counter == 2


def test_what_is_changed_after_it_was_begun_is_not_in_it(store: TinyDBStore, disk: HeldDisk) -> None:
    """Memory and disk hold what was handed over."""
    names = {"lp": "leg_press"}
    store.begin(Dossier("ana", Profile(names=names), counter=2))
    names["hs"] = "hack_squat"
    disk.let_go.set()
    assert store.load("ana").profile.names == {"lp": "leg_press"}


def test_others_go_on_meanwhile(store: TinyDBStore, disk: HeldDisk) -> None:
    """Whose commit waits keeps only what is his or her own waiting."""
    store.begin(Dossier("ana", counter=2))
    store.begin(Dossier("ben", counter=2))
    store.save(Dossier("cleo", counter=1))
    assert store.load("cleo").counter == 1
    assert store.is_writing("ana")
    assert store.is_writing("ben")
    disk.let_go.set()


ASKS: dict[str, Callable[[TinyDBStore], object]] = {
    "load": lambda store: store.load("ana").counter == 2,
    "save": lambda store: store.save(replace(store.load("ana"), profile=Profile(name="Ana"))),
    "note": lambda store: store.note(Dossier("ana", counter=2)),
    "begin": lambda store: store.begin(Dossier("ana", counter=2)),
    "history": lambda store: tuple(store.history("ana")),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_whoever_asks_for_the_same_lifter_waits(
    store: TinyDBStore, disk: HeldDisk, tmp_path: Path, ask: Callable[[TinyDBStore], object]
) -> None:
    """So no step is built on what is not on disk, and no commit overtakes another."""
    store.begin(Dossier("ana", counter=2))
    helper = threading.Timer(0.01, disk.let_go.set)
    helper.start()
    ask(store)
    assert disk.let_go.is_set()
    helper.join()
    assert ended(store, "ana") is None
    store.close()
    with TinyDBStore(tmp_path, FakeClock()) as later:
        assert later.load("ana").counter == 2


def test_who_leaves_while_something_is_written_leaves_nothing(
    store: TinyDBStore, disk: HeldDisk, tmp_path: Path
) -> None:
    """The commit comes first, then all of it is deleted."""
    store.begin(Dossier("ana", counter=2))
    commit = store.writing("ana")
    threading.Timer(0.01, disk.let_go.set).start()
    store.forget("ana")
    assert commit is not None
    assert commit.exception(PATIENCE_S) is None
    assert store.lifters() == ("ben",)
    assert not (tmp_path / "lifters" / "ana").exists()


def test_a_full_disk_leaves_the_old_dossier_and_the_next_one_is_saved(
    store: TinyDBStore, disk: HeldDisk
) -> None:
    """Whoever began it learns the reason."""
    disk.error = errno.ENOSPC
    disk.let_go.set()
    store.begin(Dossier("ana", counter=2))
    failure = ended(store, "ana")
    assert isinstance(failure, StoreUnavailable)
    assert "the disk is full" in str(failure)
    assert store.load("ana").counter == 1
    disk.error = 0
    store.begin(Dossier("ana", counter=3))
    assert ended(store, "ana") is None
    assert store.load("ana").counter == 3


def test_what_is_begun_is_on_disk_after_the_end(store: TinyDBStore, disk: HeldDisk, tmp_path: Path) -> None:
    """Stopping waits for it."""
    store.begin(Dossier("ana", counter=2))
    disk.let_go.set()
    store.close()
    with TinyDBStore(tmp_path, FakeClock()) as later:
        assert later.load("ana").counter == 2
