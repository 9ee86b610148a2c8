"""The whole road with the real coach: rules, store on disk, HTTP to our Bot API server and back."""

import asyncio
import datetime as dtm
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sized
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from bot.adapters.clock import ShiftedClock, StandingClock, SystemClock
from bot.adapters.rule_files import load_handbook
from bot.adapters.telegram_bot.moves import Moves
from bot.adapters.telegram_bot.serve import TelegramBot
from bot.adapters.tinydb_store import TinyDBStore
from bot.coach.coach import Coach
from bot.coach.handbook import Handbook
from bot.domain.owed import Outcome, Owed, OwedState
from bot.domain.training import Technique
from bot.ports import StoreUnavailable
from tests.adapters.telegram_bot.conftest import Start
from tests.bot_api import lifters
from tests.bot_api.checks import Refused
from tests.bot_api.server import EPOCH, BotApi, Fault

RULES = Path("rules")
KILLS = 3
LIFTERS = 12
PROGRAM = """
import asyncio
from pathlib import Path
from typing import Any
from bot.app import run_telegram
from bot.settings import load_settings
asyncio.run(run_telegram(load_settings(), Path("rules")))
"""


class WatchedCoach(Coach):
    """The coach; who waits at the server looks again when an outcome has been noted."""

    changed: Callable[[], None]

    @override
    def outcome(self, owed: Owed, outcome: Outcome, **details: Any) -> None:
        super().outcome(owed, outcome, **details)
        self.changed()


class Gym:
    """A store, a coach on a clock that is moved by hand, and the bot in between."""

    def __init__(self, api: BotApi, folder: Path) -> None:
        self.api = api
        self.folder = folder
        moment = dtm.datetime.fromtimestamp(EPOCH, dtm.UTC)
        self.clock = ShiftedClock(StandingClock(moment))
        self.store = TinyDBStore(folder, self.clock, create=True, threads=2)
        self.coach = WatchedCoach(load_handbook(RULES), self.store, self.clock)
        self.coach.changed = api.changed
        self.wiring = {
            "clock": self.clock,
            "moves": Moves(self.store),
            "writing": self.store.writing,
        }
        self.bot: TelegramBot

    def move_on(self, to: dtm.datetime) -> None:
        """Let time pass, here and at Telegram."""
        self.clock.set(to)
        self.api.clock_s = to.timestamp()
        self.bot.sender.nudge()


@pytest.fixture
async def gym(api: BotApi, start: Start, tmp_path: Path) -> AsyncIterator[Gym]:
    """The bot at work with a coach of its own."""
    made = Gym(api, tmp_path / "data")
    async with start(made.coach, **made.wiring) as bot:
        made.bot = bot
        yield made
    made.store.close()


async def _logged(gym: Gym, text: str = "calf raise 3x12 + partials") -> tuple[int, dict[str, object]]:
    number = gym.api.say(text)
    return number, await gym.api.reply()


async def test_a_report_is_stored_and_answered_with_an_undo_button(gym: Gym) -> None:
    """The line that the product is about."""
    _, sent = await _logged(gym)
    (report,) = gym.store.load("tg-42").reports
    (entry,) = report.entries
    assert entry.exercise_id == "calf_raise"
    assert [(each.reps, each.techniques) for each in entry.sets] == [(12, (Technique.PARTIALS,))] * 3
    assert "calf raise" in str(sent["text"]).lower()
    assert "Undo" in str(sent["reply_markup"])
    assert str(sent["html"]).startswith("<b>")


async def test_an_edit_corrects_the_report_and_the_reply(gym: Gym) -> None:
    """Shortening the line by a set changes what is stored; the answer changes in place."""
    number, _ = await _logged(gym)
    await gym.api.until(lambda: _states(gym) == {OwedState.SENT})
    gym.api.edit(number, "calf raise 2x12 + partials")
    await gym.api.until(lambda: gym.api.edits)
    (report,) = gym.store.load("tg-42").reports
    assert len(report.entries[0].sets) == 2
    assert len(gym.api.sent) == 1


