"""What the talk was about when a message came: what the coach asked last.

A check-in on the screen makes "a bit" an answer, and after words about pain "fine now" ends it; once anything
else was said, both are small talk again.
"""

import datetime as dtm

from bot.coach import choices
from bot.coach.turn import Turn
from bot.domain.lifter import Pain
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.domain.ruling import Verdict
from bot.language.intents.answers import PAIN
from bot.language.text import has_digit

ANSWER_LASTS = dtm.timedelta(hours=24)


def awaited(turn: Turn) -> str:
    """The kind of the open question, "check_in" or "pain" after such words; "" if nothing is waited for."""
    question, last = choices.open_question(turn), _said_last(turn)
    said = _left_by(last, turn) if last is not None else ""
    if question is None:
        return said
    counts = question.kind == "report" and has_digit(turn.text)  # "8" answers "how many reps?"
    later = last is not None and question.asked_at <= (last.sent_at or last.due_at)
    return said if said and later and not counts else question.kind


def _left_by(last: Owed, turn: Turn) -> str:
    """What the last thing that the coach said leaves to be answered."""
    if last.kind is OwedKind.CHECK_IN:
        return OwedKind.CHECK_IN.value
    return PAIN if _is_about_pain(last, turn) and _may_be_over(turn) else ""


def _said_last(turn: Turn) -> Owed | None:
    """The last thing that the coach said, if that was not long ago."""
    said = [row for row in turn.dossier.owed if row.state is OwedState.SENT and row.sent_at is not None]
    last = max(reversed(said), key=lambda row: row.sent_at or row.due_at, default=None)
    if last is None or turn.now - (last.sent_at or last.due_at) > ANSWER_LASTS:
        return None
    return last


def _is_about_pain(said: Owed, turn: Turn) -> bool:
    """Whether it sends somebody to a doctor, or took note of an ache."""
    return said.verdict is Verdict.REFER or any(note.at == said.due_at for note in turn.dossier.pains)


def _may_be_over(turn: Turn) -> bool:
    """Whether a few words may end the pain that was noted; several, or an emergency, take plainer ones."""
    pains = turn.dossier.pains
    return len(pains) == 1 and pains[0].pain is not Pain.EMERGENCY
