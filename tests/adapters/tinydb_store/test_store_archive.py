"""What moves to the archive, when, and what a crash on the way may not do."""

import datetime as dtm
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.tinydb_store import TinyDBStore
from bot.adapters.tinydb_store.archive import Archive
from bot.domain.dossier import Dossier
from bot.domain.training import Report
from tests.adapters.tinydb_store.crashing import Crash, CrashingDisk
from tests.adapters.tinydb_store.writer import commit, report
from tests.fakes import FRIDAY, FakeClock

#: Steps of one file's replacement: a crash after so many has archived, but not committed.
ONE_FILE = 6


def test_old_reports_move_to_their_month(tmp_path: Path) -> None:
    """In batches; the dossier keeps ten weeks and at most a fortnight more."""
    clock = FakeClock()
    with TinyDBStore(tmp_path, clock) as store:
        for number in range(1, 31):
            commit(store, clock, number)
            oldest = store.load("ana").reports[0].at
            assert clock.now() - oldest <= dtm.timedelta(weeks=12)
        assert tuple(store.history("ana")) == tuple(report(number) for number in range(1, 31))
    names = [path.name for path in (tmp_path / "lifters/ana/archive").iterdir()]
    months = {name.removesuffix(".json").removesuffix(".previous") for name in names}
    assert months == {"2026-11", "2026-12", "2027-01", "2027-02"}


def test_most_commits_write_one_file(tmp_path: Path) -> None:
    """Reports leave in batches."""
    clock, disk = FakeClock(), CrashingDisk()
    with TinyDBStore(tmp_path, clock, disk=disk) as store:
        steps = []
        for number in range(1, 41):
            before = disk.steps
            commit(store, clock, number)
            steps.append(disk.steps - before)
    assert steps.count(ONE_FILE + 1) > 25
    assert max(steps) > ONE_FILE + 1


def test_an_old_session_that_was_just_logged_can_still_be_edited(tmp_path: Path) -> None:
    """It moves once no platform lets the message be edited any more."""
    clock = FakeClock()
    past = replace(report(1), at=FRIDAY - dtm.timedelta(days=300), logged_at=FRIDAY)
    with TinyDBStore(tmp_path, clock) as store:
        store.save(Dossier("ana", reports=(past,)))
        clock.advance(days=2)
        store.save(store.load("ana"))
        assert store.load("ana").reports == (past,)
        clock.advance(days=2)
        store.save(store.load("ana"))
        assert store.load("ana").reports == ()
        assert tuple(store.history("ana")) == (past,)


def test_archiving_twice_is_archiving_once(tmp_path: Path) -> None:
    """A report is known by its id; what is there already is not written again."""
    disk = CrashingDisk()
    archive = Archive("ana", tmp_path / "archive", disk, pytest.fail)
    archive.merge(put=[report(1), report(2)])
    steps = disk.steps
    archive.merge(put=[report(2)], drop=[report(3)])
    assert disk.steps == steps
    assert _held(archive) == [report(1), report(2)]
    archive.merge(put=[replace(report(2), text="row 4x9")], drop=[report(1)])
    assert [each.text for each in _held(archive)] == ["row 4x9"]


def _held(archive: Archive) -> list[Report]:
    return [each for month in archive.months() for each in archive.reports(month, [])]


def _untouched(dossier: Dossier) -> Dossier:
    return replace(dossier, counter=2)


def _moved_to_another_month(dossier: Dossier) -> Dossier:
    moved = replace(report(1), at=report(1).at - dtm.timedelta(days=60))
    return replace(dossier, counter=2, reports=(moved, *dossier.reports[1:]))


@pytest.mark.parametrize("change", [_untouched, _moved_to_another_month])
def test_a_report_taken_back_after_a_crash_does_not_come_back(
    tmp_path: Path, change: Callable[[Dossier], Dossier]
) -> None:
    """The crash came when it was in the archive, and still in the dossier."""
    clock, disk = FakeClock(), CrashingDisk()
    both = (report(1), report(2))
    store = TinyDBStore(tmp_path, clock, disk=disk)
    store.save(Dossier("ana", reports=both))
    clock.advance(days=100)
    disk.steps_left = ONE_FILE
    with pytest.raises(Crash):
        store.save(change(store.load("ana")))
    store.close()
    assert any((tmp_path / "lifters/ana/archive").iterdir())
    with TinyDBStore(tmp_path, clock) as heir:
        assert heir.load("ana") == Dossier("ana", reports=both)
        assert tuple(heir.history("ana")) == both
        heir.save(Dossier("ana", reports=(report(2),)))
        assert tuple(heir.history("ana")) == (report(2),)
