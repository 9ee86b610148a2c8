"""Questions about somebody else, or about a level that is only mentioned, leave the lifter alone.

"My client is a beginner, should he dropset his calves?" is asked of a stand-in who has done nothing yet and
has the level and the muscles that the message names. "OK for a newbie?" is asked of the lifter at another
level. Afterwards profile, log and notes are what they were.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.coach import profiles
from bot.coach.circumstances import SOMEBODY_ELSE
from bot.coach.turn import Turn
from bot.domain.dossier import Conversation, Dossier
from bot.domain.lifter import Experience, Profile
from bot.domain.reading import Intent, Kind, Reading
from bot.replies.help import not_yours

#: What can be answered from a few words about a person; the rest would need that person's log.
_OF_ANYBODY = frozenset(
    {Intent.PAIN_RED_FLAG, Intent.ASK_TECHNIQUE, Intent.ASK_FAILURE, Intent.ASK_WHY, Intent.HELP}
)
_LEVELS = tuple(each for each in Experience if each is not Experience.UNKNOWN)


def is_meant(reading: Reading) -> bool:
    """Whether a message is about another person, and holds no sets of the lifter's own."""
    return SOMEBODY_ELSE in reading.circumstances and reading.kind is not Kind.REPORT


def as_asked(turn: Turn, reading: Reading, step: Callable[[Turn, Reading], Turn]) -> Turn:
    """Take a step as for the person or the level that is meant, and give the lifter's own things back."""
    if is_meant(reading):
        return _talked(turn, step(_stand_in(turn, reading), _narrowed(reading)))
    level = _mentioned(reading)
    about_oneself = {Intent.SET_PROFILE, Intent.HELP}.intersection(reading.intents)
    if not level or reading.kind is Kind.REPORT or about_oneself:
        return step(turn, reading)
    at_level = turn.with_dossier(profile=profiles.changed_by(turn.profile, level, turn))
    return step(at_level, reading).with_dossier(profile=turn.profile)


def sets_told(turn: Turn, reading: Reading) -> Turn:
    """Somebody else's sets are not stored; "should he go to failure on those?" means their lift."""
    lift = turn.catalogue.exercise(reading.exercise[0]) if reading.exercise else None
    if lift is not None:
        turn = turn.about(exercise=lift.id, muscle=next(iter(lift.primary), None))
    return turn.say(not_yours())


def _stand_in(turn: Turn, reading: Reading) -> Turn:
    """Somebody who has done nothing yet, with the level and the lagging muscles that the message names."""
    said = reading.value_for(Intent.SET_PROFILE)
    told = (each for each in (reading.theirs, said) if isinstance(each, dict))
    facts = {**_mentioned(reading), **dict(item for each in told for item in each.items())}
    own = turn.profile
    blank = Profile(unit=own.unit, timezone=own.timezone, own_exercises=own.own_exercises)
    person = profiles.changed_by(blank, facts, turn)
    counter = turn.dossier.counter
    talk = turn.talk if _is_theirs(turn.talk) else replace(turn.talk, question=None)
    return replace(turn, dossier=Dossier(turn.dossier.lifter, person, talk, counter=counter))


def _narrowed(reading: Reading) -> Reading:
    kept = tuple(each for each in reading.intents if each in _OF_ANYBODY)
    return replace(reading, intents=kept or (Intent.OTHER,), clarify=())


def _is_theirs(talk: Conversation) -> bool:
    """Whether the open question may be about the other person: only the lifter has sets and a profile."""
    return talk.question is None or talk.question.kind == "subject"


def _talked(before: Turn, after: Turn) -> Turn:
    """What was said and what it was about stay, a question to the lifter too; all else is as before."""
    talk = after.talk
    if talk.question is None and not _is_theirs(before.talk):
        talk = replace(talk, question=before.talk.question)
    dossier = replace(before.dossier, conversation=talk, counter=after.dossier.counter)
    return replace(after, dossier=dossier)


def _mentioned(reading: Reading) -> dict[str, object]:
    """The level that a message mentions without claiming it."""
    named = [each.value for each in _LEVELS if each.value in reading.circumstances]
    return {"experience": named[0]} if named else {}
