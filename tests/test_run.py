"""`spotter run` as it is wired: settings, store, coach, Telegram."""

import asyncio
import errno
import os
import signal
from pathlib import Path

import pytest

from bot.adapters.tinydb_store import DataFolderUnusable, TinyDBStore
from bot.adapters.tinydb_store.migrations import SCHEMA
from bot.adapters.tinydb_store.sealed import seal
from bot.app import CannotRun, run_telegram
from bot.domain.dossier import Dossier
from bot.replies import service
from bot.settings import load_settings
from tests.bot_api.server import BotApi
from tests.fakes import FakeClock

RULES = Path("rules")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is on loopback."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def test_a_disk_that_fails_ends_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second message waits at Telegram or its author is told; a restart finds all in order."""
    async with BotApi() as api:
        settings = load_settings(token=api.token, api_url=api.url, data_dir=tmp_path)
        running = asyncio.create_task(run_telegram(settings, RULES))
        api.say("bench 3x8 60")
        assert "Logged" in (await api.reply())["text"]
        monkeypatch.setattr(os, "fsync", _broken)
        api.say("bench 3x8 80")
        with pytest.raises(CannotRun, match=r"the disk failed .*; check the disk, then restart Spotter"):
            await asyncio.wait_for(running, 60)
        told = api.sent[-1]["text"] == service.NOT_SAVED
        assert told or [each["message"]["text"] for _, each in api.waiting.updates] == ["bench 3x8 80"]
    monkeypatch.undo()
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert [report.text for report in store.history("tg-42")] == ["bench 3x8 60"]
        assert store.alerts == ()


async def test_damage_is_told_to_the_admins_and_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One lifter's files are past mending: that one is told so, the owner once; all others are coached."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.save(Dossier("tg-1", counter=1))
    damaged = tmp_path / "lifters/tg-1/current.json"
    damaged.write_bytes(damaged.read_bytes()[:-9])
    before = damaged.read_bytes()
    async with BotApi() as api:
        settings = load_settings(token=api.token, api_url=api.url, data_dir=tmp_path, admins="7")
        running = asyncio.create_task(run_telegram(settings, RULES))
        for user in (1, 1, 2):
            api.say("bench 3x8 60", user=user)
        await api.until(lambda: {each["chat"]["id"] for each in api.sent} == {1, 2, 7})
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 60)
    told = {each["chat"]["id"]: each["text"] for each in api.sent}
    assert told[1] == service.NOT_SAVED
    assert "Logged" in told[2]
    assert "no whole generation is left" in told[7]
    assert "no whole generation is left" in caplog.text
    assert [each["chat"]["id"] for each in api.sent].count(7) == 1
    assert damaged.read_bytes() == before


async def test_data_of_a_newer_spotter_end_the_program(tmp_path: Path) -> None:
    """However soon the bot is ready to answer: that lifter's file is left as it is."""
    newer = seal({"meta": {"1": {"schema": SCHEMA + 1, "lifter": "tg-1"}}})
    file = tmp_path / "lifters/tg-1/current.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(newer)
    async with BotApi() as api:
        api.say("bench 3x8 60", user=1)
        settings = load_settings(token=api.token, api_url=api.url, data_dir=tmp_path)
        with pytest.raises(DataFolderUnusable, match=r"was written by a newer Spotter .*: update"):
            await asyncio.wait_for(run_telegram(settings, RULES), 60)
    assert file.read_bytes() == newer


def _broken(_: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))
