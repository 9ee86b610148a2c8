"""Cases in a lifter's words: a person, what went before, and one message, played by the real coach.

>>> play(talk, handbook).ruling.decided_by
'allowance-used'

Times are given as a coach would say them ("25 hours ago", "2026-11-18 18:00") and stand in the person's zone.
"""

import datetime as dtm
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.adapters.clock import ShiftedClock, StandingClock
from bot.adapters.memory_store import MemoryStore
from bot.adapters.rule_files.documents import Path
from bot.adapters.rule_files.findings import did_you_mean
from bot.adapters.simulation import Event, NoSuchButton, Simulation
from bot.coach.coach import Coach
from bot.coach.handbook import Handbook
from bot.domain.dossier import Dossier, Judged
from bot.domain.lifter import Experience, Profile
from bot.domain.owed import OwedState
from bot.domain.ruling import Verdict
from bot.domain.training import Unit
from bot.domain.wallclock import at_local, zone_of

LIFTER = "lifter"
_MINUTE = dtm.timedelta(minutes=1)
_UNITS = {
    "minute": _MINUTE,
    "hour": dtm.timedelta(hours=1),
    "day": dtm.timedelta(days=1),
    "week": dtm.timedelta(weeks=1),
}


class WrongTalk(Exception):  # noqa: N818 - it says what the case is
    """A talk that cannot be played; `problems` has the place and a sentence for each mistake."""

    def __init__(self, *problems: tuple[Path, str]) -> None:
        self.problems = problems
        super().__init__("\n".join(said for _, said in problems))


@dataclass(frozen=True, slots=True)
class Deed:
    """Something of the past; `kind` is did, says or taps."""

    at: dtm.datetime
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """Who asks, what went before (oldest first), and what is asked or said `now`."""

    person: Profile
    now: dtm.datetime
    past: tuple[Deed, ...]
    message: str

    @property
    def zone(self) -> dtm.tzinfo:
        """The person's time zone."""
        return zone_of(self.person.timezone)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a talk: the answers, the verdict if one was given, and the next follow-up."""

    said: tuple[str, ...]
    verdict: Verdict | None
    judged: Judged | None
    next_follow_up: dtm.datetime | None
    problems: tuple[str, ...] = ()


def talk_from(raw: dict[str, Any], now: str, muscles: tuple[str, ...]) -> Talk:
    """The talk in a checked case.

    Raises:
        WrongTalk: with every mistake that its shape could not see.
    """
    person = _person(raw["person"], muscles)
    zone = zone_of(person.timezone)
    path: Path = ("now",)
    problems: list[tuple[Path, str]] = []
    deeds: list[Deed] = []
    try:
        moment = local(raw["now"] or now, zone)
        for index, each in enumerate(raw["history"]):
            path = ("history", index, "when")
            at = _ago(each["when"], moment, zone)
            kind = next(key for key in ("did", "says", "taps") if each[key] is not None)
            deeds.append(Deed(at, kind, each[kind]))
            if at > moment:
                problems.append((path, "this lies after the question."))
    except ValueError:
        problems.append((path, "there is no such day."))
        raise WrongTalk(*problems) from None
    if problems:
        raise WrongTalk(*problems)
    ordered = tuple(sorted(deeds, key=lambda deed: deed.at))
    return Talk(person, moment, ordered, raw["asks"] or raw["says"])


def _person(raw: dict[str, Any], muscles: tuple[str, ...]) -> Profile:
    problems: list[tuple[Path, str]] = [
        (("person", "lagging", index), f'unknown muscle "{each}". {did_you_mean(each, muscles)}')
        for index, each in enumerate(raw["lagging"])
        if each not in muscles
    ]
    try:
        zone_of(raw["timezone"])
    except KeyError:
        said = (
            f'there is no time zone "{raw["timezone"]}"; expected one such as Europe/Amsterdam or UTC+02:00.'
        )
        problems.append((("person", "timezone"), said))
    if problems:
        raise WrongTalk(*problems)
    return Profile(
        experience=Experience(raw["experience"]),
        lagging=frozenset(raw["lagging"]),
        unit=Unit(raw["unit"]),
        timezone=raw["timezone"],
    )


def local(text: str, zone: dtm.tzinfo) -> dtm.datetime:
    """The moment of a local "2026-11-20 18:00".

    Raises:
        ValueError: there is no such day.
    """
    date, _, time = text.partition(" ")
    return at_local(dtm.date.fromisoformat(date), dtm.time.fromisoformat(time), zone)


def span(text: str) -> dtm.timedelta:
    """The span of "47 hours"."""
    count, unit = text.split()
    return int(count) * _UNITS[unit.removesuffix("s")]


def _ago(text: str, now: dtm.datetime, zone: dtm.tzinfo) -> dtm.datetime:
    return now - span(text.removesuffix(" ago")) if text.endswith(" ago") else local(text, zone)


def expected_moment(text: str, talk: Talk) -> dtm.datetime | None:
    """When a follow-up is expected; None for "none"."""
    if text == "none":
        return None
    return talk.now + span(text.removeprefix("in ")) if text.startswith("in ") else local(text, talk.zone)


def in_words(moment: dtm.datetime | None, talk: Talk) -> str:
    """A follow-up's time as a case would write it, both ways."""
    if moment is None:
        return "none"
    hours = (moment - talk.now) / _UNITS["hour"]
    return f"{moment.astimezone(talk.zone):%Y-%m-%d %H:%M} (in {hours:.4g} hours)"


