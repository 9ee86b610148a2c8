"""The waker: it calls when something is due, late or not, and never sleeps through a due time."""

import asyncio
import datetime as dtm

import pytest

from bot.adapters.clock import ShiftedClock, StandingClock, SystemClock
from bot.adapters.scheduler import Waker


class Diary:
    """The earliest due time, settable, and the calls it led to."""

    def __init__(self, due_at: dtm.datetime | None = None) -> None:
        self.due_at = due_at
        self.calls = 0
        self.called = asyncio.Event()

    def next_due_at(self) -> dtm.datetime | None:
        """What the store would say."""
        return self.due_at

    def wake(self) -> None:
        """What the sender would do."""
        self.calls += 1
        self.due_at = None
        self.called.set()


def _in(seconds: float) -> dtm.datetime:
    return SystemClock().now() + dtm.timedelta(seconds=seconds)


async def _called(diary: Diary) -> None:
    await asyncio.wait_for(diary.called.wait(), 5)
    diary.called.clear()


@pytest.mark.parametrize("seconds", [-3600, -30, 0, 0.05])
async def test_what_is_due_is_called_however_late(seconds: float) -> None:
    """A due time that passed an hour ago still leads to one call."""
    diary = Diary(_in(seconds))
    waker = Waker(diary.next_due_at, diary.wake, SystemClock())
    waker.start()
    await _called(diary)
    waker.stop()
    assert diary.calls == 1


async def test_an_earlier_due_time_moves_the_timer() -> None:
    """Something that falls due sooner than the armed timer is not missed."""
    diary = Diary(_in(3600))
    waker = Waker(diary.next_due_at, diary.wake, SystemClock())
    waker.start()
    diary.due_at = _in(0.02)
    waker.rearm()
    await _called(diary)
    waker.stop()
    assert diary.calls == 1


async def test_a_cancelled_due_time_takes_the_timer_away() -> None:
    """Nothing owed any more: the timer is gone, and a later one can be set."""
    diary = Diary(_in(0.05))
    waker = Waker(diary.next_due_at, diary.wake, SystemClock())
    waker.start()
    diary.due_at = None
    waker.rearm()
    waker.rearm()
    diary.due_at = _in(0.1)
    waker.rearm()
    await _called(diary)
    waker.stop()
    assert diary.calls == 1


async def test_after_a_call_the_same_due_time_can_be_armed_again() -> None:
    """A message that could not be sent and keeps its due time is called for again."""
    due_at = _in(-5)
    diary = Diary(due_at)
    waker = Waker(diary.next_due_at, diary.wake, SystemClock())
    waker.start()
    await _called(diary)
    diary.due_at = due_at
    waker.rearm()
    await _called(diary)
    waker.stop()
    assert diary.calls == 2


@pytest.mark.parametrize("years", [-10, 10], ids=["behind", "ahead"])
async def test_a_coach_in_another_time_is_called_by_its_own_clock(years: int) -> None:
    """Due "in a moment" by the coach's clock is in a moment, whatever the machine's clock says."""
    there = ShiftedClock(StandingClock(_in(years * 365 * 86400)))
    diary = Diary(there.now() + dtm.timedelta(seconds=0.3))
    waker = Waker(diary.next_due_at, diary.wake, there)
    waker.start()
    assert diary.calls == 0
    await _called(diary)
    waker.stop()


async def test_the_sweep_calls_without_any_due_time() -> None:
    """Whatever no timer saw is caught by the sweep, again and again."""
    diary = Diary()
    waker = Waker(diary.next_due_at, diary.wake, SystemClock(), sweep_s=0.02)
    waker.start()
    await _called(diary)
    await _called(diary)
    waker.stop()
    assert diary.calls >= 2


async def test_stopping_twice_or_unstarted_does_no_harm() -> None:
    """Shutdown paths may overlap."""
    waker = Waker(Diary().next_due_at, Diary().wake, SystemClock())
    waker.stop()
    waker.start()
    waker.stop()
    await asyncio.sleep(0)
    waker.stop()
