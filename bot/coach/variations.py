"""A message that only changes something about the last question: "what about squats?", "and tomorrow?".

"should I dropset on curls?" - "and on squats?" - "what if I had a spotter?" are three whole questions: the
first one as it was asked, with the lift, the scope, the level or the company that the later message names.
"""

import re
from dataclasses import replace

from bot.coach.circumstances import SOMEBODY_ELSE, SUPPOSED
from bot.coach.turn import CONTEXT_LASTS, Turn
from bot.domain.dossier import Asked
from bot.domain.reading import Intent, Kind, Reading
from bot.domain.wallclock import WEEKDAYS

#: Questions that can be asked again of something else.
QUESTIONS = frozenset(
    {Intent.ASK_TECHNIQUE, Intent.ASK_FAILURE, Intent.ASK_READY, Intent.ASK_VOLUME, Intent.ASK_HISTORY}
)
_ABOUT_SETS = frozenset({Intent.ASK_TECHNIQUE, Intent.ASK_FAILURE})
LAST_SET = "last_set"
_OF_ONESELF = re.compile(r"\b(?:i|im|me|my|mine)\b")


def whole(turn: Turn, reading: Reading) -> Reading:
    """The reading; or the last question with what the message changes, where it does no more than that."""
    last = turn.talk.asked
    changes = reading.varies or _is_part(reading) or _tells_level(reading)
    if last is None or turn.now - last.at > CONTEXT_LASTS or not changes:
        return reading
    before = turn.read(last.text)
    if _tells_level(reading):
        about_other = SOMEBODY_ELSE in before.circumstances
        return replace(before, theirs=reading.theirs) if about_other else reading
    if _is_day(reading):
        return _on_day(before, reading)
    if not (_is_part(reading) or _turns_to_lifter(before, reading)):
        return reading
    about_set = reading.every_set or LAST_SET in reading.circumstances
    if not QUESTIONS.intersection(before.intents) or (about_set and _ABOUT_SETS.isdisjoint(before.intents)):
        return reading
    if not (about_set or reading.exercise or reading.muscle) and _ABOUT_SETS.isdisjoint(before.intents):
        return reading  # company, sleep and level change nothing about the past
    asks = _once(before) if about_set and before.every_set and not reading.every_set else before
    # Talk of sets goes on about what was spoken of since then.
    spoken_of = turn.subject is not None and not _ABOUT_SETS.isdisjoint(before.intents)
    subject = reading if spoken_of or reading.exercise or reading.muscle else before
    return replace(
        asks,
        exercise=subject.exercise,
        muscle=subject.muscle,
        every_set=reading.every_set if about_set else before.every_set,
        circumstances=_still_true(before, reading) | reading.circumstances,
    )


def _tells_level(reading: Reading) -> bool:
    """Whether a message only tells something of another person: "hes 6 months in"."""
    return reading.theirs is not None and reading.intents == (Intent.OTHER,)


def _is_day(reading: Reading) -> bool:
    """Whether a message names another day and nothing else: "and tomorrow?"."""
    named = reading.exercise or reading.muscle or reading.technique
    return bool(reading.varies and reading.day and not named) and reading.kind is Kind.NOT_A_REPORT


def _on_day(before: Reading, reading: Reading) -> Reading:
    """The question before, for the day that is named now; the past has no tomorrow."""
    if Intent.ASK_HISTORY in before.intents and reading.day in WEEKDAYS:
        asked = Intent.ASK_HISTORY
    elif Intent.ASK_READY in before.intents or not _ABOUT_SETS.isdisjoint(before.intents):
        asked = Intent.ASK_READY
    else:
        return reading
    return replace(
        before,
        intents=(asked,),
        clarify=(),
        value=reading.day,
        values=((asked, reading.day),),
        day=reading.day,
        circumstances=_still_true(before, reading) | reading.circumstances,
    )


def _still_true(before: Reading, reading: Reading) -> frozenset[str]:
    """What the first question mentioned, without another level, or another person, than is meant now."""
    levels = SUPPOSED - {SOMEBODY_ELSE}
    if _is_of_oneself(reading):
        return before.circumstances - SUPPOSED
    return before.circumstances - (levels if levels & reading.circumstances else frozenset())


def _once(before: Reading) -> Reading:
    """A question about every set, which is one about how often, as one about a single set."""
    values = tuple((intent, value) for intent, value in before.values if value != "how_often")
    return replace(before, value=None if before.value == "how_often" else before.value, values=values)


def _is_of_oneself(reading: Reading) -> bool:
    return SOMEBODY_ELSE not in reading.circumstances and bool(_OF_ONESELF.search(reading.text.lower()))


def _turns_to_lifter(before: Reading, reading: Reading) -> bool:
    """Whether "what about me?" follows a question about somebody else."""
    alone = reading.intents == (Intent.OTHER,) and reading.kind is Kind.NOT_A_REPORT
    return alone and reading.varies and _is_of_oneself(reading) and SOMEBODY_ELSE in before.circumstances


def _is_part(reading: Reading) -> bool:
    """Whether a message names something to ask about and is no question of its own."""
    asks = reading.varies or (reading.clarify and reading.text.rstrip().endswith("?"))
    if not asks or reading.kind is not Kind.NOT_A_REPORT or reading.technique:
        return False
    if reading.every_set or LAST_SET in reading.circumstances:
        return True
    unsettled = reading.clarify or reading.intents in {(Intent.OTHER,), (Intent.ASK_TECHNIQUE,)}
    return bool(unsettled and (reading.exercise or reading.muscle or reading.circumstances))


def remembered(turn: Turn, reading: Reading) -> Turn:
    """The turn with its question kept, for what may be asked next."""
    if reading.kind is Kind.REPORT or not QUESTIONS.intersection(reading.intents) or reading.clarify:
        return turn
    return turn.with_talk(asked=Asked(turn.now, reading.text))
