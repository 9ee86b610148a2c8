"""Why a verdict is what it is: every rule in file order, each condition with what it saw.

+ beginner-regular-sets (avoid)
    yes  experience is beginner, wanted beginner or unknown
    yes  effort is past_failure, wanted past_failure
"""

from collections.abc import Iterator

from bot.domain.ruling import Fact, Ruling, State
from bot.rulebook.judge import Decision, Tried, judge
from bot.rulebook.rule import Rulebook


def explain(state: State, ruling: Ruling, rulebook: Rulebook) -> str:
    """The whole trace of one state, then the ruling in a line."""
    decision = judge(state, rulebook)
    lines = [line for tried in decision.trace for line in _rule_lines(tried)]
    return "\n".join([*lines, "", *_outcome(decision, ruling)])


def why_not(decision: Decision, rule_id: str) -> str:
    """The conditions of one rule that did not hold, or that it does."""
    tried = next((each for each in decision.trace if each.rule.id == rule_id), None)
    if tried is None:
        return f'there is no rule "{rule_id}"'
    if tried.held:
        return f"{rule_id} speaks: {'; '.join(map(_seen, tried.facts))}"
    return f"{rule_id} is quiet: {'; '.join(_seen(fact) for fact in tried.facts if not fact.held)}"


def _rule_lines(tried: Tried) -> Iterator[str]:
    yield f"{'+' if tried.held else '-'} {tried.rule.id} ({tried.rule.verdict.value})"
    for fact in tried.facts:
        yield f"    {'yes' if fact.held else 'no ':3}  {_seen(fact)}"


def _seen(fact: Fact) -> str:
    if fact.name == "any":
        return f"any of ({fact.wanted}): {fact.seen}"
    return f"{fact.name} is {fact.seen}, wanted {fact.wanted}"


def _outcome(decision: Decision, ruling: Ruling) -> Iterator[str]:
    yield f"verdict     {ruling.verdict.value}"
    yield f"decided by  {ruling.decided_by or 'no rule'}"
    yield f"also        {', '.join(ruling.also) or '-'}"
    if ruling.hours:
        terms = " ".join(f"{term.hours:+g} {term.label}" for term in ruling.hours.terms).lstrip("+")
        yield f"hours       {ruling.hours.total} = {terms}"
    yield f"confidence  {ruling.confidence}"
    for source in ruling.sources:
        card = decision.rulebook.evidence[source]
        yield f"source      {source}: {card.result} But: {card.does_not_show}"
