"""Local times across zones, quiet hours and daylight-saving changes."""

import datetime as dtm
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lifter import QuietHours
from bot.domain.wallclock import at_local, is_quiet, next_waking, training_day, zone_of

ZONES = sorted(available_timezones())


@pytest.mark.parametrize(
    ("name", "offset_h"),
    [("UTC", 0), ("UTC+02:00", 2), ("UTC-5", -5), ("Asia/Kolkata", 5.5)],
    ids=["utc", "fixed east", "fixed west", "named"],
)
def test_zones_are_named_or_fixed_offsets(name: str, offset_h: float) -> None:
    """A lifter may tell a city's zone or an offset."""
    moment = dtm.datetime(2026, 1, 1, tzinfo=dtm.UTC)
    assert moment.astimezone(zone_of(name)).utcoffset() == dtm.timedelta(hours=offset_h)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "UTC+", "UTC+99:00", "../etc/passwd", "UTC*3"])
def test_unknown_zones_raise_key_error(name: str) -> None:
    """Nonsense is refused in one way."""
    with pytest.raises(KeyError):
        zone_of(name)


def test_a_time_in_the_spring_gap_becomes_the_first_valid_minute() -> None:
    """02:30 does not exist on the day clocks go forward."""
    berlin = zone_of("Europe/Berlin")
    local = at_local(dtm.date(2026, 3, 29), dtm.time(2, 30), berlin).astimezone(berlin)
    assert (local.hour, local.minute) == (3, 0)


def test_a_time_that_exists_twice_is_its_first_occurrence() -> None:
    """02:30 on the day clocks go back is still summer time."""
    berlin = zone_of("Europe/Berlin")
    local = at_local(dtm.date(2026, 10, 25), dtm.time(2, 30), berlin).astimezone(berlin)
    assert local.utcoffset() == dtm.timedelta(hours=2)


def test_sets_after_midnight_belong_to_the_evening_before() -> None:
    """The training day starts at 04:00."""
    zone = zone_of("Europe/Amsterdam")
    late = dtm.datetime(2026, 11, 21, 0, 30, tzinfo=zone)
    assert training_day(late, zone) == dtm.date(2026, 11, 20)
    assert training_day(late.replace(hour=4), zone) == dtm.date(2026, 11, 21)


@given(
    zone=st.sampled_from(ZONES),
    moment=st.datetimes(dtm.datetime(2025, 1, 1), dtm.datetime(2028, 1, 1)),
    start_h=st.integers(0, 23),
    end_h=st.integers(0, 23),
)
def test_waking_time_is_never_quiet_and_never_earlier(
    zone: str, moment: dtm.datetime, start_h: int, end_h: int
) -> None:
    """In every zone and for any quiet hours, a message is moved forward to a time that is not quiet."""
    quiet = QuietHours(dtm.time(start_h), dtm.time(end_h))
    tz = zone_of(zone)
    at = moment.replace(tzinfo=dtm.UTC)
    moved = next_waking(at, tz, quiet)
    assert moved >= at
    assert not is_quiet(moved, tz, quiet)
    assert moved - at <= dtm.timedelta(hours=26)
