"""Every allowance of the recovery file is told where it matters: a week, a session, muscles at once."""

import pytest

from tests.coach.conftest import Bench


@pytest.fixture
def advanced(known: Bench) -> Bench:
    """An advanced lifter with lagging calves."""
    known.say("im advanced")
    known.say("my calves are lagging")
    return known


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "how often can I do partials on calves?",
            "4 past-failure sets a week for calves, 2 a session, 72 h apart",
        ),
        ("partials on calves?", "4 allowed for an advanced lifter, 2 a session"),
        (
            "how often can I do dropsets on cable curls?",
            "2 past-failure sets a week on the cable curl, 1 a session",
        ),
        (
            "how many sets for calves should I do a week?",
            "10 to 20 hard sets a week for calves, 10 a session at most",
        ),
    ],
)
def test_the_session_has_its_share(advanced: Bench, asked: str, told: str) -> None:
    """One number for the week says nothing about today."""
    assert told in advanced.say(asked)[0]


def test_more_than_a_session_should_hold_is_said_without_a_reproach(advanced: Bench) -> None:
    """Two finishers on one muscle are within the week, and still one too many today."""
    for _ in range(2):
        advanced.say("cable curl 10x10 20, last set + 3 partials")
        advanced.wait(days=5)
        advanced.say("cable curl 6x10 20")
        advanced.wait(days=3)
    said = advanced.say(
        "cable curl 3x10 20, last set + 3 partials\nhammer curl 3x10 14, last set + 3 partials"
    )[0]
    assert "For biceps, 1 a session is plenty" in said


def test_three_lagging_muscles_are_one_too_many(advanced: Bench) -> None:
    """Said once, when the third is named."""
    assert "at a time" not in advanced.say("side delts are lagging too")[0]
    assert "Push 2 of them at a time at most" in advanced.say("my chest is lagging")[0]
    assert "at a time" not in advanced.say("my chest is lagging")[0]
