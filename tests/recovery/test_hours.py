"""Recovery hours: worked sums, thousands of states against a second sum, and what may never fall."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.ruling import rule_on
from bot.domain.lifter import Experience
from bot.domain.ruling import Effort, Method, State, Verdict
from bot.domain.training import Mechanic
from bot.recovery.hours import hours
from tests.recovery.second_sum import second_sum
from tests.rulebook.states import HOUSE, STATES, changed

TABLE = HOUSE.recovery
ADVANCED = State(experience=Experience.ADVANCED)


def terms(state: State) -> list[tuple[str, float]]:
    """The sum as pairs."""
    return [(term.label, term.hours) for term in hours(state, TABLE).terms]


WORKED = {
    "a beginner's first dropset": (
        State(technique=Method.DROPSET, muscle="biceps", experience=Experience.BEGINNER, first_time=True),
        [("usual rest", 48), ("dropset", 24), ("beginner", 12), ("first time", 12)],
    ),
    "first negatives for hamstrings": (
        replace(ADVANCED, technique=Method.NEGATIVES, muscle="hamstrings", first_time=True),
        [("usual rest", 48), ("negatives", 48), ("hamstrings", 12), ("first time", 24)],
    ),
    "a beginner fails all four sets": (
        State(
            experience=Experience.BEGINNER, effort=Effort.AT_FAILURE, last_set=False, muscle="biceps", sets=4
        ),
        [("usual rest", 48), ("failing before the last set", 24), ("1 further set", 12), ("beginner", 12)],
    ),
    "the floor": (
        replace(ADVANCED, technique=Method.PARTIALS_OTHER, muscle="calves"),
        [("usual rest", 48), ("partials", 12), ("calves", -12), ("floor", 12)],
    ),
    "the cap": (
        replace(ADVANCED, technique=Method.FORCED_REPS, mechanic=Mechanic.SPINAL, muscle="glutes", sets=4),
        [
            ("usual rest", 48),
            ("forced reps", 36),
            ("3 further sets", 36),
            ("lift carried by the back", 24),
            ("glutes", 12),
            ("cap", -36),
        ],
    ),
    "no set of it yet": (
        replace(ADVANCED, technique=Method.DROPSET, sets=0),
        [("usual rest", 48), ("dropset", 24), ("fewer sets", -12)],
    ),
    "negatives for the arms": (
        replace(ADVANCED, technique=Method.NEGATIVES, muscle="triceps"),
        [("usual rest", 48), ("negatives", 48), ("triceps", 12)],
    ),
    "an ordinary set": (replace(ADVANCED, effort=Effort.NEAR_FAILURE, sleep_low=True), [("usual rest", 48)]),
    "past failure by nothing": (replace(ADVANCED, effort=Effort.PAST_FAILURE), [("usual rest", 48)]),
}


@pytest.mark.parametrize("name", WORKED)
def test_worked_sums(name: str) -> None:
    """The terms are those that a lifter sees."""
    state, expected = WORKED[name]
    assert terms(state) == expected


def test_rounding_is_a_term() -> None:
    """A coach's odd number is rounded up, visibly."""
    odd = replace(TABLE, sleep_low_h=5)
    found = hours(replace(ADVANCED, technique=Method.DROPSET, sleep_low=True), odd)
    assert (found.total, found.terms[-1].label, found.terms[-1].hours) == (84, "rounding up", 7)


@given(STATES)
@settings(max_examples=3000)
def test_a_second_sum_agrees(state: State) -> None:
    """The formula, written twice, gives the same hours."""
    assert hours(state, TABLE).total == second_sum(state)


@given(STATES)
def test_terms_add_up_and_none_is_idle(state: State) -> None:
    """What is shown explains the total, starts with the usual rest, and has no zero in it."""
    found = hours(state, TABLE)
    assert sum(term.hours for term in found.terms) == found.total
    assert found.terms[0] == hours(State(), TABLE).terms[0]
    assert all(term.hours for term in found.terms)


@given(STATES)
def test_hours_stay_within_their_bounds(state: State) -> None:
    """Never below the usual rest, never above the cap, always whole half days."""
    total = hours(state, TABLE).total
    assert 48 <= total <= 48 + (96 if state.technique is Method.NEGATIVES else 72)
    assert total % 12 == 0


@given(STATES)
def test_refer_has_no_hours_and_all_else_has(state: State) -> None:
    """Hours are None exactly when the verdict is refer."""
    ruling = rule_on(state, HOUSE)
    assert (ruling.hours is None) == (ruling.verdict is Verdict.REFER)


@pytest.mark.parametrize("field", ["first_time", "sleep_low", "deficit"])
@given(state=STATES)
def test_a_burden_never_shortens_the_rest(field: str, state: State) -> None:
    """With it the rest is as long or longer."""
    without, burdened = changed(state, **{field: False}), changed(state, **{field: True})
    assert hours(burdened, TABLE).total >= hours(without, TABLE).total


@given(STATES, st.integers(1, 5))
def test_more_sets_never_shorten_the_rest(state: State, more: int) -> None:
    """Each further set costs nothing or something."""
    assert hours(replace(state, sets=state.sets + more), TABLE).total >= hours(state, TABLE).total


@given(STATES)
def test_what_does_not_count_changes_nothing(state: State) -> None:
    """Lagging, soreness, help and allowances are for the verdict, not for the hours."""
    other = replace(
        state,
        lagging=not state.lagging,
        spotter=not state.spotter,
        pf_left=9,
        techniques_in_set=2,
        comeback=True,
    )
    assert hours(other, TABLE) == hours(state, TABLE)
