"""Message in, answer out: Spotter against a bare echo bot of the same library, on the same server, in turns.

    .venv/bin/python -m bench.end_to_end [messages] [rounds]

Both run as processes of their own against the Bot API server of the tests on loopback, Spotter with the
sending limits lifted and with everything on disk that a user has. Read the ratios: the server shares the
machine. Every round starts both afresh and measures after a warm-up:

    CPU per message     of the bot's process alone, from /proc
    messages a second   200 chats write at once; from the first message to the last answer
    p50, p99            how long an answer takes when 200 chats write, 20 messages a second in all
    memory              resident, after that; and of a `spotter run` that has nothing to do
"""

import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.adapters.clock import stopwatch_ms
from tests.bot_api.server import BotApi

CHATS = 200
WARM_UP = 400
PACED = 300
PACE_S = 0.05
PATIENCE_S = 120
TICKS = os.sysconf("SC_CLK_TCK")
BOTS = {"Spotter": ("tests.black_box.child", "run"), "echo bot": ("bench.echo_bot",)}
LINES = (
    "bench 3x8 {load}",
    "calf raise 3x12 + partials",
    "squat {load}x5, {load}x3 @8",
    "should I dropset?",
    "leg ext {load}x12 > 40x10",
    "curl 14kg 3x12 last set to failure, rpe 9",
    "how many sets for calves this week?",
    "hey",
)


@dataclass
class Figures:
    """What was measured of one bot, a value per round."""

    cpu_ms: list[float] = field(default_factory=list)
    per_s: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


class Bot:
    """A bot's process and its server."""

    def __init__(self, api: BotApi, process: asyncio.subprocess.Process) -> None:
        self.api = api
        self._pid = process.pid
        self._process = process
        self._said = 0

    def say(self, times: int) -> None:
        """Let the chats, in turns, write so many more messages."""
        for number in range(self._said, self._said + times):
            line = LINES[(number // CHATS + number) % len(LINES)]
            self.api.say(line.format(load=20 + number % 90), user=1 + number % CHATS)
        self._said += times

    async def answered(self) -> None:
        """Wait until every message has its answer."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self._answers()) < self._said:
                assert self._process.returncode is None, "the bot has ended"
                await asyncio.sleep(0.002)

    def _answers(self) -> list[object]:
        return [each for each in self.api.sent if each["chat"]["id"] <= CHATS]

    @property
    def cpu_ms(self) -> float:
        """Processor time so far."""
        stat = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) * 1000 / TICKS

    @property
    def memory_mb(self) -> float:
        """Resident memory."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def _environment(api: BotApi, folder: Path) -> Iterator[dict[str, str]]:
    kept = {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
    yield kept | {
        "SPOTTER_TOKEN": api.token,
        "SPOTTER_API_URL": api.url,
        "SPOTTER_DATA_DIR": str(folder),
        "SPOTTER_LOG": "ERROR",
    }


async def _measured(words: tuple[str, ...], messages: int, figures: Figures) -> None:
    """One round of one bot."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api:
            with _environment(api, Path(folder)) as environment:
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", *words, env=environment, stderr=asyncio.subprocess.DEVNULL
                )
            try:
                await _round(Bot(api, process), messages, figures)
            finally:
                process.kill()
                await process.wait()


async def _round(bot: Bot, messages: int, figures: Figures) -> None:
    bot.say(WARM_UP)
    await bot.answered()
    cpu_ms, start_ms = bot.cpu_ms, stopwatch_ms()
    bot.say(messages)
    await bot.answered()
    figures.per_s.append(messages / (stopwatch_ms() - start_ms) * 1000)
    figures.cpu_ms.append((bot.cpu_ms - cpu_ms) / messages)
    waits = await _paced(bot)
    figures.p50_ms.append(statistics.median(waits))
    figures.p99_ms.append(sorted(waits)[int(len(waits) * 0.99)])
    figures.memory_mb.append(bot.memory_mb)


async def _paced(bot: Bot) -> list[float]:
    """How long each of some answers takes when messages come one by one."""
    waits = []
    for _ in range(PACED):
        start_ms = stopwatch_ms()
        bot.say(1)
        await bot.answered()
        waits.append(stopwatch_ms() - start_ms)
        await asyncio.sleep(max(0.0, PACE_S - waits[-1] / 1000))
    return waits


async def _idle_mb() -> float:
    """What `spotter run` takes when nobody writes."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api:
            with _environment(api, Path(folder)) as environment:
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", "run", env=environment
                )
            try:
                bot = Bot(api, process)
                await asyncio.sleep(6)
                figures.memory_mb.append(bot.memory_mb)
            finally:
                process.kill()
                await process.wait()
    return figures.memory_mb[0]


def main() -> None:
    """Print all figures."""
    messages, rounds = (int(word) for word in (*sys.argv[1:3], *("2000", "3")[len(sys.argv) - 1 :]))
    found = {name: Figures() for name in BOTS}
    for _ in range(rounds):
        for name, words in BOTS.items():
            asyncio.run(_measured(words, messages, found[name]))
    print(f"{messages} messages from {CHATS} chats, {rounds} rounds, medians")
    print(f"{'':20}{'Spotter':>10}{'echo bot':>10}{'ratio':>8}")
    rows: dict[str, Callable[[Figures], list[float]]] = {
        "CPU per message, ms": lambda each: each.cpu_ms,
        "messages a second": lambda each: each.per_s,
        "answer, p50, ms": lambda each: each.p50_ms,
        "answer, p99, ms": lambda each: each.p99_ms,
        "memory, MB": lambda each: each.memory_mb,
    }
    for name, values in rows.items():
        ours, theirs = (statistics.median(values(found[bot])) for bot in BOTS)
        print(f"{name:20}{ours:10.2f}{theirs:10.2f}{ours / theirs:8.2f}")
    print(f"idle `spotter run`: {asyncio.run(_idle_mb()):.0f} MB")


if __name__ == "__main__":
    main()
