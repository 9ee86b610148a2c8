"""How long an export of ten years holds everybody else up, and what it takes in memory.

    .venv/bin/python -m bench.export_bench [reports]

A lifter with 12,000 reports of 20 sets asks for each file, as Telegram's sender makes it. Beside it something
asks for its turn all the time, as a message would: the longest time that it had to wait is the stall.
"""

import asyncio
import resource
import sys
import tempfile
from multiprocessing import Process
from pathlib import Path

from bench.store_bench import NOW, seasoned
from bot.adapters.clock import StandingClock, stopwatch_ms
from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.telegram_bot.files import packed
from bot.adapters.tinydb_store import TinyDBStore
from bot.coach.coach import Coach
from bot.domain.owed import Owed, OwedKind


async def export(coach: Coach, kind: str) -> tuple[float, float, int]:
    """Milliseconds in all, the longest stall among them, and the size of the file."""
    row = Owed("o", "ana", OwedKind.REPLY, "ana", NOW, "Here.", "m", document=kind)
    start_ms = stopwatch_ms()
    _, pieces = coach.document(row)
    working = asyncio.ensure_future(packed("all", pieces))
    longest_ms, before_ms = 0.0, start_ms
    while not working.done():
        await asyncio.sleep(0)
        now_ms = stopwatch_ms()
        longest_ms, before_ms = max(longest_ms, now_ms - before_ms), now_ms
    return stopwatch_ms() - start_ms, longest_ms, len(working.result()[1])


def make(folder: Path, reports: int) -> None:
    """Live through the ten years."""
    seasoned(folder, reports).close()


def main() -> None:
    """Print both files' figures."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 12_000
    with tempfile.TemporaryDirectory() as name:
        years = Process(target=make, args=(Path(name), reports))  # its memory is not that of an export
        years.start()
        years.join()
        with TinyDBStore(Path(name), StandingClock(NOW)) as store:
            coach = Coach(load_handbook(Path("rules")), store, StandingClock(NOW))
            for kind in ("csv", "json"):
                all_ms, longest_ms, size = asyncio.run(export(coach, kind))
                print(
                    f"{kind:5}{size / 1e6:5.1f} MB, {all_ms / 1000:.1f} s, longest stall {longest_ms:.0f} ms"
                )
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
