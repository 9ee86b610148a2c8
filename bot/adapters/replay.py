"""Plays a `.chat` script against the real coach on a simulated clock and checks its expectations.

outcome = play(script, coach_for)
outcome.failures    # expectations that did not hold, with line numbers
"""

import datetime as dtm
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.adapters.clock import ShiftedClock, StandingClock
from bot.adapters.simulation import Event, NoSuchButton, NoSuchMessage, Simulation
from bot.adapters.tinydb_store import TinyDBStore
from bot.adapters.transcript import DEFAULT_START, Edit, Expect, Press, Say, Script, Step, Wait
from bot.coach.coach import Coach
from bot.coach.handbook import Handbook
from bot.domain.dossier import Dossier
from bot.domain.wallclock import at_local, zone_of
from bot.ports import Store

LIFTER = "lifter"


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold, or a step that could not be done."""

    line: int
    expected: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """A script that was played: everything that happened, and what was not as expected."""

    events: tuple[Event, ...]
    failures: tuple[Failure, ...]
    zone: dtm.tzinfo


def play(script: Script, handbook: Handbook) -> Played:
    """Play a script from an empty store in a folder that is gone afterwards."""
    clock = clock_for(script)
    with (
        TemporaryDirectory(prefix="spotter-replay-") as folder,
        TinyDBStore(Path(folder), clock, create=True) as store,
    ):
        return play_in(store, clock, script, handbook)


def clock_for(script: Script) -> ShiftedClock:
    """A standing clock at the moment that the script begins with."""
    zone = zone_of(script.profile.timezone)
    start = DEFAULT_START.replace(tzinfo=zone)
    first = script.steps[0] if script.steps else None
    if isinstance(first, Wait) and first.date and first.time:
        start = at_local(first.date, first.time, zone)
    return ShiftedClock(StandingClock(start))


def play_in(store: Store, clock: ShiftedClock, script: Script, handbook: Handbook) -> Played:
    """Play a script in an empty store, which then holds what came of it."""
    zone = zone_of(script.profile.timezone)
    profile = replace(script.profile, told=dict.fromkeys(script.told, clock.now()))
    store.save(Dossier(LIFTER, profile, chat=LIFTER, first_seen=clock.now()))
    player = _Player(Simulation(Coach(handbook, store, clock), clock, LIFTER), clock, zone)
    player.play(script.steps)
    return Played(tuple(player.simulation.events), tuple(player.failures), zone)


class _Player:
    """Carries out steps one by one; `since` is where the latest move began."""

    def __init__(self, simulation: Simulation, clock: ShiftedClock, zone: dtm.tzinfo) -> None:
        self.simulation = simulation
        self.failures: list[Failure] = []
        self._clock = clock
        self._zone = zone
        self._since = 0

    def play(self, steps: Iterable[Step]) -> None:
        for step in steps:
            if not isinstance(step, Expect):
                self._since = len(self.simulation.events)
            try:
                self._do(step)
            except (NoSuchButton, NoSuchMessage) as error:
                self.failures.append(Failure(step.line, str(error), ()))

    def _do(self, step: Step) -> None:
        match step:
            case Say(text=text):
                self.simulation.say(text)
            case Edit(number=number, text=text):
                self.simulation.edit(number, text)
            case Press(label=label):
                self.simulation.tap(label)
            case Wait():
                self._wait(step)
            case Expect():
                self._expect(step)

    def _wait(self, step: Wait) -> None:
        if step.by is not None:
            self.simulation.advance(step.by)
            return
        now = self._clock.now()
        local = now.astimezone(self._zone)
        time = step.time or local.time()
        moment = at_local(step.date or local.date(), time, self._zone)
        if step.date is None and moment < now:
            moment = at_local(local.date() + dtm.timedelta(days=1), time, self._zone)
        if moment < now:
            self.failures.append(Failure(step.line, "a moment that is not past; the clock only moves on", ()))
            return
        self.simulation.advance_to(moment)

    def _expect(self, step: Expect) -> None:
        said = tuple(event.text for event in self.simulation.events[self._since :] if event.sender == "coach")
        found = any(step.text.casefold() in text.casefold() for text in said)
        if found == step.absent:
            wanted = f"no message with “{step.text}”" if step.absent else f"a message with “{step.text}”"
            self.failures.append(Failure(step.line, wanted, said))
