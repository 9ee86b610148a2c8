"""Telegram's numbering of updates is no promise: after a week of silence it begins anywhere."""

import datetime as dtm
import socket

import pytest
from telegram.error import TimedOut

from bot.adapters.clock import ShiftedClock, StandingClock
from bot.adapters.telegram_bot.webhook import Webhook
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import NOON, RecordingCoach
from tests.adapters.telegram_bot.scripted import OK_MESSAGE, Answer, Script, scripted_bot
from tests.bot_api.server import BotApi


@pytest.fixture
def hook() -> Webhook:
    """A webhook on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Webhook.at(f"http://127.0.0.1:{probe.getsockname()[1]}/hook", 8080, "s3cret")


async def test_lower_numbers_are_taken_after_a_restart(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """The bot keeps no offset on disk that could hide new updates."""
    async with start():
        api.say("bench 3x8")
        await api.reply()
    api.waiting.next_id = 3
    async with start():
        api.say("row 3x8")
        await api.reply()
    assert [each.text for each in coach.received] == ["bench 3x8", "row 3x8"]


async def test_lower_numbers_are_taken_by_a_bot_that_polls(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """What was fetched is confirmed once; the polls after that ask for whatever there is."""
    async with start():
        api.say("bench 3x8")
        await api.reply()
        await api.until(lambda: api.confirmed(900))
        polls = len(api.called("getUpdates"))
        api.waiting.hang_up()
        await api.until(lambda: len(api.called("getUpdates")) > polls)
        api.waiting.next_id = 3
        api.say("row 3x8")
        await api.reply()
        await api.until(lambda: api.confirmed(3))
    assert [each.text for each in coach.received] == ["bench 3x8", "row 3x8"]


def brings(*numbers: int) -> Answer:
    """An answer to a poll."""
    return 200, {"ok": True, "result": [{"update_id": each, "message": OK_MESSAGE} for each in numbers]}


CUT = TimedOut()


@pytest.mark.parametrize(
    ("polls", "offsets"),
    [
        ([(0, 0, brings(900)), (901, 0, brings()), (901, 0, brings())], [None, 901, None]),
        ([(901, 0, CUT), (901, 1, CUT), (901, 1, brings()), (901, 1, brings())], [901, 901, 901, None]),
        ([(901, 0, CUT), (901, 25, CUT), (901, 0, brings(3)), (4, 0, brings())], [901, None, None, 4]),
        ([(901, 0, brings()), (901, 200, brings(900)), (901, 0, brings())], [901, None, 901]),
    ],
    ids=["confirmed once", "until it is answered", "too late after a day", "the same number once more"],
)
async def test_an_offset_goes_out_while_it_is_needed(
    polls: list[tuple[int, int, Answer]], offsets: list[int | None]
) -> None:
    """Each poll: what the library wants confirmed, hours since the last one, Telegram's answer."""
    script, clock = Script(), ShiftedClock(StandingClock(NOON))
    bot = scripted_bot(script, clock)
    for wanted, hours, answer in polls:
        clock.shift(dtm.timedelta(hours=hours))
        script.answers["getUpdates"] = [answer]
        try:
            await bot.get_updates(offset=wanted)
        except TimedOut:
            continue
    assert [params.get("offset") for params in script.sent("getUpdates")] == offsets


async def test_lower_numbers_are_taken_by_webhook(
    api: BotApi, start: Start, coach: RecordingCoach, hook: Webhook
) -> None:
    """While it runs, too; doubled messages are known by their own ids, not by the update's."""
    async with start(webhook=hook):
        # Set twice: once to hear a refusal, once by the library.
        await api.until(lambda: len(api.called("setWebhook")) == 2)
        api.say("bench 3x8")
        await api.reply()
        api.waiting.next_id = 3
        api.say("row 3x8")
        await api.reply()
    assert [each.text for each in coach.received] == ["bench 3x8", "row 3x8"]


async def test_three_megabytes_from_a_stranger_do_no_harm(
    api: BotApi, start: Start, coach: RecordingCoach, hook: Webhook
) -> None:
    """Refused for want of the secret; the bot goes on."""
    async with start(webhook=hook):
        # Set twice: once to hear a refusal, once by the library.
        await api.until(lambda: len(api.called("setWebhook")) == 2)
        assert api.hook is not None
        assert await api.hook.post(b"x" * 3_000_000, "guess") == 403
        assert await api.hook.post(b'{"update_id": 1, "x": "' + b"x" * 3_000_000, "s3cret") in {400, 500}
        api.say("bench 3x8")
        await api.reply()
    assert [each.text for each in coach.received] == ["bench 3x8"]
