"""What a message needs: one reading in, the turn with everything stored and said out.

Pain comes first and alone. Then what writes (a report, the profile, an answer), then what asks: "did 3x12
curls, should I add a dropset?" is stored first and answered second, with the set just stored in its numbers.
"""

import datetime as dtm
import re
from collections.abc import Callable
from dataclasses import replace

from bot.coach import (
    choices,
    circumstances,
    completing,
    corrections,
    efforts,
    explaining,
    feelings,
    hurting,
    lookback,
    names,
    others,
    profiles,
    questions,
    reports,
    undoing,
    variations,
)
from bot.coach.turn import Turn
from bot.domain.reading import AskAbout, Intent, Kind, Reading
from bot.domain.ruling import Topic
from bot.language.intents.talk import DOUBT, EXAMPLE, REMARKS
from bot.language.text import has_digit
from bot.replies import asking
from bot.replies import help as words
from bot.replies import hurting as pain_words

#: Only with these a message may be an addition to the report just logged; with others it speaks for itself.
_MAY_ADD = frozenset({Intent.OTHER, Intent.ASK_TECHNIQUE, Intent.LOG_REPORT, Intent.UNDO})
#: Where the first thing that is said ends.
_CLAUSE = re.compile(r"[.!;,\n]|\b(?:i|it|that) (?:was|did|only|just|got|meant)\b", re.IGNORECASE)
#: "Undo that squat 5x5 100 instead."
_INSTEAD = re.compile(r"\binstead\W*$", re.IGNORECASE)
Step = Callable[[Turn, Reading], Turn]


def _past_emergencies(step: Step) -> Step:
    """A step that waits until emergencies are over; other steps look at the pain of what they speak of."""

    def taken(turn: Turn, reading: Reading) -> Turn:
        rests = hurting.emergencies(turn)
        return turn.say(pain_words.at_rest(rests)) if rests else step(turn, reading)

    return taken


def _level(turn: Turn, _reading: Reading) -> Turn:
    return profiles.level(turn)


def _help(turn: Turn, reading: Reading) -> Turn:
    value = reading.value_for(Intent.HELP)
    if value == "settings":
        return profiles.settings(turn)
    if value == "level":
        return _past_emergencies(_level)(turn, reading)
    return turn.say(words.help_log() if value == "how_to_log" else words.help_text())


def _undo(turn: Turn, reading: Reading) -> Turn:
    if reading.value_for(Intent.UNDO) == "correct":
        return corrections.correct(turn, reading)
    return undoing.undo(turn, reading)


def _other(turn: Turn, reading: Reading) -> Turn:
    if others.is_meant(reading):
        return turn.say(words.only_own_log())
    if rests := hurting.emergencies(turn):
        return turn.say(pain_words.at_rest(rests))
    if reading.remark in (EXAMPLE, DOUBT) and not has_digit(turn.text):
        return explaining.held_against(turn, reading)
    if reading.remark in REMARKS:
        return others.sets_told(turn, reading)
    if reading.remark:
        return turn.say(words.small_talk(reading.remark))
    value = reading.value_for(Intent.OTHER)
    if "comeback" in turn.mentioned:
        return profiles.welcome_back(turn)
    if "deficit" in turn.mentioned:
        return turn.say(words.dieting(turn.handbook.recovery.deficit_h))
    if value == "ack" and (reading.exercise or reading.muscle):
        return turn.say(words.nothing_stored())
    return turn.say(words.small_talk(value))


#: In the order in which they are dealt with: what writes before what asks.
STEPS: dict[Intent, Step] = {
    Intent.SET_PROFILE: profiles.set_profile,
    Intent.CHECK_IN: feelings.check_in,
    Intent.UNDO: _undo,
    Intent.ASK_WHY: explaining.ask_why,
    Intent.ASK_TECHNIQUE: questions.ask_technique,
    Intent.ASK_FAILURE: efforts.ask_failure,
    Intent.ASK_READY: lookback.ask_ready,
    Intent.ASK_VOLUME: _past_emergencies(lookback.ask_volume),
    Intent.ASK_HISTORY: _past_emergencies(lookback.ask_history),
    Intent.HELP: _help,
}


