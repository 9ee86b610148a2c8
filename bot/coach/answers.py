"""Messages that were answered, and their answers as owed rows.

>>> owed(reply, 0, turn, key="7", replaces=None).id
'7:0'
"""

import datetime as dtm
from dataclasses import replace

from bot.coach.turn import Turn
from bot.domain.dossier import Dossier
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.replies.reply import Reply, must, within_limit


def is_answered(dossier: Dossier, key: str) -> bool:
    """Whether a message was dealt with before."""
    return any(each.key == key for each in dossier.answered)


def owing_again(dossier: Dossier, key: str, now: dtm.datetime) -> Dossier:
    """The dossier with the answers to this message due once more."""
    owed = tuple(
        _due_again(row, now) if row.cause == key and not row.kind.is_follow_up else row
        for row in dossier.owed
    )
    return replace(dossier, owed=owed)


def _due_again(row: Owed, now: dtm.datetime) -> Owed:
    """The row, to be sent; one that has not been keeps its place before later ones."""
    due_at = min(now, row.due_at) if row.state is OwedState.DUE else now
    return replace(row, state=OwedState.DUE, due_at=due_at)


def sent_for(dossier: Dossier, message_id: str) -> str | None:
    """The coach's own message that answered this one, to be edited in place."""
    answers = [row for row in dossier.owed if row.cause.partition("/")[0] == message_id and row.message_id]
    return answers[-1].message_id if answers else None


def owed(reply: Reply, number: int, turn: Turn, key: str, replaces: str | None) -> Owed:
    """A reply of the turn as a message that is owed for the message `key`."""
    return Owed(
        id=f"{key}:{number}",
        lifter=turn.dossier.lifter,
        kind=OwedKind.REPLY,
        chat=turn.dossier.chat,
        due_at=turn.now,
        text=within_limit(must(reply.text)),
        cause=key,
        buttons=reply.buttons,
        about=reply.about,
        verdict=reply.verdict,
        replaces=replaces if number == 0 else None,
        document=reply.document,
    )
