"""Which moment a day named in a message means: the next one of that name, or the last.

>>> next_one("friday", turn), last_one("friday", turn)
(datetime(2026, 11, 27, 18, 5), date(2026, 11, 20))
"""

import datetime as dtm

from bot.coach.turn import Turn
from bot.domain.wallclock import WEEKDAYS, training_day


def next_one(value: object, turn: Turn) -> dtm.datetime:
    """The moment that a question about readiness speaks of; now, unless it names a day or a span."""
    today = turn.now.astimezone(turn.zone)
    match value:
        case "tomorrow":
            return turn.now + dtm.timedelta(days=1)
        case str() if value in WEEKDAYS:
            return turn.now + dtm.timedelta(days=(WEEKDAYS.index(value) - today.weekday()) % 7)
        case {"hours": int() | float() as hours}:
            return turn.now + dtm.timedelta(hours=hours)
        case _:
            return turn.now


def last_one(value: object, turn: Turn) -> dtm.date | None:
    """The training day that a question about the past names; None when it names none."""
    today = training_day(turn.now, turn.zone)
    if value == "yesterday":
        return today - dtm.timedelta(days=1)
    if isinstance(value, str) and value in WEEKDAYS:
        return today - dtm.timedelta(days=(today.weekday() - WEEKDAYS.index(value)) % 7 or 7)
    return None
