"""A message that only changes something about the last question: "what about squats?", "same for calves".

"should I dropset on curls?" - "and on squats?" - "what if I had a spotter?" are three whole questions: the
first one as it was asked, with the lift, the scope, the level or the company that the later message names.
"""

from dataclasses import replace

from bot.coach.turn import CONTEXT_LASTS, Turn
from bot.domain.dossier import Asked
from bot.domain.reading import Intent, Kind, Reading

#: Questions that can be asked again of something else.
QUESTIONS = frozenset(
    {Intent.ASK_TECHNIQUE, Intent.ASK_FAILURE, Intent.ASK_READY, Intent.ASK_VOLUME, Intent.ASK_HISTORY}
)
_ABOUT_SETS = frozenset({Intent.ASK_TECHNIQUE, Intent.ASK_FAILURE})
LAST_SET = "last_set"


def whole(turn: Turn, reading: Reading) -> Reading:
    """The reading; or the last question with what the message changes, where it does no more than that."""
    last = turn.talk.asked
    if last is None or turn.now - last.at > CONTEXT_LASTS or not _is_part(reading):
        return reading
    before = turn.read(last.text)
    about_set = reading.every_set or LAST_SET in reading.circumstances
    if not QUESTIONS.intersection(before.intents) or (about_set and _ABOUT_SETS.isdisjoint(before.intents)):
        return reading
    named = bool(reading.exercise or reading.muscle)
    since = turn.subject is not None and not named
    return replace(
        before,
        exercise=() if since else reading.exercise,
        muscle=() if since else reading.muscle,
        every_set=reading.every_set if about_set else before.every_set,
        circumstances=before.circumstances | reading.circumstances,
    )


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
