"""A coach on fakes: the real rules and reader, a store in a dict, a clock that tests move."""

import datetime as dtm
from dataclasses import dataclass, replace

import pytest

from bot.adapters.rule_files import load_handbook, rules_folder
from bot.coach.coach import Coach
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming, Tap
from bot.domain.lifter import Profile
from bot.domain.owed import Outcome, Owed, OwedState
from tests.fakes import FakeClock, FakeStore

HANDBOOK = load_handbook(rules_folder(None))


@dataclass
class Bench:
    """One lifter at the coach's desk."""

    coach: Coach
    store: FakeStore
    clock: FakeClock
    sent: int = 0

    def say(self, text: str, message_id: str = "") -> list[str]:
        """Send a message and take the answers."""
        self.sent += 1
        self.coach.receive(self.incoming(message_id or f"m{self.sent}", text))
        return self.hear()

    def edit(self, message_id: str, text: str, key: str = "") -> list[str]:
        """Edit a message and take the answers."""
        self.coach.edited(replace(self.incoming(message_id, text), key=key))
        return self.hear()

    def tap(self, action: str, tap_id: str) -> tuple[str, list[str]]:
        """Press a button: the toast and the answers."""
        toast = self.coach.tapped(Tap("ana", "ana", tap_id, action, self.clock.now()))
        return toast, self.hear()

    def incoming(self, message_id: str, text: str) -> Incoming:
        """A message at the present time."""
        return Incoming("ana", "ana", message_id, text, self.clock.now())

    def collect(self) -> tuple[Owed, ...]:
        """What is due, not yet handed over."""
        return self.coach.collect()

    def hear(self) -> list[str]:
        """Everything due, handed over."""
        rows = self.collect()
        for row in rows:
            self.coach.outcome(row, Outcome.SENT, message_id=f"c-{row.id}")
        return [row.text for row in rows]

    def wait(self, **span: float) -> list[str]:
        """Move the clock on in hours and take what fell due."""
        end = self.clock.now() + dtm.timedelta(**span)
        heard: list[str] = []
        while (due_at := self.coach.next_due_at()) is not None and due_at <= end:
            self.clock.at = due_at
            heard += self.hear()
        self.clock.at = end
        return heard + self.hear()

    @property
    def dossier(self) -> Dossier:
        """What is kept about the lifter."""
        return self.store.load("ana")

    def follow_ups(self, state: OwedState = OwedState.DUE) -> list[Owed]:
        """The lifter's follow-ups in a state."""
        return [row for row in self.dossier.owed if row.kind.is_follow_up and row.state is state]


@pytest.fixture
def bench() -> Bench:
    """A new lifter on a Friday evening."""
    clock, store = FakeClock(), FakeStore()
    return Bench(Coach(HANDBOOK, store, clock), store, clock)


@pytest.fixture
def known(bench: Bench) -> Bench:
    """A lifter who has told the level."""
    bench.store.save(Dossier("ana", Profile(name="Ana"), chat="ana", first_seen=bench.clock.now()))
    return bench
