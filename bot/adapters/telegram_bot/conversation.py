"""What this room asks of the coach. All calls are short and made on the event loop's thread."""

import datetime as dtm
from collections.abc import Iterator
from typing import Protocol

from bot.domain.incoming import Incoming, Tap
from bot.domain.owed import Outcome, Owed


class Conversation(Protocol):
    """The coach, as far as messages are concerned."""

    def receive(self, message: Incoming) -> None:
        """Commit what the message reports and the reply owed for it."""
        ...

    def edited(self, message: Incoming) -> None:
        """Commit the corrected message."""
        ...

    def tapped(self, tap: Tap) -> str:
        """Commit what the button stands for; returns a few words for the toast."""
        ...

    def collect(self, limit: int = 100, follow_ups: int = 100) -> tuple[Owed, ...]:
        """What is due now and not on its way already, replies first; at most so many follow-ups."""
        ...

    def outcome(
        self,
        owed: Owed,
        outcome: Outcome,
        *,
        message_id: str | None = None,
        retry_at: dtm.datetime | None = None,
    ) -> None:
        """Commit what became of an attempt to send."""
        ...

    def document(self, owed: Owed) -> tuple[str, Iterator[str]]:
        """The name of the file that goes with a message, and its text piece by piece.

        Raises:
            StoreUnavailable: on the way, too: the history cannot be read.
        """
        ...

    def give_up(self, message: Incoming, why: str) -> None:
        """Keep a message that could not be dealt with, as it came.

        Raises:
            StoreUnavailable: it is not kept.
        """
        ...

    def announce(self, lifter: str, chat: str, text: str, cause: str) -> None:
        """Owe somebody a few words that are no answer; the same cause owes them once.

        Raises:
            StoreUnavailable: nothing is owed.
        """
        ...

    def recover(self) -> None:
        """Settle, at start, what a crash left half done."""
        ...

    def next_due_at(self) -> dtm.datetime | None:
        """When the next message falls due."""
        ...
