"""Corrections of a stored report: an edited message, or "make that 9" about the latest one.

Either way the report keeps its place, its follow-ups move, and the answer says what it was before.
"""

import datetime as dtm
from dataclasses import replace

from bot.coach import choices, circumstances, followups, names, reports
from bot.coach.amending import amended
from bot.coach.turn import Turn
from bot.domain.owed import Owed, OwedState
from bot.domain.reading import Ask, AskAbout, Choice, Kind, Reading
from bot.domain.training import Entry, Report
from bot.language.corrections import Correction, correction
from bot.language.text import has_digit
from bot.replies import help as words
from bot.replies import profile
from bot.replies.logged import change_noted, not_in_log, taken_back_by_edit


def changed(
    turn: Turn, old: Report, entries: tuple[Entry, ...], at: dtm.datetime, reading: Reading | None = None
) -> Turn:
    """Replace the sets of a report, and say what changed."""
    before = followups.in_step(turn).dossier.owed
    turn = reports.keep(turn, entries, at, reading=reading, report_id=old.id)
    moved = _due_times(before) != _due_times(followups.in_step(turn).dossier.owed)
    return replace(
        turn, replies=(*turn.replies[:-1], change_noted(turn.replies[-1], old, turn.profile, moved=moved))
    )


def edited(turn: Turn, old: Report, reading: Reading, sent_at: dtm.datetime) -> Turn:
    """Replace a report by the reading of its edited message; while a question is open, the old one stays."""
    if reading.kind is Kind.ASK:
        return choices.ask(turn, reading, sent_at, report_id=old.id)
    at = reports.trained_at(reading.when, sent_at, turn.zone) if reading.when else old.at
    turn = circumstances.noted(turn, reading, at)
    if any(entry.exercise_id is None for entry in reading.entries):
        return reports.store(turn, replace(reading, when=None), sent_at=at, report_id=old.id)
    return changed(turn, old, reading.entries, at, reading)


def emptied(turn: Turn, old: Report) -> Turn:
    """Take a report back because its edited message holds no sets any more."""
    return reports.without(turn, old.id).say(taken_back_by_edit(old, turn.profile))


def correct(turn: Turn, reading: Reading) -> Turn:
    """Carry out a correction in words on the lift that it names, else on what was logged last."""
    latest, found = reports.latest(turn), reports.named(turn, reading)
    if latest and len(reading.exercise) == 1 and not has_digit(turn.text):
        return _other_lift(turn, latest, reading.exercise[0])
    if len(reading.exercise) == 1 and found is None and latest:
        return turn.say(not_in_log())
    report, at = found or (latest, None)
    fix = _counting(correction(turn.text), reading, report)
    readings = amended(turn, report, fix, at) if report and fix else ()
    if report is None or not readings:
        return turn.say(words.how_to_correct())
    first = readings[0]
    if len(readings) == 1:
        return rewritten(turn, report, first.entries, first.text)
    about = replace(turn, source=report.source, text=first.text)
    ask = Ask(AskAbout.ORDER, choices=tuple(Choice(each.entries) for each in readings))
    after = choices.ask(about, Reading(about.text, Kind.ASK, ask=ask), report.at, report_id=report.id)
    return replace(after, source=turn.source, text=turn.text)


def _counting(fix: Correction | None, reading: Reading, report: Report | None) -> Correction | None:
    """The correction, with the technique that its number counts: "actually only 2 negatives"."""
    added = (
        {each.kind for e in report.entries for s in e.sets for each in s.continuations} if report else set()
    )
    named = [kind for kind in added if kind in (*reading.technique, *reading.negated)]
    if fix is None or fix.old or fix.unit or len(named) != 1 or not _stands_before(fix.new, reading):
        return fix
    return replace(fix, technique=named[0], last_only="last" in reading.text.lower())


def _stands_before(number: str, reading: Reading) -> bool:
    """Whether a number stands right in front of a technique: not in "3 sets of partials"."""
    end = reading.text.find(number) + len(number)
    return any(span.tag == "technique" and 0 <= span.start - end <= 1 for span in reading.spans)


def rewritten(turn: Turn, report: Report, entries: tuple[Entry, ...], text: str) -> Turn:
    """Give a report other sets and words; it stays the report of the message that it came with."""
    about = replace(turn, source=report.source, text=text)
    return replace(changed(about, report, entries, report.at), source=turn.source, text=turn.text)


def _other_lift(turn: Turn, report: Report, exercise_id: str) -> Turn:
    """It was another exercise; a word that has nothing in common with its name stands for it from now on."""
    exercise = turn.catalogue.exercise(exercise_id)
    if exercise is None:
        return turn.say(words.how_to_correct())
    *before, last = report.entries
    entries = (*before, replace(last, exercise_id=exercise.id, exercise=exercise.name))
    after = rewritten(turn, report, entries, report.text)
    word = last.as_written.lower()
    if word == last.exercise.lower() or not set(word.split()).isdisjoint(exercise.name.lower().split()):
        return after
    return names.learned(after, word, exercise.id).adding(profile.name_learned(word, exercise.name).text)


def _due_times(owed: tuple[Owed, ...]) -> set[tuple[str, dtm.datetime, OwedState]]:
    return {(row.id, row.due_at, row.state) for row in owed if row.kind.is_follow_up}
