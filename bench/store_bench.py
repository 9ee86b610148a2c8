"""How long a commit takes, against the bare disk and other stores, and how quickly a start scans all lifters.

    .venv/bin/python bench/store_bench.py [lifters]

A lifter with ten weeks of training (40 sessions of 20 sets) logs one more report, with 0, 1,000 and 12,000
older ones behind. All contestants take turns, so that a busy machine disturbs all alike: read the ratios, not
the milliseconds. `bare` writes the same bytes to a new file, fsyncs it, renames it and fsyncs the folder,
nothing else; what is above 1.0 is the price of the dossier.
"""

import datetime as dtm
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import orjson
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from bot.adapters.clock import StandingClock
from bot.adapters.tinydb_store import TinyDBStore
from bot.domain.codec import encode
from bot.domain.dossier import Dossier
from bot.domain.owed import Owed, OwedKind
from bot.domain.training import Entry, Report, SetEntry, Technique, Unit

NOW = dtm.datetime(2026, 11, 20, 18, 5, tzinfo=dtm.UTC)
FEW = 10
ROUNDS = 150


def report(number: int, days_ago: float) -> Report:
    """A session of five exercises, four sets each."""
    at = NOW - dtm.timedelta(days=days_ago)
    one = SetEntry(reps=12, load=80.0, unit=Unit.KG, techniques=(Technique.PARTIALS,))
    entries = tuple(Entry(f"lift_{n}", f"lift number {n}", (one,) * 4) for n in range(5))
    return Report(f"r{number}", f"m{number}", "calf raise 4x12 80 + partials", at, at, entries)


def recent() -> tuple[Report, ...]:
    """Ten weeks of training, four sessions a week."""
    return tuple(report(number, 69 - number * 1.7) for number in range(40))


def seasoned(folder: Path, archived: int) -> TinyDBStore:
    """A store whose lifter has so many reports in the archive."""
    store = TinyDBStore(folder, StandingClock(NOW), create=True)
    old = tuple(report(1000 + number, 100 + number * 0.3) for number in range(archived))
    store.save(Dossier("ana", reports=old + recent()))
    store.save(store.load("ana"))
    assert len(store.load("ana").reports) == len(recent())
    return store


def commit(store: TinyDBStore) -> None:
    """One more report, as a message brings it; the oldest goes, so that all rounds weigh the same."""
    before = store.load("ana")
    new = report(before.counter, 0.0)
    store.save(replace(before, counter=before.counter + 1, reports=(*before.reports[1:], new)))


def bare(folder: Path, data: bytes) -> None:
    """The least that any atomic and durable replacement costs."""
    new, path = folder / "bare.new", folder / "bare"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    new.replace(path)
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def sqlite(folder: Path, rows: int) -> Callable[[], object]:
    """One insert per commit into a table that holds so many rows already."""
    connection = sqlite3.connect(folder / "bench.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, document BLOB)")
    document = orjson.dumps(encode(report(1, 0.0)))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO reports (document) VALUES (?)", [(document,)] * rows)
    connection.execute("COMMIT")
    return lambda: connection.execute("INSERT INTO reports (document) VALUES (?)", (document,))


def tinydb(folder: Path, rows: int) -> Callable[[], object]:
    """TinyDB as it comes, all reports in one file; one insert per commit."""
    table = TinyDB(folder / "bench.json", storage=JSONStorage).table("reports")
    document = encode(report(1, 0.0))
    table.insert_multiple([document] * rows)
    return lambda: table.insert(document)


def spent_ms(run: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def commits(folder: Path) -> None:
    """Print what a commit costs each contestant."""
    print(f"{'one commit, ms':26}{'p50':>8}{'p95':>8}{'  of bare':>10}")
    for archived in (0, 1_000, 12_000):
        place = folder / str(archived)
        store, rows = seasoned(place / "store", archived), archived + len(recent())
        data = (place / "store/lifters/ana/current.json").read_bytes()
        contestants: dict[str, tuple[Callable[[], object], int]] = {
            f"bare write, {len(data) / 1000:.0f} KB": (partial(bare, place, data), ROUNDS),
            f"Spotter, {archived} archived": (partial(commit, store), ROUNDS),
            f"TinyDB alone, {rows} rows": (tinydb(place, rows), min(ROUNDS, 30_000 // rows)),
            f"sqlite3 FULL, {rows} rows": (sqlite(place, rows), ROUNDS),
        }
        spent: dict[str, list[float]] = {name: [] for name in contestants}
        for round_ in range(ROUNDS):
            for name, (run, rounds) in contestants.items():
                if round_ < rounds:
                    spent[name].append(spent_ms(run))
        floor = statistics.median(next(iter(spent.values())))
        for name, times in spent.items():
            middle, late = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
            print(f"{name:26}{middle:8.2f}{late:8.2f}{middle / floor:10.1f}")
        store.close()


def populated(folder: Path, lifters: int) -> None:
    """A data folder of so many lifters with ten weeks of training each, ana among them."""
    training = recent()
    with TinyDBStore(folder, StandingClock(NOW), create=True) as store:
        for number, name in enumerate(("ana", *(f"tg-{number}" for number in range(1, lifters)))):
            due = Owed("o", name, OwedKind.CHECK_IN, "7", NOW + dtm.timedelta(minutes=number), "Sore?", "m")
            store.save(Dossier(name, reports=training, owed=(due,)))


def among(few: Path, many: Path) -> None:
    """Print what a commit costs among few lifters and among many, taking turns."""
    data = (few / "lifters/ana/current.json").read_bytes()
    with TinyDBStore(few, StandingClock(NOW)) as small, TinyDBStore(many, StandingClock(NOW)) as large:
        runs = {
            "bare write": partial(bare, few, data),
            f"a commit among {FEW} lifters": partial(commit, small),
            "a commit among all": partial(commit, large),
        }
        spent: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                spent[name].append(spent_ms(run))
    for name, times in spent.items():
        print(f"  {name}: {statistics.median(times):.2f} ms")


def starts(folder: Path, lifters: int) -> None:
    """Print how long opening takes when so many lifters have ten weeks of training each."""
    populated(folder, lifters)
    size = sum(path.stat().st_size for path in folder.glob("lifters/*/current.json"))
    opened = [spent_ms(lambda: TinyDBStore(folder, StandingClock(NOW)).close()) for _ in range(3)]
    print(f"open with {lifters} lifters ({size / 1e6:.0f} MB): {min(opened):.0f} ms")
    with TinyDBStore(folder, StandingClock(NOW)) as store:
        print(f"  who is due now, of {lifters}: {spent_ms(lambda: store.with_due(NOW)):.3f} ms")
        print(f"  first load of one lifter: {spent_ms(lambda: store.load('tg-7')):.1f} ms")
        print(f"  second load: {spent_ms(lambda: store.load('tg-7')):.3f} ms")
    few = folder.with_name("few")
    populated(few, FEW)
    among(few, folder)


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as name:
        commits(Path(name))
        starts(Path(name) / "many", int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    main()
