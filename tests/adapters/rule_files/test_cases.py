"""A coach's cases: the house ones hold, and a failing one says what was expected, what came out, and why."""

from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # it ships no type hints
import pytest

from bot.adapters.rule_files import load_handbook
from bot.adapters.rule_files.cases import Case
from bot.adapters.rule_files.documents import read_document
from bot.adapters.rule_files.load import load_rules
from bot.adapters.rule_files.running import GAP_CLOSED, run
from bot.adapters.rule_files.schema import schema_of
from bot.adapters.rule_files.suite import cases_of, run_all
from bot.adapters.rule_files.talks import Talk
from tests.adapters.rule_files.conftest import HOUSE

HANDBOOK = load_handbook(HOUSE)
CASES = cases_of(HOUSE, load_rules(HOUSE)).cases
STATES = [case for case in CASES if not isinstance(case.given, Talk)]
HEAD = (
    "spotter_tests: 1\ndefaults: {experience: advanced, weekly_sets: 14, pf_left: 2, spotter: true}\ncases:\n"
)


def outcome(folder: Path, case: str, only: str = "mine") -> tuple[str, bool]:
    """What the suite says with one more case."""
    (folder / "tests" / "mine.yaml").write_text(HEAD + case, "utf-8")
    tested = run_all(folder, only)
    return tested.text, tested.passed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_house_case(case: Case) -> None:
    """Each case of the house holds."""
    (found,) = run([case], HANDBOOK)
    assert found.problems == ()


def test_all_scenarios_are_there() -> None:
    """The 39 scenarios and two cases for each of the 34 rules."""
    assert len(STATES) == 39 + 2 * 34


