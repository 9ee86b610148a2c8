"""The past and the profile as facts for the rules: one muscle and technique, now or at a session.

>>> asked(turn, muscle="calves", method=Method.DROPSET, mechanic=Mechanic.ISOLATION)
State(technique=DROPSET, muscle="calves", pf_left=0, too_soon=True, ...)
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coach.ruling import rule_on
from bot.coach.turn import Turn
from bot.domain.lifter import CheckIn, Soreness
from bot.domain.ruling import Effort, Method, Pain, Ruling, State
from bot.domain.training import Mechanic
from bot.domain.wallclock import training_day
from bot.history import metrics
from bot.history.log import DoneSet, TrainingLog
from bot.recovery.planner import HardMuscle, HardSession

#: An answer about soreness speaks for this long; then silence is not data.
SORENESS_LASTS = dtm.timedelta(hours=36)
#: A reported pain makes the rules careful for that muscle until "pain is gone", or this long.
PAIN_LASTS = dtm.timedelta(days=14)


def asked(
    turn: Turn,
    *,
    muscle: str | None,
    mechanic: Mechanic = Mechanic.ISOLATION,
    method: Method = Method.NONE,
    effort: Effort | None = None,
    last_set: bool = True,
) -> State:
    """The state for a question about one more set, now."""
    bare = State(technique=method, effort=effort, mechanic=mechanic, muscle=muscle, last_set=last_set)
    return _placed(bare, turn, turn.log, turn.now)


def _placed(bare: State, turn: Turn, past: TrainingLog, at: dtm.datetime) -> State:
    """The state with everything that profile and past say about its muscle at that moment."""
    profile, table, muscle = turn.profile, turn.handbook.recovery, bare.muscle
    lagging = muscle in profile.lagging
    facts = replace(
        bare,
        experience=profile.experience,
        lagging=lagging,
        comeback=_is_comeback(turn, past, at),
        pf_left=pf_left(turn, past, muscle, at),
    )
    if muscle is None:
        return replace(facts, weekly_sets=None)
    last = metrics.last_past_failure(past.sets, muscle)
    window = dtm.timedelta(days=table.first_time_window_days)
    return replace(
        facts,
        too_soon=last is not None and at - last.at < _spacing(turn, last, muscle),
        weeks_in_a_row=metrics.weeks_in_a_row(past, muscle, at),
        weekly_sets=weekly_sets(turn, past, muscle, at),
        session_sets=_hard_sets(turn, past.on_day(training_day(at, turn.zone)), muscle),
        soreness=soreness_of(turn.dossier.check_ins, muscle, at),
        pain=_noted_pain(turn, muscle, at),
        first_time=bare.technique.is_past_failure
        and metrics.is_first_time(past.sets, muscle, bare.technique.row, at - window),
    )


def pf_left(turn: Turn, past: TrainingLog, muscle: str | None, at: dtm.datetime) -> int:
    """Past-failure sets still allowed: the smaller of the muscle's and the whole body's allowance."""
    table, experience = turn.handbook.recovery, turn.profile.experience
    recent = metrics.since(past.sets, at - dtm.timedelta(days=table.allowances.window_days), at)
    body_left = table.whole_body(experience) - metrics.past_failure_sets(recent)
    allowed = table.allowance(experience, lagging=muscle in turn.profile.lagging)
    if muscle is None:
        return max(0, min(allowed, body_left))
    return max(0, min(allowed - metrics.past_failure_sets(recent, muscle), body_left))


def weekly_sets(turn: Turn, past: TrainingLog, muscle: str, at: dtm.datetime) -> float | None:
    """Hard sets of the last seven days; None where the log is too young for a low count to mean anything."""
    count = _hard_sets(turn, metrics.since(past.sets, at - metrics.days(7), at), muscle)
    began = past.sets[0].at if past.sets else at
    young = at - began < dtm.timedelta(days=7)
    return None if young and count < turn.handbook.recovery.volume.weekly_low else count


def _hard_sets(turn: Turn, sets: Sequence[DoneSet], muscle: str) -> float:
    return metrics.hard_sets(sets, muscle, indirect=turn.handbook.recovery.volume.indirect_set)


def _is_comeback(turn: Turn, past: TrainingLog, at: dtm.datetime) -> bool:
    table = turn.handbook.recovery
    break_of, lasts = metrics.days(table.comeback_after_days), metrics.days(table.comeback_days)
    return metrics.is_comeback(past, at, after=break_of, lasts=lasts)


def _spacing(turn: Turn, last: DoneSet, muscle: str) -> dtm.timedelta:
    methods = metrics.past_failure_methods_of(last.entry)
    return dtm.timedelta(hours=max(turn.handbook.recovery.spacing_h(muscle, each) for each in methods))


def soreness_of(answers: Sequence[CheckIn], muscle: str, at: dtm.datetime) -> Soreness:
    """How the muscle felt at the latest answer that still counts; fresh when nothing was said."""
    recent = [
        each.soreness
        for each in answers
        if at - SORENESS_LASTS <= each.at <= at and (not each.muscles or muscle in each.muscles)
    ]
    return recent[-1] if recent else Soreness.FRESH


def _noted_pain(turn: Turn, muscle: str, at: dtm.datetime) -> Pain:
    noted = any(at - PAIN_LASTS <= note.at <= at and muscle in note.muscles for note in turn.dossier.pains)
    return Pain.ACHE if noted else Pain.NONE


@dataclass(frozen=True, slots=True)
class HardWork:
    """Past-failure work on one muscle in one session, with the ruling on its dearest technique."""

    muscle: str
    sets: int
    state: State
    ruling: Ruling
    exercise: str
    ended_at: dtm.datetime


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
    return HardWork(muscle, len(sets), state, ruling, sets[0].exercise.id, ended_at)


def _judged_session(
    turn: Turn, log: TrainingLog, muscle: str, sets: Sequence[DoneSet], method: Method
) -> tuple[State, Ruling]:
    using = [each for each in sets if method in metrics.past_failure_methods_of(each.entry)]
    at = max(each.at for each in sets)
    day = training_day(at, turn.zone)
    before = log.before_day(day)
    bare = State(
        technique=method,
        mechanic=using[-1].exercise.mechanic,
        muscle=muscle,
        last_set=all(each.is_last for each in using),
        techniques_in_set=max(len(metrics.past_failure_methods_of(each.entry)) for each in using),
        spotter=method is Method.FORCED_REPS,
        sets=len(sets),
    )
    placed = _placed(bare, turn, before, at)
    today = log.on_day(day)
    week = weekly_sets(turn, log, muscle, at)
    state = replace(placed, session_sets=_hard_sets(turn, today, muscle), weekly_sets=week)
    return state, rule_on(state, turn.handbook)


def hard_session(turn: Turn, day: dtm.date) -> HardSession | None:
    """A training day as the planner sees it; None without past-failure work."""
    works = [work for work in hard_work(turn, day) if work.ruling.hours is not None]
    if not works:
        return None
    watch = any(
        work.state.experience.value in {"beginner", "unknown"} or work.state.comeback for work in works
    )
    first_negatives = any(
        work.state.technique is Method.NEGATIVES and work.state.first_time for work in works
    )
    muscles = tuple(HardMuscle(work.muscle, work.ruling.hours.total) for work in works if work.ruling.hours)
    return HardSession(day, max(work.ended_at for work in works), muscles, watch or first_negatives)
