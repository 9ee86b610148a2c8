"""How a verdict is reached: small rulebooks for each step, then many states against a second opinion."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.lifter import Pain
from bot.domain.ruling import Effort, Method, State, Topic, Verdict
from bot.rulebook.conditions import AnyOf, Compared, Condition, OneOf
from bot.rulebook.judge import Decision, judge
from bot.rulebook.rule import Rule, Rulebook
from tests.rulebook.states import HOUSE, STATES, as_facts, changed, second_opinion

ALWAYS: tuple[Condition, ...] = ()
NEVER: tuple[Condition, ...] = (OneOf("pain", ("emergency",)),)
OTHERWISE = Rule("otherwise", "", (), Verdict.FINE, "Fine.")


def rulebook(*rules: tuple[str, Verdict, tuple[Condition, ...]]) -> Rulebook:
    """A rulebook of rules that matter only by id, verdict and conditions."""
    return Rulebook(tuple(Rule(name, "", when, verdict, "") for name, verdict, when in rules), OTHERWISE)


def ids(decision: Decision) -> tuple[str | None, list[str]]:
    """The deciding rule and the others, by id."""
    return decision.decided_by, [rule.id for rule in decision.also]


def test_no_rule_means_fine() -> None:
    """Nothing matches: the verdict is fine and nobody decided it."""
    decision = judge(State(), rulebook(("a", Verdict.AVOID, NEVER)))
    assert (decision.verdict, ids(decision), decision.rule) == (Verdict.FINE, (None, []), OTHERWISE)


def test_the_most_severe_wins_and_the_file_breaks_ties() -> None:
    """The first of the most severe decides; the others follow by severity, then by file."""
    rules = rulebook(
        ("a", Verdict.FINE, ALWAYS),
        ("b", Verdict.CAUTION, ALWAYS),
        ("c", Verdict.AVOID, ALWAYS),
        ("d", Verdict.SPARINGLY, ALWAYS),
        ("e", Verdict.AVOID, ALWAYS),
        ("f", Verdict.CAUTION, ALWAYS),
    )
    assert ids(judge(State(), rules)) == ("c", ["e", "b", "f", "d", "a"])


def test_refer_speaks_alone() -> None:
    """A rule that refers silences every other verdict, but not another one that refers."""
    rules = rulebook(("a", Verdict.AVOID, ALWAYS), ("b", Verdict.REFER, ALWAYS), ("c", Verdict.REFER, ALWAYS))
    assert ids(judge(State(), rules)) == ("b", ["c"])


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (Method.PARTIALS, Method.LENGTHENED_PARTIALS),
        (Method.CLUSTER, Method.CLUSTER_SET),
        (Method.SUPERSET, Method.ANTAGONIST_SUPERSET),
    ],
)
def test_a_short_form_counts_as_its_technique(short: Method, full: Method) -> None:
    """Both names match a rule about the technique."""
    rules = rulebook(("a", Verdict.AVOID, (OneOf("technique", (full.value,)),)))
    assert (
        judge(State(technique=short), rules).decided_by
        == judge(State(technique=full), rules).decided_by
        == "a"
    )


@pytest.mark.parametrize(
    ("sets", "left", "over"), [(0, 1, False), (0, 0, True), (1, 0, True), (2, 2, False), (3, 2, True)]
)
def test_over_allowance_counts_at_least_one_set(sets: int, left: int, *, over: bool) -> None:
    """The derived fact compares the sets asked about, at least one, with what is left."""
    rules = rulebook(("a", Verdict.AVOID, (OneOf("over_allowance", (True,)),)))
    assert (judge(State(sets=sets, pf_left=left), rules).decided_by == "a") is over


@pytest.mark.parametrize("sign", ["gte", "gt", "lte", "lt"])
def test_a_number_that_is_not_known_meets_no_comparison(sign: str) -> None:
    """A young log makes no rule about weekly sets speak."""
    rules = rulebook(("a", Verdict.AVOID, (Compared("weekly_sets", sign, 10),)))
    assert judge(State(weekly_sets=None), rules).decided_by is None


def test_any_needs_one_whole_branch() -> None:
    """Two half-met branches are not one."""
    branches = (
        (OneOf("sleep_low", (True,)), OneOf("deficit", (True,))),
        (OneOf("comeback", (True,)),),
    )
    rules = rulebook(("a", Verdict.AVOID, (AnyOf(branches),)))
    assert judge(State(sleep_low=True), rules).decided_by is None
    assert judge(State(sleep_low=True, deficit=True), rules).decided_by == "a"
    assert judge(State(comeback=True), rules).decided_by == "a"


def test_the_facts_are_those_by_which_the_rule_holds() -> None:
    """Of an `any` only the branch that held is told."""
    branches = ((OneOf("sleep_low", (True,)),), (Compared("weekly_sets", "gt", 20),))
    decision = judge(State(weekly_sets=24), rulebook(("a", Verdict.AVOID, (AnyOf(branches),))))
    assert [(fact.name, fact.seen, fact.wanted) for fact in decision.facts] == [
        ("weekly_sets", "24", "more than 20")
    ]


@given(STATES)
@settings(max_examples=2000)
def test_a_second_opinion_agrees(state: State) -> None:
    """The procedure, written twice, gives the same verdict, decider and others."""
    decision = judge(state, HOUSE.rulebook)
    decided_by, also = ids(decision)
    assert (decision.verdict.value, decided_by, also) == second_opinion(as_facts(state))


@given(STATES)
def test_the_trace_shows_every_rule_as_it_was(state: State) -> None:
    """Each rule is traced once, in file order, held exactly when all its conditions were."""
    decision = judge(state, HOUSE.rulebook)
    assert [tried.rule for tried in decision.trace] == list(HOUSE.rulebook.rules)
    assert all(tried.held == all(fact.held for fact in tried.facts) for tried in decision.trace)
    assert all(fact.held for fact in decision.facts)


#: Facts with their values from harmless to grave; a step to the right never makes a verdict milder.
STEPS: dict[str, list[Any]] = {
    "experience": ["advanced", "intermediate", "beginner", "unknown"],
    "effort": list(Effort),
    "last_set": [True, False],
    "techniques_in_set": [0, 1, 2, 3],
    "spotter": [True, False],
    "pf_left": [5, 3, 2, 1, 0],
    "sets": [0, 1, 2, 4, 8],
    "too_soon": [False, True],
    "weeks_in_a_row": [0, 3, 4, 9],
    "session_sets": [0, 10, 11],
    "soreness": ["fresh", "bit_sore", "sore", "very_sore"],
    "pain": list(Pain),
    "question": list(Topic),
    "sleep_low": [False, True],
    "deficit": [False, True],
    "first_time": [False, True],
    "comeback": [False, True],
}


@pytest.mark.parametrize("fact", STEPS)
@given(state=STATES, data=st.data())
def test_caution_never_falls_when_things_get_worse(fact: str, state: State, data: st.DataObject) -> None:
    """Along every fact that has a graver side the verdict only rises."""
    kind = type(getattr(State(), fact)) if fact != "effort" else Effort
    values = [kind(value) for value in STEPS[fact]]
    low = data.draw(st.integers(0, len(values) - 2))
    high = data.draw(st.integers(low + 1, len(values) - 1))
    before = judge(changed(state, **{fact: values[low]}), HOUSE.rulebook).verdict
    after = judge(changed(state, **{fact: values[high]}), HOUSE.rulebook).verdict
    assert after.severity >= before.severity


@given(STATES, st.sampled_from(Verdict))
def test_another_rule_never_softens(state: State, verdict: Verdict) -> None:
    """A rule that always speaks can only raise the verdict."""
    before = judge(state, HOUSE.rulebook)
    more = replace(HOUSE.rulebook, rules=(*HOUSE.rulebook.rules, Rule("more", "", ALWAYS, verdict, "")))
    assert judge(state, more).verdict.severity == max(before.verdict.severity, verdict.severity)
