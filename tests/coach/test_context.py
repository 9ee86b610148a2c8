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
