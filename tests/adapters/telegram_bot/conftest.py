"""A bot at work against the Bot API server of our own, and a sender at work on a script."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from bot.adapters.clock import StandingClock, SystemClock
from bot.adapters.telegram_bot.conversation import Conversation
from bot.adapters.telegram_bot.sender import Sender
from bot.adapters.telegram_bot.serve import TelegramBot
from tests.adapters.telegram_bot.desk import Desk
from tests.adapters.telegram_bot.recording import NOON, RecordingCoach, VirtualTime
from tests.adapters.telegram_bot.scripted import Script, scripted_bot
from tests.bot_api.server import BotApi

Start = Callable[..., AbstractAsyncContextManager[TelegramBot]]


@pytest.fixture
async def api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    """A server on loopback; no proxy stands in between."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    async with BotApi() as server:
        yield server


@pytest.fixture
def coach(api: BotApi) -> RecordingCoach:
    """What the bot talks to; who waits at the server looks again when the coach hears something."""
    return RecordingCoach(changed=api.changed)


@pytest.fixture
def start(api: BotApi, coach: RecordingCoach) -> Start:
    """Run a bot for the length of a `with`; it stops as on SIGTERM."""

    @asynccontextmanager
    async def run(
        talks_to: Conversation = coach, token: str = api.token, **options: Any
    ) -> AsyncIterator[TelegramBot]:
        bot = TelegramBot(
            token,
            talks_to,
            options.pop("clock", SystemClock()),
            api_url=api.url,
            sleep=options.pop("sleep", _no_time),
            **options,
        )
        stop = asyncio.Event()
        serving = asyncio.create_task(bot.serve(stop))
        try:
            yield bot
        finally:
            stop.set()
            await asyncio.wait_for(serving, 30)

    return run


async def _no_time(_: float) -> None:
    await asyncio.sleep(0)


@pytest.fixture
async def live(api: BotApi, start: Start) -> AsyncIterator[BotApi]:
    """The server, with a polling bot at work on it."""
    async with start():
        yield api


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A running sender."""
    time, coach = VirtualTime(), RecordingCoach()
    script = Script(time.monotonic)
    sender = Sender(
        scripted_bot(script), coach, StandingClock(NOON), monotonic=time.monotonic, sleep=time.sleep
    )
    running = asyncio.create_task(sender.run())
    yield Desk(coach, script, sender, time)
    running.cancel()
    await asyncio.wait({running})
