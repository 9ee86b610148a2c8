"""The lifter's history and readiness in words."""

import datetime as dtm
from dataclasses import dataclass

from bot.domain.owed import About
from bot.domain.wallclock import training_day
from bot.history.log import DoneSet
from bot.history.metrics import Estimate
from bot.language.printer import print_entries
from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import day, day_and_time, listed, number, plain, sentence, some


def last_time(sets: tuple[DoneSet, ...], zone: dtm.tzinfo, now: dtm.datetime) -> str:
    """One line about the last time an exercise was done: "Last time (Tue 17 Nov): Bench Press 3x8 80 kg."."""
    if not sets:
        return ""
    date = day(training_day(sets[0].at, zone), training_day(now, zone))
    return f"Last time ({date}): {printed(sets)}."


def printed(sets: tuple[DoneSet, ...]) -> str:
    """Sets of one exercise in the short form."""
    from bot.domain.training import Entry  # noqa: PLC0415 - placeholder, replaced below

    first = sets[0].exercise
    return print_entries((Entry(first.id, first.name, tuple(done.entry for done in sets)),))


def last(subject: str, sets: tuple[DoneSet, ...], zone: dtm.tzinfo, now: dtm.datetime) -> Reply:
    """The answer to "last bench?"."""
    if not sets:
        return Reply(f"No {subject} in your log yet.")
    return Reply(last_time(sets, zone, now), about=About(exercise=sets[0].exercise.id))
