"""Messages that the coach owes: replies now, follow-ups later. All of them are rows in the store.

States: due -> sending -> sent | cancelled | expired | failed | unknown. A reply may go out twice after a
crash, a follow-up never (`sending` is on disk before the call).
"""

import datetime as dtm
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ruling import Verdict


class OwedKind(StrEnum):
    """Why a message is owed."""

    REPLY = "reply"
    CHECK_IN = "check_in"
    RELEASE = "release"

    @property
    def is_follow_up(self) -> bool:
        """Whether nobody asked for it at that moment: quiet hours hold, and it is never sent twice."""
        return self is not OwedKind.REPLY


class OwedState(StrEnum):
    """Where a message stands on its way to the lifter."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of an attempt to send.

    not_sent: certainly not delivered, worth another try (429, refused connection). unreachable: the lifter
    blocked the bot. rejected: the platform refuses this very message. unknown: it may or may not have
    arrived.
    """

    SENT = "sent"
    NOT_SENT = "not_sent"
    UNREACHABLE = "unreachable"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message. `action` travels through Telegram: at most 64 bytes, starts with `v1:`."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class About:
    """What a message speaks of."""

    muscle: str | None = None
    technique: str | None = None
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """One message owed to a lifter.

    `id` is deterministic (what caused it, kind, number), so that the same cause never owes twice. `cause` is
    the source message or report. The first line of `text` is the headline. `replaces` is the platform's id of
    a coach message that this one should edit in place. `document` is the kind of file that goes with it
    (`json` or `csv`); the file itself is written when the message is sent: no row ever holds a history.
    """

    id: str
    lifter: str
    kind: OwedKind
    chat: str
    due_at: dtm.datetime
    text: str
    cause: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    not_after: dtm.datetime | None = None
    state: OwedState = OwedState.DUE
    about: About = About()
    muscles: tuple[str, ...] = ()
    session: str | None = None
    verdict: Verdict | None = None
    attempts: int = 0
    message_id: str | None = None
    replaces: str | None = None
    sent_at: dtm.datetime | None = None
    planned_at: dtm.datetime | None = None
    document: str = ""
