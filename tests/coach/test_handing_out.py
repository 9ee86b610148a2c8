"""What is handed out for sending, in which order, and what becomes of it."""

import datetime as dtm
from dataclasses import replace

import pytest

from bot.domain.incoming import Tap
from bot.domain.owed import Outcome, OwedState
from bot.ports import StoreUnavailable
from tests.coach.conftest import Bench

PARTIALS = "calf raise 3x12 + partials"


def test_a_follow_up_of_unknown_fate_is_not_sent_again(bench: Bench) -> None:
    """It may have arrived."""
    bench.say(PARTIALS, "m1")
    bench.clock.at = bench.follow_ups()[0].due_at
    (row,) = bench.collect()
    bench.coach.outcome(row, Outcome.UNKNOWN)
    assert bench.collect() == ()
    assert bench.follow_ups(OwedState.UNKNOWN)[0].id == row.id


def test_a_follow_up_in_flight_at_a_crash_is_not_sent_again(bench: Bench) -> None:
    """`sending` is on disk before the call."""
    bench.say(PARTIALS, "m1")
    bench.clock.at = bench.follow_ups()[0].due_at
    bench.collect()
    reborn = type(bench.coach)(bench.coach.handbook, bench.store, bench.clock)
    reborn.recover()
    assert reborn.collect() == ()


def test_follow_ups_never_come_at_night(bench: Bench) -> None:
    """Over a week after sessions at all hours."""
    for hour in range(0, 24, 3):
        bench.clock.at = bench.clock.at.replace(hour=hour)
        bench.say(f"calf raise 3x{10 + hour % 5} + partials")
        bench.clock.advance(days=1)
    due = [row.due_at for row in bench.dossier.owed if row.kind.is_follow_up]
    assert due
    assert all(8 <= at.hour < 21 for at in due)


def test_turning_follow_ups_off_cancels_them_and_on_brings_them_back(bench: Bench) -> None:
    """An opt-out is always understood."""
    bench.say(PARTIALS, "m1")
    bench.tap("v1:followups:toggle", "t1")
    assert bench.follow_ups() == []
    bench.tap("v1:followups:toggle", "t2")
    assert len(bench.follow_ups()) == 3


def test_a_new_level_moves_what_is_planned(bench: Bench) -> None:
    """Told "advanced", the release comes earlier."""
    bench.say(PARTIALS, "m1")
    before = bench.follow_ups()[-1].due_at
    bench.tap("v1:level:advanced", "t1")
    assert bench.follow_ups()[-1].due_at < before


def test_who_writes_is_answered_before_a_wave_of_follow_ups(bench: Bench) -> None:
    """Thousands of check-ins at nine o'clock hold up nobody's answer."""
    for lifter in ("ben", "cleo", "dan"):
        bench.coach.receive(replace(bench.incoming("m1", PARTIALS), lifter=lifter, chat=lifter))
    bench.hear()
    bench.clock.at = bench.store.load("ben").owed[-1].due_at
    bench.coach.receive(bench.incoming("m2", "hey"))
    assert [row.lifter for row in bench.coach.collect(limit=1)] == ["ana"]


def test_no_more_follow_ups_are_begun_than_can_be_sent(bench: Bench) -> None:
    """What a crash would lose is a handful, not a morning; the rest waits, and answers go out meanwhile."""
    for lifter in ("ben", "cleo", "dan"):
        bench.coach.receive(replace(bench.incoming("m1", PARTIALS), lifter=lifter, chat=lifter))
    bench.hear()
    bench.clock.at = bench.coach.next_due_at() or bench.clock.at
    bench.coach.receive(bench.incoming("m2", "hey"))
    rows = bench.coach.collect(follow_ups=1)
    assert [(row.lifter, row.kind.is_follow_up) for row in rows] == [("ana", False), ("ben", True)]
    assert bench.coach.collect(follow_ups=0) == ()
    states = [bench.store.load(lifter).owed[0].state for lifter in ("ben", "cleo", "dan")]
    assert states == [OwedState.SENDING, OwedState.DUE, OwedState.DUE]
    assert len(bench.coach.collect(follow_ups=5)) == 2


def test_damage_to_one_lifter_stops_nobody_else(bench: Bench) -> None:
    """Ana's answer goes out although Ben's files cannot be written."""
    bench.coach.receive(replace(bench.incoming("m1", PARTIALS), lifter="ben", chat="ben"))
    bench.hear()
    bench.clock.at = bench.store.load("ben").owed[-1].due_at
    bench.coach.receive(bench.incoming("m2", "hey"))
    bench.store.refuse = "the disk is full."
    assert [row.lifter for row in bench.coach.collect()] == ["ana"]


def test_a_follow_up_put_off_by_delivery_is_not_cancelled_by_the_next_message(bench: Bench) -> None:
    """A refused send waits for its retry, whatever is written meanwhile."""
    bench.say(PARTIALS, "m1")
    bench.clock.at = bench.follow_ups()[0].due_at
    (row,) = bench.collect()
    bench.coach.outcome(row, Outcome.NOT_SENT, retry_at=bench.clock.now() + dtm.timedelta(minutes=5))
    bench.say("thanks")
    assert row.id in [each.id for each in bench.follow_ups()]


def test_nothing_is_handed_out_again_while_an_outcome_waits_to_be_noted(bench: Bench) -> None:
    """However often the full disk is tried: the other answer is still on its way."""
    bench.coach.receive(bench.incoming("m1", PARTIALS))
    bench.coach.receive(bench.incoming("m2", "bench 3x8 80"))
    first, second = bench.collect()
    bench.store.refuse = "the disk is full."
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            bench.coach.outcome(first, Outcome.SENT)
    bench.store.refuse = ""
    bench.coach.outcome(first, Outcome.SENT)
    assert bench.collect() == ()
    bench.coach.outcome(second, Outcome.SENT)
    assert bench.say(PARTIALS, "m3") != []


def test_an_answer_that_arrives_after_the_deletion_leaves_nothing(bench: Bench) -> None:
    """Still on its way to a group when the lifter asked to be forgotten."""
    bench.coach.receive(replace(bench.incoming("m1", "bench 3x8 80"), chat="group"))
    (under_way,) = bench.collect()
    bench.coach.receive(bench.incoming("m2", "/deleteme"))
    bench.coach.tapped(Tap("ana", "ana", "t1", "v1:delete:yes", bench.clock.now()))
    bench.coach._under_way.clear()
    bench.hear()
    assert bench.store.lifters() == ()
    bench.coach.outcome(under_way, Outcome.SENT, message_id="c1")
    assert bench.store.lifters() == ()
