"""What the talk was about when a message came: what the coach asked last.

A check-in on the screen makes "a bit" an answer; once anything else was said, it is small talk again.
"""

import datetime as dtm

from bot.coach import choices
from bot.coach.turn import Turn
from bot.domain.owed import OwedKind, OwedState

CHECK_IN_LASTS = dtm.timedelta(hours=24)


def awaited(turn: Turn) -> str:
    """The kind of the open question, or "check_in" for one; "" where nothing is waited for."""
    question = choices.open_question(turn)
    if question is not None:
        return question.kind
    return OwedKind.CHECK_IN.value if _asked_how_it_feels(turn) else ""


def _asked_how_it_feels(turn: Turn) -> bool:
    """Whether the last thing said was a check-in, not long ago."""
    said = [row for row in turn.dossier.owed if row.state is OwedState.SENT and row.sent_at is not None]
    last = max(said, key=lambda row: row.sent_at or row.due_at, default=None)
    if last is None or last.kind is not OwedKind.CHECK_IN:
        return False
    return turn.now - (last.sent_at or last.due_at) <= CHECK_IN_LASTS
