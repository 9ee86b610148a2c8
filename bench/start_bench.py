"""How soon `spotter run` is at work with many lifters behind it, a fifth of them with an overdue follow-up.

    .venv/bin/python -m bench.start_bench [lifters] [folder]

Seconds from the start of the process, best and median of five starts: until Telegram is asked for messages,
until a message that waited there is answered, until the first overdue follow-up is out (so all are armed).
Each start ends by a kill. One more goes on for a minute: what it sends, and its memory then. The data folder
takes two minutes to write: one that is named is kept, and used again by the next run.
"""

import asyncio
import compileall
import datetime as dtm
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from typing_extensions import override

from bench.store_bench import report
from bot.adapters.clock import SystemClock, stopwatch_ms
from bot.adapters.tinydb_store import Disk, TinyDBStore
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile, QuietHours
from bot.domain.owed import Owed, OwedKind
from tests.black_box.child import Child
from tests.bot_api.server import BotApi

AWAKE = QuietHours(dtm.time(0), dtm.time(0))
#: One of so many is owed something.
OVERDUE = 5
#: Each start has a writer of its own, who is new to it.
FIRST_WRITER = 7_000_000
STARTS = 5
SENDING_S = 60


class HastyDisk(Disk):
    """Leaves it to the system when things reach the disk: nobody trains here."""

    @override
    def fsync(self, descriptor: int) -> None:
        """Wait for nothing."""


def furnish(folder: Path, numbers: Iterable[int]) -> None:
    """Ten weeks of training each; every fifth is owed a follow-up since an hour, the others get one later."""
    now = SystemClock().now()
    training = tuple(report(number, 69 - number * 1.7) for number in range(40))
    with TinyDBStore(folder, SystemClock(), create=True, disk=HastyDisk()) as store:
        for number in numbers:
            name = f"tg-{number}"
            due_at = now + dtm.timedelta(hours=-1 if number % OVERDUE == 0 else 5)
            row = Owed("o", name, OwedKind.CHECK_IN, name, due_at, "Sore?", "m")
            store.save(Dossier(name, Profile(quiet=AWAKE), reports=training, owed=(row,), chat=name))


def memory_mb(process: int) -> float:
    """What a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


async def starting(folder: Path, writer: int, sending_s: float = 0) -> dict[str, float]:
    """One start: each moment in seconds; then what is sent in a while, if it goes on for so long."""
    moments: dict[str, float] = {}
    start_ms = stopwatch_ms()

    async def passed(name: str, *, to_writer: bool) -> None:
        await api.until(lambda: any((each["chat"]["id"] == writer) == to_writer for each in api.sent))
        moments[name] = (stopwatch_ms() - start_ms) / 1000

    async with BotApi() as api:
        api.say("bench 3x8 60", user=writer)
        async with Child(api, folder) as child:
            await api.until(lambda: api.called("getUpdates"))
            moments["asks for messages, s"] = (stopwatch_ms() - start_ms) / 1000
            await asyncio.gather(
                passed("first answer, s", to_writer=True),
                passed("first overdue follow-up, s", to_writer=False),
            )
            if sending_s:
                await asyncio.sleep(sending_s)
                moments[f"sent in {sending_s} s"] = len(api.sent)
                moments["memory, MB"] = memory_mb(child.process.pid)
    return moments


def measure(folder: Path, lifters: int) -> None:
    """Print the moments of all starts, and what one more sends."""
    # As pip leaves it; where the environment forbids to keep what was compiled, each start would do it again.
    compileall.compile_dir("bot", quiet=1)
    # Of a folder that was kept, those who got their follow-ups are owed new ones.
    step = OVERDUE if (folder / "lifters").is_dir() else 1
    furnish(folder, range(step, lifters + 1, step))
    starts = [asyncio.run(starting(folder, FIRST_WRITER + number)) for number in range(STARTS)]
    print(f"{lifters} lifters{'best':>33}{'median':>8}")
    for what in starts[0]:
        found = [start[what] for start in starts]
        print(f"  {what:36}{min(found):8.2f}{statistics.median(found):8.2f}")
    last = asyncio.run(starting(folder, FIRST_WRITER + STARTS, SENDING_S))
    for what in sorted(last.keys() - starts[0].keys()):
        print(f"  {what:36}{last[what]:8.2f}")


def main() -> None:
    """Measure with a folder that is kept, or with one that goes again."""
    lifters = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        measure(Path(sys.argv[2]), lifters)
        return
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), lifters)


if __name__ == "__main__":
    main()
