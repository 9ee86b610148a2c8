"""Answers to a question that the coach asked, in words or by a button.

An answer in words is tried as the missing part of the first message ("bench 80" - "how many reps?" - "3x8");
if it makes no sense as one, the message is taken for itself and the question is dropped.
"""

import datetime as dtm
from dataclasses import replace

from bot.coach import names, others, questions, reports
from bot.coach.turn import Turn
from bot.domain.dossier import OpenQuestion
from bot.domain.reading import SLOT, Ask, AskAbout, Intent, Kind, Reading
from bot.domain.training import Entry, Exercise, Mechanic
from bot.language.corrections import Correction, Part, correction
from bot.language.text import has_digit
from bot.replies import asking, profile
from bot.replies import help as helping
from bot.replies.logged import not_taken_back
from bot.replies.reply import Reply, row

#: An answer after this long is a message of its own.
QUESTION_LASTS = dtm.timedelta(hours=12)
#: The kind of the question whether older sets are to be taken back.
UNDO = "undo"
_YES = frozenset({"yes", "y", "yeah", "yep", "yup", "yes please", "sure", "ok", "okay", "do it", "ja", "si"})
_NO = frozenset({"no", "n", "nope", "nah", "no thanks", "keep it", "keep them", "leave it", "nein"})


def open_question(turn: Turn) -> OpenQuestion | None:
    """The question that still waits for an answer."""
    question = turn.talk.question
    return question if question and turn.now - question.asked_at <= QUESTION_LASTS else None


def ask(turn: Turn, reading: Reading, sent_at: dtm.datetime, report_id: str | None = None) -> Turn:
    """Ask back what a report left open; nothing is stored yet, and the report that it would replace stays."""
    if reading.ask is None:
        return turn.say(helping.not_sure(reading.clarify))
    if reading.ask.about is AskAbout.LENGTH:
        # Its parts will be reports of their own; an edited message leaves what it said before.
        return turn.say(Reply(asking.ask_text(reading.ask) + (asking.AS_BEFORE if report_id else "")))
    at = reports.trained_at(reading.when, sent_at, turn.zone)
    turn = turn.leaving_open("report", ask=reading.ask, at=at, report=report_id)
    return turn.say(_question(reading.ask, turn.dossier.counter))


def _question(ask: Ask, number: int) -> Reply:
    """The question with that number, with its readings as buttons."""
    choices = [
        (asking.choice_label(each), f"pick:{at}:{number}")
        for at, each in enumerate(ask.choices)
        if all(entry.exercise for entry in each.entries)  # a choice without a lift settles nothing
    ]
    return Reply(asking.ask_text(ask), (row(*choices[:3]),) if choices else ())


def clarify(turn: Turn, reading: Reading) -> Turn:
    """Ask which of a few things a message meant."""
    return turn.leaving_open("clarify").say(helping.not_sure(reading.clarify))


def answered(turn: Turn, reading: Reading) -> Turn | None:
    """The turn after an answer to the open question; None if the message is no answer to it."""
    question, said = open_question(turn), turn.text.strip().lower()
    match question:
        case OpenQuestion(kind="report"):
            return _completed(turn, question, reading)
        case OpenQuestion(kind="own_exercise"):
            return _own_exercise(turn, question, reading)
        case OpenQuestion(kind="subject"):
            return _subject(turn, question, reading)
        case OpenQuestion(kind="deletion") if said in {*_YES, "yes delete all"}:
            return delete_confirmed(turn)
        case OpenQuestion(kind="deletion") if said in _NO:
            return turn.with_talk(question=None).say(profile.kept())
        case OpenQuestion(kind="undo") if said in _YES:
            return reports.take_back(turn, question.report)
        case OpenQuestion(kind="undo") if said in _NO:
            return turn.with_talk(question=None).say(not_taken_back())
        case _:
            return None


