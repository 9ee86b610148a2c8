"""Exercise names as lifters write them, and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.lexicon import Lexicon
from bot.language.page import open_page
from bot.language.spelling import edits


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("Bench Press (Barbell)", "bench_press"),
        ("DB hammers", "hammer_curl"),
        ("pulldowns wide grip", "wide_grip_lat_pulldown"),
        ("dbcurl", "dumbbell_curl"),
        ("bulgarian splitsquat", "bulgarian_split_squat"),
        ("trap bar dead", "trap_bar_deadlift"),
        ("single leg leg press", "single_leg_press"),
        ("seated calve raise", "seated_calf_raise"),
        ("low to high cable fly", "low_to_high_cable_fly"),
        ("high to low cable fly", "high_to_low_cable_fly"),
        ("hammer strength row", "machine_row"),
        ("smith machine hip thrusts", "smith_hip_thrust"),
        ("1-arm cable row", "single_arm_cable_row"),
        ("last set skullcrushers", "skull_crusher"),
    ],
)
def test_name_is_resolved(lexicon: Lexicon, name: str, exercise: str) -> None:
    """Keys, any order, stuck together, with equipment or a modifier too many."""
    found = lexicon.names.resolve(name)
    assert found is not None
    assert (found.exercise, found.fuzzy) == (exercise, False)


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("romainan deadlift", "romanian_deadlift"),
        ("latteral raise", "lateral_raise"),
        ("leg extenson", "leg_extension"),
        ("tricep pushdwon", "triceps_pushdown"),
        ("goblt squat", "goblet_squat"),
        ("hakc squats", "hack_squat"),
    ],
)
def test_slips_are_set_right_and_marked(lexicon: Lexicon, name: str, exercise: str) -> None:
    """A misspelt name is found, and marked so that the reply echoes it."""
    found = lexicon.names.resolve(name)
    assert found is not None
    assert (found.exercise, found.fuzzy) == (exercise, True)


@pytest.mark.parametrize(
    "text",
    [
        "swimming pool closed",
        "meal prep",
        "new shoes",
        "physio",
        "hot yoga class",
        "parkour",
        "gym bag",
        "rest",
    ],
)
def test_other_things_are_no_exercise(lexicon: Lexicon, text: str) -> None:
    """Texts that name no exercise stay unknown."""
    assert lexicon.names.resolve(text) is None


def test_ambiguous_name_is_asked_about(lexicon: Lexicon) -> None:
    """Without a usual reading there are candidates and no exercise."""
    found = lexicon.names.resolve("db press")
    assert found is not None
    assert found.exercise == ""
    assert "dumbbell_bench_press" in found.candidates


def test_suggestions_look_alike(lexicon: Lexicon) -> None:
    """At most three, nearest first; nothing for noise."""
    assert "leg_press" in lexicon.names.suggest("leg pressure")
    assert lexicon.names.suggest("zzzz qqqq") == ()


def test_every_name_of_the_catalogue_is_found(lexicon: Lexicon) -> None:
    """Every id resolves by its own name, or is asked about with itself among the candidates."""
    for exercise in lexicon.catalogue.exercises.values():
        found = lexicon.names.resolve(exercise.name)
        assert found is not None, exercise.id
        assert exercise.id in (found.exercise, *found.candidates)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("leg curl 3x10", [("exercise", "leg_curl")]),
        ("mechanical drop set on push ups", [("technique", "mechanical_dropset"), ("exercise", "push_up")]),
        ("rest pause on squats", [("technique", "rest_pause"), ("exercise", "squat")]),
        ("a partial answer to the question i asked", [("idiom", "idiom")]),
        ("calves 3x15", [("muscle", "calves")]),
        ("hip flexor stretch", [("muscle", "hip_flexors")]),
        ("just came back to the gym", [("idiom", "idiom")]),
        ("went for a run this morning", []),
        ("run 3x400m", [("exercise", "running")]),
    ],
)
def test_every_stretch_is_named_once(lexicon: Lexicon, text: str, named: list[tuple[str, str]]) -> None:
    """The longest name wins; everyday words need numbers beside them."""
    mentions = open_page(text, lexicon).mentions
    assert [(each.kind, each.meaning) for each in mentions] == named


def test_a_muscle_knows_the_exercise_it_stands_for(lexicon: Lexicon) -> None:
    """The question decides: "calves" may be a muscle or calf raises."""
    assert open_page("calves 3x15", lexicon).mentions[0].exercise == "calf_raise"


words = st.text("abcde", min_size=1, max_size=7)


@given(words, words)
def test_edit_distance_is_symmetric_and_capped(one: str, other: str) -> None:
    """The distance does not depend on the order and never says more than the cap plus one."""
    assert edits(one, other, 2) == edits(other, one, 2) <= 3
    assert (edits(one, other, 2) == 0) == (one == other)
