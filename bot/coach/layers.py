"""House rules, then a group's overrides, then a lifter's: by rule id, and for the allowances.

>>> apply(layer, rulebook, recovery)[0].rule("first-time").layer
'tg-42'

What speaks about injuries and emergencies is in no layer's reach; the files that could say so are refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.lifter import Experience
from bot.domain.ruling import Verdict
from bot.recovery.table import Allowance, RecoveryTable
from bot.rulebook.rule import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What is different about a rule: it is off, or has another verdict or other texts; empty ones stay."""

    enabled: bool = True
    verdict: Verdict | None = None
    say: str = ""
    instead: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """The overrides of one group or lifter, `name` being the id of that chat or lifter."""

    name: str
    rules: Mapping[str, RuleChange]
    per_muscle: Mapping[Experience, Allowance]
    whole_body: Mapping[Experience, int]
    per_session: Mapping[Experience, Allowance]


def apply(layer: Layer, rulebook: Rulebook, recovery: RecoveryTable) -> tuple[Rulebook, RecoveryTable]:
    """The rules and numbers as they are with a layer on top."""
    changed = [_changed(rule, layer) for rule in rulebook.rules]
    told = (*rulebook.overrides, *_in_words(layer))
    allowances = replace(
        recovery.allowances,
        per_muscle={**recovery.allowances.per_muscle, **layer.per_muscle},
        whole_body={**recovery.allowances.whole_body, **layer.whole_body},
        per_session={**recovery.allowances.per_session, **layer.per_session},
    )
    return (
        replace(rulebook, rules=tuple(rule for rule in changed if rule is not None), overrides=told),
        replace(recovery, allowances=allowances),
    )


def _changed(rule: Rule, layer: Layer) -> Rule | None:
    change = layer.rules.get(rule.id)
    if change is None:
        return rule
    if not change.enabled:
        return None
    return replace(
        rule,
        verdict=change.verdict or rule.verdict,
        say=change.say or rule.say,
        instead=change.instead or rule.instead,
        because=change.because or rule.because,
        layer=layer.name,
    )


def _in_words(layer: Layer) -> tuple[str, ...]:
    """What a layer changes, a line each, for the trace."""
    rules = [f"{rule_id} {_what(change)}" for rule_id, change in layer.rules.items()]
    numbers = [
        *(f"{level.value} per muscle: {_sets(each)}" for level, each in layer.per_muscle.items()),
        *(f"{level.value} whole body: {sets}" for level, sets in layer.whole_body.items()),
        *(f"{level.value} per session: {_sets(each)}" for level, each in layer.per_session.items()),
    ]
    return tuple(f"{layer.name}: {each}" for each in (*rules, *(f"allowance {each}" for each in numbers)))


def _what(change: RuleChange) -> str:
    if not change.enabled:
        return "is off"
    return f"is {change.verdict.value} here" if change.verdict else "has other words"


def _sets(allowed: Allowance) -> str:
    return f"{allowed.usual}, lagging {allowed.lagging}"