def delete_confirmed(turn: Turn) -> Turn:
    """Mark the dossier for deletion; `Coach` carries it out."""
    return replace(turn.with_talk(question=None), forget=True).say(profile.deleted())


def _completed(turn: Turn, question: OpenQuestion, reading: Reading) -> Turn | None:
    """Read the first message again with the answer in it; what names a lift itself is none."""
    if reading.intent not in {Intent.LOG_REPORT, Intent.OTHER} or not turn.text.strip():
        return None
    about = question.ask.about if question.ask else None
    if reading.kind is Kind.REPORT or (reading.exercise and about is not AskAbout.EXERCISE):
        return None
    if question.ask and question.ask.choices and about is AskAbout.ORDER:
        return _chosen(turn, question, question.ask)
    if len(reading.exercise) == 1 and not has_digit(turn.text):
        return _named_lift(turn, question, reading.exercise[0])
    again = _with_answer(turn, question)
    closed = replace(turn.with_talk(question=None), source=question.source, text=again.text)
    if about is AskAbout.REPS and not any(each.reps for entry in again.entries for each in entry.sets):
        return None
    if again.kind is Kind.REPORT:
        return _stored(closed, question, replace(again, when=None))
    if again.ask and has_digit(turn.text):  # an attempt at an answer, so the question stands
        return turn.say(Reply(asking.ask_text(again.ask)))
    return None


def _chosen(turn: Turn, question: OpenQuestion, ask: Ask) -> Turn | None:
    """One of several readings, chosen by "10 kg" or "10 reps"; a number that fits none is asked again."""
    fix = correction(turn.text)
    fitting = [each for each in ask.choices if fix and any(_holds(entry, fix) for entry in each.entries)]
    if len(fitting) == 1:
        return _settled(turn, question, fitting[0].entries)
    return turn.say(_question(ask, question.number)) if has_digit(turn.text) else None


def _holds(entry: Entry, fix: Correction) -> bool:
    """Whether an entry has what "10 kg", "10 reps" or "3 sets" speaks of."""
    part = Part.LOAD if fix.unit else fix.part
    values: dict[Part, set[float | None]] = {
        Part.LOAD: {each.load for each in entry.sets},
        Part.REPS: {each.reps for each in entry.sets},
        Part.SETS: {len(entry.sets)},
    }
    return part is not None and fix.new in {f"{each:g}" for each in values[part] if each is not None}


def _with_answer(turn: Turn, question: OpenQuestion) -> Reading:
    """The first message with the answer where it belongs, without the chatter around it, else behind it."""
    ask, fix = question.ask, correction(turn.text)
    if ask is not None and ask.about is AskAbout.EXERCISE:
        return turn.read(f"{turn.text} {question.text}")
    if ask is None or not ask.text:
        return turn.read(f"{question.text} {turn.text}")
    again = turn.read(ask.text.replace(SLOT, f" {turn.text} "))
    as_unclear = again.ask is not None and again.ask.about is ask.about
    bare = again.kind is Kind.REPORT and len(turn.text.split()) <= len(("82.5", "kg"))
    if bare or as_unclear or fix is None or not fix.new:
        return again
    return turn.read(ask.text.replace(SLOT, f" {fix.new} {(fix.unit or turn.profile.unit).value} "))


def _named_lift(turn: Turn, question: OpenQuestion, exercise_id: str) -> Turn | None:
    """The lift that a report was missing, in words; an ambiguous name means it from now on."""
    exercise, ask = turn.catalogue.exercise(exercise_id), question.ask
    if exercise is None or ask is None or not ask.choices:
        return None
    entries = tuple(
        _named(each, exercise) if each.as_written == ask.subject else each for each in ask.choices[0].entries
    )
    return _settled(turn, question, entries)


