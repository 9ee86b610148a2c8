"""What the coach needs from the world: a clock and a store. Adapters implement these; tests use fakes.

A `Store` keeps one `Dossier` per lifter. `save` is atomic and durable: after it returns the dossier is on
disk, and a crash at any moment leaves the old one or the new one. Reports that fall out of the rules'
look-back are moved to an archive by the store and stay reachable through `history`.
"""

import datetime as dtm
from collections.abc import Iterator
from typing import Protocol

from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from bot.domain.training import Report


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> dtm.datetime:
        """The present moment, aware, in UTC."""
        ...


class StoreUnavailable(Exception):  # noqa: N818 - it reads as what happened
    """Nothing was saved (disk full, read-only, damaged file); the message says why in one sentence."""


class Store(Protocol):
    """Where dossiers live."""

    def load(self, lifter: str) -> Dossier:
        """The lifter's dossier; an empty one for somebody new.

        Raises:
            StoreUnavailable: this lifter's files cannot be read.
        """
        ...

    def save(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier, all or nothing.

        Raises:
            StoreUnavailable: nothing was written; the old dossier stands.
        """
        ...

    def begin(self, dossier: Dossier) -> None:
        """Replace it like `save`, perhaps only after a while: until then `is_writing` says so.

        Nobody may be told of it before. If it fails, whoever waits for it learns that nothing was saved.

        Raises:
            StoreUnavailable: nothing was written; the old dossier stands.
        """
        ...

    def is_writing(self, lifter: str) -> bool:
        """Whether something that was begun for the lifter is not on disk yet."""
        ...

    def note(self, dossier: Dossier) -> None:
        """Replace it like `save`, without waiting for the disk: only a power cut may bring the old one back.

        For what may happen twice, such as sending a reply; no report may depend on it.

        Raises:
            StoreUnavailable: nothing was written; the old dossier stands.
        """
        ...

    def history(self, lifter: str) -> Iterator[Report]:
        """Every report of the lifter, archived ones included, oldest first; read as they are taken.

        Raises:
            StoreUnavailable: on the way, too: some of the lifter's files cannot be read.
        """
        ...

    def forget(self, lifter: str) -> None:
        """Delete everything about the lifter."""
        ...

    def keep_dead(self, message: Incoming, why: str) -> None:
        """Keep a message that tripped the coach as it came, for the owner; a bounded number of them.

        Raises:
            StoreUnavailable: it is not kept.
        """
        ...

    def dead_letters(self, lifter: str) -> tuple[Incoming, ...]:
        """The lifter's messages that were kept that way, oldest first."""
        ...

    def lifters(self) -> tuple[str, ...]:
        """All lifters that have a dossier."""
        ...

    def with_due(self, now: dtm.datetime) -> tuple[str, ...]:
        """Lifters with a message due at `now`, in order of their earliest due time."""
        ...

    def with_answers(self, now: dtm.datetime) -> tuple[str, ...]:
        """Those of them with an answer due, in order of its time."""
        ...

    def left_sending(self) -> tuple[str, ...]:
        """Lifters with a message left in `sending`, in order of their earliest due time."""
        ...

    def next_due_at(self, after: dtm.datetime | None = None) -> dtm.datetime | None:
        """When the earliest message still to be sent falls due, of those due later than `after`."""
        ...
