"""Reports from many chats to a bot that is killed again and again; then the books are compared.

    tally = await rehearse(folder, Plan(reports=200, kills=5))
    tally.unanswered, tally.doubled_replies, ...

Every report is a set with a load of its own, so that what is stored and answered can be told apart. Silent
lifters are owed a follow-up each that falls due while the killing goes on.
"""

import asyncio
import datetime as dtm
import random
import re
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.clock import SystemClock, stopwatch_ms
from bot.adapters.tinydb_store import TinyDBStore
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile, QuietHours
from bot.domain.owed import Owed, OwedKind
from tests.black_box.child import Child
from tests.bot_api.server import BotApi

#: A kill comes after this many answers of a life at most; one in four lives ends while it still starts.
MOST_ANSWERS_A_LIFE = 90
LONGEST_START_S = 1.5
#: Nothing more will come from a bot that has been silent for so long.
QUIET_MS = 3000
#: Silent lifters' Telegram numbers start here.
SILENT = 5000
PATIENCE_S = 180
ALWAYS_AWAKE = QuietHours(dtm.time(0), dtm.time(0))


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is sent and how often the bot dies; the seed makes it the same every time."""

    reports: int
    kills: int
    chats: int = 30
    follow_ups: int = 60
    seed: int = 20261120
    webhook: bool = False
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of it: all should be 0, but for a doubled reply and a few unsure follow-ups per kill."""

    unstored: int
    stored_twice: int
    unanswered: int
    out_of_order: int
    doubled_replies: int
    doubled_follow_ups: int
    unsent_follow_ups: int
    kills: int
    seconds: float
    exit_code: int


async def rehearse(folder: Path, plan: Plan) -> Tally:
    """Carry out the plan and compare what was sent, stored and answered."""
    start_ms = stopwatch_ms()
    rng = random.Random(plan.seed)  # noqa: S311 - dice for moments, not secrets
    last_due_at = _owe_follow_ups(folder, plan)
    words = ("--webhook", f"http://127.0.0.1:{_free_port()}/hook") if plan.webhook else ()
    async with BotApi() as api:
        speaker = _speak(api, plan)
        per_life = plan.reports // (plan.kills + 1) + 1
        for _ in range(plan.kills):
            speaker(per_life)
            async with Child(api, folder, *words, limits=plan.limits) as child:
                await _some_moment(api, rng, child)
        speaker(plan.reports)
        async with Child(api, folder, *words, limits=plan.limits) as child:
            await _until(lambda: not _unanswered(api, plan), child)
            await _until(lambda: SystemClock().now() > last_due_at, child)
            code = await child.stop()
        return _tally(api, folder, plan, (stopwatch_ms() - start_ms) / 1000, code)


def load_of(number: int) -> str:
    """The load that tells report number N of a chat from the others."""
    return f"{40 + number * 0.5:g}"


def _speak(api: BotApi, plan: Plan) -> Callable[[int], None]:
    """A function that lets the chats send so many more reports, taking turns."""
    said = 0

    def speak(more: int) -> None:
        nonlocal said
        for number in range(said, min(said + more, plan.reports)):
            api.say(f"bench 3x8 {load_of(number // plan.chats)}", user=1 + number % plan.chats)
            said += 1

    return speak


async def _some_moment(api: BotApi, rng: random.Random, child: Child) -> None:
    """Wait for a moment to die: while it starts, or after some answers and a little more."""
    if rng.random() < 0.25:
        await asyncio.sleep(rng.uniform(0, LONGEST_START_S))
        return
    answers = len(api.sent) + rng.randrange(MOST_ANSWERS_A_LIFE)
    heard, since_ms = 0, stopwatch_ms()

    def enough() -> bool:
        nonlocal heard, since_ms
        if len(api.calls) > heard:
            heard, since_ms = len(api.calls), stopwatch_ms()
        return len(api.sent) >= answers or stopwatch_ms() - since_ms > QUIET_MS

    await _until(enough, child)
    await asyncio.sleep(rng.uniform(0, 0.03))


async def _until(happened: Callable[[], object], child: Child) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not happened():
            if not child.alive:
                raise RuntimeError("the bot ended by itself")
            await asyncio.sleep(0.005)


def _owe_follow_ups(folder: Path, plan: Plan) -> dtm.datetime:
    """One follow-up for each silent lifter, due while the killing goes on; when the last one is."""
    clock = SystemClock()
    span_s = 1.5 * (plan.kills + 1)
    due_at = clock.now()
    with TinyDBStore(folder, clock, create=True) as store:
        for number in range(plan.follow_ups):
            name = f"tg-{SILENT + number}"
            due_at = clock.now() + dtm.timedelta(seconds=span_s * number / plan.follow_ups)
            row = Owed("s:check_in", name, OwedKind.CHECK_IN, name, due_at, f"How is {name}?", "s")
            store.save(Dossier(name, Profile(quiet=ALWAYS_AWAKE), owed=(row,), chat=name))
    return due_at


def _tally(api: BotApi, folder: Path, plan: Plan, seconds: float, code: int) -> Tally:
    expected = _expected(plan)
    with TinyDBStore(folder, SystemClock()) as store:
        stored = {
            chat: [f"{report.entries[0].sets[0].load:g}" for report in store.history(f"tg-{chat}")]
            for chat in expected
        }
    answers = {chat: _answered_loads(api, chat) for chat in expected}
    silent = Counter(each["chat"]["id"] for each in api.sent if each["chat"]["id"] >= SILENT)
    return Tally(
        unstored=sum(len(set(loads) - set(stored[chat])) for chat, loads in expected.items()),
        stored_twice=sum(len(loads) - len(set(loads)) for loads in stored.values()),
        unanswered=_unanswered(api, plan),
        out_of_order=sum(list(dict.fromkeys(answers[chat])) != loads for chat, loads in expected.items()),
        doubled_replies=sum(len(loads) - len(set(loads)) for loads in answers.values()),
        doubled_follow_ups=sum(times - 1 for times in silent.values()),
        unsent_follow_ups=plan.follow_ups - len(silent),
        kills=plan.kills,
        seconds=seconds,
        exit_code=code,
    )


def _expected(plan: Plan) -> dict[int, list[str]]:
    """The loads that each chat sends."""
    return {
        chat: [load_of(n) for n in range(len(range(chat - 1, plan.reports, plan.chats)))]
        for chat in range(1, plan.chats + 1)
    }


def _unanswered(api: BotApi, plan: Plan) -> int:
    return sum(len(set(said) - set(_answered_loads(api, chat))) for chat, said in _expected(plan).items())


def _answered_loads(api: BotApi, chat: int) -> list[str]:
    """The loads of the reports that a chat's answers speak of, in their order."""
    texts = [each["text"] for each in api.sent if each["chat"]["id"] == chat]
    return [match[1] for text in texts if (match := re.search(r"3x8 ([\d.]+) kg", text))]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
