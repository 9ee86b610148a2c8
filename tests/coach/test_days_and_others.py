"""Short nights, diets, partners and breaks that were mentioned count for the sets of that day."""

import pytest

from bot.domain.lifter import Experience
from bot.domain.ruling import State, Verdict
from tests.coach.conftest import Bench

SETS = "cable curl 20kg 12, 11, 10 then drop 15x8"


@pytest.fixture
def advanced(known: Bench) -> Bench:
    """A lifter who may do such things now and then, and has."""
    known.say("im advanced")
    for _ in range(2):
        known.say("cable curl 10x10 20, last set + 3 partials")
        known.wait(days=8)
    return known


def judged(bench: Bench) -> State:
    """The state of the last verdict."""
    return bench.dossier.conversation.rulings[-1].state


def hours(bench: Bench) -> int:
    """The rest that goes with the last verdict."""
    rest = bench.dossier.conversation.rulings[-1].ruling.hours
    return rest.total if rest else 0


@pytest.mark.parametrize("said", ["slept 4 hours", "should I dropset leg extensions? I'm dieting"])
@pytest.mark.parametrize("together", [True, False])
def test_what_was_mentioned_before_or_with_the_sets_counts(
    advanced: Bench, said: str, *, together: bool
) -> None:
    """In the verdict and in the hours, half a day each."""
    advanced.say(SETS)
    usual = hours(advanced)
    advanced.say("undo")
    if together and "?" not in said:
        advanced.say(f"{SETS}, {said}")
    else:
        advanced.say(said)
        advanced.wait(hours=1)
        advanced.say(SETS)
    assert judged(advanced).sleep_low or judged(advanced).deficit
    assert hours(advanced) == usual + 12


def test_told_afterwards_it_moves_the_dates_and_says_so(advanced: Bench) -> None:
    """The answer names the new date."""
    logged = advanced.say(SETS)[0]
    told = advanced.say("slept badly btw")[0]
    assert "That moves biceps to" in told
    assert told.partition("biceps to ")[2] not in logged


def test_the_day_after_it_is_forgotten(advanced: Bench) -> None:
    """Somebody who slept badly last night is not a bad sleeper."""
    advanced.say("slept badly")
    advanced.wait(hours=24)
    advanced.say(SETS)
    assert not judged(advanced).sleep_low


def test_an_edit_says_what_it_says_now(advanced: Bench) -> None:
    """A short night that was edited away is gone from the hours."""
    advanced.say(f"{SETS}, slept 4 hours", "m50")
    before = hours(advanced)
    advanced.edit("m50", SETS, "u51")
    assert hours(advanced) == before - 12


def test_a_partner_counts_for_the_sets_of_the_day(advanced: Bench) -> None:
    """Negatives with somebody at hand are no cause for the rule about help."""
    advanced.say("my spotter is here today")
    advanced.say("cable curl 20kg 12, 11, 10 + 3 negatives")
    assert judged(advanced).spotter
    assert advanced.dossier.conversation.rulings[-1].ruling.decided_by != "needs-help"


@pytest.mark.parametrize(
    ("asked", "level", "verdict"),
    [
        ("my client is a beginner, should he dropset his calves?", Experience.BEGINNER, Verdict.AVOID),
        (
            "I coach a guy, 4 years of training. Partials for his calves?",
            Experience.ADVANCED,
            Verdict.CAUTION,
        ),
        ("should my wife do partials on calf raises?", Experience.UNKNOWN, Verdict.AVOID),
        ("partials on calf raises ok for a newbie?", Experience.BEGINNER, Verdict.AVOID),
    ],
)
def test_a_level_that_is_only_mentioned_shapes_the_answer_alone(
    advanced: Bench, asked: str, level: Experience, verdict: Verdict
) -> None:
    """The profile stays, and the lifter's own day is not quoted for somebody else."""
    before = advanced.dossier.profile
    advanced.say(asked)
    assert judged(advanced).experience is level
    assert advanced.dossier.conversation.rulings[-1].ruling.verdict is verdict
    assert advanced.dossier.profile == before
    assert "you told me" not in advanced.say("why?")[0]


@pytest.mark.parametrize(
    "said",
    ["my athlete felt a pop in his knee", "my client felt a pop in his knee", "my client's knee hurts"],
)
def test_somebody_elses_pain_is_answered_and_not_noted(advanced: Bench, said: str) -> None:
    """The lifter's own knees go on."""
    assert "doctor or physio" in advanced.say(said)[0]
    assert not advanced.dossier.pains


def test_a_log_that_nobody_keeps_is_said_so(advanced: Bench) -> None:
    """Instead of the lifter's own numbers."""
    assert advanced.say("is my client ready to train calves?")[0].startswith("I only keep your own log")


def test_a_diet_that_is_told_alone_is_heard(advanced: Bench) -> None:
    """It counts for the sets of the day, and the answer says so."""
    assert "12 h more rest" in advanced.say("I'm on a cut")[0]
    advanced.say(SETS)
    assert judged(advanced).deficit


def test_a_short_night_beside_sets_needs_no_second_answer(advanced: Bench) -> None:
    """The report's own answer has it in its hours."""
    assert len(advanced.say(f"{SETS}, slept 4 hours")) == 1


def test_what_if_says_nothing_about_the_day(advanced: Bench) -> None:
    """A partner who is only imagined does not help with tonight's negatives."""
    advanced.say("should I do forced reps on pec deck?")
    advanced.say("and if I had a spotter?")
    assert not advanced.dossier.circumstances


def test_lost_reps_are_told_of_the_lift_that_lost_them(advanced: Bench) -> None:
    """Two messages of one moment are two reports."""
    advanced.say("leg press 3x10 120")
    advanced.wait(days=3)
    assert "Two or more reps down" in advanced.say("leg press 3x7 120")[0]
    assert "Two or more reps down" not in advanced.say("squat 3x5 100")[0]


@pytest.mark.parametrize(
    ("said", "quiet"),
    [
        ("dont text me after 10pm", "quiet from 22:00 to 08:00"),
        ("don't text me before 9", "quiet until 09:00"),
        ("only text me after 10", "quiet until 10:00"),
    ],
)
def test_quiet_hours_begin_and_end(advanced: Bench, said: str, quiet: str) -> None:
    """An hour in the evening begins them."""
    assert quiet in advanced.say(said)[0]
