"""Questions about the past and about readiness: when again, how much, last time, best."""

import datetime as dtm
from collections.abc import Sequence

from bot.coach import days, followups, hurting, weeks
from bot.coach.questions import Subject, answer_then, from_talk, loaded, remember, strictest, subjects
from bot.coach.ruling import rule_on
from bot.coach.situation import pf_left
from bot.coach.turn import Turn
from bot.domain.lifter import Pain
from bot.domain.reading import Intent, Reading
from bot.domain.ruling import Effort, State
from bot.domain.wallclock import training_day
from bot.history import metrics
from bot.history.log import DoneSet
from bot.replies import hurting as pain_words
from bot.replies import past, verdicts
from bot.replies.past import MuscleWeek, Readiness
from bot.replies.words import listed, technique


def ask_ready(turn: Turn, reading: Reading) -> Turn:
    """Say when muscles should be trained hard again, against the day that was asked about."""
    found = _asked_about(turn, reading)
    muscles = tuple(dict.fromkeys(each.muscle for each in found if each.muscle))
    turn = turn.about(muscle=muscles[0]) if muscles else turn
    concerned = loaded(turn, found) or turn.catalogue.muscles
    if rests := hurting.resting(turn, concerned):
        return turn.say(pain_words.at_rest(rests))
    value = reading.value_for(Intent.ASK_READY)
    on_a_day = value is not None and value == reading.day
    resting = any(followups.ready_at(turn, each) for each in muscles)
    if reading.technique and not resting and not (on_a_day and found):
        return _rest_after(turn, reading, found)
    if reading.technique and found:
        return answer_then(turn, reading, found, None if value == "when" else days.next_one(value, turn))
    ready = tuple(readiness(turn, each) for each in muscles or _recent_muscles(turn))
    care = _care(turn, concerned)
    return turn.say(
        past.ready(
            ready,
            days.next_one(value, turn),
            turn.now,
            turn.zone,
            when=value == "when",
            care=care,
            anything=not muscles,
        )
    )


def _rest_after(turn: Turn, reading: Reading, found: tuple[Subject, ...]) -> Turn:
    """What a technique would cost that none of these muscles is resting from."""
    costs = [strictest(turn, name, found or (Subject(),), reading) for name in reading.technique]
    return remember(turn, costs[0]).say(verdicts.rest_after(tuple(costs)))


def _asked_about(turn: Turn, reading: Reading) -> tuple[Subject, ...]:
    found = subjects(turn, reading)
    return from_talk(turn) if not found and reading.technique else found


def _care(turn: Turn, muscles: Sequence[str]) -> str:
    """What the rules say about the aches of these muscles; empty without one."""
    state = State(pain=Pain.ACHE, effort=Effort.AT_FAILURE, experience=turn.profile.experience)
    return pain_words.easy_on(hurting.aching(turn, muscles), rule_on(state, turn.handbook).instead)


def _recent_muscles(turn: Turn) -> tuple[str, ...]:
    week = metrics.in_days(turn.log.sets, metrics.WEEK, turn.now, turn.zone)
    return tuple(dict.fromkeys(each.exercise.primary[0] for each in reversed(week) if each.exercise.primary))


def readiness(turn: Turn, muscle: str) -> Readiness:
    """When one muscle is ready: after past-failure work by its plan, else by what the last session was."""
    log = turn.log
    worked = [done for done in log.sets if done.works(muscle)]
    if not worked:
        return Readiness(muscle, None)
    session = metrics.last_day(worked)
    planned = followups.ready_at(turn, muscle)
    ordinary = session[-1].at + dtm.timedelta(hours=_ordinary_hours(turn, muscle, session))
    ready_at = max(planned, ordinary) if planned else ordinary
    return Readiness(muscle, ready_at)


