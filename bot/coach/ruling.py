"""Verdict and hours joined: one training state in, the whole answer to it out.

>>> rule_on(State(technique=Method.DROPSET, experience=Experience.BEGINNER), handbook).verdict
<Verdict.AVOID: 'avoid'>
"""

from typing import Protocol

from bot.domain.ruling import Ruling, State, Verdict
from bot.recovery.hours import hours
from bot.recovery.table import RecoveryTable
from bot.rulebook.judge import judge
from bot.rulebook.rule import Rulebook


class Rules(Protocol):
    """The two parts of a handbook that a ruling needs; a `Handbook` has them."""

    @property
    def rulebook(self) -> Rulebook:
        """The caution rules."""
        ...

    @property
    def recovery(self) -> RecoveryTable:
        """The hours and allowances."""
        ...


def rule_on(state: State, handbook: Rules) -> Ruling:
    """Judge the state; hours belong to every verdict but refer."""
    decision = judge(state, handbook.rulebook)
    rule = decision.rule
    refers = rule.verdict is Verdict.REFER
    return Ruling(
        verdict=rule.verdict,
        decided_by=decision.decided_by,
        also=tuple(other.id for other in decision.also),
        hours=None if refers else hours(state, handbook.recovery),
        say=rule.say,
        instead=rule.instead,
        because=rule.because,
        sources=rule.sources,
        confidence=rule.confidence,
        shows_hours=rule.shows_hours and not refers,
        facts=decision.facts,
        rules_hash=handbook.rulebook.content_hash,
    )
