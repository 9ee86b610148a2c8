"""How a verdict is reached: a training state and a rulebook in, one decision with its reasons out.

A matching `refer` rule silences all others. Else the most severe matching verdict wins; of several rules
with it the first in the file decides. The others are `also`, most severe first, then in file order.

    >>> judge(State(pain=Pain.EMERGENCY), rulebook).decider.id
    'emergency-words'
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ruling import Fact, State, Verdict
from bot.rulebook.conditions import all_hold, met
from bot.rulebook.facts import FactValue, values_of
from bot.rulebook.rule import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule as it was tried: whether it matched, and every condition with what it saw."""

    rule: Rule
    held: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one state. `rule` decided; it is the rulebook's `otherwise` when none matched."""

    rule: Rule
    also: tuple[Rule, ...]
    values: Mapping[str, FactValue]
    rulebook: Rulebook

    @property
    def verdict(self) -> Verdict:
        """The deciding rule's verdict."""
        return self.rule.verdict

    @property
    def decided_by(self) -> str | None:
        """The deciding rule's id; None when no rule matched."""
        return None if self.rule is self.rulebook.otherwise else self.rule.id

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts by which the deciding rule holds."""
        return met(self.rule.when, self.values)

    @property
    def trace(self) -> tuple[Tried, ...]:
        """Every rule in file order with each of its conditions; made on demand, a verdict needs none."""
        return tuple(
            Tried(
                rule,
                all_hold(rule.when, self.values),
                tuple(each.look(self.values) for each in rule.when),
            )
            for rule in self.rulebook.rules
        )


def judge(state: State, rulebook: Rulebook) -> Decision:
    """Try every rule on the state and decide."""
    values = values_of(state)
    matching = [rule for rule in rulebook.rules if all_hold(rule.when, values)]
    speaking = [rule for rule in matching if rule.verdict is Verdict.REFER] or matching
    ranked = sorted(speaking, key=lambda rule: -rule.verdict.severity)  # stable: file order breaks ties
    decider, *also = ranked or [rulebook.otherwise]
    return Decision(decider, tuple(also), values, rulebook)
