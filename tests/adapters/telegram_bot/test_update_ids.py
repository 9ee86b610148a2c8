"""Telegram's numbering of updates is no promise: after a week of silence it begins anywhere."""

import socket

import pytest

from bot.adapters.telegram_bot.webhook import Webhook
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import RecordingCoach
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
