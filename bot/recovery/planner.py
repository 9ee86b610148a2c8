"""Sessions past failure and the answers about them -> the follow-ups that are wanted.

The plan is worked out anew from scratch after every change (a report, an edit, an undo, an answer, a new
level or zone) and then compared with the messages that are already owed: so there is one rule for making,
moving and cancelling. A session without past-failure work plans nothing.

    >>> Planner(table, zone, QuietHours(), answers=()).plan((session,))
    (Planned(kind=CHECK_IN, ...), Planned(kind=CHECK_IN, ...), Planned(kind=RELEASE, ...))

A morning asks one question about all the muscles that are due for one; a session has one release message,
when its slowest muscle is ready. Rest is counted in elapsed hours; "next morning" is on the lifter's wall
clock; nothing is planned into quiet hours.
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.lifter import CheckIn, QuietHours, Soreness
from bot.domain.owed import OwedKind
from bot.domain.wallclock import at_local, next_waking, training_day
from bot.recovery.table import RecoveryTable

MILD = frozenset({Soreness.FRESH, Soreness.BIT_SORE})
#: How long after its time a follow-up still makes sense; then it expires unsent.
CHECK_IN_LASTS = dtm.timedelta(hours=16)
RELEASE_LASTS = dtm.timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class HardMuscle:
    """A muscle trained past failure; `hours` of rest run from the end of the session."""

    muscle: str
    hours: int


@dataclass(frozen=True, slots=True)
class HardSession:
    """A training day with past-failure work; `watch` adds the line about warning signs to its check-ins."""

    day: dtm.date
    ended_at: dtm.datetime
    muscles: tuple[HardMuscle, ...]
    watch: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A follow-up that is wanted; `key` names it among the lifter's follow-ups, whatever its time."""

    key: str
    kind: OwedKind
    due_at: dtm.datetime
    not_after: dtm.datetime
    muscles: tuple[str, ...]
    days: tuple[dtm.date, ...]
    watch: bool = False


@dataclass(frozen=True, slots=True)
class Planner:
    """The plan of one lifter: the coach's table, the lifter's clock, and what was answered so far."""

    table: RecoveryTable
    zone: dtm.tzinfo
    quiet: QuietHours
    answers: Sequence[CheckIn]

    def plan(self, sessions: Sequence[HardSession]) -> tuple[Planned, ...]:
        """The check-ins and release messages of these sessions, in order of their times."""
        asking = [asked for session in sessions for asked in self._questions(session)]
        mornings = {each.key: [other for other in asking if other.key == each.key] for each in asking}
        releases = [self._release(session) for session in sessions if session.muscles]
        planned = [*(_together(questions) for questions in mornings.values()), *releases]
        return tuple(sorted(planned, key=lambda each: each.due_at))

    def released_at(self, muscle: HardMuscle, session: HardSession) -> dtm.datetime:
        """When the muscle should be trained hard again, after the lifter's answers.

        `fresh` cancels what is left of the extra, never below the usual rest; soreness adds hours. The last
        answer of each day counts, so that a second tap corrects the first.
        """
        hours = float(muscle.hours)
        for answer in self._answers(muscle, session):
            effect = self.table.check_ins.answers[answer.soreness]
            elapsed_h = (answer.at - session.ended_at) / dtm.timedelta(hours=1)
            hours = (
                min(hours, max(self.table.usual_h, elapsed_h)) if effect.releases else hours + effect.change_h
            )
        return session.ended_at + dtm.timedelta(hours=hours)

    def _answers(self, muscle: HardMuscle, session: HardSession) -> tuple[CheckIn, ...]:
        """One answer a day about the muscle; before anything can be felt, none counts."""
        earliest = session.ended_at + dtm.timedelta(hours=self.table.check_ins.earliest_h)
        about = [
            each
            for each in self.answers
            if each.at >= earliest and (not each.muscles or muscle.muscle in each.muscles)
        ]
        return tuple({training_day(each.at, self.zone): each for each in about}.values())

    def _questions(self, session: HardSession) -> tuple[Planned, ...]:
        rules = self.table.check_ins
        mornings = range(1, min(rules.mornings, rules.most_messages - 1) + 1)
        planned = (self._question(session, number) for number in mornings)
        return tuple(each for each in planned if each is not None)

    def _question(self, session: HardSession, number: int) -> Planned | None:
        """The question of the so-many-th morning, about the muscles that need one; None if none does."""
        rules, date = self.table.check_ins, session.day + dtm.timedelta(days=number)
        earliest = session.ended_at + dtm.timedelta(hours=rules.earliest_h)
        at = next_waking(max(at_local(date, rules.morning, self.zone), earliest), self.zone, self.quiet)
        muscles = tuple(
            each.muscle
            for each in session.muscles
            if self.released_at(each, session) > at and self._is_open(each, session, date)
        )
        if not muscles:
            return None
        watch = session.watch and at - session.ended_at <= dtm.timedelta(hours=rules.watch_h)
        key = f"{date}:check_in"
        return Planned(key, OwedKind.CHECK_IN, at, at + CHECK_IN_LASTS, muscles, (session.day,), watch)

    def _is_open(self, muscle: HardMuscle, session: HardSession, date: dtm.date) -> bool:
        """Whether to ask that morning: not once answered that day, and not again after mild answers only."""
        answers = self._answers(muscle, session)
        earlier = [each for each in answers if training_day(each.at, self.zone) < date]
        answered = any(training_day(each.at, self.zone) == date for each in answers)
        return not answered and not (earlier and all(each.soreness in MILD for each in earlier))

    def _release(self, session: HardSession) -> Planned:
        # Each muscle's own time was told when the session was logged: one message is enough.
        ready_at = max(self.released_at(each, session) for each in session.muscles)
        due_at = next_waking(ready_at, self.zone, self.quiet)
        muscles = tuple(each.muscle for each in session.muscles)
        key = f"{session.day}:release"
        return Planned(key, OwedKind.RELEASE, due_at, due_at + RELEASE_LASTS, muscles, (session.day,))


def _together(questions: Sequence[Planned]) -> Planned:
    """The questions of one morning as one, at the time of the latest."""
    latest = max(questions, key=lambda each: each.due_at)
    return Planned(
        latest.key,
        latest.kind,
        latest.due_at,
        latest.not_after,
        tuple(dict.fromkeys(muscle for each in questions for muscle in each.muscles)),
        tuple(sorted({day for each in questions for day in each.days})),
        any(each.watch for each in questions),
    )
