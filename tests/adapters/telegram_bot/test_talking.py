"""Telegram to coach and back, over HTTP on loopback: messages, edits, taps, follow-ups, commands."""

import asyncio
import datetime as dtm

import pytest

from bot.domain.owed import Outcome
from bot.replies import service
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import RecordingCoach, follow_up
from tests.bot_api.checks import Refused
from tests.bot_api.server import BotApi, Fault

GROUP = -1001


async def test_a_message_reaches_the_coach_and_the_reply_comes_back(
    live: BotApi, coach: RecordingCoach
) -> None:
    """Ids, text and the time of writing arrive; the answer goes to the same chat."""
    number = live.say("calf raise 3x12 + partials <b>&")
    sent = await live.reply()
    (received,) = coach.received
    assert (received.lifter, received.chat, received.id) == ("tg-42", "tg-42", f"42-{number}")
    assert (received.key, received.name) == ("u900", "Ana42")
    assert received.text == "calf raise 3x12 + partials <b>&"
    assert received.at == dtm.datetime.fromtimestamp(live.clock_s, dtm.UTC)
    assert sent["chat"]["id"] == 42
    assert sent["text"] == "Logged\ncalf raise 3x12 + partials <b>&"
    await live.until(lambda: coach.outcomes)
    assert coach.outcomes[0][1] is Outcome.SENT


@pytest.mark.parametrize("text", ["/start", "/help", "/undo", "/why me", "/settings kg"])
async def test_commands_are_words_for_the_coach(live: BotApi, coach: RecordingCoach, text: str) -> None:
    """The adapter does not understand commands; the coach does."""
    live.say(text)
    await live.reply()
    assert coach.received[0].text == text


async def test_an_edit_goes_to_the_edited_path_and_changes_the_reply_in_place(
    live: BotApi, coach: RecordingCoach
) -> None:
    """A corrected message is no second report, and no second message comes back."""
    number = live.say("calf raise 3x12")
    await live.reply()
    await live.until(lambda: coach.outcomes)
    live.edit(number, "calf raise 3x11")
    await live.until(lambda: live.edits)
    assert [each.text for each in coach.edits] == ["calf raise 3x11"]
    assert coach.edits[0].id == coach.received[0].id
    assert len(coach.received) == len(live.sent) == 1
    assert live.edits[0]["text"] == "Changed\ncalf raise 3x11"


async def test_a_tap_is_answered_and_the_message_edited(live: BotApi, coach: RecordingCoach) -> None:
    """The spinner ends with the coach's words, and the message loses its button."""
    live.say("calf raise 3x12")
    sent = await live.reply()
    live.tap(sent, "Undo")
    await live.until(lambda: live.toasts and live.edits)
    (tap,) = coach.taps
    assert (tap.lifter, tap.action) == ("tg-42", "v1:undo:r1")
    assert tap.message_id == f"42-{sent['message_id']}"
    assert live.toasts == ["Taken back."]
    assert live.edits[0]["text"] == "Taken back."
    assert "reply_markup" not in live.edits[0]


@pytest.mark.parametrize("toast", ["", "x" * 300], ids=["no words", "too many words"])
async def test_any_toast_ends_the_spinner(live: BotApi, coach: RecordingCoach, toast: str) -> None:
    """An answer without words is an answer; one too long is cut."""
    coach.toast = toast
    live.say("calf raise 3x12")
    live.tap(await live.reply(), "Undo")
    await live.until(lambda: live.toasts)
    assert live.toasts == [toast[:200]]


async def test_a_slow_chat_does_not_hold_up_another(live: BotApi) -> None:
    """Telegram takes its time over one message; other chats get theirs meanwhile."""
    slow = asyncio.Event()
    live.fail("sendMessage", Fault(hold=slow, chat=1))
    live.say("first", user=1)
    await live.reply()
    live.say("second", user=1)
    live.say("other", user=2)
    assert (await live.reply())["chat"]["id"] == 2
    slow.set()
    assert (await live.reply())["text"] == "Logged\nsecond"


async def test_a_follow_up_goes_out_when_it_falls_due(live: BotApi, coach: RecordingCoach) -> None:
    """The timer set after a message wakes the sender."""
    live.say("calf raise 3x12")
    await live.reply()
    coach.owe(follow_up("tg-42", "How are the calves?", "r1"))
    coach.due_at = dtm.datetime.now(dtm.UTC)  # noqa: TID251 - the timer runs on the wall clock
    live.say("thanks")
    texts = {(await live.reply())["text"] for _ in range(2)}
    assert "How are the calves?" in texts


async def test_a_429_over_http_is_waited_out(live: BotApi, coach: RecordingCoach) -> None:
    """The row goes back to the store with the time that Telegram named."""
    live.fail("sendMessage", Fault(refuse=Refused(429, "Too Many Requests", {"retry_after": 30})))
    live.say("calf raise 3x12")
    await live.until(lambda: coach.outcomes)
    ((_, outcome, retry_at),) = coach.outcomes
    assert outcome is Outcome.NOT_SENT
    assert retry_at is not None


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault(drop=True), Outcome.UNKNOWN),
        (Fault(refuse=Refused(502, "Bad Gateway")), Outcome.UNKNOWN),
        (Fault(refuse=Refused(403, "Forbidden: bot was blocked")), Outcome.UNREACHABLE),
    ],
    ids=["dropped after it was taken", "bad gateway", "blocked"],
)
async def test_trouble_over_http_becomes_an_outcome(
    live: BotApi, coach: RecordingCoach, fault: Fault, outcome: Outcome
) -> None:
    """What the HTTP library reports is told apart as in the table."""
    live.fail("sendMessage", fault)
    live.say("calf raise 3x12")
    await live.until(lambda: live.called("sendMessage"))
    live.say("and once more")
    await live.until(lambda: len(coach.outcomes) == 2)
    assert [each for _, each, _ in coach.outcomes] == [outcome, Outcome.SENT]


async def test_the_command_list_is_set_at_start(live: BotApi) -> None:
    """Commands are few, and each has a description."""
    await live.until(lambda: live.commands)
    assert [each["command"] for each in live.commands] == [name for name, _ in service.COMMANDS]
    assert len(live.commands) <= 8


async def test_a_command_list_that_cannot_be_set_is_no_reason_to_stop(
    api: BotApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """The failure is logged, and the bot works."""
    api.fail("setMyCommands", Fault(refuse=Refused(429, "Too Many Requests", {"retry_after": 9})))
    async with start():
        api.say("calf raise 3x12")
        await api.reply()
    assert "command list" in caplog.text
