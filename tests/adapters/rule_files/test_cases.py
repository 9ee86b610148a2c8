"""A coach's cases: the house ones hold, and a failing one says what was expected, what came out, and why."""

from pathlib import Path

import pytest

from bot.adapters.rule_files.cases import Case, run
from bot.adapters.rule_files.load import load_rules
from bot.adapters.rule_files.suite import cases_of, run_all
from tests.adapters.rule_files.conftest import HOUSE

RULES = load_rules(HOUSE)
CASES = cases_of(HOUSE, RULES).cases
HEAD = (
    "spotter_tests: 1\ndefaults: {experience: advanced, weekly_sets: 14, pf_left: 2, spotter: true}\ncases:\n"
)


def outcome(folder: Path, case: str, only: str = "mine") -> tuple[str, bool]:
    """What the suite says with one more case."""
    (folder / "tests" / "mine.yaml").write_text(HEAD + case, "utf-8")
    return run_all(folder, load_rules(folder), only)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_house_case(case: Case) -> None:
    """Each case of the house holds."""
    (found,) = run([case], RULES)
    assert found.problems == ()


def test_all_scenarios_are_there() -> None:
    """The 39 scenarios and two cases for each of the 34 rules."""
    assert len(CASES) == 39 + 2 * 34


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
    "unknown fact": ("expect: {}\n    state: {tecnique: dropset}", 'unknown key "tecnique"'),
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
    assert run_all(folder, load_rules(folder), "no such case") == ("No case was found to run.", False)
