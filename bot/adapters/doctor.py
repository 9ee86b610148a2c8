"""Everything that keeps Spotter from working well, found before a lifter finds it.

    for finding in examined(folder, rules, SystemClock()):
        finding.as_line    # "warn   disk   80 MB are free; make room, below 50 MB nothing may be saved"

Each check looks at one thing and says what to do; none of them changes anything but a probe file of its own.
"""

import asyncio
import datetime as dtm
import os
import platform
import shutil
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from filelock import FileLock, Timeout

from bot.adapters.clock import stopwatch_ms
from bot.adapters.heartbeat import ailment
from bot.adapters.rule_files.suite import check_all
from bot.adapters.tinydb_store.disk import FILE_MODE, reason
from bot.adapters.tinydb_store.inspection import inspect
from bot.adapters.tinydb_store.migrations import SCHEMA
from bot.ports import Clock

MEGABYTE = 1_000_000
LITTLE_ROOM, NO_ROOM = 200 * MEGABYTE, 50 * MEGABYTE
SLOW_DISK_MS = 5.0
PROBES = 20
PROBE_BYTES = 32_000
#: Any machine whose clock shows less was never set.
BUILT = dtm.datetime(2026, 1, 1, tzinfo=dtm.UTC)
FEWEST_ZONES = 400
SHOWN = 5
OTHERS = 0o077


class Mark(StrEnum):
    """How bad it is; `wrong` alone makes the doctor's exit code 1."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor."""

    mark: Mark
    about: str
    says: str

    @property
    def as_line(self) -> str:
        """Mark, subject and sentence in columns."""
        return f"{self.mark:7}{self.about:10}{self.says}"


def examined(folder: Path, rules: Path, clock: Clock) -> Iterator[Finding]:
    """Every finding about the data folder, the rules and the machine."""
    yield from _data(folder, clock)
    yield from _disk(folder)
    yield from _rules(rules)
    yield from _time(clock)
    yield _versions()


def about_token(token: str, api_url: str | None, *, online: bool) -> Finding:
    """Whether there is a token and, if Telegram may be asked, whose it is; its shape the settings check."""
    if not token:
        return Finding(
            Mark.WARN, "token", "There is none: spotter chat works, spotter run needs SPOTTER_TOKEN."
        )
    if not online:
        return Finding(Mark.OK, "token", "It looks like one; --online asks Telegram whether it is known.")
    # Telegram's library takes a third of a second to import.
    from bot.adapters.telegram_bot.introduction import introduced  # noqa: PLC0415
    from bot.adapters.telegram_bot.serve import CannotRun  # noqa: PLC0415

    try:
        return Finding(Mark.OK, "token", f"Telegram knows it as {asyncio.run(introduced(token, api_url))}.")
    except CannotRun as refused:
        return Finding(Mark.WRONG, "token", str(refused))


def _data(folder: Path, clock: Clock) -> Iterator[Finding]:
    if not folder.exists():
        writable = os.access(next(each for each in folder.parents if each.exists()), os.W_OK)
        if writable:
            yield Finding(Mark.OK, "data", f"{folder} does not exist yet; the first start creates it.")
        else:
            yield Finding(
                Mark.WRONG, "data", f"{folder} does not exist and cannot be created here: create it."
            )
        return
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        wanted = "must be a folder that the user of Spotter may read and write"
        yield Finding(Mark.WRONG, "data", f"{folder} {wanted}: check owner and mode.")
        return
    if folder.stat().st_mode & OTHERS:
        yield Finding(
            Mark.WARN, "data", f"{folder} can be opened by others on this machine: chmod 700 {folder}"
        )
    yield _lock(folder, clock)
    try:
        found = inspect(folder)
    except OSError as error:
        yield Finding(
            Mark.WRONG, "data", f"{error.filename} cannot be read: {reason(error)}; check its owner."
        )
        return
    old = "" if found.schemas <= {SCHEMA} else f" (older files: {sorted(found.schemas - {SCHEMA})})"
    size = f"{found.size / MEGABYTE:.1f} MB"
    yield Finding(Mark.OK, "data", f"{folder}: lifters: {found.lifters}, {size}, schema {SCHEMA}{old}.")
    if found.dead:
        yield Finding(
            Mark.WARN,
            "data",
            f"{found.dead} messages could not be dealt with and are kept in {folder}/lifters/*/dead: read "
            "why, update Spotter, ask for them again, then delete them.",
        )
    for trouble in found.troubles:
        yield Finding(Mark.WRONG if trouble.lost else Mark.WARN, "data", trouble.says)


