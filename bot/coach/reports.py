"""Storing, changing and taking back set reports."""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import replace

from bot.coach import followups, hurting
from bot.coach.nearest import would_change
from bot.coach.sessions import HardWork, hard_work
from bot.coach.turn import Turn
from bot.domain.dossier import Judged
from bot.domain.owed import OwedState
from bot.domain.reading import Reading, When
from bot.domain.training import Entry, Exercise, Report, SetEntry, Technique
from bot.domain.wallclock import at_local, training_day
from bot.history import metrics
from bot.history.log import DoneSet, TrainingLog, exercise_of
from bot.language.printer import print_entries
from bot.replies import asking, past, words
from bot.replies.costs import Cost
from bot.replies.hurting import rest_line
from bot.replies.logged import EVERY_SET, Logged, logged, nothing_to_undo, taken_back_already, undone
from bot.replies.reply import Reply

#: Training that is only known by its day is taken to have ended in the evening: rest is then never cut short.
EVENING = dtm.time(20, 0)


def trained_at(when: When | None, sent_at: dtm.datetime, zone: dtm.tzinfo) -> dtm.datetime:
    """When the training ended: the time of the message, or the evening of the day it names."""
    today = training_day(sent_at, zone)
    match when:
        case When(date=dtm.date() as date):
            day = date
        case When(days_ago=int() as days):
            day = today - dtm.timedelta(days=days)
        case When(weekday=int() as weekday):
            day = today - dtm.timedelta(days=(today.weekday() - weekday) % 7)
        case _:
            return sent_at
    return sent_at if day >= today else at_local(day, EVENING, zone)


def store(turn: Turn, reading: Reading, *, sent_at: dtm.datetime, report_id: str | None = None) -> Turn:
    """Keep a report, or ask for the muscle of an exercise that nobody knows."""
    unknown = next((entry for entry in reading.entries if entry.exercise_id is None), None)
    if unknown is not None:
        turn = turn.leaving_open(
            "own_exercise",
            entries=reading.entries,
            value=unknown.exercise,
            at=trained_at(reading.when, sent_at, turn.zone),
            report=report_id,
        )
        return turn.say(Reply(asking.ask_muscle(unknown.exercise)))
    at = trained_at(reading.when, sent_at, turn.zone)
    return keep(turn, reading.entries, at, reading=reading, report_id=report_id)


def keep(
    turn: Turn,
    entries: tuple[Entry, ...],
    at: dtm.datetime,
    *,
    reading: Reading | None = None,
    report_id: str | None = None,
) -> Turn:
    """Put the entries into the log, judge them and say how they were read."""
    before, verb = turn.log, "Changed" if report_id else "Logged"
    if report_id is None:
        report_id, turn = turn.next_id("r")
    report = Report(report_id, turn.source, turn.text, at, turn.now, entries)
    others = without(turn, report_id)
    reports = sorted((*others.dossier.reports, report), key=lambda each: (each.at, each.number))
    turn = replace(others.with_dossier(reports=tuple(reports)), report=report_id)
    works = _works_of(turn, report)
    turn = _remembered(_subject(turn, report, works), report_id, works)
    return turn.say(_reply(turn, report, works, before, reading, verb))


def _works_of(turn: Turn, report: Report) -> tuple[HardWork, ...]:
    """The day's past-failure work on the muscles that this report added some to."""
    day = training_day(report.at, turn.zone)
    mine = {
        exercise_of(entry, turn.catalogue).primary[0]
        for entry in report.entries
        if any(each.is_past_failure for each in entry.sets) and exercise_of(entry, turn.catalogue).primary
    }
    return tuple(work for work in hard_work(turn, day) if work.muscle in mine) if mine else ()


def _subject(turn: Turn, report: Report, works: Sequence[HardWork]) -> Turn:
    """Talk is now about what went past failure, else about the last exercise of the report."""
    exercise = turn.catalogue.exercise(works[0].exercise if works else report.entries[-1].exercise_id)
    muscle = exercise.primary[0] if exercise and exercise.primary else None
    technique = works[0].state.technique.spoken if works else None
    return turn.about(exercise=exercise.id if exercise else None, muscle=muscle, technique=technique)