async def test_undo_is_a_tap(gym: Gym) -> None:
    """The button under the answer takes the report back, and the spinner ends."""
    _, sent = await _logged(gym)
    gym.api.tap(sent, "Undo")
    await gym.api.until(lambda: gym.api.toasts and not gym.store.load("tg-42").reports)
    await gym.api.until(lambda: len(gym.api.sent) + len(gym.api.edits) >= 2)


async def test_the_same_update_twice_is_one_report(gym: Gym) -> None:
    """Telegram repeats an update that it thinks was lost; nothing is counted twice."""
    number, _ = await _logged(gym)
    gym.api.deliver({"message": gym.api.messages[42, number]})
    gym.api.say("should I dropset?")
    await gym.api.until(lambda: len(gym.store.load("tg-42").answered) == 2)
    assert len(gym.store.load("tg-42").reports) == 1


async def test_a_follow_up_comes_when_its_time_has_come(gym: Gym) -> None:
    """Past failure today, a question about the calves later, without being asked; only once."""
    await _logged(gym)
    due_at = gym.coach.next_due_at()
    assert due_at is not None
    gym.move_on(due_at + dtm.timedelta(minutes=1))
    follow_up = await gym.api.reply()
    assert "calves" in str(follow_up["text"]).lower()
    assert gym.api.called("sendMessage")[-1]["disable_notification"] is True
    gym.bot.sender.nudge()
    gym.api.say("should I dropset?")
    assert "calves" in str((await gym.api.reply())["text"]).lower()
    assert sum(each["text"] == follow_up["text"] for each in gym.api.sent) == 1


async def test_a_shared_location_sets_the_time_zone_and_is_forgotten(gym: Gym) -> None:
    """What is kept is a zone; where somebody stood is nowhere on disk."""
    await _logged(gym)
    gym.api.say("", location={"latitude": 52.0907, "longitude": 5.1214})
    text = (await gym.api.reply())["text"]
    assert text.startswith("I took Europe/Amsterdam from your location; it's ")
    assert "Next check-in: tomorrow 09:00." in text
    assert gym.store.load("tg-42").profile.timezone == "Europe/Amsterdam"
    await gym.api.until(lambda: _states(gym) == {OwedState.SENT})
    kept = "".join(each.read_text() for each in gym.folder.rglob("*.json"))
    assert "Europe/Amsterdam" in kept
    assert "52.09" not in kept
    assert "5.12" not in kept


async def test_a_location_in_a_group_is_for_the_others(gym: Gym) -> None:
    """Somebody tells the group where to meet."""
    gym.api.say("", chat=-100, location={"latitude": 52.0907, "longitude": 5.1214})
    await _logged(gym)
    assert gym.store.load("tg-42").profile.timezone == "UTC"


async def test_an_export_comes_as_two_files(gym: Gym) -> None:
    """Everything as JSON and as a table, with a line under each."""
    await _logged(gym)
    gym.api.say("/export")
    names = [(await gym.api.reply())["document"]["file_name"] for _ in range(2)]
    assert names == ["spotter-2026-11-20.json", "spotter-2026-11-20.csv"]
    assert json.loads(gym.api.files[names[0]])["reports"][0]["text"] == "calf raise 3x12 + partials"
    assert b"standing calf raise,1,0,12" in gym.api.files[names[1]]
    await gym.api.until(lambda: _states(gym) == {OwedState.SENT})


