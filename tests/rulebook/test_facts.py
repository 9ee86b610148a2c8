"""The closed list of facts covers the state, and every value reads as a rule file writes it."""

from dataclasses import fields

import pytest

from bot.domain.ruling import State
from bot.rulebook.facts import FACTS, FactValue, as_words, values_of


def test_every_field_of_a_state_is_a_fact() -> None:
    """Nothing that is asked for stays without effect, and only one fact is worked out."""
    assert set(FACTS) == {field.name for field in fields(State)} | {"over_allowance"}


def test_defaults_have_values_that_their_facts_know() -> None:
    """A state without any detail is made of known words."""
    values = values_of(State())
    assert all(values[name] in fact.values for name, fact in FACTS.items() if fact.values)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "not known"), (True, "true"), (False, "false"), (3, "3"), (9.5, "9.5"), ("calves", "calves")],
)
def test_values_in_words(value: FactValue, words: str) -> None:
    """As a coach would write them."""
    assert as_words(value) == words
