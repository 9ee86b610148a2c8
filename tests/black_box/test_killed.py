"""The bot as a process of its own, killed in the middle of the work, by polling and by webhook.

The full size (1,000 reports, 20 kills) is `bench/kills_bench.py`; it takes two minutes.
"""

import asyncio
from pathlib import Path

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.heartbeat import FILE, ailment
from tests.black_box.child import Child
from tests.black_box.kills import Plan, rehearse
from tests.bot_api.server import BotApi

PLANS = {
    "polling, at Telegram's pace": Plan(reports=120, kills=4, follow_ups=24, limits=True),
    "two chats flood": Plan(reports=90, kills=3, chats=2, follow_ups=12),
    "by webhook, as fast as it can": Plan(reports=120, kills=4, follow_ups=24, webhook=True),
}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing stands between the bot and the server on loopback."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
async def test_kills_lose_nothing_and_double_no_follow_up(tmp_path: Path, plan: Plan) -> None:
    """Every report is stored once and answered, in its chat's order; a follow-up comes once or not at all."""
    tally = await rehearse(tmp_path / "data", plan)
    assert (tally.unstored, tally.stored_twice, tally.unanswered, tally.out_of_order) == (0, 0, 0, 0)
    assert tally.doubled_follow_ups == 0
    assert tally.unsent_follow_ups < plan.follow_ups
    assert tally.exit_code == 0
    if plan.limits:
        assert tally.doubled_replies <= plan.kills


async def _answers(api: BotApi) -> None:
    """Wait until the bot is at work."""
    before = len(api.sent)
    api.say("hey", user=1)
    await api.until(lambda: len(api.sent) > before)


async def test_a_bot_at_work_is_healthy_until_it_stops(tmp_path: Path) -> None:
    """The heartbeat of the real program; a stop takes it away, a kill leaves it to go stale."""
    folder, clock = tmp_path / "data", SystemClock()
    async with BotApi() as api, Child(api, folder) as child:
        await _answers(api)
        assert ailment(folder, clock.now()) == ""
        assert await child.stop() == 0
        assert "No Spotter is running" in ailment(folder, clock.now())


async def test_a_stop_with_a_hundred_messages_waiting_loses_none(tmp_path: Path) -> None:
    """SIGTERM in the middle: exit code 0; what was fetched is answered, the rest waits at Telegram."""
    async with BotApi() as api:
        for user in range(100):
            api.say("bench 3x8 60", user=1 + user)
        async with Child(api, tmp_path / "data", limits=False) as child:
            await api.until(lambda: len(api.sent) >= 10)
            assert await child.stop() == 0
        assert len(api.waiting.confirmed) + len(api.waiting.updates) == 100
        answered = {each["chat"]["id"] for each in api.sent}
        assert len(answered) >= len(api.waiting.confirmed)
        async with Child(api, tmp_path / "data", limits=False) as child:
            await _answers(api)
            await api.until(lambda: {each["chat"]["id"] for each in api.sent} == set(range(1, 101)))
            assert await child.stop() == 0
    assert not (tmp_path / "data" / FILE).exists()


async def test_a_second_bot_on_the_same_data_is_refused(tmp_path: Path) -> None:
    """The lock keeps it out before it says a word to Telegram; exit code 2, which systemd does not repeat."""
    async with BotApi() as api, Child(api, tmp_path / "data"):
        await _answers(api)
        introduced = len(api.called("getMe"))
        async with Child(api, tmp_path / "data") as second:
            assert await asyncio.wait_for(second.process.wait(), 30) == 2
        assert len(api.called("getMe")) == introduced
