"""The past and the profile as facts for the rules: one muscle and technique, now or at a session.

>>> asked(turn, muscle="calves", method=Method.DROPSET, mechanic=Mechanic.ISOLATION)
State(technique=DROPSET, muscle="calves", pf_left=0, too_soon=True, ...)
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import replace

from bot.coach import circumstances, hurting
from bot.coach.turn import Turn
from bot.domain.lifter import CheckIn, Soreness
from bot.domain.ruling import Effort, Method, State
from bot.domain.training import Mechanic
from bot.domain.wallclock import training_day
from bot.history import metrics
from bot.history.log import DoneSet, TrainingLog

#: An answer about soreness speaks for this long; then silence is not data.
SORENESS_LASTS = dtm.timedelta(hours=36)


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
    return circumstances.in_question(turn, placed_in(bare, turn, turn.log, turn.now))


def placed_in(bare: State, turn: Turn, past: TrainingLog, at: dtm.datetime) -> State:
    """The state with everything that profile and past say about its muscle at that moment."""
    profile, table, muscle = turn.profile, turn.handbook.recovery, bare.muscle
    lagging = muscle in profile.lagging
    facts = replace(
        bare,
        experience=profile.experience,
        lagging=lagging,
        comeback=_is_comeback(turn, past, at),
        pf_left=pf_left(turn, past, muscle, at),
        pain=hurting.pain_of(turn, (muscle,) if muscle else (), at),
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
        session_sets=hard_sets(turn, past.on_day(training_day(at, turn.zone)), muscle),
        soreness=soreness_of(turn.answers, muscle, at),
        first_time=bare.technique.is_past_failure
        and metrics.is_first_time(past.sets, muscle, bare.technique.row, at - window),
    )


def pf_left(turn: Turn, past: TrainingLog, muscle: str | None, at: dtm.datetime) -> int:
    """Past-failure sets still allowed: the smaller of the muscle's and the whole body's allowance."""
    table, experience = turn.handbook.recovery, turn.profile.experience
    recent = metrics.in_days(past.sets, table.allowances.window_days, at, turn.zone)
    body_left = table.whole_body(experience) - metrics.past_failure_sets(recent)
    allowed = table.allowance(experience, lagging=muscle in turn.profile.lagging)
    if muscle is None:
        return max(0, min(allowed, body_left))
    return max(0, min(allowed - metrics.past_failure_sets(recent, muscle), body_left))


def weekly_sets(turn: Turn, past: TrainingLog, muscle: str, at: dtm.datetime) -> float | None:
    """Hard sets of the last seven days; None where the log is too young for a low count to mean anything."""
    count = hard_sets(turn, metrics.in_days(past.sets, metrics.WEEK, at, turn.zone), muscle)
    began = past.sets[0].at if past.sets else at
    young = at - began < dtm.timedelta(days=7)
    return None if young and count < turn.handbook.recovery.volume.weekly_low else count


def hard_sets(turn: Turn, sets: Sequence[DoneSet], muscle: str) -> float:
    """Hard sets of a muscle, as the volume guide counts them."""
    return metrics.hard_sets(sets, muscle, indirect=turn.handbook.recovery.volume.indirect_set)


def _is_comeback(turn: Turn, past: TrainingLog, at: dtm.datetime) -> bool:
    table = turn.handbook.recovery
    least, lasts = metrics.days(table.comeback_after_days), metrics.days(table.comeback_days)
    found = metrics.last_break(past, at, after=least, away_since=turn.dossier.away_since)
    return found is not None and at - found[1] < lasts


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
