"""What a rule waits for: conditions over facts, each able to say whether it holds and what it looked at.

>>> OneOf("effort", ("past_failure",)).holds({"effort": "past_failure"})
True
>>> AtMost = Compared("weekly_sets", "lt", 10)
>>> AtMost.look({"weekly_sets": 6})
Fact(name='weekly_sets', seen='6', wanted='less than 10', held=True)
"""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.ruling import Fact
from bot.rulebook.facts import FactValue, as_words

Values: TypeAlias = Mapping[str, FactValue]

COMPARISONS = {"gte": operator.ge, "gt": operator.gt, "lte": operator.le, "lt": operator.lt}
COMPARISON_WORDS = {"gte": "at least", "gt": "more than", "lte": "at most", "lt": "less than"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact has one of these values (one value: it is equal)."""

    fact: str
    values: tuple[FactValue, ...]

    def holds(self, values: Values) -> bool:
        """Whether the condition is met."""
        return values[self.fact] in self.values

    def look(self, values: Values) -> Fact:
        """The condition with what it saw."""
        wanted = " or ".join(map(as_words, self.values))
        return Fact(self.fact, as_words(values[self.fact]), wanted, self.holds(values))


@dataclass(frozen=True, slots=True)
class Compared:
    """The fact is a number on one side of `bound`; a number that is not known is on no side."""

    fact: str
    sign: str
    bound: float

    def holds(self, values: Values) -> bool:
        """Whether the condition is met."""
        seen = values[self.fact]
        return seen is not None and bool(COMPARISONS[self.sign](seen, self.bound))

    def look(self, values: Values) -> Fact:
        """The condition with what it saw."""
        wanted = f"{COMPARISON_WORDS[self.sign]} {self.bound:g}"
        return Fact(self.fact, as_words(values[self.fact]), wanted, self.holds(values))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the branches holds completely."""

    branches: tuple[tuple["Condition", ...], ...]

    def holds(self, values: Values) -> bool:
        """Whether the condition is met."""
        return any(all_hold(branch, values) for branch in self.branches)

    def look(self, values: Values) -> Fact:
        """The condition with what it saw, all branches in one line."""
        branches = [[each.look(values) for each in branch] for branch in self.branches]
        seen = {f"{fact.name} {fact.seen}": None for branch in branches for fact in branch}
        wanted = [" and ".join(f"{fact.name} {fact.wanted}" for fact in branch) for branch in branches]
        return Fact("any", ", ".join(seen), "; or ".join(wanted), self.holds(values))


Condition: TypeAlias = OneOf | Compared | AnyOf


def all_hold(conditions: tuple[Condition, ...], values: Values) -> bool:
    """Whether every condition is met; an empty list always is."""
    return all(each.holds(values) for each in conditions)


def met(conditions: tuple[Condition, ...], values: Values) -> tuple[Fact, ...]:
    """The single facts by which conditions hold; of an `any` those of the first branch that does."""
    found: list[Fact] = []
    for each in conditions:
        match each:
            case AnyOf(branches):
                branch = next((one for one in branches if all_hold(one, values)), ())
                found += met(branch, values)
            case _:
                found.append(each.look(values))
    return tuple(found)
