"""Wall-clock times in a lifter's own zone, safe across daylight-saving changes.

    >>> next_waking(at=03:10 local, zone, quiet=21:00 to 08:00)
    08:00 local, as UTC

Rest is elapsed time; "tomorrow morning" is the wall clock. A local time that does not exist (clocks go
forward) becomes the first valid minute after; one that exists twice (clocks go back) is its first occurrence.
"""

import datetime as dtm
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.lifter import QuietHours

_OFFSET = re.compile(r"UTC([+-])(\d{1,2})(?::(\d\d))?")
_MINUTE = dtm.timedelta(minutes=1)
DAY_STARTS_H = 4
#: As a question names them, in the order of `date.weekday`.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo | dtm.timezone:
    """The zone by IANA name, or a fixed offset written `UTC+02:00`.

    Raises:
        KeyError: no such zone.
    """
    if name.startswith("UTC") and len(name) > len("UTC"):
        return _fixed_offset(name)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as error:
        raise KeyError(name) from error


def _fixed_offset(name: str) -> dtm.timezone:
    match = _OFFSET.fullmatch(name)
    if match is None:
        raise KeyError(name)
    sign, hours, minutes = match.groups()
    offset = dtm.timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset >= dtm.timedelta(hours=24):
        raise KeyError(name)
    return dtm.timezone(offset if sign == "+" else -offset, name)


def training_day(at: dtm.datetime, zone: dtm.tzinfo) -> dtm.date:
    """The local day that training belongs to; it starts at 04:00: after midnight is still the evening."""
    return (at.astimezone(zone) - dtm.timedelta(hours=DAY_STARTS_H)).date()


def at_local(day: dtm.date, time: dtm.time, zone: dtm.tzinfo) -> dtm.datetime:
    """The moment of a local wall-clock time, in UTC."""
    moment = dtm.datetime.combine(day, time, tzinfo=zone).astimezone(dtm.UTC)
    if moment.astimezone(zone).time() == time:
        return moment
    # In a gap the offset before the change points past it: walk back to the first minute that exists.
    local = dtm.datetime.combine(day, time)
    while moment.astimezone(zone).replace(tzinfo=None) - _MINUTE >= local and _exists(
        moment - _MINUTE, local, zone
    ):
        moment -= _MINUTE
    return moment


def _exists(moment: dtm.datetime, local: dtm.datetime, zone: dtm.tzinfo) -> bool:
    return moment.astimezone(zone).replace(tzinfo=None) >= local


def is_quiet(at: dtm.datetime, zone: dtm.tzinfo, quiet: QuietHours) -> bool:
    """Whether nothing unsolicited may be sent at this moment."""
    time = at.astimezone(zone).time()
    if quiet.start <= quiet.end:
        return quiet.start <= time < quiet.end
    return time >= quiet.start or time < quiet.end


def next_waking(at: dtm.datetime, zone: dtm.tzinfo, quiet: QuietHours) -> dtm.datetime:
    """This moment, or the end of the quiet hours that it falls into; in UTC."""
    if not is_quiet(at, zone, quiet):
        return at.astimezone(dtm.UTC)
    local = at.astimezone(zone)
    day = local.date() if local.time() < quiet.end else local.date() + dtm.timedelta(days=1)
    return at_local(day, quiet.end, zone)
