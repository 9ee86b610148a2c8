"""Stand-ins for the ports: a clock that tests move, and a store that lives in a dict.

clock = FakeClock()
store = FakeStore()
store.refuse = "the disk is full"     # from now on every save raises StoreUnavailable
"""

import datetime as dtm
from copy import deepcopy

from bot.domain.dossier import Dossier
from bot.domain.owed import Owed, OwedState
from bot.domain.training import Report
from bot.ports import StoreUnavailable

#: A Friday evening, in UTC.
FRIDAY = dtm.datetime(2026, 11, 20, 18, 5, tzinfo=dtm.UTC)


class FakeClock:
    """Shows `at` (aware) until a test moves it."""

    def __init__(self, at: dtm.datetime = FRIDAY) -> None:
        self.at = at

    def now(self) -> dtm.datetime:
        """The moment it shows, in UTC."""
        return self.at.astimezone(dtm.UTC)

    def advance(self, **by: float) -> None:
        """Move on by `hours=`, `days=` ... as for a timedelta."""
        self.at += dtm.timedelta(**by)


class FakeStore:
    """Dossiers in a dict; nothing is archived, and `saves` counts the commits."""

    def __init__(self) -> None:
        self.dossiers: dict[str, Dossier] = {}
        self.saves = 0
        self.refuse = ""

    def load(self, lifter: str) -> Dossier:
        """A copy of the lifter's dossier; an empty one for somebody new."""
        return deepcopy(self.dossiers.get(lifter, Dossier(lifter)))

    def save(self, dossier: Dossier) -> None:
        """Keep a copy of the dossier, or raise if told to refuse."""
        if self.refuse:
            raise StoreUnavailable(self.refuse)
        self.dossiers[dossier.lifter] = deepcopy(dossier)
        self.saves += 1

    def history(self, lifter: str) -> tuple[Report, ...]:
        """All reports, oldest first."""
        return tuple(sorted(self.load(lifter).reports, key=lambda report: report.at))

    def forget(self, lifter: str) -> None:
        """Drop the lifter."""
        self.dossiers.pop(lifter, None)

    def lifters(self) -> tuple[str, ...]:
        """All lifters, in order of their names."""
        return tuple(sorted(self.dossiers))

    def with_due(self, now: dtm.datetime) -> tuple[str, ...]:
        """Lifters with a message due at `now` or left in `sending`, earliest first."""
        waiting = sorted(
            (row.due_at, dossier.lifter)
            for dossier in self.dossiers.values()
            for row in dossier.owed
            if _waits(row, now)
        )
        return tuple(dict.fromkeys(lifter for _, lifter in waiting))

    def next_due_at(self, after: dtm.datetime | None = None) -> dtm.datetime | None:
        """The earliest due time of all messages still to be sent (of those later than `after`)."""
        times = [
            row.due_at
            for dossier in self.dossiers.values()
            for row in dossier.owed
            if row.state is OwedState.DUE and (after is None or row.due_at > after)
        ]
        return min(times, default=None)


def _waits(row: Owed, now: dtm.datetime) -> bool:
    return row.state is OwedState.SENDING or (row.state is OwedState.DUE and row.due_at <= now)
