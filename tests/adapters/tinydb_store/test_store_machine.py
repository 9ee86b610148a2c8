"""The store against a dict, with time passing, restarts, and crashes between any two steps."""

import datetime as dtm
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from typing_extensions import override

from bot.adapters.tinydb_store import TinyDBStore
from bot.domain.dossier import Dossier
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.domain.training import Report
from tests.adapters.tinydb_store.crashing import Crash, CrashingDisk
from tests.fakes import FakeClock

LIFTERS = st.sampled_from(["ana", "ben"])


class StoreMachine(RuleBasedStateMachine):
    """`dossiers` and `trained` are what must be there after every rule."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.numbers = iter(range(10_000))
        self.dossiers: dict[str, Dossier] = {}
        self.trained: dict[str, dict[str, Report]] = {}
        self.open()

    def open(self) -> None:
        """Start as a new process would."""
        self.disk = CrashingDisk()
        self.store = TinyDBStore(Path(self.folder.name), self.clock, disk=self.disk, threads=2)

    @override
    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(lifter=LIFTERS, days_ago=st.integers(0, 200), crash=st.none() | st.integers(0, 14))
    def report(self, lifter: str, days_ago: int, crash: int | None) -> None:
        """A session is logged, today's or one of half a year ago."""
        number, now = next(self.numbers), self.clock.now()
        new = Report(f"r{number}", "m", "row 3x8", now - dtm.timedelta(days=days_ago), now, ())
        before = self.store.load(lifter)
        owed = (Owed(f"o{number}", lifter, OwedKind.CHECK_IN, "7", now, "Sore?", new.id),)
        after = replace(before, reports=(*before.reports, new), owed=owed, counter=number)
        self.save(after, {**self.trained.get(lifter, {}), new.id: new}, crash)

    @rule(
        lifter=LIFTERS,
        which=st.integers(0, 99),
        undo=st.booleans(),
        crash=st.none() | st.integers(0, 14),
    )
    def change(self, lifter: str, which: int, crash: int | None, *, undo: bool) -> None:
        """A report that is still at hand is edited or taken back."""
        before = self.store.load(lifter)
        if not before.reports:
            return
        old = before.reports[which % len(before.reports)]
        edited = replace(old, text=old.text + "!", at=old.at - dtm.timedelta(days=which))
        reports = {r.id: r for r in before.reports} | {old.id: edited}
        trained = {**self.trained[lifter], old.id: edited}
        if undo:
            del reports[old.id], trained[old.id]
        after = replace(before, reports=tuple(reports.values()), counter=next(self.numbers))
        self.save(after, trained, crash)

    @precondition(lambda self: self.dossiers)
    @rule(which=st.integers(0, 1), crash=st.none() | st.integers(0, 6))
    def note(self, which: int, crash: int | None) -> None:
        """What was owed is noted as sent, without waiting for the disk."""
        lifter = sorted(self.dossiers)[which % len(self.dossiers)]
        before = self.store.load(lifter)
        sent = tuple(replace(row, state=OwedState.SENT) for row in before.owed)
        after = replace(before, owed=sent, counter=next(self.numbers))
        self.commit(self.store.note, after, self.trained[lifter], crash)

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        """Time passes."""
        self.clock.advance(days=days)

    @rule()
    def restart(self) -> None:
        """The process ends and another begins."""
        self.store.close()
        self.open()

    @precondition(lambda self: self.dossiers)
    @rule(lifter=LIFTERS)
    def forget(self, lifter: str) -> None:
        """A lifter leaves."""
        self.store.forget(lifter)
        self.dossiers.pop(lifter, None)
        self.trained.pop(lifter, None)

    def save(self, after: Dossier, trained: dict[str, Report], crash: int | None) -> None:
        """Commit what a message has changed, and wait for it or let it take its time."""
        self.commit(self.begin if after.counter % 2 else self.store.save, after, trained, crash)

    def begin(self, after: Dossier) -> None:
        """Begin a commit; who began it learns how it ended, if that is not left to whoever asks next."""
        self.store.begin(after)
        commit = self.store.writing(after.lifter)
        if commit and (self.disk.steps_left is not None or after.counter % 3):
            commit.result()
            assert not self.store.is_writing(after.lifter)

    def commit(
        self,
        keep: Callable[[Dossier], None],
        after: Dossier,
        trained: dict[str, Report],
        crash: int | None,
    ) -> None:
        """Save or note; after a crash find out at the restart which of the two states it is."""
        lifter = after.lifter
        self.disk.steps_left = crash
        try:
            keep(after)
        except Crash:
            self.restart()
            if _talk(self.store.load(lifter)) != _talk(after):
                return  # the old state: the invariants below must hold as before
        self.disk.steps_left = None
        self.dossiers[lifter] = after
        self.trained[lifter] = trained

    @invariant()
    def all_is_there(self) -> None:
        """Nothing lost, nothing doubled, and the last ten weeks at hand."""
        for lifter in self.dossiers:
            self.store.load(lifter)  # waits for what is being written
        assert self.store.lifters() == tuple(sorted(self.dossiers))
        assert self.store.alerts == ()
        for lifter, expected in self.dossiers.items():
            loaded = self.store.load(lifter)
            assert _talk(loaded) == _talk(expected)
            history = tuple(self.store.history(lifter))
            assert sorted(history, key=lambda r: r.id) == sorted(
                self.trained[lifter].values(), key=lambda r: r.id
            )
            assert [r.at for r in history] == sorted(r.at for r in history)
            cut = self.clock.now() - dtm.timedelta(weeks=10)
            at_hand = {r.id for r in loaded.reports}
            assert {r.id for r in expected.reports if r.at >= cut} <= at_hand

    @invariant()
    def due_times_follow(self) -> None:
        """The index says what the dossiers say."""
        times = [
            (row.due_at, dossier.lifter)
            for dossier in self.dossiers.values()
            for row in dossier.owed
            if row.state is OwedState.DUE
        ]
        due = [lifter for at, lifter in sorted(times) if at <= self.clock.now()]
        assert self.store.with_due(self.clock.now()) == tuple(due)
        assert self.store.next_due_at() == min((at for at, _ in times), default=None)


def _talk(dossier: Dossier) -> Dossier:
    """All but the reports, which may be archived; the counter tells one save from another."""
    return replace(dossier, reports=())


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
