"""A process of its own that saves until it dies: run by the crash tests, not by pytest.

    python -m tests.adapters.tinydb_store.writer FOLDER forever    until somebody kills it
    python -m tests.adapters.tinydb_store.writer FOLDER steps      a death at each step in turn
    python -m tests.adapters.tinydb_store.writer FOLDER fill       the disk is full for a while
    python -m tests.adapters.tinydb_store.writer FOLDER hold       opens and waits for a line

Commit number N brings report rN; a line with N on standard output says that it is on disk. Every
report is five days younger than the one before, so that reports leave for the archive all along.
"""

import datetime as dtm
import itertools
import os
import resource
import signal
import sys
from dataclasses import replace
from pathlib import Path

from typing_extensions import override

from bot.adapters.tinydb_store import Disk, TinyDBStore
from bot.domain.training import Entry, Report, SetEntry
from bot.ports import StoreUnavailable
from tests.fakes import FRIDAY, FakeClock


class DyingDisk(Disk):
    """Kills its own process at a given step; 0 means never."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps

    @override
    def step(self, name: str) -> None:
        self._steps -= 1
        if self._steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def report(number: int) -> Report:
    """Report number N, trained and logged five days after the one before."""
    at = FRIDAY + dtm.timedelta(days=5 * number)
    sets = (SetEntry(reps=8, load=60.0),) * 4
    return Report(f"r{number}", f"m{number}", "row 4x8 60", at, at, (Entry("row", "row", sets),))


def say(line: str) -> None:
    """Tell whoever started this process; it may be killed right after."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def commit(store: TinyDBStore, clock: FakeClock, number: int, padding: str = "") -> None:
    """Save report number N and say so once it is on disk."""
    clock.at = report(number).at
    before = store.load("ana")
    new = replace(report(number), text=f"row 4x8 60{padding}")
    store.save(replace(before, counter=number, reports=(*before.reports, new)))
    say(str(number))


def fill(store: TinyDBStore, clock: FakeClock) -> None:
    """Save while no file may grow beyond 8 KB, and again when there is room."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    commit(store, clock, 1)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, hard))
    try:
        commit(store, clock, 2, padding="!" * 20_000)
    except StoreUnavailable as error:
        say(f"refused: {error}")
    commit(store, clock, 3)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    commit(store, clock, 4, padding="!" * 20_000)


def forever(store: TinyDBStore, clock: FakeClock) -> None:
    """Commit until killed."""
    for number in itertools.count(store.load("ana").counter + 1):
        commit(store, clock, number)


def steps(folder: Path) -> None:
    """Let a child die at each step of the first commit and of those around the first archiving.

    The child that dies at step K works in the folder K; what it acknowledged goes to K/acknowledged.
    """
    for step in [*range(1, 8), *range(113, 146)]:
        place = folder / str(step)
        place.mkdir()
        if os.fork() == 0:
            acknowledged = os.open(place / "acknowledged", os.O_WRONLY | os.O_CREAT)
            os.dup2(acknowledged, sys.stdout.fileno())
            clock = FakeClock()
            forever(TinyDBStore(place, clock, disk=DyingDisk(step)), clock)
        os.wait()


def hold(_store: TinyDBStore, _clock: FakeClock) -> None:
    """Keep the folder until a line comes in."""
    say("held")
    sys.stdin.readline()


def main(folder: str, job: str) -> None:
    """Do the job named on the command line."""
    if job == "steps":
        steps(Path(folder))
        return
    clock = FakeClock()
    with TinyDBStore(Path(folder), clock) as store:
        {"forever": forever, "fill": fill, "hold": hold}[job](store, clock)


if __name__ == "__main__":
    main(*sys.argv[1:])
