"""A sign of life for Docker, systemd and people: `spotter run` writes it, `spotter health` reads it.

    <data>/heartbeat
    {"at": "2026-11-20T18:05:00+00:00", "heard_at": "2026-11-20T18:04:58+00:00",
     "waiting_since": "2026-11-20T18:04:58+00:00", "overdue_s": 0.0, "lag_s": 0.002}

A process that runs is not enough: one that no longer hears Telegram, or no longer sends what is due, is as
good as gone. `waiting_since` is when Telegram should have been heard next; None if nothing is expected
(a webhook that nobody posts to).
"""

import asyncio
import datetime as dtm
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.adapters.clock import stopwatch_ms
from bot.ports import Clock

log = logging.getLogger(__name__)

FILE = "heartbeat"
EVERY_S = 30.0
#: Three beats: one may be late on a busy machine.
STALE = dtm.timedelta(seconds=3 * EVERY_S)
#: A long poll answers within ten seconds, and failed ones are repeated within thirty.
SILENCE = dtm.timedelta(minutes=2)
#: Telegram's own "too many requests" may take a while; then the lanes are free again.
OVERDUE = dtm.timedelta(minutes=15)


class Pulse:
    """When Telegram was heard, and since when it should have been; waiting from the start."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.heard_at: dtm.datetime | None = None
        self.waiting_since: dtm.datetime | None = clock.now()

    def waits(self) -> None:
        """Something is under way that should end soon."""
        self.waiting_since = self.waiting_since or self._clock.now()

    def heard(self, *, still_waiting: bool) -> None:
        """Telegram was heard and dealt with; whether more is expected."""
        self.heard_at = self._clock.now()
        self.waiting_since = self.heard_at if still_waiting else None


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Writes the file every `EVERY_S` seconds; `first_due_at` is when the oldest owed message fell due."""

    folder: Path
    pulse: Pulse
    clock: Clock
    first_due_at: Callable[[], dtm.datetime | None]
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def beat(self) -> None:
        """Beat until cancelled; then the file goes, as nobody is alive any more."""
        lag_s = 0.0
        try:
            while True:
                self._write(lag_s)
                before_ms = stopwatch_ms()
                await self.sleep(EVERY_S)
                lag_s = max(0.0, (stopwatch_ms() - before_ms) / 1000 - EVERY_S)
        finally:
            (self.folder / FILE).unlink(missing_ok=True)

    def _write(self, lag_s: float) -> None:
        now, due_at = self.clock.now(), self.first_due_at()
        overdue = max(dtm.timedelta(0), now - due_at) if due_at else dtm.timedelta(0)
        said = {
            "at": now,
            "heard_at": self.pulse.heard_at,
            "waiting_since": self.pulse.waiting_since,
            "overdue_s": overdue.total_seconds(),
            "lag_s": round(lag_s, 3),
        }
        path = self.folder / FILE
        new = path.with_name(FILE + ".new")
        try:
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(orjson.dumps(said))
            new.replace(path)
        except OSError as error:  # a full disk; `health` will find the old beat
            log.warning("no heartbeat could be written: %s", error.strerror)


def ailment(folder: Path, now: dtm.datetime) -> str:
    """What is wrong with the Spotter that works with this data folder, in a sentence; empty if nothing."""
    try:
        said = orjson.loads((folder / FILE).read_bytes())
        at = dtm.datetime.fromisoformat(said["at"])
        since = said["waiting_since"] and dtm.datetime.fromisoformat(said["waiting_since"])
        overdue = dtm.timedelta(seconds=said["overdue_s"])
    except FileNotFoundError:
        return f"No Spotter is running with {folder}: there is no heartbeat."
    except OSError as error:
        return f"The heartbeat in {folder} cannot be read: {error.strerror}."
    except (ValueError, TypeError, KeyError):
        return f"The heartbeat in {folder} makes no sense: restart Spotter."
    if abs(now - at) > STALE:
        return f"Spotter has shown no sign of life for {_span(now - at)}: look at its log, then restart it."
    if since and at - since > SILENCE:
        return (
            f"Telegram has not been heard for {_span(at - since)}: check the network, then restart Spotter."
        )
    if overdue > OVERDUE:
        return f"Messages have been waiting for {_span(overdue)} to be sent: look at the log of Spotter."
    return ""


def _span(span: dtm.timedelta) -> str:
    minutes = round(abs(span).total_seconds() / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"  # noqa: PLR2004 - two hours
