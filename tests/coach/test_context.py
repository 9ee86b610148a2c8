"""A message is read for what the coach asked last, and on the lifter's own date."""

import pytest

from bot.domain.lifter import Soreness
from tests.coach.conftest import Bench


@pytest.fixture
def asked(known: Bench) -> Bench:
    """A lifter with a check-in on the screen."""
    known.say("calf raise 3x12 60kg + partials")
    heard = known.wait(hours=20)
    assert any("feel" in text for text in heard)
    return known


@pytest.mark.parametrize(
    ("answer", "soreness"),
    [
        ("a bit", Soreness.BIT_SORE),
        ("not great", Soreness.SORE),
        ("👍", Soreness.FRESH),
        ("8", Soreness.VERY_SORE),
        ("pretty wrecked", Soreness.VERY_SORE),
    ],
)
def test_short_words_answer_a_check_in(asked: Bench, answer: str, soreness: Soreness) -> None:
    """What means nothing by itself is an answer while the question is the last thing said."""
    asked.say(answer)
    assert [each.soreness for each in asked.dossier.check_ins] == [soreness]


def test_after_other_talk_short_words_are_no_answer(asked: Bench) -> None:
    """A "great" behind an answered question writes nothing."""
    asked.say("should i dropset calf raises?")
    asked.say("not great")
    assert not asked.dossier.check_ins


def test_since_a_year_counts_to_today(known: Bench) -> None:
    """Months of training follow from the date of the message."""
    known.say("lifting since 2019")
    months = known.dossier.profile.training_months
    assert months is not None
    assert months >= (known.clock.now().year - 2020) * 12


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("partials on every set of calf raises?",), "Better not, or with care: partials on every set of"),
        (("dropset on every set?", "calves"), "Better not, or with care: a dropset on every set for calves"),
        (("slept 4 hours, should I dropset?", "calves"), "Recovery is on the short side"),
    ],
)
def test_a_question_is_answered_as_it_was_asked(known: Bench, said: tuple[str, ...], answer: str) -> None:
    """All sets and a short night count, also where the muscle was asked for in between."""
    known.say("im advanced")
    heard = [text for each in said for text in known.say(each)]
    assert answer in heard[-1]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("dropset on leg extension?", "and on cable curls?"), "on the cable curl."),
        (("is failure ok on leg extension?", "what about squats?"), "the last set to failure on the squat."),
        (("dropset or partials for calves?", "and for hamstrings?"), "for hamstrings"),
    ],
)
def test_a_question_goes_on_for_another_muscle(known: Bench, said: tuple[str, ...], answer: str) -> None:
    """What was asked of one lift is asked of the next, and the answer names both."""
    heard = [text for each in said for text in known.say(each)]
    assert answer in heard[-1].partition("\n")[0]


def test_long_after_the_question_it_is_asked_back(known: Bench) -> None:
    """After some hours nobody knows what "and on curls?" goes on from."""
    known.say("dropset on leg extension?")
    known.wait(hours=4)
    assert known.say("and on cable curls?")[0].startswith("I'm not sure what you mean")


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        (
            "should I do partials again on sunday?",
            "No: leave out partials on the standing calf raise on Sun 22 Nov.",
        ),
        (
            "when can I do partials on calves again?",
            "Not now. After tomorrow 18:05, it would be fine now and then.",
        ),
    ],
)
def test_a_technique_on_another_day_is_no_question_of_rest_alone(
    known: Bench, said: str, headline: str
) -> None:
    """The week and the spacing count for that day, too."""
    known.say("im advanced")
    known.say("calf raise 5x12 60, last set + partials")
    if "when" in said:
        known.wait(days=2)
        known.say("calf raise 10x12 60")
    assert known.say(said)[0].partition("\n")[0] == headline


def test_failure_waits_for_the_rest_that_was_told(known: Bench) -> None:
    """A yes today would undo what was said on Friday."""
    known.say("im advanced")
    known.say("calf raise 5x12 60, last set + partials")
    known.wait(hours=24)
    assert known.say("calf raise to failure today?")[0].startswith(
        "Not yet: your calves rest until Mon 23 Nov"
    )


def test_the_same_weekday_is_a_new_week(known: Bench) -> None:
    """Also where the session comes an hour earlier than last week."""
    known.say("im intermediate")
    known.say("my calves are lagging")
    known.say("calf raise 10x12 60, last set + partials")
    known.wait(days=7, hours=-1)
    assert "1 past-failure set" not in known.say("partials on calves?")[0]
    assert known.dossier.conversation.rulings[-1].state.pf_left == 1


@pytest.mark.parametrize("said", ["back in the gym after three months off", "back after 3 months off"])
def test_a_break_that_was_told_counts_for_weeks(known: Bench, said: str) -> None:
    """Also where no log shows it."""
    known.say("im advanced")
    assert known.say(said)[0].startswith("Welcome back.")
    known.say("bench 3x8 60")
    known.wait(days=10)
    known.say("dropset on pec deck?")
    assert known.dossier.conversation.rulings[-1].ruling.decided_by == "comeback"


def test_each_muscle_feels_as_it_was_said_to(known: Bench) -> None:
    """One that is fresh releases nothing for one that is sore."""
    known.say("im advanced")
    known.say("calf raise 6x12 60, last set + partials\nleg curl 5x10 40, last set dropset")
    known.wait(hours=20)
    known.say("calves fresh, hamstrings sore")
    felt = [(each.soreness, each.muscles) for each in known.dossier.check_ins]
    assert felt == [(Soreness.FRESH, ("calves",)), (Soreness.SORE, ("hamstrings",))]


def test_a_lift_that_felt_weaker_is_about_its_muscle(known: Bench) -> None:
    """Calves do not wait for curls."""
    known.say("im advanced")
    said = known.say("cable curl 4x12 20, last set dropset\ncalf raise 6x12 60, last set + partials")[0]
    assert said.index("Calves: train hard again") < said.index("Biceps: train hard again")
    known.wait(hours=20)
    known.say("curls felt weaker today")
    assert [each.muscles for each in known.dossier.check_ins] == [("biceps",)]


def test_what_rests_holds_nothing_else_up(known: Bench) -> None:
    """Asked about no muscle in particular, the others are free."""
    known.say("calf raise 6x12 60, last set + partials")
    assert known.say("can I train today?")[0].startswith("Train anything but calves.")
    assert known.say("can I train calves today?")[0].startswith("Not yet.")


def test_an_emergency_that_is_over_is_still_one_for_a_doctor(known: Bench) -> None:
    """Nothing here says that pain was harmless."""
    known.say("chest pain")
    assert "If no doctor has seen you yet" in known.say("ok it's gone, false alarm")[0]
