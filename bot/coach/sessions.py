"""Past-failure work by session: what was done to which muscle, the ruling on it, and the hours it takes.

>>> hard_session(turn, day).muscles
(HardMuscle("calves", 84),)
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coach import circumstances
from bot.coach.ruling import rule_on
from bot.coach.situation import hard_sets, placed_in, weekly_sets
from bot.coach.turn import Turn
from bot.domain.lifter import Experience
from bot.domain.ruling import Method, Ruling, State
from bot.domain.wallclock import training_day
from bot.history import metrics
from bot.history.log import DoneSet, TrainingLog
from bot.recovery.drift import Learned, learned
from bot.recovery.planner import HardMuscle, HardSession
from bot.recovery.table import RecoveryTable

#: An answer within this time after a session speaks of that session.
ANSWER_SPEAKS_FOR = dtm.timedelta(days=5)


@dataclass(frozen=True, slots=True)
class HardWork:
    """Past-failure work on one muscle in one session, with the ruling on its dearest technique."""

    muscle: str
    sets: int
    state: State
    ruling: Ruling
    exercise: str
    ended_at: dtm.datetime
    learned: Learned

    def hours(self, table: RecoveryTable) -> int | None:
        """Hours until the muscle is trained hard again: the rules' sum, moved by the lifter's own answers."""
        if self.ruling.hours is None:
            return None
        return max(table.usual_h + table.floor_h, self.ruling.hours.total + self.learned.change_h)


def hard_work(turn: Turn, day: dtm.date) -> tuple[HardWork, ...]:
    """The past-failure work of one training day by prime muscle, in the order trained."""
    log = turn.log
    done = [each for each in log.on_day(day) if each.entry.is_past_failure and each.exercise.primary]
    muscles = dict.fromkeys(each.exercise.primary[0] for each in done)
    return tuple(_work_on(turn, log, muscle, done) for muscle in muscles)


def _work_on(turn: Turn, log: TrainingLog, muscle: str, done: Sequence[DoneSet]) -> HardWork:
    sets = [each for each in done if each.exercise.primary[0] == muscle]
    ended_at = max(each.at for each in sets)
    candidates = [
        _judged_session(turn, log, muscle, sets, method)
        for method in dict.fromkeys(m for each in sets for m in metrics.past_failure_methods_of(each.entry))
    ]
    state, ruling = max(
        candidates,
        key=lambda pair: (pair[1].hours.total if pair[1].hours else 0, pair[1].verdict.severity),
    )
    taught = _taught(turn, log.before_day(sets[0].day), muscle, state.technique)
    return HardWork(muscle, len(sets), state, ruling, sets[0].exercise.id, ended_at, taught)


def _taught(turn: Turn, before: TrainingLog, muscle: str, method: Method) -> Learned:
    """What the answers after earlier sessions of this muscle with this technique teach."""
    ends = {
        done.day: done.at
        for done in before.sets
        if done.works(muscle) and method.row in metrics.past_failure_methods_of(done.entry)
    }
    answers = [each for each in turn.answers if not each.muscles or muscle in each.muscles]
    endings = [
        [each.soreness for each in answers if end < each.at <= end + ANSWER_SPEAKS_FOR][-1:]
        for end in ends.values()
    ]
    table = turn.handbook.recovery
    return learned([one for ending in endings for one in ending], table.methods[method.row], table.drift)


def _judged_session(
    turn: Turn, log: TrainingLog, muscle: str, sets: Sequence[DoneSet], method: Method
) -> tuple[State, Ruling]:
    using = [each for each in sets if method in metrics.past_failure_methods_of(each.entry)]
    at = max(each.at for each in sets)
    day = training_day(at, turn.zone)
    today = log.on_day(day)
    # What other muscles did before it that day has used up some of the whole body's allowance.
    others = tuple(each for each in today[: today.index(sets[0])] if not each.works(muscle))
    before = replace(log, sets=(*log.before_day(day).sets, *others))
    bare = State(
        technique=method,
        mechanic=using[-1].exercise.mechanic,
        muscle=muscle,
        last_set=all(each.is_last for each in using),
        techniques_in_set=max(len(metrics.past_failure_methods_of(each.entry)) for each in using),
        spotter=method is Method.FORCED_REPS,
        sets=len(sets),
    )
    placed = placed_in(bare, turn, before, at)
    week = weekly_sets(turn, log, muscle, at)
    counted = replace(placed, session_sets=hard_sets(turn, today, muscle), weekly_sets=week)
    state = circumstances.in_session(turn, counted, day)
    return state, rule_on(state, turn.handbook)


def hard_session(turn: Turn, day: dtm.date) -> HardSession | None:
    """A training day as the planner sees it; None without past-failure work."""
    works = [work for work in hard_work(turn, day) if work.ruling.hours is not None]
    if not works:
        return None
    watch = any(work.state.experience.counted is Experience.BEGINNER or work.state.comeback for work in works)
    first_negatives = any(
        work.state.technique is Method.NEGATIVES and work.state.first_time for work in works
    )
    table = turn.handbook.recovery
    muscles = tuple(
        HardMuscle(work.muscle, hours) for work in works if (hours := work.hours(table)) is not None
    )
    return HardSession(day, max(work.ended_at for work in works), muscles, watch or first_negatives)
