"""When the next owed message falls due -> a call at that moment.

    waker = Waker(coach.next_due_at, sender.nudge, clock)
    waker.start()      # inside the running event loop
    waker.rearm()      # after anything that may have changed what is owed

APScheduler is the clock, not the memory: one job stands for the earliest due time, and after a
restart the rows in the store say it all. A sweep every minute catches what no timer saw (a
suspended machine, a clock that was set, a failed commit).
"""

import datetime as dtm
from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.adapters.clock import SystemClock
from bot.ports import Clock

SWEEP_S = 60
#: Something that stays due although it was called for is not called for in a tight loop.
SHORTEST_DELAY = dtm.timedelta(seconds=0.2)
#: A late job still runs, once; how late a message may be is for its row to say (`not_after`).
LATE_BUT_ONCE = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Waker:
    """Calls `wake` when something falls due, and every `sweep_s` seconds anyway."""

    def __init__(
        self,
        next_due_at: Callable[[], dtm.datetime | None],
        wake: Callable[[], None],
        clock: Clock,
        *,
        sweep_s: float = SWEEP_S,
    ) -> None:
        self._next_due_at = next_due_at
        self._wake = wake
        self._clock = clock
        self._sweep_s = sweep_s
        self._armed_for: dtm.datetime | None = None
        self._scheduler = AsyncIOScheduler(timezone=dtm.UTC, job_defaults=LATE_BUT_ONCE)

    def start(self) -> None:
        """Begin to sweep and to watch the earliest due time."""
        self._scheduler.add_job(self._sweep, "interval", seconds=self._sweep_s, id="sweep")
        self._scheduler.start()
        self.rearm()

    def stop(self) -> None:
        """Forget all timers."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def rearm(self) -> None:
        """Look up the earliest due time and set the one timer to it."""
        due_at = self._next_due_at()
        if due_at == self._armed_for:
            return
        self._armed_for = due_at
        if due_at is None:
            # The job may have gone already, with its call still to come.
            if self._scheduler.get_job("due"):
                self._scheduler.remove_job("due")
            return
        # The coach's clock may stand elsewhere than the machine's, by which APScheduler goes.
        delay = max(due_at - self._clock.now(), SHORTEST_DELAY)
        at = SystemClock().now() + delay
        self._scheduler.add_job(self._ring, "date", run_date=at, id="due", replace_existing=True)

    async def _ring(self) -> None:
        self._armed_for = None
        self._wake()

    async def _sweep(self) -> None:
        self._wake()
        self.rearm()
