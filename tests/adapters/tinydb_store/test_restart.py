"""A restart with a thousand messages waiting: who is owed what, and when, is as it was."""

import datetime as dtm
from pathlib import Path

from bot.adapters.tinydb_store import TinyDBStore
from bot.coach.coach import Coach
from bot.domain.dossier import Dossier
from bot.domain.owed import Owed, OwedKind
from tests.coach.conftest import HANDBOOK
from tests.fakes import FRIDAY, FakeClock

LIFTERS = 500
MINUTE = dtm.timedelta(minutes=1)


def _rows(number: int) -> tuple[Owed, ...]:
    name = f"tg-{number}"
    check_in = Owed("d:check_in:1", name, OwedKind.CHECK_IN, name, FRIDAY + number * MINUTE, "Sore?", "d")
    release = Owed("d:release", name, OwedKind.RELEASE, name, FRIDAY + number * 2 * MINUTE, "Ready.", "d")
    return (check_in, release)


def test_a_thousand_follow_ups_survive_a_restart_with_their_times(tmp_path: Path) -> None:
    """The same rows, the same order, the same next moment; starting changes none of them."""
    clock = FakeClock(FRIDAY - MINUTE)
    with TinyDBStore(tmp_path, clock) as store:
        for number in range(1, LIFTERS + 1):
            store.save(Dossier(f"tg-{number}", owed=_rows(number)))
        order = store.with_due(FRIDAY + 300 * MINUTE)
    with TinyDBStore(tmp_path, clock) as store:
        coach = Coach(HANDBOOK, store, clock)
        coach.recover()
        assert coach.collect() == ()
        assert coach.next_due_at() == FRIDAY + MINUTE
        assert store.with_due(FRIDAY + 300 * MINUTE) == order
        for number in range(1, LIFTERS + 1):
            assert store.load(f"tg-{number}").owed == _rows(number)


def test_who_is_owed_an_answer_is_known_after_a_restart(tmp_path: Path) -> None:
    """Without reading more than the head of each file."""
    clock = FakeClock(FRIDAY)
    with TinyDBStore(tmp_path, clock) as store:
        store.save(Dossier("ben", owed=_rows(0)))
        store.save(Dossier("ana", owed=(Owed("m:0", "ana", OwedKind.REPLY, "ana", FRIDAY, "Logged", "m"),)))
    with TinyDBStore(tmp_path, clock) as store:
        assert store.with_answers(FRIDAY) == ("ana",)


def test_a_store_can_be_used_before_it_knows_who_is_owed_what(tmp_path: Path) -> None:
    """Whoever writes meanwhile is loaded and saved; who leaves is not looked up again."""
    clock = FakeClock(FRIDAY)
    with TinyDBStore(tmp_path, clock) as store:
        for name in ("ana", "ben", "eve"):
            store.save(Dossier(name, owed=_rows(0)))
    with TinyDBStore(tmp_path, clock, armed=False) as store:
        assert store.lifters() == ("ana", "ben", "eve")
        assert store.with_due(FRIDAY) == ()
        assert store.load("ana").owed == _rows(0)
        assert store.with_due(FRIDAY) == ("ana",)
        arming = store.arming()
        store.save(Dossier("ben", counter=1))
        store.save(Dossier("zoe", owed=_rows(0)))
        store.forget("eve")
        assert list(arming) == []
        assert store.with_due(FRIDAY) == ("ana", "zoe")
        assert store.lifters() == ("ana", "ben", "zoe")


def test_a_lifter_whose_file_could_not_be_read_at_the_start_is_looked_at_again(tmp_path: Path) -> None:
    """Too many open files, a disk that comes late: nobody's follow-ups are forgotten for it."""
    clock = FakeClock(FRIDAY)
    with TinyDBStore(tmp_path, clock) as store:
        store.save(Dossier("ana", owed=_rows(0)))
    folder = tmp_path / "lifters/ana"
    aside = {path: path.rename(tmp_path / path.name) for path in folder.glob("*.json")}
    for path in aside:
        path.mkdir()
    with TinyDBStore(tmp_path, clock) as store:
        assert store.with_due(FRIDAY) == ()
        for path, kept in aside.items():
            path.rmdir()
            kept.rename(path)
        later = FRIDAY + dtm.timedelta(minutes=5)
        assert store.with_due(later) == ("ana",)
        assert store.load("ana").owed == _rows(0)
