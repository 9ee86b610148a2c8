"""A suspended laptop, a clock that was set, a bot that was down: nothing is lost, nothing comes twice."""

import datetime as dtm

import pytest

from bot.coach.coach import IN_VAIN, Coach
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from bot.domain.lifter import Profile, QuietHours
from bot.domain.owed import Owed, OwedKind, OwedState
from tests.coach.conftest import HANDBOOK, Bench
from tests.fakes import FRIDAY, FakeClock, FakeStore

PARTIALS = "calf raise 3x12 + partials"
NIGHT = QuietHours(dtm.time(21), dtm.time(8))


def jump(bench: Bench, **by: float) -> list[str]:
    """The clock shows another time at once; what is due then is handed over."""
    bench.clock.advance(**by)
    return bench.hear()


@pytest.mark.parametrize("late_h", [1, 3, 8], ids=["an hour", "a morning", "a working day"])
def test_a_suspended_machine_asks_late_but_once(bench: Bench, late_h: int) -> None:
    """Within its time a check-in still comes, and only once."""
    bench.say(PARTIALS)
    due_at = bench.follow_ups()[0].due_at
    bench.clock.at = due_at + dtm.timedelta(hours=late_h)
    assert len(bench.hear()) == 1
    assert bench.hear() == []


def test_a_day_that_was_slept_through_is_not_caught_up_in_a_burst(bench: Bench) -> None:
    """The clock leaps by forty hours: yesterday's question has expired, today's comes, and no more."""
    bench.say(PARTIALS)
    heard = jump(bench, hours=40)
    assert len(heard) == 1
    assert [row.state for row in bench.dossier.owed if row.kind.is_follow_up] == [
        OwedState.EXPIRED,
        OwedState.SENT,
        OwedState.DUE,
    ]


def test_a_clock_set_back_repeats_nothing(bench: Bench) -> None:
    """What went out stays sent when its due time lies ahead again."""
    bench.say(PARTIALS)
    heard = bench.wait(hours=16)
    assert len(heard) == 1
    assert jump(bench, hours=-3) == []
    assert bench.wait(hours=3) == []


def test_messages_written_before_the_clock_was_set_back_are_known(bench: Bench) -> None:
    """A repeated message stores nothing although its time lies ahead."""
    bench.say(PARTIALS, "m1")
    bench.clock.advance(hours=-1)
    bench.say(PARTIALS, "m1")
    assert len(bench.dossier.reports) == 1


def test_two_hours_down_with_messages_waiting(bench: Bench) -> None:
    """What was written meanwhile is dealt with first; a question that it answers is not asked any more."""
    bench.say(PARTIALS)
    due_at = bench.follow_ups()[0].due_at
    bench.clock.at = due_at + dtm.timedelta(hours=2)
    reborn = Coach(HANDBOOK, bench.store, bench.clock)
    reborn.recover()
    reborn.receive(bench.incoming("m2", "bench 3x8 80"))
    rows = reborn.collect()
    assert [row.kind.is_follow_up for row in rows] == [False, True]


def test_a_night_full_of_follow_ups_holds_nobody_up() -> None:
    """Down over the evening: all are put off until the morning, a few at a time; who writes goes first."""
    store, clock = FakeStore(), FakeClock(FRIDAY.replace(hour=23))
    names = [f"tg-{number}" for number in range(4 * IN_VAIN)]
    for name in names:
        row = Owed("d:check_in", name, OwedKind.CHECK_IN, name, FRIDAY, "How?", "d")
        store.save(Dossier(name, Profile(quiet=NIGHT), owed=(row,), chat=name))
    coach = Coach(HANDBOOK, store, clock)
    coach.recover()
    assert store.saves == len(names)
    coach.receive(Incoming("ana", "ana", "m1", "hi", clock.now()))
    assert {row.lifter for row in coach.collect()} == {"ana"}
    assert store.saves <= len(names) + 1 + IN_VAIN
    while coach.next_due_at() == clock.now():
        assert coach.collect() == ()
    morning = coach.next_due_at()
    assert morning is not None
    assert morning > clock.now()
    assert all(store.load(name).owed[0].due_at == morning for name in names)


def test_answers_that_waited_for_a_restart_go_before_overdue_follow_ups() -> None:
    """Whoever asked does not wait for those who are asked, however long these are overdue."""
    store, clock = FakeStore(), FakeClock(FRIDAY)
    for number in range(30):
        name = f"tg-{number}"
        due_at = FRIDAY - dtm.timedelta(hours=2)
        row = Owed("d:check_in", name, OwedKind.CHECK_IN, name, due_at, "How?", "d")
        store.save(Dossier(name, owed=(row,), chat=name))
    answer = Owed("m:0", "ana", OwedKind.REPLY, "ana", FRIDAY, "Logged", "m")
    store.save(Dossier("ana", owed=(answer,), chat="ana"))
    found = Coach(HANDBOOK, store, clock).collect(limit=4, follow_ups=3)
    assert [row.kind for row in found] == [OwedKind.REPLY, *3 * [OwedKind.CHECK_IN]]


def test_many_whose_files_refuse_keep_nobody_from_being_asked() -> None:
    """They are tried again later; an answer of theirs that needs no noting before goes out meanwhile."""
    store, clock = FakeStore(), FakeClock(FRIDAY)
    names = [f"tg-{number}" for number in range(2 * IN_VAIN + 1)]
    for minute, name in enumerate(names):
        due_at = FRIDAY + dtm.timedelta(minutes=minute)
        question = Owed("d:check_in", name, OwedKind.CHECK_IN, name, due_at, "How?", "d")
        answer = Owed("m:0", name, OwedKind.REPLY, name, due_at, "Logged", "m")
        store.save(Dossier(name, owed=(question, answer) if minute == 0 else (question,), chat=name))
    *broken, last = names
    clock.advance(minutes=len(names))
    coach, store.refuses = Coach(HANDBOOK, store, clock), set(broken)
    handed_out = [row for _ in range(3) for row in coach.collect()]
    assert [(row.lifter, row.kind) for row in handed_out] == [
        (broken[0], OwedKind.REPLY),
        (last, OwedKind.CHECK_IN),
    ]
    store.refuses = set()
    clock.advance(minutes=5)
    assert {row.lifter for row in (*coach.collect(), *coach.collect())} == set(broken[1:])


def test_an_edit_after_the_question_went_out_is_no_reason_to_ask_again(bench: Bench) -> None:
    """The sets are replaced and the release goes; the question that was sent stays sent."""
    bench.say(PARTIALS, "m1")
    assert len(bench.wait(hours=16)) == 1
    heard = bench.edit("m1", "calf raise 3x12")
    assert len(heard) == 1
    assert not bench.dossier.reports[0].entries[0].sets[0].techniques
    assert bench.follow_ups() == []
    assert bench.wait(days=9) == []