def _lock(folder: Path, clock: Clock) -> Finding:
    """Whether a bot works here, and whether it is well."""
    try:
        with FileLock(folder / "spotter.lock", timeout=0, mode=FILE_MODE):
            return Finding(Mark.OK, "running", "No Spotter works with this folder at the moment.")
    except Timeout:
        found = ailment(folder, clock.now())
    except OSError as error:
        return Finding(Mark.WRONG, "running", f"{folder}/spotter.lock cannot be used: {reason(error)}.")
    if found:
        return Finding(Mark.WARN, "running", f"Another process works with this folder. {found}")
    return Finding(Mark.OK, "running", "A Spotter works with this folder and hears Telegram.")


def _disk(folder: Path) -> Iterator[Finding]:
    """Room, and how long the disk takes to make a commit durable."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    free = shutil.disk_usage(place).free
    room = f"{free / MEGABYTE:,.0f} MB are free"
    if free < NO_ROOM:
        yield Finding(Mark.WRONG, "disk", f"{room}: make room now, soon nothing can be saved.")
    elif free < LITTLE_ROOM:
        yield Finding(Mark.WARN, "disk", f"{room}: make room before it gets tight.")
    else:
        yield Finding(Mark.OK, "disk", f"{room}.")
    if not folder.is_dir():
        return
    try:
        took_ms = fsync_ms(folder)
    except OSError as error:
        yield Finding(Mark.WRONG, "disk", f"Nothing can be saved in {folder}: {reason(error)}.")
        return
    speed = f"saving takes {took_ms:.2f} ms"
    if took_ms > SLOW_DISK_MS:
        says = "answers get slow when many write at once; use a local disk, no network folder or SD card."
        yield Finding(Mark.WARN, "disk", f"{speed}: {says}")
    else:
        yield Finding(Mark.OK, "disk", f"{speed}.")


def fsync_ms(folder: Path) -> float:
    """The median time to write and fsync a file as large as a lifter's.

    Raises:
        OSError: the disk refuses.
    """
    path = folder / ".doctor-probe"
    try:
        return statistics.median(_probe(path) for _ in range(PROBES))
    finally:
        path.unlink(missing_ok=True)


def _probe(path: Path) -> float:
    start_ms = stopwatch_ms()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "wb") as file:
        file.write(bytes(PROBE_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return stopwatch_ms() - start_ms


def _rules(rules: Path) -> Iterator[Finding]:
    findings = check_all(rules)
    for mark, items in ((Mark.WRONG, findings.errors), (Mark.WARN, findings.warnings)):
        for each in items[:SHOWN]:
            yield Finding(mark, "rules", each.as_line)
        if len(items) > SHOWN:
            yield Finding(mark, "rules", f"... and {len(items) - SHOWN} more: see spotter rules check.")
    if not findings.items:
        yield Finding(Mark.OK, "rules", f"{rules} is in order.")


def _time(clock: Clock) -> Iterator[Finding]:
    now = clock.now()
    if now < BUILT:
        yield Finding(Mark.WRONG, "clock", f"It shows {now:%Y-%m-%d}: set it, follow-ups go by it.")
    else:
        yield Finding(Mark.OK, "clock", f"{now:%Y-%m-%d %H:%M} UTC.")
    zones = available_timezones()
    try:
        ZoneInfo("Europe/Amsterdam").utcoffset(now)
    except (KeyError, OSError):
        zones = set()
    if len(zones) < FEWEST_ZONES:
        yield Finding(Mark.WRONG, "zones", "Time zones are missing: pip install --force-reinstall tzdata")
    else:
        yield Finding(Mark.OK, "zones", f"{len(zones)} time zones (tzdata {version('tzdata')}).")


def _versions() -> Finding:
    names = ("spotter", "python-telegram-bot", "apscheduler", "tinydb")
    found = ", ".join(f"{name} {version(name)}" for name in names)
    return Finding(Mark.OK, "versions", f"{found}, Python {platform.python_version()}.")
