"""An immutable, ordered view of what one lifter trained.

    >>> log = TrainingLog.of(reports, catalogue, zone)
    >>> log.on_day(log.days[-1])

A training day starts at 04:00 local time: sets after midnight belong to the evening before.
"""

import datetime as dtm
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from bot.domain.catalogue import Catalogue
from bot.domain.identity import Same
from bot.domain.training import Entry, Exercise, Report, SetEntry
from bot.domain.wallclock import training_day


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One performed set; `is_last` means the last working set of its exercise in that report."""

    at: dtm.datetime
    day: dtm.date
    exercise: Exercise
    entry: SetEntry
    is_last: bool

    def works(self, muscle: str) -> bool:
        """Whether the muscle is a prime mover here."""
        return muscle in self.exercise.primary


@dataclass(frozen=True)
class TrainingLog:
    """Every performed working set, oldest first, in the lifter's own zone; warm-ups do not count."""

    sets: tuple[DoneSet, ...]
    zone: dtm.tzinfo

    @classmethod
    def of(cls, reports: tuple[Report, ...], catalogue: Catalogue, zone: dtm.tzinfo) -> "TrainingLog":
        """The log of these reports, which come oldest first."""
        known = Same(catalogue)
        return cls(tuple(done for report in reports for done in sets_of(Same(report), known, zone)), zone)

    def before_day(self, day: dtm.date) -> "TrainingLog":
        """What was trained strictly before a training day."""
        return TrainingLog(self.sets[: bisect_left(self.sets, day, key=_day)], self.zone)

    def on_day(self, day: dtm.date) -> tuple[DoneSet, ...]:
        """The sets of one training day."""
        return self.sets[bisect_left(self.sets, day, key=_day) : bisect_right(self.sets, day, key=_day)]

    @cached_property
    def days(self) -> tuple[dtm.date, ...]:
        """All training days, oldest first."""
        return tuple(day for day, _ in groupby(self.sets, key=_day))


def _day(done: DoneSet) -> dtm.date:
    return done.day


# A report never changes, and a turn with a new one looks at all the others again.
@lru_cache(maxsize=1024)
def sets_of(report: Same[Report], catalogue: Same[Catalogue], zone: dtm.tzinfo) -> tuple[DoneSet, ...]:
    """The working sets of one report."""
    return tuple(_working_sets(report.value, catalogue.value, zone))


def _working_sets(report: Report, catalogue: Catalogue, zone: dtm.tzinfo) -> Iterator[DoneSet]:
    day = training_day(report.at, zone)
    for entry in report.entries:
        exercise = exercise_of(entry, catalogue)
        working = [each for each in entry.sets if not each.warmup]
        for number, each in enumerate(working, 1):
            yield DoneSet(report.at, day, exercise, each, number == len(working))


def exercise_of(entry: Entry, catalogue: Catalogue) -> Exercise:
    """The exercise of an entry; a bare one without muscles if the catalogue has lost it."""
    known = catalogue.exercise(entry.exercise_id)
    return known or Exercise(id=entry.exercise_id or "", name=entry.exercise)