def _settled(turn: Turn, question: OpenQuestion, entries: tuple[Entry, ...]) -> Turn:
    """Store what was chosen; which lift an ambiguous name stands for is asked once."""
    ask = question.ask
    if ask is not None and ask.about is AskAbout.EXERCISE:
        meant = next((each.exercise_id for each in entries if each.as_written == ask.subject), None)
        turn = names.learned(turn, ask.subject, meant) if meant else turn
    reading = Reading(question.text, Kind.REPORT, entries, intents=(Intent.LOG_REPORT,))
    closed = replace(turn.with_talk(question=None), source=question.source, text=question.text)
    return _stored(closed, question, reading)


def pick(turn: Turn, number: int, asked: int) -> Turn:
    """Store the reading behind a button of the question with that number, if it is the open one."""
    question = open_question(turn)
    choices = question.ask.choices if question and question.ask else ()
    if question is None or question.number != asked or not 0 <= number < len(choices):
        return turn.say(asking.settled())
    return _settled(turn, question, choices[number].entries)


def _own_exercise(turn: Turn, question: OpenQuestion, reading: Reading) -> Turn | None:
    """Keep an unknown exercise as the lifter's own, or as the known one that was meant."""
    if not _may_name(reading):
        return None
    name = str(question.value or "")
    muscles = turn.muscles_named(reading)
    meant = turn.catalogue.exercise(reading.exercise[0]) if reading.exercise else None
    if not (muscles or meant):
        return None
    exercise = meant if meant and not muscles else _made_up(name, muscles)
    if exercise != meant:
        own = (*turn.profile.own_exercises, exercise)
        turn = turn.with_dossier(profile=replace(turn.profile, own_exercises=own))
    entries = tuple(
        _named(entry, exercise) if entry.exercise_id is None and entry.exercise == name else entry
        for entry in question.entries
    )
    return _settled(names.learned(turn, name, exercise.id), question, entries)


def _stored(turn: Turn, question: OpenQuestion, reading: Reading) -> Turn:
    """Store what an answer completed, on the day that the first message spoke of."""
    return reports.store(turn, reading, sent_at=question.at or turn.now, report_id=question.report)


def _may_name(reading: Reading, *others: Intent) -> bool:
    """Whether a message may be no more than the name of a lift or muscle.

    A report, "my calves are sore" or "when chest again?" says something else with it.
    """
    settled = set(reading.intents).difference(reading.clarify, others)
    return reading.kind is Kind.NOT_A_REPORT and settled <= {Intent.OTHER}


def _made_up(name: str, muscles: tuple[str, ...]) -> Exercise:
    mechanic = Mechanic.ISOLATION if len(muscles) == 1 else Mechanic.COMPOUND_FREE
    return Exercise(
        f"own:{'_'.join(name.split())}",
        name,
        primary=muscles[:1],
        secondary=muscles[1:],
        mechanic=mechanic,
    )


def _named(entry: Entry, exercise: Exercise) -> Entry:
    return replace(entry, exercise_id=exercise.id, exercise=exercise.name)


def _subject(turn: Turn, question: OpenQuestion, reading: Reading) -> Turn | None:
    """The lift or muscle that a technique question was missing."""
    if not _may_name(reading, Intent.ASK_TECHNIQUE) or reading.technique:
        return None
    found = questions.subjects(turn, reading)
    if not found:
        return None
    return _about(turn, question.text, found)


def _about(turn: Turn, text: str, found: tuple[questions.Subject, ...]) -> Turn:
    """Answer a question as it was asked, sleep, company and "every set" included."""
    again = turn.read(text)
    told = replace(turn, mentioned=turn.mentioned | again.circumstances).with_talk(question=None)
    return others.as_asked(told, again, lambda person, asks: questions.answer(person, asks, found))


def about(turn: Turn, exercise_id: str) -> Turn:
    """The same, by a button."""
    question = open_question(turn)
    if question is None or question.kind != "subject":
        return turn.say(asking.settled())
    return _about(turn, question.text, (questions.of_exercise(turn, exercise_id),))