FAILING = {
    "verdict": ("verdict: avoid", "verdict: expected avoid, got sparingly"),
    "trace": ("verdict: avoid", "advanced-in-moderation speaks: experience is advanced, wanted advanced"),
    "decider": (
        "decided_by: too-soon",
        "too-soon is quiet: too_soon is false, wanted true",
    ),
    "hours": ("hours: 60", "hours: expected 60, got 72"),
    "sum": ("hours: 60", "the sum is +48 usual rest +24 dropset"),
    "no hours": ("hours: null", "hours: expected None, got 72"),
    "fires": ("fires: [first-time]", "first-time is quiet: first_time is false, wanted true"),
    "quiet": ("quiet: [advanced-in-moderation]", "expected to be quiet, but advanced-in-moderation speaks"),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_failure_explains_itself(folder: Path, name: str) -> None:
    """With the place of the case and the reason."""
    expect, words = FAILING[name]
    text, passed = outcome(
        folder, f"  - name: mine\n    state: {{technique: dropset}}\n    expect: {{{expect}}}\n"
    )
    assert not passed
    assert "mine.yaml:4: mine" in text
    assert words in text
    assert "1 of 1 cases failed." in text


BROKEN = {
    "unknown rule": ("expect: {decided_by: too-son}", 'there is no rule "too-son". Did you mean "too-soon"?'),
    "unknown fact": ("expect: {verdict: avoid}\n    state: {tecnique: dropset}", 'unknown key "tecnique"'),
    "unknown verdict": ("expect: {verdict: maybe}", "expected a verdict"),
    "unknown key": ("expect: {verdit: avoid}", 'Did you mean "verdict"?'),
    "hours with unit": ("expect: {hours: 60 hours}", "expected a number of hours, or null"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_case_fails_the_suite(folder: Path, name: str) -> None:
    """It never passes by not being run, and it has its place."""
    text, passed = outcome(folder, f"  - name: mine\n    {BROKEN[name][0]}\n", only="")
    assert not passed
    assert BROKEN[name][1] in text
    assert "mine.yaml:5" in text or "mine.yaml:6" in text


def test_nothing_run_is_no_success(folder: Path) -> None:
    """A filter that fits no case says so."""
    tested = run_all(folder, "no such case")
    assert (tested.text, tested.passed) == ("No case was found to run.", False)


TALK = "asks: partials on calves?\n    person: {experience: advanced}\n    "
FAILING_TALKS = {
    "verdict": (f"{TALK}expect: {{verdict: fine}}", "verdict: expected fine, got caution"),
    "trace": (f"{TALK}expect: {{verdict: fine}}", "first-time speaks: effort is past_failure"),
    "quiet": (f"{TALK}expect: {{quiet: [first-time]}}", "expected to be quiet, but first-time speaks"),
    "reply": (
        f"{TALK}expect: {{reply_has: [banana]}}",
        "the answer should have “banana”\n        < Better not",
    ),
    "no reply": (f"{TALK}expect: {{reply_lacks: [calves]}}", "the answer should not have “calves”"),
    "no verdict": (
        "says: bench 3x8 80\n    expect: {verdict: avoid}",
        "a verdict was expected, but none was given",
    ),
    "no decider": ("says: hello\n    expect: {decided_by: too-soon}", "a verdict was expected"),
    "follow-up": (
        "says: calf raise 3x12 + partials\n    expect: {next_follow_up: in 14 hours}",
        "next_follow_up: expected 2026-11-21 08:00 (in 14 hours), got 2026-11-21 09:00 (in 15 hours)",
    ),
    "no follow-up": (
        "says: bench 3x8 80\n    expect: {next_follow_up: 2026-11-21 09:00}",
        "next_follow_up: expected 2026-11-21 09:00 (in 15 hours), got none",
    ),
    "history not stored": (
        f"{TALK}history: [{{when: 2 days ago, did: hello there}}]\n    expect: {{verdict: avoid}}",
        "history: “hello there” was not stored; the answer was:",
    ),
    "no such button": (
        "says: thanks\n    history: [{when: 2 days ago, taps: Fresh}]\n    expect: {next_follow_up: none}",
        "history: there is no button “Fresh”",
    ),
}


@pytest.mark.parametrize("name", FAILING_TALKS)
def test_a_failing_talk_explains_itself(talking: Path, name: str) -> None:
    """With what was expected, what came out, the trace and the answer."""
    case, words = FAILING_TALKS[name]
    text, passed = outcome(talking, f"  - name: mine\n    {case}\n")
    assert not passed
    assert "mine.yaml:4: mine" in text
    assert words in text


FOLLOW_UPS = {
    "by span": "now: 2026-11-21 19:00\n    {}expect: {{next_follow_up: in 14 hours}}",
    "by the wall clock": "now: 2026-11-21 19:00\n    {}expect: {{next_follow_up: 2026-11-22 09:00}}",
    "in the lifter's zone": (
        "person: {{timezone: Asia/Tokyo}}\n    now: 2026-11-21 19:00\n    {}"
        "expect: {{next_follow_up: 2026-11-22 09:00}}"
    ),
}


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_times_are_local_and_counted_back_from_the_question(talking: Path, name: str) -> None:
    """The same follow-up, told three ways."""
    history = "history: [{when: 25 hours ago, did: calf raise 3x12 + partials}]\n    says: very sore\n    "
    text, passed = outcome(talking, f"  - name: mine\n    {FOLLOW_UPS[name].format(history)}\n")
    assert passed, text


def test_a_known_gap_fails_in_peace_until_it_holds(talking: Path) -> None:
    """It is counted while it fails, and told once it holds."""
    case = f"  - name: mine\n    known_gap: true\n    {TALK}"
    assert outcome(talking, f"{case}expect: {{verdict: fine}}\n") == (
        "1 case holds. 1 of them fails as known.",
        True,
    )
    text, passed = outcome(talking, f"{case}expect: {{verdict: caution}}\n")
    assert (GAP_CLOSED in text, passed) == (True, False)


#: Mistakes of cases that an editor's schema shows, too, and those that it cannot see.
WRONG_IN_SHAPE = {
    "state and talk": (f"{TALK}state: {{}}\n    expect: {{verdict: fine}}", 'expected a "state", or one of'),
    "two messages": (f"{TALK}says: hi\n    expect: {{verdict: fine}}", 'expected a "state", or one of'),
    "no message": ("person: {}\n    expect: {verdict: fine}", 'expected a "state", or one of'),
    "nothing expected": (f"{TALK}expect: {{}}", "this case expects nothing"),
    "no answer to a state": ("state: {}\n    expect: {reply_has: [a]}", '"reply_has" needs a case that asks'),
    "odd time": (
        f"{TALK}history: [{{when: two days ago, did: bench 3x8}}]\n    expect: {{verdict: fine}}",
        'expected a time such as "2 days ago"',
    ),
    "nothing done": (
        f"{TALK}history: [{{when: 2 days ago}}]\n    expect: {{verdict: fine}}",
        'expected one of "did"',
    ),
    "odd follow-up": (f"{TALK}expect: {{next_follow_up: tomorrow}}", 'such as "in 47 hours"'),
    "odd level": (
        "asks: partials?\n    person: {experience: begginer}\n    expect: {verdict: fine}",
        'Did you mean "beginner"?',
    ),
    "odd key": (
        "asks: partials?\n    person: {level: beginner}\n    expect: {verdict: fine}",
        'unknown key "level"',
    ),
}
WRONG_BEYOND_SHAPE = {
    "later than the question": (
        f"{TALK}history: [{{when: 2026-11-21 18:00, did: bench 3x8}}]\n    expect: {{verdict: fine}}",
        "this lies after the question",
    ),
    "no such day": (
        f"{TALK}now: 2026-02-30 18:00\n    expect: {{verdict: fine}}",
        "there is no such day",
    ),
    "no such day expected": (f"{TALK}expect: {{next_follow_up: 2026-02-30 09:00}}", "there is no such day"),
    "unknown muscle": (
        "asks: partials?\n    person: {lagging: [calfs]}\n    expect: {verdict: fine}",
        'Did you mean "calves"?',
    ),
    "unknown zone": (
        "asks: partials?\n    person: {timezone: Europe/Atlantis}\n    expect: {verdict: fine}",
        'there is no time zone "Europe/Atlantis"',
    ),
}
WRONG = {**WRONG_IN_SHAPE, **WRONG_BEYOND_SHAPE}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_talk_is_told_at_its_line(folder: Path, name: str) -> None:
    """By the check of cases, before anything is run; the schema refuses what it can see."""
    case, words = WRONG[name]
    text, passed = outcome(folder, f"  - name: mine\n    {case}\n", only="no such case")
    assert not passed
    assert words in text
    assert "mine.yaml:" in text
    document, _ = read_document("mine.yaml", (folder / "tests" / "mine.yaml").read_bytes())
    valid = jsonschema.Draft7Validator(schema_of("tests")).is_valid(document.data)
    assert valid == (name in WRONG_BEYOND_SHAPE)
