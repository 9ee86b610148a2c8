"""The sender: every row leaves once, in order and at Telegram's pace, whatever goes wrong."""

import asyncio
import datetime as dtm
from concurrent.futures import Future
from dataclasses import replace
from itertools import pairwise

import pytest
from telegram.error import NetworkError, TimedOut

from bot.adapters.telegram_bot.addresses import Address
from bot.adapters.telegram_bot.calls import NeverLeft
from bot.domain.owed import Button, Outcome
from bot.ports import StoreUnavailable
from tests.adapters.telegram_bot.desk import Desk
from tests.adapters.telegram_bot.recording import (
    NOON,
    follow_up,
    reply,
    settle,
)
from tests.adapters.telegram_bot.scripted import Answer, refused


async def test_a_reply_goes_out_as_html_with_its_buttons(desk: Desk) -> None:
    """Everything is escaped, the first line is bold, and the platform's id comes back."""
    buttons = ((Button("Undo <1>", "v1:undo:1"),),)
    desk.coach.owe(reply("tg-42", "Logged & done\n3x12 <partials>", "42-1", buttons=buttons))
    await desk.deliver(1)
    (params,) = desk.script.sent()
    assert params["text"] == "<b>Logged &amp; done</b>\n3x12 &lt;partials&gt;"
    assert params["parse_mode"] == "HTML"
    assert params["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "v1:undo:1"
    assert desk.coach._echoes == {"42-1": "42-101"}
    assert desk.results() == [Outcome.SENT]


async def test_an_outcome_is_noted_after_what_the_lifter_wrote_meanwhile(desk: Desk) -> None:
    """Who notes it sooner would keep everybody waiting for the disk."""
    commit: Future[None] = Future()
    desk.sender._writing = lambda _: commit
    desk.coach.owe(reply("tg-42", "Logged", "42-1"))
    desk.sender.nudge()
    await desk.time.pass_until(desk.script.sent)
    await settle()
    assert desk.results() == []
    commit.set_exception(StoreUnavailable("the disk is full"))  # for whoever began it
    await desk.deliver(1)
    assert desk.results() == [Outcome.SENT]


async def test_follow_ups_are_silent_and_replies_are_not(desk: Desk) -> None:
    """Nobody's phone rings for what was not asked for."""
    desk.coach.owe(follow_up("tg-1", "How are the calves?", "r1"), reply("tg-2", "Hi", "2-1"))
    await desk.deliver(2)
    silent = {params["chat_id"]: params["disable_notification"] for params in desk.script.sent()}
    assert silent == {1: True, 2: False}


async def test_replies_go_before_follow_ups(desk: Desk) -> None:
    """Who asks does not wait for who is asked."""
    desk.coach.owe(*(follow_up(f"tg-{n}", "How?", f"r{n}") for n in range(1, 31)))
    desk.coach.owe(*(reply(f"tg-{n}", "Hi", f"{n}-1") for n in range(101, 111)))
    await desk.deliver(40)
    order = [params["chat_id"] for params in desk.script.sent()]
    assert max(order.index(chat) for chat in range(101, 111)) <= 20


async def test_a_chat_gets_its_messages_in_order(desk: Desk) -> None:
    """Answers arrive in the order of the questions, also when a chat has to wait."""
    desk.coach.owe(*(reply("tg-1", f"answer {n}", f"1-{n}") for n in range(8)))
    await desk.deliver(8)
    assert [params["text"] for params in desk.script.sent()] == [f"<b>answer {n}</b>" for n in range(8)]


async def test_a_wave_keeps_the_pace(desk: Desk) -> None:
    """150 chats at once: at most 25 in any second go out, and all of them do."""
    desk.coach.owe(*(reply(f"tg-{n}", "Hi", f"{n}-1") for n in range(1, 151)))
    await desk.deliver(150)
    times = sorted(desk.script.times())
    assert all(later - first > 0.99 for first, later in zip(times, times[25:], strict=False))
    assert len(times) == 150


async def test_a_flooded_chat_holds_nobody_up(desk: Desk) -> None:
    """25 replies to one chat take 22 seconds; another chat is served at once."""
    desk.coach.owe(*(reply("tg-1", "again", f"1-{n}") for n in range(25)))
    desk.coach.owe(reply("tg-2", "Hi", "2-1"))
    begin = desk.time.now
    await desk.deliver(26)
    at = {params["chat_id"]: when for when, _, params in reversed(desk.script.calls)}
    to_flooder = [when for when, _, params in desk.script.calls if params["chat_id"] == 1]
    assert at[2] - begin < 1
    assert all(after - before >= 0.99 for before, after in pairwise(to_flooder[3:]))


async def test_a_ban_stops_everyone_and_nothing_is_lost(desk: Desk) -> None:
    """After a 429 nothing goes out before its end; what waited goes back to the store."""
    desk.script.answers["sendMessage"] = [refused(429, "Too Many Requests", retry_after=5)]
    desk.coach.owe(*(reply(f"tg-{n}", "Hi", f"{n}-1") for n in range(1, 11)))
    banned_at = desk.time.now
    await desk.deliver(10)
    assert set(desk.results()) == {Outcome.NOT_SENT}
    assert len(desk.script.calls) == 1
    for _, _, retry_at in desk.coach.outcomes:
        assert retry_at is not None
        assert 5 <= (retry_at - NOON).total_seconds() <= 6.5
    desk.coach.owe(reply("tg-99", "Hi", "99-1"))
    desk.sender.nudge()
    await settle()
    assert len(desk.script.calls) == 1
    desk.time.now = banned_at + 5.6
    await desk.deliver(11)
    assert desk.results()[-1] is Outcome.SENT


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (refused(403, "Forbidden: bot was blocked by the user"), Outcome.UNREACHABLE),
        (refused(400, "Bad Request: chat not found"), Outcome.UNREACHABLE),
        (refused(400, "Bad Request: message is too long"), Outcome.REJECTED),
        (refused(502, "Bad Gateway"), Outcome.UNKNOWN),
        (refused(409, "Conflict"), Outcome.NOT_SENT),
        (refused(401, "Unauthorized"), Outcome.NOT_SENT),
        (TimedOut(), Outcome.UNKNOWN),
        (NetworkError("cut"), Outcome.UNKNOWN),
        (NeverLeft("refused"), Outcome.NOT_SENT),
    ],
    ids=str,
)
async def test_what_telegram_answers_becomes_an_outcome(desk: Desk, answer: Answer, outcome: Outcome) -> None:
    """One attempt, one outcome; the next message is not affected."""
    desk.script.answers["sendMessage"] = [answer]
    desk.coach.owe(reply("tg-1", "Hi", "1-1"))
    await desk.deliver(1)
    desk.coach.owe(reply("tg-1", "Hi again", "1-2"))
    await desk.deliver(2)
    assert desk.results() == [outcome, Outcome.SENT]