def without(turn: Turn, report_id: str) -> Turn:
    """The turn as if the report had not been: out of the log, of the verdicts to explain and of the talk.

    What was asked about it needs no answer any more.
    """
    gone = by_id(turn, report_id)
    if gone is None:
        return turn
    turn = turn.with_dossier(reports=tuple(each for each in turn.dossier.reports if each is not gone))
    turn = turn.with_talk(rulings=tuple(each for each in turn.talk.rulings if each.report != report_id))
    if turn.talk.question and turn.talk.question.report == report_id:
        turn = turn.with_talk(question=None)
    spoken_of = turn.talk.exercise in {entry.exercise_id for entry in gone.entries}
    return turn.with_talk(exercise=None, muscle=None, technique=None) if spoken_of else turn


def _remembered(turn: Turn, report_id: str, works: Sequence[HardWork]) -> Turn:
    """The turn with the rulings on this work kept for "why?"."""
    for work in works:
        judged_id, turn = turn.next_id("j")
        nearest = next(iter(would_change(turn, work.state, work.ruling.verdict, done=True)), "")
        judged = Judged(
            judged_id, turn.now, work.state, work.ruling, work.exercise, nearest=nearest, report=report_id
        )
        turn = turn.remembering(judged)
    return turn


def _reply(
    turn: Turn,
    report: Report,
    works: Sequence[HardWork],
    before: TrainingLog,
    reading: Reading | None,
    verb: str,
) -> Reply:
    profile = turn.profile
    first = exercise_of(report.entries[0], turn.catalogue)
    guesses = reading.guesses if reading else ()
    # What hurts gets no price and no date.
    works = [each for each in works if not hurting.resting(turn, hurting.worked_by(turn, each.exercise))]
    muscles = {muscle for entry in report.entries for muscle in exercise_of(entry, turn.catalogue).primary}
    return logged(
        Logged(
            report_id=report.id,
            printed=print_entries(report.entries, profile.unit),
            costs=tuple(_cost(turn, work) for work in works),
            experience=profile.experience,
            now=turn.now,
            zone=turn.zone,
            verb=verb,
            guesses=guesses,
            names_guessed=tuple(_named(turn, each) for each in guesses if each.startswith("name_fuzzy:")),
            not_understood=tuple(each.text for each in reading.not_understood) if reading else (),
            last_time=past.last_time(
                _sets_before(turn, before, first, report), turn.zone, turn.now, profile.unit
            ),
            when=_when(report, turn),
            exercises=len(report.entries),
            sets=sum(len(entry.sets) for entry in report.entries),
            check_in_at=followups.next_check_in(turn) if works else None,
            zone_told="timezone" in profile.told,
            reps_lost=_weaker(turn, report),
            first_verdict=not _judged_before(turn, works),
            advised=_advised(turn, works, report.id),
            only_last_set=any(each.endswith(EVERY_SET) for each in guesses),
            exercise=works[0].exercise if works else first.id,
            technique=works[0].state.technique.spoken if works else None,
            rests=rest_line(hurting.resting(turn, tuple(muscles))),
        )
    )


def _judged_before(turn: Turn, works: Sequence[HardWork]) -> bool:
    """Whether a verdict was given before the ones on this work."""
    return len(turn.talk.rulings) > len(works)


def _weaker(turn: Turn, report: Report) -> bool:
    """Whether a lift of this report lost reps at the same load."""
    lifts = {exercise_of(entry, turn.catalogue).id for entry in report.entries}
    return any(each.at == report.at and each.exercise.id in lifts for each in turn.weaker)


def _advised(turn: Turn, works: Sequence[HardWork], report_id: str) -> bool:
    """Whether the rules that object to this work objected to earlier sets of the same muscles."""
    said = {
        (each.state.muscle, each.ruling.decided_by)
        for each in turn.talk.rulings
        if each.report and each.report != report_id
    }
    return all((work.muscle, work.ruling.decided_by) in said for work in works)


def _named(turn: Turn, guess: str) -> str:
    exercise = turn.catalogue.exercise(guess.partition(":")[2])
    return exercise.name if exercise else guess.partition(":")[2]


