"""What would alter a verdict: a state and the rules in, the single changes that turn it, nearest first.

>>> changes(replace(dropset_of_an_advanced_lifter, last_set=False), rulebook)
(Change(fact='last_set', state=State(...), verdict=<Verdict.SPARINGLY: 'sparingly'>), ...)

Nearest is what a lifter can do about this very set; a level, which takes years, comes last. Of a no the way
to something milder is told, of a yes what would make it stricter. Signs of injury have no way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.lifter import Experience
from bot.domain.ruling import Effort, Method, State, Verdict
from bot.domain.training import Mechanic
from bot.rulebook.judge import judge
from bot.rulebook.rule import Rulebook

_LEVELS = (Experience.BEGINNER, Experience.INTERMEDIATE, Experience.ADVANCED)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact changed, the state that this makes, and the verdict on it."""

    fact: str
    state: State
    verdict: Verdict


def changes(state: State, rulebook: Rulebook) -> tuple[Change, ...]:
    """The changes of one fact that alter the verdict in the direction that is worth telling."""
    verdict = judge(state, rulebook).verdict
    if verdict is Verdict.REFER:
        return ()
    judged = (Change(fact, other, judge(other, rulebook).verdict) for fact, other in _tried(state))
    return tuple(each for each in judged if is_worth_telling(verdict, each.verdict))


def is_a_no(verdict: Verdict) -> bool:
    """Whether a lifter will ask what would make it milder."""
    return verdict.severity >= Verdict.CAUTION.severity


def is_worth_telling(verdict: Verdict, other: Verdict) -> bool:
    """Whether another verdict is news: something milder after a no, something stricter after a yes."""
    if is_a_no(verdict):
        return other.severity < verdict.severity
    return verdict.severity < other.severity < Verdict.REFER.severity


def _tried(state: State) -> Iterator[tuple[str, State]]:
    """States that differ in one fact, nearest first."""
    yield "last_set", replace(state, last_set=not state.last_set)
    if state.sets > 1:
        yield "sets", replace(state, sets=1)
    if state.techniques_in_set > 1:
        yield "techniques_in_set", replace(state, techniques_in_set=1)
    for mechanic in (Mechanic.ISOLATION, Mechanic.COMPOUND_MACHINE, Mechanic.COMPOUND_FREE):
        if mechanic is not state.mechanic:
            yield "mechanic", replace(state, mechanic=mechanic)
    yield "spotter", replace(state, spotter=not state.spotter)
    for effort in (Effort.AT_FAILURE, Effort.NEAR_FAILURE):
        if state.settled_effort is not effort:
            yield "effort", replace(state, effort=effort, technique=Method.NONE, first_time=False)
    if state.experience in _LEVELS:
        for level in _LEVELS[_LEVELS.index(state.experience) + 1 :]:
            yield "experience", replace(state, experience=level)