async def test_pauses_grow_with_the_attempts(desk: Desk) -> None:
    """A network that is down is not asked ever faster."""
    for number, attempts in enumerate((0, 1, 4, 20)):
        desk.script.answers["sendMessage"] = [NeverLeft("refused")]
        desk.coach.owe(replace(reply("tg-1", "Hi", f"1-{number}"), attempts=attempts))
        await desk.deliver(number + 1)
    pauses = [(at - NOON).total_seconds() for _, _, at in desk.coach.outcomes if at]
    assert pauses == [2, 4, 32, 300]


@pytest.mark.parametrize(
    ("chat", "action"),
    [("tg-1", "v1:" + "x" * 80), ("someone", "v1:ok")],
    ids=["a button too big", "a chat elsewhere"],
)
async def test_a_message_that_cannot_be_put_is_rejected_alone(
    desk: Desk, chat: str, action: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake in one message is logged and stops no other."""
    desk.coach.owe(reply(chat, "Hi", "1-1", buttons=((Button("x", action),),)), reply("tg-2", "Hi", "2-1"))
    await desk.deliver(2)
    assert sorted(desk.results()) == [Outcome.REJECTED, Outcome.SENT]
    assert "cannot be sent" in caplog.text


async def test_an_outcome_that_cannot_be_saved_waits_and_nothing_is_sent_twice(
    desk: Desk,
) -> None:
    """While the disk is full the outcome is kept; the row is not sent again meanwhile."""
    row = reply("tg-1", "Hi", "1-1")
    full = [True]

    def disk() -> None:
        if full[0]:
            raise StoreUnavailable("the disk is full")

    desk.coach.at_outcome = disk
    desk.coach.owe(row)
    desk.sender.nudge()
    await settle()
    desk.coach.owe(row)
    desk.sender.nudge()
    await settle()
    assert len(desk.script.calls) == 1
    assert desk.coach.outcomes == []
    full[0] = False
    await desk.deliver(1)
    assert desk.results() == [Outcome.SENT]
    assert len(desk.script.calls) == 1


async def test_a_store_that_cannot_say_what_is_owed_is_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken disk does not end the sender."""
    collect = desk.coach.collect

    def broken(*_: int) -> None:
        raise StoreUnavailable("the disk is gone")

    monkeypatch.setattr(desk.coach, "collect", broken)
    desk.coach.owe(reply("tg-1", "Hi", "1-1"))
    desk.sender.nudge()
    await settle()
    monkeypatch.setattr(desk.coach, "collect", collect)
    await desk.deliver(1)
    assert desk.results() == [Outcome.SENT]


async def test_due_times_are_looked_up_again_after_work(desk: Desk) -> None:
    """Whatever was sent or failed may have moved the next due time."""
    rearmed: list[dtm.datetime] = []
    desk.sender.rearm = lambda: rearmed.append(NOON)
    desk.coach.owe(reply("tg-1", "Hi", "1-1"))
    await desk.deliver(1)
    await settle()
    assert len(rearmed) >= 2


async def test_words_past_the_store_are_paced_and_never_raise(desk: Desk) -> None:
    """An apology is sent directly; during a ban it is not."""
    assert await desk.sender.say(Address(1), "Sorry & so on") is Outcome.SENT
    assert desk.script.sent()[0]["text"] == "<b>Sorry &amp; so on</b>"
    desk.script.answers["sendMessage"] = [refused(429, "Too Many Requests", retry_after=5)]
    second = asyncio.create_task(desk.sender.say(Address(2), "Sorry"))
    await desk.time.pass_until(second.done)
    assert second.result() is Outcome.NOT_SENT
    assert await desk.sender.say(Address(3), "Sorry") is Outcome.NOT_SENT
    assert len(desk.script.calls) == 2, "Telegram wants silence from all of us"


async def test_stopping_sends_what_is_due(desk: Desk) -> None:
    """What was answered before the stop still goes out."""
    desk.coach.owe(*(reply(f"tg-{n}", "Hi", f"{n}-1") for n in range(1, 21)))
    finishing = asyncio.create_task(desk.sender.finish(60))
    await desk.time.pass_until(lambda: len(desk.coach.outcomes) == 20)
    await finishing
    assert set(desk.results()) == {Outcome.SENT}


async def test_stopping_does_not_wait_for_ever(desk: Desk) -> None:
    """A message that hangs stays owed."""
    desk.coach.owe(*(reply("tg-1", "Hi", f"1-{n}") for n in range(5)))
    await desk.sender.finish(0.01)
    await settle()
    assert len(desk.coach.outcomes) == 1