def _cost(turn: Turn, work: HardWork) -> Cost:
    table, total = turn.handbook.recovery, work.ruling.hours.total if work.ruling.hours else 0
    week = metrics.in_days(turn.log.sets, table.allowances.window_days, turn.now, turn.zone)
    hours = work.hours(table) or total
    return Cost(
        work.muscle,
        work.ruling,
        work.sets,
        followups.ready_at(turn, work.muscle) or work.ended_at + dtm.timedelta(hours=hours),
        table.usual_h,
        learned_h=hours - total,
        answers=work.learned.answers,
        in_week=metrics.past_failure_sets(week, work.muscle),
        allowed=table.allowance(turn.profile.experience, lagging=work.state.lagging),
        a_session=table.per_session(turn.profile.experience, lagging=work.state.lagging),
    )


def day_of(report: Report, turn: Turn) -> str:
    """The day of a report as the lifter would say it today."""
    return words.day(training_day(report.at, turn.zone), training_day(turn.now, turn.zone))


def _when(report: Report, turn: Turn) -> str:
    day = training_day(report.at, turn.zone)
    return "" if day == training_day(turn.now, turn.zone) else f" for {day:%A} {day.day} {day:%b}"


def _sets_before(turn: Turn, log: TrainingLog, exercise: Exercise, report: Report) -> tuple[DoneSet, ...]:
    """What was done last time; after a long break the archive knows."""
    recent = _last_sets(log, exercise, report)
    return recent or (_last_sets(turn.whole_log, exercise, report) if turn.dossier.away_since else ())


def _last_sets(log: TrainingLog, exercise: Exercise, report: Report) -> tuple[DoneSet, ...]:
    """The sets of the last training day with this exercise, before the given report."""
    mine = [done for done in log.sets if done.exercise.id == exercise.id and done.at < report.at]
    return metrics.last_day(mine)


def by_id(turn: Turn, report_id: str) -> Report | None:
    """The report with that id, if it is in the log."""
    return next((each for each in turn.dossier.reports if each.id == report_id), None)


def latest(turn: Turn) -> Report | None:
    """The report that was logged last."""
    return max(turn.dossier.reports, key=lambda each: (each.logged_at, each.number), default=None)


def named(turn: Turn, reading: Reading) -> tuple[Report, int] | None:
    """The latest report with the lift that a message names, and which of its entries that is."""
    kinds = turn.catalogue.kinds_of(reading.exercise[0]) if len(reading.exercise) == 1 else frozenset()
    newest_first = sorted(turn.dossier.reports, key=lambda each: (each.logged_at, each.number), reverse=True)
    places = ((report, at) for report in newest_first for at in reversed(range(len(report.entries))))
    return next(((report, at) for report, at in places if report.entries[at].exercise_id in kinds), None)


def take_back(turn: Turn, report_id: str | None = None) -> Turn:
    """Remove a report (the latest one when none is named)."""
    chosen = by_id(turn, report_id) if report_id else latest(turn)
    if chosen is None:
        return turn.say(taken_back_already() if report_id else nothing_to_undo())
    turn = without(turn, chosen.id)
    before = sum(row.state is OwedState.DUE and row.kind.is_follow_up for row in turn.dossier.owed)
    after = followups.in_step(turn).dossier.owed
    cancelled = sum(row.state is OwedState.DUE and row.kind.is_follow_up for row in after) < before
    return turn.say(undone(chosen, turn.profile, day_of(chosen, turn), cancelled=cancelled))


def only_last_set(turn: Turn, report_id: str) -> Turn:
    """Move a technique that was read as done on every set to the last set of each exercise."""
    report = by_id(turn, report_id)
    if report is None:
        return turn.say(taken_back_already())
    entries = tuple(replace(entry, sets=_last_only(entry.sets)) for entry in report.entries)
    turn = replace(turn, source=report.source, text=report.text)
    return keep(turn, entries, report.at, report_id=report.id)


def _last_only(sets: tuple[SetEntry, ...]) -> tuple[SetEntry, ...]:
    cleared = tuple(
        replace(
            each,
            techniques=tuple(t for t in each.techniques if t in {Technique.SUPERSET, Technique.CLUSTER}),
            continuations=(),
        )
        for each in sets[:-1]
    )
    return cleared + sets[-1:]
