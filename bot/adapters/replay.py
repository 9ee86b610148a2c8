"""Plays a `.chat` script against the real coach on a simulated clock and checks its expectations.

played = play(script, handbook)
played.events      # everything that was said, at the lifter's local times
played.failures    # what did not hold or could not be done, with line numbers
"""

import datetime as dtm
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.adapters.clock import ShiftedClock, StandingClock
from bot.adapters.rule_files.findings import did_you_mean
from bot.adapters.simulation import Event, NoSuchButton, NoSuchMessage, Simulation
from bot.adapters.tinydb_store import TinyDBStore
from bot.adapters.transcript import (
    DEFAULT_START,
    BrokenScript,
    Edit,
    Expect,
    Mistake,
    Press,
    Say,
    Script,
    Step,
    Wait,
)
from bot.coach.coach import Coach
from bot.coach.handbook import Handbook
from bot.domain.catalogue import Catalogue
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile
from bot.domain.wallclock import at_local, zone_of
from bot.ports import Store

LIFTER = "lifter"


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold, with what was `said` instead, or a step that could not be done."""

    line: int
    says: str
    said: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A script that was played: everything that happened, at local times, and what was not as expected."""

    events: tuple[Event, ...]
    failures: tuple[Failure, ...]


def play(script: Script, handbook: Handbook) -> Played:
    """Play a script from an empty store in a folder that is gone afterwards.

    Raises:
        BrokenScript: the header names a muscle that the handbook does not know.
    """
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
    """Play a script in an empty store, which then holds what came of it.

    Raises:
        BrokenScript: the header names a muscle that the handbook does not know.
    """
    profile = replace(
        script.profile,
        lagging=_muscles(script, handbook.catalogue),
        told=dict.fromkeys(script.told, clock.now()),
    )
    store.save(Dossier(LIFTER, profile, chat=LIFTER, first_seen=clock.now()))
    player = _Player(handbook, store, clock)
    player.play(script.steps)
    return Played(tuple(player.events), tuple(player.failures))


def _muscles(script: Script, catalogue: Catalogue) -> frozenset[str]:
    """The lagging muscles of the header, groups such as legs taken apart."""
    names = sorted(script.profile.lagging)
    known = (*catalogue.muscles, *catalogue.groups)
    if wrong := [name for name in names if not catalogue.muscles_of(name)]:
        line = script.told.get("lagging", 0)
        raise BrokenScript(
            [Mistake(line, f"“{name}” is no muscle. {did_you_mean(name, known)}") for name in wrong]
        )
    return frozenset(muscle for name in names for muscle in catalogue.muscles_of(name))


class _Player:
    """Carries out steps one by one; `since` is the event that the latest `>` or `@` began with.

    An edit or a tap begins nothing: expectations below it still see what was said before it.
    """

    def __init__(self, handbook: Handbook, store: Store, clock: ShiftedClock) -> None:
        self.events: list[Event] = []
        self.failures: list[Failure] = []
        self._store = store
        self._clock = clock
        self._since = 0
        self._simulation = Simulation(Coach(handbook, store, clock), clock, LIFTER, told=self._note)

    def play(self, steps: Iterable[Step]) -> None:
        for step in steps:
            if isinstance(step, Say | Wait):
                self._since = len(self.events)
            try:
                self._do(step)
            except (NoSuchButton, NoSuchMessage) as error:
                self.failures.append(Failure(step.line, str(error)))

    @property
    def _profile(self) -> Profile:
        return self._store.load(LIFTER).profile

    def _note(self, event: Event) -> None:
        """Keep what happened at the time on the lifter's wall: whoever moves takes the clock along."""
        zone = zone_of(self._profile.timezone)
        self.events.append(replace(event, at=event.at.astimezone(zone)))

    def _do(self, step: Step) -> None:
        match step:
            case Say(text=text):
                self._simulation.say(text)
            case Edit(number=number, text=text):
                self._simulation.edit(number, text)
            case Press(label=label):
                self._simulation.tap(label)
            case Wait():
                self._wait(step)
            case Expect():
                self._expect(step)

    def _wait(self, step: Wait) -> None:
        if step.by is not None:
            self._simulation.advance(step.by)
            return
        now, zone = self._clock.now(), zone_of(self._profile.timezone)
        local = now.astimezone(zone)
        time = step.time or local.time()
        moment = at_local(step.date or local.date(), time, zone)
        if step.date is None and moment < now:
            moment = at_local(local.date() + dtm.timedelta(days=1), time, zone)
        if moment < now:
            self.failures.append(Failure(step.line, "this moment is past, and the clock only moves on"))
            return
        self._simulation.advance_to(moment)

    def _expect(self, step: Expect) -> None:
        said = tuple(event.text for event in self.events[self._since :] if event.sender == "coach")
        found = any(step.text.casefold() in text.casefold() for text in said)
        if found == step.absent:
            wanted = f"no message with “{step.text}”" if step.absent else f"a message with “{step.text}”"
            self.failures.append(Failure(step.line, f"expected {wanted}", said))
