"""An immutable, ordered view of what one lifter trained.

    >>> log.days()[-1].muscle_sets("calves")

A training day starts at 04:00 local time: sets after midnight belong to the evening before.
"""

import datetime as dtm
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.domain.catalogue import Catalogue
from bot.domain.training import Entry, Exercise, Report, SetEntry
from bot.domain.wallclock import training_day


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One performed set; `is_last` means the last working set of its exercise in that report."""

    at: dtm.datetime
    exercise: Exercise
    entry: SetEntry
    is_last: bool

    def works(self, muscle: str) -> bool:
        """Whether the muscle is a prime mover here."""
        return muscle in self.exercise.primary


@dataclass(frozen=True)
class TrainingLog:
    """Reports, oldest first, as sets of known exercises in the lifter's own zone."""

    reports: tuple[Report, ...]
    catalogue: Catalogue
    zone: dtm.tzinfo

    @cached_property
    def sets(self) -> tuple[DoneSet, ...]:
        """Every performed working set, oldest first; warm-ups do not count."""
        ordered = sorted(self.reports, key=lambda report: report.at)
        return tuple(done for report in ordered for done in self._sets_of(report))

    def _sets_of(self, report: Report) -> Iterator[DoneSet]:
        for entry in report.entries:
            exercise = self.exercise_of(entry)
            working = [each for each in entry.sets if not each.warmup]
            for number, each in enumerate(working, 1):
                yield DoneSet(report.at, exercise, each, number == len(working))

    def exercise_of(self, entry: Entry) -> Exercise:
        """The exercise of an entry; a bare one without muscles if the catalogue has lost it."""
        known = self.catalogue.exercise(entry.exercise_id)
        return known or Exercise(id=entry.exercise_id or "", name=entry.exercise)

    def before(self, moment: dtm.datetime) -> "TrainingLog":
        """What was trained strictly before the training day of this moment."""
        day = training_day(moment, self.zone)
        earlier = tuple(each for each in self.reports if training_day(each.at, self.zone) < day)
        return TrainingLog(earlier, self.catalogue, self.zone)

    def on_day(self, day: dtm.date) -> tuple[DoneSet, ...]:
        """The working sets of one training day."""
        return tuple(done for done in self.sets if training_day(done.at, self.zone) == day)

    def days(self) -> tuple[dtm.date, ...]:
        """All training days, oldest first."""
        return tuple(sorted({training_day(report.at, self.zone) for report in self.reports}))
