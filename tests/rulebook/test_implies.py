"""Whether conditions imply others: what is claimed holds in every state."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rulebook.conditions import AnyOf, Compared, Condition, OneOf, all_hold
from bot.rulebook.facts import values_of
from bot.rulebook.implies import implies
from tests.rulebook.states import HOUSE, STATES

WORDS: dict[str, list[Any]] = {
    "experience": ["beginner", "advanced", "unknown"],
    "last_set": [True, False],
    "sets": [1, 2, 3],
}
SIMPLE: st.SearchStrategy[Condition] = st.one_of(
    *(
        st.builds(OneOf, st.just(fact), st.lists(st.sampled_from(values), min_size=1).map(tuple))
        for fact, values in WORDS.items()
    ),
    st.builds(Compared, st.just("sets"), st.sampled_from(["lt", "lte", "gt", "gte"]), st.integers(0, 4)),
)
BLOCKS = st.lists(SIMPLE, min_size=1, max_size=3).map(tuple)
Block = tuple[Condition, ...]
CONDITIONS = st.tuples(BLOCKS, st.lists(BLOCKS, max_size=3).map(tuple)).map(
    lambda pair: (*pair[0], AnyOf(pair[1])) if pair[1] else pair[0]
)


@given(CONDITIONS, CONDITIONS, STATES)
def test_what_is_implied_holds(
    narrow: tuple[Condition, ...], wide: tuple[Condition, ...], state: Any
) -> None:
    """No state meets the narrower conditions and not the wider ones."""
    if implies(narrow, wide) and all_hold(narrow, values_of(state)):
        assert all_hold(wide, values_of(state))


@given(CONDITIONS, BLOCKS)
def test_more_conditions_imply_fewer(wide: Block, more: Block) -> None:
    """Every condition implies itself, and still does with others beside it."""
    assert implies(wide, wide)
    assert implies((*more, *wide), wide)


def test_every_rule_of_the_house_implies_itself() -> None:
    """And no rule that stands before it with its verdict."""
    for number, rule in enumerate(HOUSE.rulebook.rules):
        assert implies(rule.when, rule.when)
        earlier = HOUSE.rulebook.rules[:number]
        assert not any(implies(rule.when, other.when) for other in earlier if other.verdict is rule.verdict)
