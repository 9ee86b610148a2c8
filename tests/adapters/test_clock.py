"""Clocks: UTC, movable, and steady on top of whatever they stand on."""

import datetime as dtm

from bot.adapters.clock import ShiftedClock, StandingClock, SystemClock
from tests.fakes import FRIDAY, FakeClock

BERLIN_WINTER = dtm.timezone(dtm.timedelta(hours=1))


def test_the_system_clock_is_aware_and_in_utc() -> None:
    """Nobody downstream has to ask which zone it is."""
    assert SystemClock().now().tzinfo is dtm.UTC


def test_a_standing_clock_shows_its_moment_in_utc() -> None:
    """A moment given in local time is the same moment."""
    local = FRIDAY.astimezone(BERLIN_WINTER)
    assert StandingClock(local).now() == FRIDAY
    assert StandingClock(local).now().tzinfo is dtm.UTC


def test_shifts_add_up() -> None:
    """Two skips are one long one, and a negative one goes back."""
    clock = ShiftedClock(StandingClock(FRIDAY))
    clock.shift(dtm.timedelta(days=2))
    clock.shift(dtm.timedelta(hours=-1))
    assert clock.now() == FRIDAY + dtm.timedelta(days=1, hours=23)


def test_a_set_clock_shows_that_moment_and_runs_on() -> None:
    """Setting replaces all shifts; the base keeps time from there."""
    base = FakeClock()
    clock = ShiftedClock(base)
    clock.shift(dtm.timedelta(days=9))
    clock.set((FRIDAY + dtm.timedelta(days=1)).astimezone(BERLIN_WINTER))
    assert clock.now() == FRIDAY + dtm.timedelta(days=1)
    base.advance(minutes=5)
    assert clock.now() == FRIDAY + dtm.timedelta(days=1, minutes=5)
