"""The nearest change: it really alters the verdict, in the direction worth telling, and by one fact."""

from dataclasses import fields, replace

import pytest
from hypothesis import given

from bot.domain.lifter import Experience, Pain
from bot.domain.ruling import Effort, Method, State, Verdict
from bot.domain.training import Mechanic
from bot.rulebook.judge import judge
from bot.rulebook.nearest import changes
from tests.rulebook.states import HOUSE, STATES

RULEBOOK = HOUSE.rulebook
DROPSET = State(
    technique=Method.DROPSET, muscle="biceps", experience=Experience.ADVANCED, pf_left=2, weekly_sets=14
)

NEAREST = {
    "an early set": (replace(DROPSET, last_set=False), "last_set", Verdict.SPARINGLY),
    "the last set, as a warning": (DROPSET, "last_set", Verdict.CAUTION),
    "more sets than are left": (replace(DROPSET, sets=3), "sets", Verdict.SPARINGLY),
    "two techniques in a set": (
        replace(DROPSET, techniques_in_set=2),
        "techniques_in_set",
        Verdict.SPARINGLY,
    ),
    "a free compound": (replace(DROPSET, mechanic=Mechanic.COMPOUND_FREE), "mechanic", Verdict.SPARINGLY),
    "alone": (replace(DROPSET, technique=Method.FORCED_REPS), "spotter", Verdict.CAUTION),
    "a beginner": (replace(DROPSET, experience=Experience.BEGINNER), "effort", Verdict.FINE),
    "to failure on a squat": (
        State(effort=Effort.AT_FAILURE, mechanic=Mechanic.SPINAL),
        "mechanic",
        Verdict.FINE,
    ),
}


@pytest.mark.parametrize("name", NEAREST)
def test_what_a_lifter_can_do_today_comes_first(name: str) -> None:
    """Each family with the change that a coach would name."""
    state, fact, verdict = NEAREST[name]
    first = changes(state, RULEBOOK)[0]
    assert (first.fact, first.verdict) == (fact, verdict)


@pytest.mark.parametrize("pain", [Pain.INJURY, Pain.EMERGENCY])
def test_a_refer_has_no_way_round(pain: Pain) -> None:
    """Nobody is told how to train around an injury."""
    assert changes(replace(DROPSET, pain=pain), RULEBOOK) == ()


@given(STATES)
def test_every_change_holds_what_it_says(state: State) -> None:
    """Judged for itself it has that verdict, news in the right direction, by as few facts as it names."""
    before = judge(state, RULEBOOK).verdict
    for change in changes(state, RULEBOOK):
        assert judge(change.state, RULEBOOK).verdict is change.verdict
        if before in {Verdict.CAUTION, Verdict.AVOID}:
            assert change.verdict.severity < before.severity
        else:
            assert before.severity < change.verdict.severity < Verdict.REFER.severity
        other = {
            each.name
            for each in fields(State)
            if getattr(change.state, each.name) != getattr(state, each.name)
        }
        assert change.fact in other
        assert other <= ({"effort", "technique", "first_time"} if change.fact == "effort" else {change.fact})
