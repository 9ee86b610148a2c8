"""Why a verdict is what it is: facts with their origin, what would alter it, for the rules as they were."""

import datetime as dtm
from dataclasses import replace

import pytest

from bot.domain.dossier import Judged
from bot.domain.lifter import Experience, Profile
from bot.domain.ruling import Verdict
from bot.replies.reply import LIMIT
from bot.rulebook.rule import Rulebook
from tests.coach.conftest import HANDBOOK, Bench

HARD_CALVES = "calf raise 5x12 60, last set + partials"


def level(bench: Bench, experience: Experience, *lagging: str) -> Bench:
    """The lifter has told the level on 3 November."""
    told = {"experience": dtm.datetime(2026, 11, 3, 18, tzinfo=dtm.UTC)}
    profile = Profile(experience=experience, lagging=frozenset(lagging), told=told)
    bench.store.save(replace(bench.dossier, profile=profile, first_seen=bench.clock.now()))
    return bench


def last(bench: Bench) -> Judged:
    """The verdict that was given last."""
    return bench.dossier.conversation.rulings[-1]


def test_a_fact_that_was_told_has_its_day(bench: Bench) -> None:
    """The level, even where another fact decides."""
    level(bench, Experience.ADVANCED).say("dropset on bench press?")
    assert "level advanced (you told me on 3 Nov)" in bench.say("/why")[0]


def test_what_is_not_known_is_said_so(bench: Bench) -> None:
    """With what it counts as."""
    bench.say("dropset on curls?")
    assert "level unknown (nothing known: counted as beginner)" in bench.say("/why")[0]


def test_a_level_told_later_is_no_origin_of_an_earlier_verdict(bench: Bench) -> None:
    """The verdict rested on what was known then."""
    bench.say("dropset on curls?")
    bench.wait(hours=1)
    bench.say("I'm a beginner")
    assert "counted as beginner" in bench.say("/why")[0]


def test_the_log_is_quoted_with_its_days(bench: Bench) -> None:
    """Sets of the week for an allowance, the last session for a spacing."""
    level(bench, Experience.ADVANCED).say("calf raise 5x12 60, last two sets + partials")
    bench.wait(days=2)
    bench.say("partials on calves?")
    why = bench.say("/why")[0]
    assert "from your log: 2 past-failure sets on 20 Nov; 2 allowed in 7 days" in why
    bench.say(HARD_CALVES.replace("calf raise", "leg extension"))
    bench.wait(days=2)
    bench.say("dropset on leg extensions?")
    assert "from your log: the last on 22 Nov; 96 h apart" in bench.say("/why")[0]


def test_how_a_muscle_feels_is_quoted(bench: Bench) -> None:
    """By the day of the answer."""
    level(bench, Experience.ADVANCED).say(HARD_CALVES)
    bench.wait(hours=200)
    bench.say("calves very sore")
    bench.wait(hours=6)
    bench.say("partials on calves?")
    assert "soreness very sore (you told me on 29 Nov)" in bench.say("/why")[0]


WAITING = {
    "the spacing": (HARD_CALVES, "After tomorrow 18:05, it would be fine now and then.", 24, 24),
    "the week": (
        "calf raise 5x12 60, last two sets + partials",
        "After Fri 27 Nov 08:00, it would be fine now and then.",
        4 * 24 + 9 + 55 / 60,  # a new training day starts at 04:00, and is told as the end of the night
        4 * 24 + 13 + 55 / 60,
    ),
}


@pytest.mark.parametrize("name", WAITING)
def test_the_moment_that_is_told_is_the_moment(bench: Bench, name: str) -> None:
    """A minute before it is the old verdict, then the one that was told."""
    report, words, no_until_h, told_h = WAITING[name]
    level(bench, Experience.ADVANCED).say(report)
    bench.wait(days=2)
    bench.say("calf raise 10x12 60")
    bench.say("partials on calves?")
    assert last(bench).nearest == words
    assert words in bench.say("/why")[0]
    bench.wait(hours=no_until_h, minutes=-1)
    bench.say("partials on calves?")
    assert last(bench).ruling.verdict is Verdict.AVOID
    bench.wait(hours=told_h - no_until_h, minutes=1)
    bench.say("partials on calves?")
    assert last(bench).ruling.verdict is Verdict.SPARINGLY


def test_the_rest_that_was_told_binds(bench: Bench) -> None:
    """An answer that moves the rest beyond the spacing moves the moment, too."""
    level(bench, Experience.ADVANCED).say(HARD_CALVES)
    bench.wait(hours=70)
    bench.say("calves very sore")
    bench.wait(hours=5)
    bench.say("calf raise 10x12 60")
    bench.say("partials on calves?")
    why = bench.say("/why")[0]
    assert "from your log: the last on 20 Nov; rest until tomorrow 18:05" in why
    assert last(bench).nearest == "After Wed 25 Nov 08:00, it would be fine now and then."
    bench.wait(hours=34, minutes=55)
    bench.say("partials on calves?")
    assert last(bench).ruling.verdict is Verdict.SPARINGLY


def test_a_no_tells_what_would_alter_it(bench: Bench) -> None:
    """In the answer itself, where there is room."""
    assert "Stopping at failure, it would be fine." in bench.say("dropset on curls?")[0]


def test_sets_that_were_done_are_not_told_to_wait(bench: Bench) -> None:
    """For a report only what could have been done otherwise counts."""
    level(bench, Experience.ADVANCED, "calves").say(HARD_CALVES)
    bench.wait(days=20)
    bench.say("calf raise 7x12 60")
    bench.say("calf raise 3x12 60 + partials")
    assert last(bench).ruling.verdict is Verdict.CAUTION
    assert last(bench).nearest == "On the last set only, it would be fine now and then."


def test_a_verdict_is_explained_after_the_rules_have_changed(bench: Bench) -> None:
    """All of it is kept with the verdict; what the new rules do not know is left out."""
    bench.say("dropset on curls?")
    before = bench.say("/why")[0]
    empty = Rulebook((), HANDBOOK.rulebook.otherwise)
    bench.coach.handbook = replace(HANDBOOK, rulebook=empty)
    after = bench.say("/why")[0]
    assert before.splitlines()[:4] == after.splitlines()[:4]


def test_pain_is_explained_too(bench: Bench) -> None:
    """The last verdict is the one that was given last, also when it was to see somebody."""
    bench.say("dropset on curls?")
    bench.say("felt a pop in my knee")
    why = bench.say("/why")[0]
    assert "Telling an injury from soreness" in why
    assert "it would be" not in why


@pytest.mark.parametrize("technique", ["dropset", "negatives", "forced reps", "cheat reps", "partials"])
@pytest.mark.parametrize("experience", Experience)
def test_an_explanation_fits_a_phone(bench: Bench, technique: str, experience: Experience) -> None:
    """500 characters at most, whole sentences, the reason first."""
    level(bench, experience).say(HARD_CALVES)
    bench.wait(days=1)
    bench.say(f"{technique} on calves?")
    (why,) = bench.say("/why")
    assert len(why) <= LIMIT
    assert why.startswith(last(bench).ruling.because)
    assert not why.endswith("…")


def test_a_way_to_a_yes_is_told_before_one_to_another_no(bench: Bench) -> None:
    """And a sum with further sets can be read."""
    bench.say("calf raise 3x12 + partials")
    why = bench.say("/why")[0]
    assert "Stopping a rep or more short, it would be fine." in why
    assert "+ 24 for 2 further sets" in why
