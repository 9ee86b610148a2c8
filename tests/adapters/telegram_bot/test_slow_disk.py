"""A disk that takes its time: whoever wrote waits for it, the others do not."""

import asyncio
import errno
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.rule_files import load_handbook
from bot.adapters.telegram_bot.serve import TelegramBot
from bot.adapters.tinydb_store import TinyDBStore
from bot.coach.coach import Coach
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.tinydb_store.held import PATIENCE_S, HeldDisk
from tests.bot_api.server import BotApi

REPORT = "calf raise 3x12 + partials"


@pytest.fixture
def disk() -> HeldDisk:
    """The disk."""
    return HeldDisk()


@pytest.fixture
def store(tmp_path: Path, disk: HeldDisk) -> Iterator[TinyDBStore]:
    """A store on it; nothing may hold up everybody until the disk is done."""
    with TinyDBStore(tmp_path, SystemClock(), create=True, disk=disk, threads=2) as opened:
        yield opened
        disk.let_go.set()
    assert not disk.waited_in_vain


@pytest.fixture
async def bot(start: Start, store: TinyDBStore, disk: HeldDisk) -> AsyncIterator[TelegramBot]:
    """The bot at work with it."""
    coach = Coach(load_handbook(Path("rules")), store, SystemClock())
    async with start(coach, writing=store.writing) as running:
        yield running
        disk.let_go.set()


async def test_nothing_is_answered_or_confirmed_before_it_is_on_disk(
    api: BotApi, bot: TelegramBot, store: TinyDBStore, disk: HeldDisk
) -> None:
    """A power cut now would take the report back, so nobody is told that it is logged."""
    api.say(REPORT, user=1)
    api.say(REPORT, user=2)
    for _ in range(2):
        assert await asyncio.to_thread(disk.waiting.acquire, timeout=PATIENCE_S)
    bot.sender.nudge()
    for _ in range(50):
        await asyncio.sleep(0)
    assert store.is_writing("tg-1")
    assert store.is_writing("tg-2")
    assert not api.sent
    assert not api.confirmed(900)
    disk.let_go.set()
    assert {(await api.reply())["chat"]["id"] for _ in range(2)} == {1, 2}
    await api.until(lambda: api.confirmed(901))


@pytest.mark.usefixtures("bot")
async def test_a_message_that_comes_twice_is_answered_twice(api: BotApi, disk: HeldDisk) -> None:
    """Also if the disk was slow both times."""
    disk.let_go.set()
    number = api.say(REPORT)
    first = await api.reply()
    api.deliver({"message": api.messages[42, number]})
    assert (await api.reply())["text"] == first["text"]


@pytest.mark.usefixtures("bot")
async def test_no_room_is_told_and_the_report_is_asked_for_again(api: BotApi, disk: HeldDisk) -> None:
    """What a thread finds out reaches the lifter; with room again all goes on."""
    disk.error = errno.ENOSPC
    disk.let_go.set()
    api.say(REPORT)
    assert (await api.reply())["text"].startswith("I could not save that")
    disk.error = 0
    api.say(REPORT)
    assert "calf raise" in (await api.reply())["text"].lower()
