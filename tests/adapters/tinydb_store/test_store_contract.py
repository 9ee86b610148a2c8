"""What every Store promises: run on the real one and on the fake that other tests use."""

import datetime as dtm
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.adapters.tinydb_store import TinyDBStore
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.domain.training import Entry, Report, SetEntry
from bot.ports import Store
from tests.fakes import FRIDAY, FakeClock, FakeStore
from tests.strategies import dossiers

HOUR = dtm.timedelta(hours=1)


@pytest.fixture(params=["tinydb", "threads", "fake"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of either kind."""
    if request.param == "fake":
        yield FakeStore()
        return
    with TinyDBStore(tmp_path, FakeClock(), threads=2 * (request.param == "threads")) as real:
        yield real


def owed(lifter: str, hours: float, state: OwedState = OwedState.DUE, number: int = 1) -> Owed:
    """A message that falls due some hours from Friday."""
    due_at = FRIDAY + hours * HOUR
    return Owed(f"o{number}", lifter, OwedKind.CHECK_IN, "7", due_at, "Sore?", "m1", state=state)


def report(number: int, days_ago: float) -> Report:
    """A report trained and logged some days before Friday."""
    at = FRIDAY - dtm.timedelta(days=days_ago)
    entries = (Entry("calf_raise", "standing calf raise", (SetEntry(reps=12),)),)
    return Report(f"r{number}", f"m{number}", "calf raise 1x12", at, at, entries)


def test_somebody_new_has_an_empty_dossier_and_is_not_listed(store: Store) -> None:
    """Looking somebody up does not make them a lifter."""
    assert store.load("ana") == Dossier("ana")
    assert store.lifters() == ()
    assert tuple(store.history("ana")) == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dossier=dossiers())
def test_what_was_saved_comes_back(store: Store, dossier: Dossier) -> None:
    """Whatever is in it; reports may have gone to the archive, nothing else."""
    store.forget("ana")
    store.save(dossier)
    loaded = store.load("ana")
    assert replace(loaded, reports=()) == replace(dossier, reports=())
    assert set(loaded.reports) <= set(dossier.reports)
    assert {r.id for r in store.history("ana")} == {r.id for r in dossier.reports}


def test_a_later_save_replaces_the_dossier_as_a_whole(store: Store) -> None:
    """Nothing of the old one shines through."""
    store.save(Dossier("ana", Profile(name="Ana"), reports=(report(1, 2),), chat="7"))
    store.save(Dossier("ana", counter=2))
    assert store.load("ana") == Dossier("ana", counter=2)
    assert tuple(store.history("ana")) == ()


def test_what_was_begun_is_there_for_whoever_asks(store: Store) -> None:
    """Asking waits, where there is something to wait for."""
    store.begin(Dossier("ana", owed=(owed("ana", -1),), counter=1))
    store.begin(replace(store.load("ana"), counter=2))
    assert store.load("ana").counter == 2
    assert not store.is_writing("ana")
    assert store.with_due(FRIDAY) == ("ana",)
    store.begin(replace(store.load("ana"), counter=3))
    store.forget("ana")
    assert store.lifters() == ()


def test_what_was_noted_is_there_like_what_was_saved(store: Store) -> None:
    """Also for those who ask what is due; a later save goes on from it."""
    store.save(Dossier("ana", owed=(owed("ana", -1),), counter=1))
    store.note(replace(store.load("ana"), owed=(owed("ana", -1, OwedState.SENT),)))
    assert store.with_due(FRIDAY) == ()
    store.save(replace(store.load("ana"), counter=2))
    assert store.load("ana") == Dossier("ana", owed=(owed("ana", -1, OwedState.SENT),), counter=2)


def test_lifters_do_not_touch_each_other(store: Store) -> None:
    """Each has a dossier of their own, and all are listed."""
    store.save(Dossier("tg-2", counter=2))
    store.save(Dossier("tg-1", counter=1))
    assert store.lifters() == ("tg-1", "tg-2")
    assert [store.load(name).counter for name in store.lifters()] == [1, 2]


def test_a_forgotten_lifter_leaves_nothing(store: Store) -> None:
    """Neither dossier, nor history, nor anything due; forgetting twice is no error."""
    store.save(Dossier("ana", reports=(report(1, 2),), owed=(owed("ana", 1),)))
    store.save(Dossier("ben"))
    store.forget("ana")
    store.forget("ana")
    assert store.lifters() == ("ben",)
    assert store.load("ana") == Dossier("ana")
    assert tuple(store.history("ana")) == ()
    assert store.with_due(FRIDAY + 2 * HOUR) == ()


def test_history_is_complete_and_oldest_first(store: Store) -> None:
    """Years of it, in whatever order it was told."""
    ages = [3, 400, 90, 10, 71, 200]
    given_order = tuple(report(number, age) for number, age in enumerate(ages))
    store.save(Dossier("ana", reports=given_order))
    store.save(store.load("ana"))
    assert tuple(store.history("ana")) == tuple(sorted(given_order, key=lambda r: r.at))


def test_the_last_ten_weeks_stay_in_the_dossier(store: Store) -> None:
    """The rules look back on them."""
    reports = tuple(report(age, age) for age in range(69, 0, -1))
    store.save(Dossier("ana", reports=reports))
    assert store.load("ana").reports == reports


@pytest.mark.parametrize(
    ("rows", "hour", "expected"),
    [
        ([("ana", 1, OwedState.DUE)], 0, ()),
        ([("ana", 1, OwedState.DUE)], 1, ("ana",)),
        ([("ana", 2, OwedState.DUE), ("ben", 1, OwedState.DUE)], 3, ("ben", "ana")),
        ([("ana", 1, OwedState.SENT), ("ben", 1, OwedState.CANCELLED)], 3, ()),
        ([("ana", 1, OwedState.SENDING), ("ben", 2, OwedState.DUE)], 4, ("ben",)),
    ],
    ids=[
        "not yet",
        "at the very moment",
        "earliest first",
        "what is settled is not due",
        "what is being sent is not due again",
    ],
)
def test_with_due(
    store: Store, rows: list[tuple[str, float, OwedState]], hour: float, expected: tuple[str, ...]
) -> None:
    """Who has to be looked after at a given hour."""
    for lifter, hours, state in rows:
        store.save(Dossier(lifter, owed=(owed(lifter, hours, state),)))
    assert store.with_due(FRIDAY + hour * HOUR) == expected


def test_somebody_with_many_messages_is_named_once(store: Store) -> None:
    """The place in line is that of the earliest one."""
    store.save(Dossier("ana", owed=(owed("ana", 3), owed("ana", 1, number=2))))
    store.save(Dossier("ben", owed=(owed("ben", 2),)))
    assert store.with_due(FRIDAY + 4 * HOUR) == ("ana", "ben")


def test_next_due_at_is_the_earliest_of_all_that_wait(store: Store) -> None:
    """Of all lifters; and, on request, later than a moment."""
    assert store.next_due_at() is None
    store.save(Dossier("ana", owed=(owed("ana", 3), owed("ana", 1, OwedState.SENT, number=2))))
    store.save(Dossier("ben", owed=(owed("ben", 2),)))
    assert store.next_due_at() == FRIDAY + 2 * HOUR
    assert store.next_due_at(after=FRIDAY + 2 * HOUR) == FRIDAY + 3 * HOUR
    assert store.next_due_at(after=FRIDAY + 3 * HOUR) is None


def test_who_was_being_sent_something_is_named_whenever_it_is_due(store: Store) -> None:
    """A start looks after these alone."""
    store.save(Dossier("ana", owed=(owed("ana", 3, OwedState.SENDING),)))
    store.save(Dossier("ben", owed=(owed("ben", 2, OwedState.SENDING),)))
    store.save(Dossier("eve", owed=(owed("eve", 1),)))
    assert store.left_sending() == ("ben", "ana")


def test_a_delivered_message_is_no_longer_due(store: Store) -> None:
    """Due times follow every save."""
    store.save(Dossier("ana", owed=(owed("ana", 1),)))
    store.save(Dossier("ana", owed=(owed("ana", 1, OwedState.SENT),)))
    assert store.with_due(FRIDAY + 9 * HOUR) == ()
    assert store.next_due_at() is None


def test_a_loaded_dossier_is_not_an_alias_of_the_stored_one(store: Store) -> None:
    """Changing a dict in place, before or after, changes nothing in the store."""
    mine = Dossier("ana", Profile(names={"press": "bench_press"}))
    store.save(mine)
    mine.profile.names["press"] = "squat"
    loaded = store.load("ana")
    loaded.profile.names["row"] = "cable_row"
    assert store.load("ana").profile.names == {"press": "bench_press"}


def test_who_is_owed_an_answer_is_known_apart(store: Store) -> None:
    """Due ones only, earliest first."""
    reply = replace(owed("ben", 1), kind=OwedKind.REPLY)
    store.save(Dossier("ben", owed=(reply,)))
    store.save(Dossier("ana", owed=(replace(reply, id="o2", lifter="ana", due_at=FRIDAY), owed("ana", 0))))
    store.save(Dossier("cal", owed=(owed("cal", 0), replace(reply, lifter="cal", state=OwedState.SENT))))
    assert store.with_answers(FRIDAY) == ("ana",)
    assert store.with_answers(FRIDAY + 2 * HOUR) == ("ana", "ben")
