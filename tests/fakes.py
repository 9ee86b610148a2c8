"""Stand-ins for the ports: a clock that tests move, and a store that lives in a dict.

clock = FakeClock()
store = FakeStore()
store.refuse = "the disk is full"     # from now on every save raises StoreUnavailable
store.refuses = {"ana"}               # or those of some lifters
"""

import datetime as dtm
from copy import deepcopy

from typing_extensions import override

from bot.adapters.memory_store import MemoryStore
from bot.domain.dossier import Dossier
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


class FakeStore(MemoryStore):
    """Dossiers in memory; nothing is archived, and `saves` counts the commits."""

    def __init__(self) -> None:
        super().__init__()
        self.saves = 0
        self.refuse = ""
        self.refuses: set[str] = set()

    @override
    def load(self, lifter: str) -> Dossier:
        """A copy of the lifter's dossier; an empty one for somebody new."""
        return deepcopy(super().load(lifter))

    @override
    def save(self, dossier: Dossier) -> None:
        """Keep a copy of the dossier, or raise if told to refuse."""
        if self.refuse or dossier.lifter in self.refuses:
            raise StoreUnavailable(self.refuse or f"Nothing was saved of {dossier.lifter}.")
        super().save(deepcopy(dossier))
        self.saves += 1
