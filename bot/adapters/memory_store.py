"""Dossiers in memory, for conversations that are played and forgotten: the store's port without a disk.

>>> store = MemoryStore()
>>> store.save(Dossier("ana"))
>>> store.lifters()
('ana',)
"""

import datetime as dtm
from collections.abc import Iterator

from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from bot.domain.owed import Owed, OwedState
from bot.domain.training import Report


class MemoryStore:
    """Keeps the dossiers themselves: they are frozen, so nobody can change what is kept."""

    def __init__(self) -> None:
        self.dossiers: dict[str, Dossier] = {}
        self.dead: list[Incoming] = []

    def load(self, lifter: str) -> Dossier:
        """The lifter's dossier; an empty one for somebody new."""
        return self.dossiers.get(lifter) or Dossier(lifter)

    def save(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier."""
        self.dossiers[dossier.lifter] = dossier

    def begin(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier: there is nothing to wait for."""
        self.save(dossier)

    def is_writing(self, lifter: str) -> bool:  # noqa: ARG002 - it is the same for all
        """Nothing is ever on its way."""
        return False

    def note(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier: nothing here outlives the process anyway."""
        self.save(dossier)

    def history(self, lifter: str) -> Iterator[Report]:
        """All reports, oldest first; nothing is archived."""
        return iter(sorted(self.load(lifter).reports, key=lambda report: report.at))

    def forget(self, lifter: str) -> None:
        """Drop the lifter."""
        self.dossiers.pop(lifter, None)
        self.dead = [each for each in self.dead if each.lifter != lifter]

    def keep_dead(self, message: Incoming, why: str) -> None:  # noqa: ARG002 - nobody will look
        """Keep a message that tripped the coach."""
        self.dead.append(message)

    def dead_letters(self, lifter: str) -> tuple[Incoming, ...]:
        """The lifter's messages that were kept that way."""
        return tuple(each for each in self.dead if each.lifter == lifter)

    def lifters(self) -> tuple[str, ...]:
        """All lifters, in order of their names."""
        return tuple(sorted(self.dossiers))

    def with_due(self, now: dtm.datetime) -> tuple[str, ...]:
        """Lifters with a message due at `now`, earliest first."""
        due = (row for row in self._rows() if row.state is OwedState.DUE and row.due_at <= now)
        waiting = sorted((row.due_at, row.lifter) for row in due)
        return tuple(dict.fromkeys(lifter for _, lifter in waiting))

    def with_answers(self, now: dtm.datetime) -> tuple[str, ...]:
        """Lifters with an answer due at `now`, earliest first."""
        due = (row for row in self._rows() if row.state is OwedState.DUE and row.due_at <= now)
        waiting = sorted((row.due_at, row.lifter) for row in due if not row.kind.is_follow_up)
        return tuple(dict.fromkeys(lifter for _, lifter in waiting))

    def left_sending(self) -> tuple[str, ...]:
        """Lifters with a message left in `sending`, earliest first."""
        waiting = sorted((row.due_at, row.lifter) for row in self._rows() if row.state is OwedState.SENDING)
        return tuple(dict.fromkeys(lifter for _, lifter in waiting))

    def next_due_at(self, after: dtm.datetime | None = None) -> dtm.datetime | None:
        """The earliest due time of all messages still to be sent (of those later than `after`)."""
        due = [row.due_at for row in self._rows() if row.state is OwedState.DUE]
        return min((each for each in due if after is None or each > after), default=None)

    def _rows(self) -> list[Owed]:
        return [row for dossier in self.dossiers.values() for row in dossier.owed]
