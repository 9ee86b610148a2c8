"""Pain holds: which muscles rest for what was said, for how long, and what ends it."""

import datetime as dtm
from dataclasses import replace

import pytest

from bot.domain.lifter import Pain, PainNote
from bot.domain.owed import OwedState
from bot.rulebook.rule import Rulebook
from tests.coach.conftest import HANDBOOK, Bench

FIRST, EMERGENCY, NIGGLE = "First ", "No training talk", "Not with that niggle."
PARTIALS = "calf raise 3x12, last set + partials"

#: What was said, a muscle that rests for it, and one that does not.
PLACES = [
    ("felt a pop in my pec", "chest", "biceps"),
    ("my left knee is swollen", "quads", "biceps"),
    ("sharp pain in my shoulder", "side_delts", "calves"),
    ("my knee and my elbow hurt badly", "biceps", "side_delts"),
    ("deadlift 3x5 140, felt a pop on the last rep", "hamstrings", "calves"),
    ("felt a pop on deadlifts", "lower_back", "calves"),
    ("bench 3x8 80, squat 3x5 100. My knee is swollen", "quads", "chest"),
    ("my wrist hurts on bench", "chest", "calves"),
    ("my knee is swollen, can I bench?", "quads", "chest"),
]


@pytest.mark.parametrize(("said", "rests", "goes_on"), PLACES, ids=[each[0] for each in PLACES])
def test_what_hurts_rests_and_nothing_else(bench: Bench, said: str, rests: str, goes_on: str) -> None:
    """The place that hurts decides; without one, what the lift of the message loads."""
    bench.say(said)
    resting = {muscle for note in bench.dossier.pains for muscle in note.muscles}
    assert rests in resting
    assert goes_on not in resting


@pytest.mark.parametrize(
    "said", ["I hurt myself", "chest pain", "passed out during squats", "my jaw is swollen"]
)
def test_pain_without_a_muscle_rests_everything(bench: Bench, said: str) -> None:
    """An injury of no known place, and every emergency."""
    bench.say(said)
    assert [note.muscles for note in bench.dossier.pains] == [()]
    assert FIRST in (answer := bench.say("should I dropset calves?")[0]) or EMERGENCY in answer