def respond(turn: Turn, reading: Reading, sent_at: dtm.datetime) -> Turn:
    """Deal with a message, trained or sent at `sent_at`."""
    asked = variations.whole(turn, reading)
    varied = asked is not reading
    if not varied:
        turn = variations.remembered(turn, reading)
    # "but my mate does it": nobody asks about the mate, nor is he there to spot.
    reading = replace(asked, circumstances=frozenset()) if asked.remark in REMARKS else asked
    turn = replace(turn, mentioned=reading.circumstances)
    if others.is_meant(reading):
        return others.as_asked(turn, reading, lambda person, asks: _answered(person, asks, sent_at))
    at = reports.trained_at(reading.when, sent_at, turn.zone)
    # "What if I had a spotter?" says nothing about the day.
    told = circumstances.noted(turn, reading, at) if not varied else turn
    answered = others.as_asked(told, reading, lambda lifter, asks: _answered(lifter, asks, sent_at))
    if reading.kind is Kind.REPORT or told is turn:
        return answered
    return answered.adding(profiles.moved(turn, told))


def _answered(turn: Turn, reading: Reading, sent_at: dtm.datetime) -> Turn:
    if Intent.PAIN_RED_FLAG in reading.intents or reading.topic is Topic.MEDICAL:
        return _hurt(turn, reading, sent_at)
    if (instead := undoing.felt_instead(turn, reading)) is not None:
        return instead
    as_answer = choices.answered(turn, reading) or names.taught(turn, reading)
    if as_answer is not None:
        return as_answer
    if _MAY_ADD.issuperset(reading.intents) and (more := completing.completed(turn)) is not None:
        return more
    said = len(turn.replies)
    if reading.kind is Kind.REPORT and _replaces(turn, reading):
        reading = replace(reading, intents=tuple(i for i in reading.intents if i is not Intent.UNDO))
        turn = reports.take_back(turn)
    if reading.kind is Kind.REPORT:
        turn = reports.store(turn, reading, sent_at=sent_at)
    elif reading.kind is Kind.ASK and (Intent.UNDO not in reading.intents or _is_too_long(reading)):
        turn = choices.ask(turn, reading, sent_at)
    elif reading.clarify:
        return _unclear(turn, reading)
    for intent, step in STEPS.items():
        if intent in reading.intents and intent not in reading.clarify:
            turn = step(turn, reading)
    return turn if len(turn.replies) > said else _other(turn, reading)


def _is_too_long(reading: Reading) -> bool:
    """Whether a message holds more sets than are read at once."""
    return reading.ask is not None and reading.ask.about is AskAbout.LENGTH


def _replaces(turn: Turn, reading: Reading) -> bool:
    """Whether a report is sent in place of the last one: "delete that. leg press 3x10 100kg"."""
    takes_back = Intent.UNDO in reading.intents and reading.value_for(Intent.UNDO) != "correct"
    first = _CLAUSE.split(turn.text, maxsplit=1)[0]
    return takes_back and (not has_digit(first) or _INSTEAD.search(turn.text) is not None)


def _unclear(turn: Turn, reading: Reading) -> Turn:
    """Several things may be meant: what the talk makes plain is answered, else it is asked back.

    Of what rests for pain nothing else is said, whatever is meant.
    """
    named = (*questions.loaded(turn, questions.subjects(turn, reading)), *turn.muscles_named(reading))
    if rests := hurting.resting(turn, named):
        return turn.say(pain_words.at_rest(rests))
    if "comeback" in turn.mentioned and not hurting.asks(reading):
        return profiles.welcome_back(turn)
    if reading.technique and hurting.asks(reading) and questions.subjects(turn, reading):
        return questions.ask_technique(turn, reading)
    return choices.clarify(turn, reading)


def _hurt(turn: Turn, reading: Reading, sent_at: dtm.datetime) -> Turn:
    """Answer the pain alone; sets in the same message are kept without a word about training."""
    if reading.kind is Kind.REPORT and all(entry.exercise_id for entry in reading.entries):
        kept = reports.store(turn, reading, sent_at=sent_at)
        turn = replace(kept, replies=turn.replies)
    hurt = feelings.hurts(turn, reading)
    return hurt.adding(asking.NOT_STORED) if _is_too_long(reading) else hurt


def meant(turn: Turn, intent: Intent, reading: Reading, sent_at: dtm.datetime) -> Turn:
    """The lifter said by a button what a message meant."""
    return respond(turn, replace(reading, intents=(intent,), clarify=()), sent_at)