def play(talk: Talk, handbook: Handbook) -> Heard:
    """Live through the past on a simulated clock, then send the message."""
    start = min([talk.now, *(each.at for each in talk.past)])
    clock, store = ShiftedClock(StandingClock(start)), MemoryStore()
    told = {name: start for name in ("experience", "lagging", "unit") if getattr(talk.person, name)}
    store.save(Dossier(LIFTER, replace(talk.person, told=told), chat=LIFTER, first_seen=start))
    simulation = Simulation(Coach(handbook, store, clock), clock, LIFTER)
    problems = [problem for deed in talk.past for problem in _lived(deed, simulation, store)]
    simulation.advance_to(talk.now)
    before, events = store.load(LIFTER), len(simulation.events)
    simulation.say(talk.message)
    answers = [each for each in simulation.events[events:] if each.sender == "coach"]
    after = store.load(LIFTER)
    return Heard(
        said=tuple(each.text for each in answers),
        verdict=_verdict(answers),
        judged=_judged(before, after),
        next_follow_up=_next_follow_up(after),
        problems=tuple(problems),
    )


def _lived(deed: Deed, simulation: Simulation, store: MemoryStore) -> Iterator[str]:
    """Do one thing of the past, and say if it did not happen as the case has it."""
    simulation.advance_to(deed.at)
    reports = len(store.load(LIFTER).reports)
    if deed.kind != "taps":
        simulation.say(deed.text)
    else:
        try:
            simulation.tap(deed.text)
        except NoSuchButton as error:
            yield f"history: {error}"
    if deed.kind == "did" and len(store.load(LIFTER).reports) == reports:
        yield f"history: “{deed.text}” was not stored; the answer was: {simulation.events[-1].text}"


def _verdict(answers: list[Event]) -> Verdict | None:
    return next((each.verdict for each in answers if each.verdict is not None), None)


def _judged(before: Dossier, after: Dossier) -> Judged | None:
    """The strictest of the verdicts that the message brought, the first of these."""
    known = {each.id for each in before.conversation.rulings}
    new = [each for each in after.conversation.rulings if each.id not in known]
    return max(new, key=lambda each: each.ruling.verdict.severity, default=None)


def _next_follow_up(dossier: Dossier) -> dtm.datetime | None:
    waiting = [row for row in dossier.owed if row.kind.is_follow_up and row.state is OwedState.DUE]
    return min((row.due_at for row in waiting), default=None)