QUESTIONS = [
    "can I train chest tomorrow?",
    "when can I train chest again?",
    "should I dropset pec deck?",
    "dropset or partials for chest?",
    "how often can I dropset chest?",
    "should I take my last set of bench to failure?",
    "can I train today?",
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("days", [0, 20, 100])
def test_an_injury_answers_every_question_about_it(bench: Bench, question: str, days: int) -> None:
    """One line, without a yes, a verdict or a date, until the lifter says it is over."""
    bench.say("pec deck 3x12 40, last set dropset")
    bench.say("felt a pop in my pec")
    bench.wait(days=days)
    (answer,) = bench.say(question)
    assert answer.startswith("First your chest: please leave that alone")
    assert "\n" not in answer


def test_no_rule_file_can_talk_an_injury_away(bench: Bench) -> None:
    """The rules give reasons; that nothing about training is said does not hang on them."""
    bench.coach.handbook = replace(HANDBOOK, rulebook=Rulebook((), HANDBOOK.rulebook.otherwise))
    bench.say("felt a pop in my pec")
    assert bench.say("should I dropset pec deck?")[0].startswith(FIRST)
    assert bench.say("bench to failure?")[0].startswith(FIRST)


def test_a_check_in_that_is_answered_after_an_injury_releases_nothing(bench: Bench) -> None:
    """Its buttons still stand in the chat."""
    bench.say(PARTIALS)
    bench.wait(days=1)
    sent = bench.follow_ups(OwedState.SENT)[0]
    bench.say("felt a pop in my calf")
    fresh = sent.buttons[0][0].action
    assert bench.tap(fresh, "t1")[1][0].startswith("First your calves")
    assert bench.follow_ups() == []


def test_follow_ups_of_other_muscles_go_on(bench: Bench) -> None:
    """What does not hurt is reminded of; what hurts comes back when it is fine."""
    bench.say("experience: advanced")
    bench.say(PARTIALS)
    bench.say("cable curl 3x12 20, last set dropset")
    bench.say("felt a pop in my calf")
    assert {muscle for row in bench.follow_ups() for muscle in row.muscles} == {"biceps"}
    bench.say("calf is fine now")
    assert {muscle for row in bench.follow_ups() for muscle in row.muscles} == {"biceps", "calves"}


def test_sets_on_what_hurts_are_kept_without_a_price_or_a_date(bench: Bench) -> None:
    """Logged, and reminded once."""
    bench.say("felt a pop in my pec")
    (answer,) = bench.say("pec deck 3x12 40, last set dropset")
    assert answer.startswith("Logged")
    assert "First your chest" in answer
    assert " h " not in answer
    assert bench.follow_ups() == []


def test_an_ache_ends_by_itself_and_an_injury_does_not(bench: Bench) -> None:
    """Two weeks for a niggle; nobody but the lifter ends the rest."""
    bench.say("my elbow aches a bit")
    bench.say("felt a pop in my pec")
    assert NIGGLE in bench.say("should I dropset triceps pushdown?")[0]
    bench.wait(days=15)
    assert NIGGLE not in bench.say("should I dropset triceps pushdown?")[0]
    assert [note.pain for note in bench.dossier.pains] == [Pain.INJURY]


def test_an_ache_that_is_told_again_stays_one_note_and_grows_worse_only(bench: Bench) -> None:
    """The same place is the same pain, at its worst."""
    for said in ("my elbow aches a bit", "sharp pain in my elbow", "my elbow aches a bit"):
        bench.say(said)
    (note,) = bench.dossier.pains
    assert (note.place, note.pain) == ("elbow", Pain.INJURY)


OVER = [
    ("knee is fine now", {"elbow", "chest"}),
    ("pec is fine now", {"knee", "elbow"}),
    ("my elbow no longer hurts", {"knee", "chest"}),
    ("pain is gone", set()),
    ("my ankle is fine now", {"knee", "elbow", "chest"}),
    ("all good now", {"knee", "elbow", "chest"}),
]


@pytest.mark.parametrize(("said", "left"), OVER, ids=[each[0] for each in OVER])
def test_what_is_said_to_be_over_is_over_and_no_more(bench: Bench, said: str, left: set[str]) -> None:
    """A named place ends that one; "pain is gone" ends all."""
    for hurt in ("my knee is swollen", "sharp pain in my elbow", "felt a pop in my pec"):
        bench.say(hurt)
    bench.say(said)
    assert {note.place for note in bench.dossier.pains} == left


def test_feeling_fresh_ends_no_emergency(bench: Bench) -> None:
    """That takes plain words."""
    bench.say("chest pain when I bench")
    assert bench.say("chest feels fresh")[0].startswith(EMERGENCY)
    bench.say("pain is gone")
    assert bench.dossier.pains == ()


def test_a_note_of_an_older_version_is_an_injury() -> None:
    """Stored before notes knew a kind or a place."""
    assert PainNote(dtm.datetime(2026, 11, 2, tzinfo=dtm.UTC), "pop", ("chest",)).pain is Pain.INJURY


@pytest.mark.parametrize("said", ["I want to die", "bench 3x8 80. I don't want to live anymore"])
def test_somebody_in_despair_hears_one_kind_line(bench: Bench, said: str) -> None:
    """Before anything else, without a number of any country, and without punishing later questions."""
    (answer,) = bench.say(said)
    assert "talk to somebody now" in answer
    assert not any(letter.isdigit() for letter in answer)
    assert bench.dossier.pains == ()


def test_every_region_rests_muscles_that_exist() -> None:
    """The table names muscles only, and no region that nobody can name."""
    catalogue = HANDBOOK.catalogue
    assert all(set(muscles) <= set(catalogue.muscles) for muscles in catalogue.around.values())
    assert set(catalogue.around) <= set(HANDBOOK.reader.lexicon.regions.values())
