"""States as JSON: the contract's names, values and defaults; every mistake named with the nearest word."""

from contextlib import suppress
from dataclasses import fields
from enum import Enum
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.judging import WrongState, answer, as_json, line_id, state_from, state_from_pairs
from bot.coach.ruling import rule_on
from bot.domain.ruling import Effort, Method, State
from tests.rulebook.states import HOUSE, STATES

KEYS = ["verdict", "decided_by", "also", "hours", "sum", "say", "instead"]


def test_an_empty_state_has_the_contracts_defaults() -> None:
    """Nothing given, everything known."""
    assert state_from({}, HOUSE.muscles) == State()


def test_an_answer_has_the_contracts_shape() -> None:
    """The keys, in order, with the id of the question."""
    found = answer(b'{"id": "s1", "state": {"technique": "dropset", "first_time": true}, "more": 1}', HOUSE)
    assert list(found) == ["id", *KEYS]
    assert (found["id"], found["verdict"], found["hours"]) == ("s1", "avoid", 96)
    assert found["sum"] == [
        ["usual rest", 48],
        ["dropset", 24],
        ["experience not known", 12],
        ["first time", 12],
    ]


def test_refer_has_neither_hours_nor_sum() -> None:
    """Only rules that refer speak."""
    found = answer(b'{"state": {"pain": "injury", "question": "medical", "technique": "dropset"}}', HOUSE)
    assert [found[key] for key in KEYS[:5]] == ["refer", "injury-words", ["medical-question"], None, []]


MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": ({"experiance": "beginner"}, 'unknown key "experiance". Did you mean "experience"?'),
    "derived": ({"over_allowance": True}, 'worked out from "sets" and "pf_left" and cannot be given'),
    "unknown word": (
        {"technique": "drop-set"},
        'unknown value "drop-set" for "technique". Did you mean "dropset"?',
    ),
    "capitals": ({"experience": "Beginner"}, 'Did you mean "beginner"?'),
    "far from any": ({"pain": "xyzzy"}, "Known: none, ache, injury, emergency."),
    "muscle": ({"muscle": "bicep"}, 'unknown value "bicep" for "muscle". Did you mean "biceps"?'),
    "group": ({"muscle": "arms"}, 'unknown value "arms" for "muscle"'),
    "yes": ({"lagging": "yes"}, '"lagging" is true or false (got "yes")'),
    "one for true": ({"last_set": 1}, '"last_set" is true or false (got 1)'),
    "true for a number": ({"sets": True}, '"sets" is a whole number from 0 up (got true)'),
    "negative": ({"sets": -1}, '"sets" is a whole number from 0 up (got -1)'),
    "half a set": ({"pf_left": 1.5}, '"pf_left" is a whole number from 0 up (got 1.5)'),
    "text for a number": ({"weekly_sets": "ten"}, '"weekly_sets" is a number from 0 up (got "ten")'),
    "a list": ({"technique": ["dropset"]}, 'unknown value ["dropset"] for "technique"'),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(name: str) -> None:
    """With what is known in its place."""
    raw, words = MISTAKES[name]
    with pytest.raises(WrongState) as wrong:
        state_from(raw, HOUSE.muscles)
    assert [words in problem for problem in wrong.value.problems] == [True]


def test_all_mistakes_come_at_once() -> None:
    """One sentence each."""
    with pytest.raises(WrongState) as wrong:
        state_from({name: raw for each, _ in MISTAKES.values() for name, raw in each.items()}, HOUSE.muscles)
    assert len(wrong.value.problems) == len({name for each, _ in MISTAKES.values() for name in each})


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"nope", "this is not JSON (column 1)"),
        (b"[1]", "expected an object"),
        (b'{"id": "s"}', '"state" is missing'),
        (b'{"state": 3}', '"state" must be an object'),
    ],
    ids=["no JSON", "a list", "no state", "a number"],
)
def test_a_line_without_a_state_says_so(line: bytes, words: str) -> None:
    """In one sentence."""
    with pytest.raises(WrongState) as wrong:
        answer(line, HOUSE)
    assert words in str(wrong.value)


def test_the_id_of_a_wrong_line_is_kept_where_there_is_one() -> None:
    """So that answers can be matched."""
    assert (line_id(b'{"id": 7}'), line_id(b"nope")) == (7, None)


def test_null_means_left_out() -> None:
    """Except for weekly sets, where it means that they are not known."""
    raw = dict.fromkeys((field.name for field in fields(State)), None)
    assert state_from(raw, HOUSE.muscles) == State(weekly_sets=None)


def test_pairs_are_read_as_they_are_said() -> None:
    """yes, no, numbers and words."""
    pairs = ["technique=dropset", "lagging=yes", "last_set=false", "sets=2", "effort=at_failure"]
    assert state_from(state_from_pairs(pairs), HOUSE.muscles) == State(
        technique=Method.DROPSET, lagging=True, last_set=False, sets=2, effort=Effort.AT_FAILURE
    )


def test_a_word_that_is_no_pair_is_named() -> None:
    """With what was expected."""
    with pytest.raises(WrongState, match=r'expected pairs such as technique=dropset \(got "dropset"\)'):
        state_from_pairs(["dropset"])


def plain(state: State) -> dict[str, Any]:
    """A state as JSON would have it."""
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    return {name: each.value if isinstance(each, Enum) else each for name, each in values.items()}


@given(STATES)
def test_every_state_can_be_said_in_json(state: State) -> None:
    """There and back, and the sum in the answer adds up."""
    raw = orjson.loads(orjson.dumps(plain(state)))
    assert state_from(raw, HOUSE.muscles) == state
    found = orjson.loads(orjson.dumps(as_json(rule_on(state, HOUSE))))
    assert sum(hours for _, hours in found["sum"]) == (found["hours"] or 0)


@given(
    st.binary(max_size=40)
    | st.dictionaries(st.text(max_size=8), st.integers(-9, 9), max_size=3).map(orjson.dumps)
)
def test_any_line_is_answered_or_refused_in_words(line: bytes) -> None:
    """Nothing else is raised."""
    with suppress(WrongState):
        assert "verdict" in answer(line, HOUSE)