def _ordinary_hours(turn: Turn, muscle: str, session: Sequence[DoneSet]) -> int:
    """Hours of rest after a session's ordinary sets: the usual ones, or more after sets to failure."""
    failed = [done for done in session if done.entry.to_failure and not done.entry.is_past_failure]
    if not failed:
        return turn.handbook.recovery.usual_h
    state = State(
        experience=turn.profile.experience,
        effort=Effort.AT_FAILURE,
        mechanic=failed[-1].exercise.mechanic,
        muscle=muscle,
        last_set=all(done.is_last for done in failed),
        sets=len(failed),
    )
    hours = rule_on(state, turn.handbook).hours
    return hours.total if hours else turn.handbook.recovery.usual_h


def ask_volume(turn: Turn, reading: Reading) -> Turn:
    """Hard sets of the last seven days, the past-failure share, and what is left of the allowance."""
    named = tuple(muscle for each in subjects(turn, reading) for muscle in (each.muscle,) if muscle)
    value = reading.value_for(Intent.ASK_VOLUME)
    table = turn.handbook.recovery
    if value == "target" or isinstance(value, dict):
        return turn.say(past.target(named, table.volume, tuple(_week(turn, each) for each in named)))
    muscles = named or _recent_muscles(turn)
    weeks = tuple(sorted((_week(turn, each) for each in muscles), key=lambda each: -each.hard))
    experience = turn.profile.experience
    if value == "allowance":
        left = pf_left(turn, turn.log, None, turn.now)
        return turn.say(past.allowance(weeks, experience, left))
    return turn.say(past.volume(weeks, experience, table.whole_body(experience)))


def _week(turn: Turn, muscle: str) -> MuscleWeek:
    week = metrics.in_days(turn.log.sets, metrics.WEEK, turn.now, turn.zone)
    return MuscleWeek(
        muscle,
        metrics.hard_sets(week, muscle, indirect=turn.handbook.recovery.volume.indirect_set),
        metrics.past_failure_sets(week, muscle),
        pf_left(turn, turn.log, muscle, turn.now),
    )


def ask_history(turn: Turn, reading: Reading) -> Turn:
    """Last time, best set, or what was done on a day."""
    value = reading.value_for(Intent.ASK_HISTORY)
    lift = next((each for each in subjects(turn, reading) if each.exercise), None)
    sets, name = _meant(turn, reading, lift, turn.log.sets)
    if value == "last_week" and (both := weeks.compared(turn, reading, lift, sets)):
        return both
    if value == "best" or not sets:
        sets, name = _meant(turn, reading, lift, turn.whole_log.sets)
    if lift:
        turn = turn.about(exercise=lift.exercise, muscle=lift.muscle)
    if value == "best" and lift:
        return turn.say(past.best(name, metrics.best_estimate(sets), turn.zone, turn.now, turn.profile.unit))
    day = days.last_one(value, turn)
    if day is not None:
        that_day = tuple(done for done in sets if done.day == day)
        return turn.say(past.on_day(day, that_day, turn.profile.unit))
    latest = metrics.last_day(sets)
    today = latest and latest[0].day == training_day(turn.now, turn.zone)
    lifts = {done.exercise for done in latest}
    before = [done for done in sets if today and done.day < latest[0].day and done.exercise in lifts]
    return turn.say(
        past.last(name, latest, turn.zone, turn.now, turn.profile.unit, before=metrics.last_day(before))
    )


def _meant(
    turn: Turn, reading: Reading, lift: Subject | None, log: Sequence[DoneSet]
) -> tuple[Sequence[DoneSet], str]:
    """All sets of what a question about the past names, and its name."""
    if lift and lift.exercise:
        exactly = [done for done in log if done.exercise.id == lift.exercise]
        kinds = turn.catalogue.kinds_of(lift.exercise)
        return exactly or [done for done in log if done.exercise.id in kinds], lift.name
    if reading.technique:
        name = reading.technique[0]
        return [done for done in log if _used(done, name)], technique(name).removeprefix("a ")
    if muscles := turn.muscles_named(reading):
        return [done for done in log if any(map(done.works, muscles))], listed(reading.muscle)
    return log, "session"


def _used(done: DoneSet, name: str) -> bool:
    return done.entry.is_past_failure if name == "any" else name in done.entry.techniques
