"""Grammar of what a lifter reads: verbs, articles and verdicts fit the names they stand beside."""

import datetime as dtm

import pytest

from bot.domain.lifter import Experience, Profile
from bot.domain.owed import About
from bot.domain.ruling import Effort, Hours, Method, Ruling, State, Term, Verdict
from bot.replies import follow_ups, nearest, profile, verdicts
from bot.replies.verdicts import Answer
from bot.replies.words import TECHNIQUE_NAMES, a_lifter, agree, is_plural, on_lift

NOW = dtm.datetime(2026, 11, 20, 18, 5, tzinfo=dtm.UTC)
FRIDAY = (NOW.date(),)
PLURAL = (
    "calves",
    "biceps",
    "triceps",
    "abs",
    "quads",
    "front_delts",
    "hip_flexors",
    "zercher_curls",
    "myo-reps",
)
SINGULAR = (
    "chest",
    "neck",
    "lower_back",
    "rotator_cuff",
    "tibialis",
    "bench_press",
    "cable_curl",
    "rest-pause",
)


@pytest.mark.parametrize("name", [*PLURAL, "sets to failure", "whole sets of partials", "forced reps"])
def test_many(name: str) -> None:
    """They "are" and "do"."""
    assert is_plural(name)


@pytest.mark.parametrize(
    "name",
    [*SINGULAR, "a dropset", "past-failure work", "the last set to failure", "stopping short of two reps"],
)
def test_one(name: str) -> None:
    """It "is" and "does"."""
    assert not is_plural(name)


@pytest.mark.parametrize(
    ("muscles", "question"),
    [
        (("chest",), "How does your chest feel after Friday?"),
        (("lower_back",), "How does your lower back feel after Friday?"),
        (("calves",), "How do your calves feel after Friday?"),
        (("chest", "neck"), "How do your chest and neck feel after Friday?"),
    ],
)
def test_a_check_in_asks_in_the_right_number(muscles: tuple[str, ...], question: str) -> None:
    """One chest does, two calves do."""
    assert follow_ups.check_in(muscles, "2026-11-21", FRIDAY, watch=False).text == question


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("cable curl", "on the cable curl"),
        ("bench press", "on the bench press"),
        ("zercher curls", "on zercher curls"),
    ],
)
def test_a_lift_has_its_article(name: str, place: str) -> None:
    """As a lifter would say it."""
    assert on_lift(name) == place


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("beginner", "a beginner"),
        ("intermediate", "an intermediate lifter"),
        ("advanced", "an advanced lifter"),
    ],
)
def test_a_level_has_its_article(level: str, words: str) -> None:
    """In numbers, in costs and when it is told."""
    assert a_lifter(level) == words
    after = Profile(experience=Experience(level), training_months=6)
    assert profile.changed(Profile(), after, NOW) == f"Noted: you're {words} and you've trained for 6 months."


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.FINE, "On the last set only, it would be fine."),
        (Verdict.SPARINGLY, "On the last set only, it would be fine now and then."),
        (Verdict.CAUTION, "On the last set only: better not, or with care."),
        (Verdict.AVOID, "On the last set only: no."),
    ],
)
def test_what_would_alter_a_verdict_is_a_sentence(verdict: Verdict, said: str) -> None:
    """No code of the rules stands in it."""
    assert nearest.would_be("on the last set only", verdict) == said


def answer(verdict: Verdict, method: Method, thing: str, effort: Effort | None = None) -> Answer:
    """An answer about calves that costs 72 hours."""
    hours = Hours(72, (Term("usual rest", 48), Term("more", 24)))
    ruling = Ruling(
        verdict, "rule", (), hours, "Reason.", "", "", (), "", shows_hours=True, facts=(), rules_hash=""
    )
    state = State(technique=method, muscle="calves", effort=effort)
    return Answer(ruling, state, thing, " for calves", None, NOW, About())


THINGS = [(Method(each), TECHNIQUE_NAMES[each]) for each in TECHNIQUE_NAMES if each in set(Method)]


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.REFER])
@pytest.mark.parametrize(("method", "thing"), THINGS, ids=[str(method) for method, _ in THINGS])
def test_a_headline_is_a_sentence(method: Method, thing: str, verdict: Verdict) -> None:
    """The verb fits every technique."""
    headline = verdicts.verdict_reply(answer(verdict, method, thing)).text.partition("\n")[0]
    assert f"{thing} for calves" in headline or headline.startswith(f"Yes: {thing}")
    if verdict is Verdict.FINE:
        assert headline == f"Yes: {thing} for calves {agree([thing], 'is', 'are')} fine."
    assert not headline.endswith(f"{verdict.value}.") or verdict is Verdict.FINE


def test_past_failure_in_general_has_no_price() -> None:
    """Only a technique has hours of its own; the usual rest is no price."""
    general = answer(Verdict.AVOID, Method.NONE, "past-failure work", Effort.PAST_FAILURE)
    assert "If you do it anyway" not in verdicts.verdict_reply(general).text
    dropset = answer(Verdict.AVOID, Method.DROPSET, "a dropset")
    assert (
        "If you do it anyway: 72 h before you train calves hard again."
        in verdicts.verdict_reply(dropset).text
    )


def test_the_best_of_several_is_told_in_words() -> None:
    """The verdict stands beside it as a lifter says it, not as a code in brackets."""
    found = verdicts.compared(
        (
            answer(Verdict.AVOID, Method.DROPSET, "a dropset"),
            answer(Verdict.SPARINGLY, Method.MYO_REPS, "myo-reps"),
        )
    )
    assert found.text.startswith("Rather myo-reps for calves: fine now and then.")


@pytest.mark.parametrize(
    ("thing", "verb"), [("a dropset", "is"), ("partials", "are"), ("a dropset or partials", "are")]
)
def test_a_missing_subject_is_asked_for(thing: str, verb: str) -> None:
    """In the right number."""
    assert verdicts.ask_about_what(thing, ()).text.startswith(f"Which exercise or muscle {verb} {thing} for?")