async def test_an_export_that_cannot_be_read_is_told(gym: Gym, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged month in the archive: no half of a file, but a word about it."""
    await _logged(gym)

    def damaged(_: str) -> None:
        raise StoreUnavailable("2026-01.json is damaged")

    monkeypatch.setattr(gym.store, "history", damaged)
    gym.api.say("/export csv")
    assert "cannot read all of your history" in (await gym.api.reply())["text"]


async def test_kills_lose_nothing_and_double_little(api: BotApi, tmp_path: Path) -> None:
    """SIGKILL in the middle of the work, three times: every report is stored once and answered."""
    folder = tmp_path / "data"
    total = 0
    for _ in range(KILLS):
        for user in range(1, LIFTERS + 1):
            for line in ("calf raise 3x12", "leg press 3x10 100kg"):
                api.say(line, user=user)
                total += 1
        process = await _started(api, folder)
        half = len(api.sent) + LIFTERS
        try:
            await api.until(partial(_at_least, api.sent, half))
        finally:
            process.kill()
            await process.wait()
    polls = len(api.called("getUpdates"))
    process = await _started(api, folder)
    try:
        await api.until(lambda: len(api.called("getUpdates")) > polls)
        await api.until(lambda: len(api.waiting.confirmed) == total)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 40) == 0
    finally:
        if process.returncode is None:
            process.kill()
    with TinyDBStore(folder, SystemClock()) as store:
        for user in range(1, LIFTERS + 1):
            reports = store.load(f"tg-{user}").reports
            assert len({each.source for each in reports}) == len(reports) == 2 * KILLS
            answers = [each for each in api.sent if each["chat"]["id"] == user]
            assert len(answers) >= 2 * KILLS


async def test_a_group_that_moved_is_known_after_a_restart(api: BotApi, start: Start, tmp_path: Path) -> None:
    """What was owed to the old group goes to the new one; there, the old one's overrides hold."""
    old, new = -5, -1005
    made = Gym(api, tmp_path / "data")
    seen: list[str] = []
    of = Handbook.of

    def watched(handbook: Handbook, group: str, lifter: str) -> Handbook:
        seen.append(group)
        return of(handbook, group, lifter)

    refusal = Refused(400, "Bad Request: group upgraded", {"migrate_to_chat_id": new})
    api.fail("sendMessage", Fault(refuse=refusal, chat=old))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handbook, "of", watched)
        async with start(made.coach, **made.wiring):
            api.say("/bench 3x8 80", chat=old)
            assert (await api.reply())["chat"]["id"] == new
        made.store.close()
        made = Gym(api, tmp_path / "data")
        async with start(made.coach, **made.wiring) as made.bot:
            made.coach.announce("tg-42", f"tg-{old}", "Still here.", "x")
            made.bot.sender.nudge()
            assert (await api.reply())["chat"]["id"] == new
            api.say("/undo", chat=new)
            assert (await api.reply())["chat"]["id"] == new
    made.store.close()
    assert set(seen) == {f"tg-{old}"}
    assert [params["chat_id"] for params in api.called("sendMessage")] == [old, new, new, new]


async def test_a_group_says_itself_that_it_has_moved(gym: Gym) -> None:
    """The old one says where to, the new one where from; each is enough."""
    person = lifters.person(42)
    for about in ({"chat": -5, "migrate_to_chat_id": -1005}, {"chat": -1006, "migrate_from_chat_id": -6}):
        chat = lifters.chat(int(about.pop("chat")))
        gym.api.deliver({"message": {"message_id": 1, "date": 0, "chat": chat, "from": person} | about})
    gym.api.say("/help", chat=-1005)
    await gym.api.reply()
    moves = Moves(gym.store)
    assert (moves.current(-5), moves.current(-6), moves.current(-7)) == (-1005, -1006, -7)
    assert (moves.known("tg--1005-9"), moves.known("tg-42")) == ("tg--5-9", "tg-42")


def _states(gym: Gym) -> set[OwedState]:
    """Where the replies stand."""
    owed = gym.store.load("tg-42").owed
    return {each.state for each in owed if not each.kind.is_follow_up}


def _at_least(things: Sized, number: int) -> bool:
    return len(things) >= number


async def _started(api: BotApi, folder: Path) -> asyncio.subprocess.Process:
    environment = {name: value for name, value in os.environ.items() if "SPOTTER" not in name}
    environment |= {
        "SPOTTER_TOKEN": api.token,
        "SPOTTER_API_URL": api.url,
        "SPOTTER_DATA_DIR": str(folder),
    }
    return await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, env=environment)
