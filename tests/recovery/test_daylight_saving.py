"""Daylight saving in 2026: every zone that has a change, sessions and due times every quarter of an hour."""

import datetime as dtm
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.rule_files.load import load_rules
from bot.domain.lifter import QuietHours
from bot.domain.owed import OwedKind
from bot.domain.wallclock import at_local, is_quiet, next_waking, training_day
from bot.recovery.planner import HardMuscle, HardSession, Planner

TABLE = load_rules(rules_folder(None)).recovery
QUARTER = dtm.timedelta(minutes=15)
MINUTE = dtm.timedelta(minutes=1)
HOUR = dtm.timedelta(hours=1)
DAY = dtm.timedelta(days=1)
QUIET = QuietHours()
START = dtm.datetime(2026, 1, 1, tzinfo=dtm.UTC)
HOURS = 84
#: Eleven quiet hours, and two more where a zone takes so large a step.
NIGHT = 13 * HOUR


@cache
def changes() -> dict[str, tuple[dtm.datetime, ...]]:
    """The hours of 2026 after which clocks change, by zone; of zones that change alike the first by name."""
    found: dict[tuple[object, ...], tuple[str, tuple[dtm.datetime, ...]]] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        days = [START + DAY * number for number in range(366)]
        offsets = [day.astimezone(zone).utcoffset() for day in days]
        changed = [day for day, one, next_ in zip(days, offsets, offsets[1:], strict=False) if one != next_]
        exact = tuple(
            next(
                day + HOUR * n for n in range(24) if _offset(day + HOUR * (n + 1), zone) != _offset(day, zone)
            )
            for day in changed
        )
        if exact:
            key = (exact, offsets[0], *(_offset(each + HOUR, zone) for each in exact))
            found.setdefault(key, (name, exact))
    return dict(found.values())


def _offset(moment: dtm.datetime, zone: dtm.tzinfo) -> dtm.timedelta | None:
    return moment.astimezone(zone).utcoffset()


def quarters(change: dtm.datetime, before: dtm.timedelta, after: dtm.timedelta) -> list[dtm.datetime]:
    """Every quarter of an hour around a change."""
    return [change - before + QUARTER * n for n in range((before + after) // QUARTER)]


def test_the_sweep_covers_the_world() -> None:
    """Both hemispheres, whole and half hours, and the zones that go their own way."""
    zones = changes()
    assert len(zones) >= 20
    assert all(
        len(each) == 2 for name, each in zones.items() if name in {"Europe/Berlin", "America/New_York"}
    )
    steps = {
        (_offset(at + HOUR, ZoneInfo(name)) or DAY) - (_offset(at - HOUR, ZoneInfo(name)) or DAY)
        for name, each in zones.items()
        for at in each
    }
    assert {HOUR, -HOUR, HOUR / 2, -HOUR / 2} <= steps


@pytest.mark.parametrize("name", sorted(changes()))
def test_follow_ups_come_once_a_local_day_and_never_at_night(name: str) -> None:
    """Sessions that end at any quarter of an hour in the four days before and the day after a change."""
    zone = ZoneInfo(name)
    for change in changes()[name]:
        for ended_at in quarters(change, 4 * DAY, DAY):
            session = HardSession(training_day(ended_at, zone), ended_at, (HardMuscle("calves", HOURS),))
            planned = Planner(TABLE, zone, QUIET, ()).plan((session,))
            assert not any(is_quiet(each.due_at, zone, QUIET) for each in planned)
            check_ins = [each.due_at for each in planned if each.kind is OwedKind.CHECK_IN]
            days = [at.astimezone(zone).date() for at in check_ins]
            assert len(set(days)) == len(days) == 2
            assert all(at - ended_at >= dtm.timedelta(hours=TABLE.check_ins.earliest_h) for at in check_ins)
            (release,) = (each.due_at for each in planned if each.kind is OwedKind.RELEASE)
            assert dtm.timedelta(hours=HOURS) <= release - ended_at <= HOURS * HOUR + NIGHT


@pytest.mark.parametrize("name", sorted(changes()))
def test_what_waits_for_the_morning_comes_that_morning(name: str) -> None:
    """Any due time around a change is kept, or becomes the end of the night that it falls into."""
    zone = ZoneInfo(name)
    for change in changes()[name]:
        for due_at in quarters(change, DAY, DAY):
            moved = next_waking(due_at, zone, QUIET)
            if is_quiet(due_at, zone, QUIET):
                assert moved.astimezone(zone).time() == QUIET.end
                assert dtm.timedelta(0) < moved - due_at <= NIGHT
            else:
                assert moved == due_at


@pytest.mark.parametrize("name", sorted(changes()))
def test_wall_clock_times_stay_in_order(name: str) -> None:
    """Each quarter of an hour of the day of a change; one that does not exist is the next that does."""
    zone = ZoneInfo(name)
    for change in changes()[name]:
        for day in {(change + HOUR * n).astimezone(zone).date() for n in (-24, 0, 24)}:
            times = [dtm.time(n // 4, n % 4 * 15) for n in range(96)]
            moments = [at_local(day, time, zone) for time in times]
            assert moments == sorted(moments)
            for time, moment in zip(times, moments, strict=True):
                wanted = dtm.datetime.combine(day, time)
                shown, before = (_wall(at, zone) for at in (moment, moment - MINUTE))
                assert shown == wanted or before < wanted < shown


def _wall(moment: dtm.datetime, zone: dtm.tzinfo) -> dtm.datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
