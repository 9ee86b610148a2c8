"""How soon `spotter run` is at work with many lifters behind it, a fifth of them with an overdue follow-up.

    .venv/bin/python -m bench.start_bench [lifters]

Seconds from the start of the process: until Telegram is asked for messages, until the first overdue follow-up
is out (so all are armed), until who has written is answered; and the memory after a minute's sending.
"""

import asyncio
import datetime as dtm
import sys
import tempfile
from pathlib import Path

from bench.store_bench import report
from bot.adapters.clock import SystemClock, stopwatch_ms
from bot.adapters.tinydb_store import TinyDBStore
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile, QuietHours
from bot.domain.owed import Owed, OwedKind
from tests.black_box.child import Child
from tests.bot_api.server import BotApi

AWAKE = QuietHours(dtm.time(0), dtm.time(0))
WRITER = 7_000_000
SENDING_S = 60


def furnish(folder: Path, lifters: int) -> None:
    """Ten weeks of training each; every fifth is owed a follow-up since an hour, the others get one later."""
    now = SystemClock().now()
    training = tuple(report(number, 69 - number * 1.7) for number in range(40))
    with TinyDBStore(folder, SystemClock(), create=True) as store:
        for number in range(1, lifters + 1):
            name = f"tg-{number}"
            due_at = now + dtm.timedelta(hours=-1 if number % 5 == 0 else 5)
            row = Owed("o", name, OwedKind.CHECK_IN, name, due_at, "Sore?", "m")
            store.save(Dossier(name, Profile(quiet=AWAKE), reports=training, owed=(row,), chat=name))


def memory_mb(process: int) -> float:
    """What a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


async def starting(folder: Path) -> dict[str, float]:
    """One start: each moment in seconds."""
    moments: dict[str, float] = {}
    start_ms = stopwatch_ms()

    def passed(name: str) -> None:
        moments[name] = (stopwatch_ms() - start_ms) / 1000

    async with BotApi() as api:
        api.say("bench 3x8 60", user=WRITER)
        async with Child(api, folder) as child:
            await api.until(lambda: api.called("getUpdates"))
            passed("asks for messages, s")
            await api.until(lambda: any(each["chat"]["id"] == WRITER for each in api.sent))
            passed("first answer, s")
            await api.until(lambda: any(each["chat"]["id"] != WRITER for each in api.sent))
            passed("first overdue follow-up, s")
            await asyncio.sleep(SENDING_S)
            moments[f"sent in {SENDING_S} s"] = len(api.sent)
            moments["memory, MB"] = memory_mb(child.process.pid)
            await child.stop()
    return moments


def main() -> None:
    """Print the moments."""
    lifters = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        furnish(Path(name), lifters)
        print(f"{lifters} lifters")
        for what, value in asyncio.run(starting(Path(name))).items():
            print(f"  {what:30}{value:8.2f}")


if __name__ == "__main__":
    main()
