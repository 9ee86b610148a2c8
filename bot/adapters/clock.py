"""Where time enters the house: nothing else asks the system what time it is.

    SystemClock()                        the wall clock, in UTC
    ShiftedClock(SystemClock())          the same, moved on at will (the terminal's `/skip 2d`)
    ShiftedClock(StandingClock(moment))  stands still until it is moved (replaying a transcript)

>>> clock = ShiftedClock(StandingClock(dtm.datetime(2026, 11, 20, 18, 5, tzinfo=dtm.UTC)))
>>> clock.shift(dtm.timedelta(days=2))
>>> clock.now().isoformat()
'2026-11-22T18:05:00+00:00'
"""

import datetime as dtm
import time
from dataclasses import dataclass

from bot.ports import Clock


class SystemClock:
    """The wall clock of the machine."""

    def now(self) -> dtm.datetime:
        """The present moment, aware, in UTC."""
        return dtm.datetime.now(dtm.UTC)  # noqa: TID251 - the one place that may


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that shows one moment for ever; `at` is aware."""

    at: dtm.datetime

    def now(self) -> dtm.datetime:
        """The moment it stands at, in UTC."""
        return self.at.astimezone(dtm.UTC)


class ShiftedClock:
    """Another clock, moved on (or back) by hand."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._offset = dtm.timedelta(0)

    def now(self) -> dtm.datetime:
        """The base clock's moment plus all shifts, in UTC."""
        return self._base.now() + self._offset

    def shift(self, delta: dtm.timedelta) -> None:
        """Move the clock on by `delta` (back, if it is negative)."""
        self._offset += delta

    def set(self, to: dtm.datetime) -> None:
        """Make the clock show `to` (aware) now; it runs on from there if its base runs."""
        self._offset = to - self._base.now()


def stopwatch_ms() -> float:
    """Milliseconds on a clock that only runs forward; two readings make a duration."""
    return time.perf_counter() * 1000
