"""Sessions past failure and the answers about them -> the follow-ups that are wanted.

The plan is worked out anew from scratch after every change (a report, an edit, an undo, an answer, a new
level or zone) and then compared with the messages that are already owed: so there is one rule for making,
moving and cancelling. A session without past-failure work plans nothing.

    >>> plan(session, answers=(), table=table, zone=zone, quiet=QuietHours())
    (Planned(kind=CHECK_IN, ...), Planned(kind=CHECK_IN, ...), Planned(kind=RELEASE, ...))

Rest is counted in elapsed hours; "next morning" is on the lifter's wall clock; nothing is planned into quiet
hours.
"""

import datetime as dtm
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    watch: bool = False


def plan(
    session: HardSession,
    answers: Sequence[CheckIn],
    table: RecoveryTable,
    zone: dtm.tzinfo,
    quiet: QuietHours,
) -> tuple[Planned, ...]:
    """The check-ins and the release message of one session, given the answers so far."""
    if not session.muscles:
        return ()
    muscles = tuple(each.muscle for each in session.muscles)
    check_ins = _check_ins(session, muscles, answers, table, zone, quiet)
    release = _release(session, muscles, answers, table, zone, quiet)
    # A check-in at or after the release would ask about something that is over.
    return (*(each for each in check_ins if each.due_at < release.due_at), release)


def _check_ins(
    session: HardSession,
    muscles: tuple[str, ...],
    answers: Sequence[CheckIn],
    table: RecoveryTable,
    zone: dtm.tzinfo,
    quiet: QuietHours,
) -> tuple[Planned, ...]:
    moments = [
        _morning(session, number, table, zone, quiet) for number in range(1, table.check_ins.mornings + 1)
    ]
    first = Planned(
        f"{session.day}:check_in:1",
        OwedKind.CHECK_IN,
        moments[0],
        moments[0] + CHECK_IN_LASTS,
        muscles,
        session.watch,
    )
    later = tuple(
        replace(
            first,
            key=f"{session.day}:check_in:{number}",
            due_at=moment,
            not_after=moment + CHECK_IN_LASTS,
        )
        for number, moment in enumerate(moments[1:], 2)
    )
    # A mild first answer makes asking again a nag; a bad or a missing one makes it worth while.
    mild = bool(answers) and all(answer.soreness in MILD for answer in answers)
    return (first,) if mild else (first, *later)


def _morning(
    session: HardSession, number: int, table: RecoveryTable, zone: dtm.tzinfo, quiet: QuietHours
) -> dtm.datetime:
    """The so-manieth morning after the session, but not before anything can be felt."""
    morning = at_local(session.day + dtm.timedelta(days=number), table.check_ins.morning, zone)
    earliest = session.ended_at + dtm.timedelta(hours=table.check_ins.earliest_h)
    return next_waking(max(morning, earliest), zone, quiet)


def _release(
    session: HardSession,
    muscles: tuple[str, ...],
    answers: Sequence[CheckIn],
    table: RecoveryTable,
    zone: dtm.tzinfo,
    quiet: QuietHours,
) -> Planned:
    # One message when the slowest muscle is ready: each muscle's own time was told when the session was
    # logged.
    due_at = next_waking(
        max(released_at(each, session, answers, table, zone) for each in session.muscles),
        zone,
        quiet,
    )
    return Planned(f"{session.day}:release", OwedKind.RELEASE, due_at, due_at + RELEASE_LASTS, muscles)


def released_at(
    muscle: HardMuscle,
    session: HardSession,
    answers: Iterable[CheckIn],
    table: RecoveryTable,
    zone: dtm.tzinfo,
) -> dtm.datetime:
    """When the muscle should be trained hard again, after the lifter's answers.

    `fresh` cancels what is left of the extra, never below the usual rest; soreness adds hours. The last
    answer of each day counts, so that a second tap corrects the first.
    """
    about = [each for each in answers if not each.muscles or muscle.muscle in each.muscles]
    hours = float(muscle.hours)
    for answer in {training_day(each.at, zone): each for each in about}.values():
        effect = table.check_ins.answers[answer.soreness]
        elapsed_h = (answer.at - session.ended_at) / dtm.timedelta(hours=1)
        hours = min(hours, max(table.usual_h, elapsed_h)) if effect.releases else hours + effect.change_h
    return session.ended_at + dtm.timedelta(hours=hours)
