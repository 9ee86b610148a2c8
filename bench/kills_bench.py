"""The kill test in full: 1,000 reports from 30 chats and 20 SIGKILLs; with and without limits, by webhook.

    .venv/bin/python -m bench.kills_bench [reports] [kills]

What has to be 0: reports not stored or stored twice, messages unanswered, chats out of order, follow-ups that
come twice. A reply that was on its way when the bot died comes again: about one per kill at Telegram's pace,
more without the sending limits, as then more are under way at once. A follow-up that was on its way is not
repeated, so some of the 60 never come: at most 3 per kill.
"""

import asyncio
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from tests.black_box.kills import Plan, rehearse

WAYS = {
    "polling, at Telegram's pace": Plan(0, 0, limits=True),
    "polling, limits lifted": Plan(0, 0),
    "webhook, limits lifted": Plan(0, 0, webhook=True),
}


def main() -> None:
    """Print one line for each way."""
    reports, kills = (int(word) for word in (*sys.argv[1:3], *("1000", "20")[len(sys.argv) - 1 :]))
    for name, way in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            plan = replace(way, reports=reports, kills=kills)
            tally = asyncio.run(rehearse(Path(folder) / "data", plan))
        print(name, flush=True)
        print("   " + ", ".join(f"{key} {value:.4g}" for key, value in asdict(tally).items()), flush=True)


if __name__ == "__main__":
    main()
