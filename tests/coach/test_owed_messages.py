"""What is due and what became of it: states of owed messages."""

import datetime as dtm
from dataclasses import replace

import pytest

from bot.coach import delivery
from bot.domain.dossier import Dossier
from bot.domain.owed import Outcome, Owed, OwedKind, OwedState

NOON = dtm.datetime(2026, 11, 20, 12, 0, tzinfo=dtm.UTC)
HOUR = dtm.timedelta(hours=1)
REPLY = Owed("m1:0", "ana", OwedKind.REPLY, "ana", NOON, "Logged.", "m1")
CHECK_IN = Owed(
    "d:check_in:1", "ana", OwedKind.CHECK_IN, "ana", NOON, "How?", "d", not_after=NOON + 16 * HOUR
)
RELEASE = replace(CHECK_IN, id="d:release", kind=OwedKind.RELEASE, text="Ready.", due_at=NOON - HOUR)


def states(dossier: Dossier) -> dict[str, OwedState]:
    """The state of each row."""
    return {row.id: row.state for row in dossier.owed}


def test_replies_go_before_follow_ups_and_stay_due() -> None:
    """A reply is only marked when it is known to be sent; a follow-up before the call."""
    after, sendable = delivery.ready_to_send(Dossier("ana", owed=(CHECK_IN, REPLY)), NOON)
    assert [row.id for row in sendable] == ["m1:0", "d:check_in:1"]
    assert states(after) == {"d:check_in:1": OwedState.SENDING, "m1:0": OwedState.DUE}


def test_nothing_is_sent_before_its_time() -> None:
    """What is due later waits."""
    before = Dossier("ana", owed=(CHECK_IN, REPLY))
    assert delivery.ready_to_send(before, NOON - HOUR) == (before, ())


def test_advice_for_a_past_day_expires() -> None:
    """After `not_after` a follow-up is not sent any more."""
    after, sendable = delivery.ready_to_send(Dossier("ana", owed=(CHECK_IN,)), NOON + dtm.timedelta(days=2))
    assert sendable == ()
    assert states(after) == {"d:check_in:1": OwedState.EXPIRED}


def test_several_late_follow_ups_become_one_message() -> None:
    """A lifter gets no burst after downtime."""
    after, sendable = delivery.ready_to_send(Dossier("ana", owed=(CHECK_IN, RELEASE)), NOON + HOUR)
    assert len(sendable) == 1
    assert "late" in sendable[0].text
    assert "How?" in sendable[0].text
    assert "Ready." in sendable[0].text
    assert sorted(states(after).values()) == [OwedState.CANCELLED, OwedState.SENDING]


def test_a_follow_up_waits_for_the_end_of_the_night() -> None:
    """Quiet hours hold at the moment of sending too."""
    night = NOON.replace(hour=23)
    after, sendable = delivery.ready_to_send(Dossier("ana", owed=(CHECK_IN,)), night)
    assert sendable == ()
    assert after.owed[0].due_at == dtm.datetime(2026, 11, 21, 8, 0, tzinfo=dtm.UTC)


def test_a_reply_does_not_wait_for_the_morning() -> None:
    """Who writes at night is answered at night."""
    _, sendable = delivery.ready_to_send(Dossier("ana", owed=(REPLY,)), NOON.replace(hour=23))
    assert [row.id for row in sendable] == ["m1:0"]


@pytest.mark.parametrize(
    ("row", "outcome", "state"),
    [
        (REPLY, Outcome.SENT, OwedState.SENT),
        (REPLY, Outcome.NOT_SENT, OwedState.DUE),
        (REPLY, Outcome.UNKNOWN, OwedState.DUE),
        (replace(REPLY, attempts=2), Outcome.UNKNOWN, OwedState.UNKNOWN),
        (REPLY, Outcome.REJECTED, OwedState.FAILED),
        (CHECK_IN, Outcome.UNKNOWN, OwedState.UNKNOWN),
        (CHECK_IN, Outcome.NOT_SENT, OwedState.DUE),
        (CHECK_IN, Outcome.UNREACHABLE, OwedState.FAILED),
    ],
    ids=[
        "reply sent",
        "reply not sent",
        "reply may come twice",
        "reply not for ever",
        "reply refused",
        "follow-up never twice",
        "follow-up not sent",
        "follow-up to one who left",
    ],
)
def test_outcomes_decide_the_next_state(row: Owed, outcome: Outcome, state: OwedState) -> None:
    """A reply may go out twice, a follow-up never."""
    assert delivery.after_outcome(row, outcome, NOON, None, None).state is state


def test_one_who_cannot_be_reached_is_owed_nothing_more() -> None:
    """Follow-ups to somebody who blocked the bot are called off."""
    dossier = Dossier("ana", owed=(REPLY, replace(CHECK_IN, due_at=NOON + HOUR)))
    failed = replace(REPLY, state=OwedState.FAILED)
    after = delivery.noted(dossier, failed, Outcome.UNREACHABLE)
    assert states(after) == {"m1:0": OwedState.FAILED, "d:check_in:1": OwedState.CANCELLED}


def test_after_a_crash_follow_ups_in_flight_are_not_repeated() -> None:
    """Nobody knows whether it arrived, so it stays unsent."""
    dossier = Dossier("ana", owed=(REPLY, replace(CHECK_IN, state=OwedState.SENDING)))
    after = delivery.after_crash(dossier)
    assert states(after) == {"m1:0": OwedState.DUE, "d:check_in:1": OwedState.UNKNOWN}
