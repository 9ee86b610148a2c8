"""Doubts about rules that load: each kind with a rule that raises it; the house rules raise none."""

from pathlib import Path

import pytest

from bot.adapters.rule_files.load import check, load_rules
from bot.adapters.rule_files.report import FORMATS, passes
from bot.adapters.rule_files.suite import check_all
from tests.adapters.rule_files.conftest import HOUSE

DOUBTS = {
    "never by numbers": (
        "when: {effort: near_failure}",
        "when: {weekly_sets: {gte: 5, lt: 3}}",
        "exclude each other",
    ),
    "never below zero": (
        "when: {effort: near_failure}",
        "when: {weekly_sets: {lt: 0}}",
        "exclude each other",
    ),
    "never by any": (
        "when: {effort: near_failure}",
        "when: {soreness: fresh, any: [{soreness: sore}, {soreness: [weaker]}]}",
        "exclude each other",
    ),
    "beginner alone": (
        "experience: [beginner, unknown], effort",
        "experience: beginner, effort",
        "beginner but not for unknown",
    ),
    "same conditions": (
        "when: {technique: forced_reps}",
        "when: {technique: [negatives]}",
        'the same conditions as "negatives"',
    ),
    "strong without a study": (
        "sources: [robinson2024, refalo2022meta]",
        "sources: [practice]",
        "no study is named",
    ),
    "long text": ("say: Good. That's the", f"say: {'Good. ' * 60}That's the", "long for a chat"),
    "placeholder": ("say: Not on this lift.", 'say: "Not for {muscle}."', "{muscle} is shown as it stands"),
    "hours on refer": (
        "confidence: strong\n    shows_hours: false",
        "confidence: strong\n    shows_hours: true",
        "refer has no hours",
    ),
}


RULE = """\

  - id: mine
    about: Mine
    when: {when}
    verdict: {verdict}
    say: Mine.
    instead: Something else.
    because: Practice.
    sources: [practice]
    confidence: practice
    shows_hours: true
"""


def one_more(folder: Path, when: str, verdict: str) -> None:
    """Put one more rule at the end of the file."""
    rule = RULE.replace("{when}", when).replace("{verdict}", verdict)
    path = folder / "cautions.yaml"
    path.write_text(path.read_text("utf-8") + rule, "utf-8")


#: A rule at the end of the file that never decides, and the rule that always beats it.
BEATEN = {
    "narrower and milder": ("{effort: past_failure, comeback: true, muscle: calves}", "caution", "comeback"),
    "narrower and later": ("{effort: past_failure, too_soon: true, lagging: true}", "avoid", "too-soon"),
    "fewer values": ("{effort: past_failure, soreness: [sore, weaker]}", "avoid", "still-sore-or-weaker"),
    "a smaller number": ("{effort: past_failure, weekly_sets: {lt: 8}}", "sparingly", "ordinary-sets-first"),
    "a greater number": ("{techniques_in_set: {gt: 2}}", "caution", "stacked-techniques"),
    "an exact number": ("{techniques_in_set: 3}", "caution", "stacked-techniques"),
    "one of its branches": (
        "{effort: past_failure, session_sets: {gt: 14}}",
        "avoid",
        "volume-already-high",
    ),
    "all its branches": (
        "{effort: past_failure, any: [{sleep_low: true}, {deficit: true}]}",
        "caution",
        "tired-lifter",
    ),
    "beside a refer": ("{pain: injury, effort: past_failure}", "avoid", "injury-words"),
}


@pytest.mark.parametrize("name", BEATEN)
def test_a_rule_that_never_decides_is_doubted(folder: Path, name: str) -> None:
    """Whenever it speaks another one speaks, too, and wins: two rules that contradict each other."""
    when, verdict, by = BEATEN[name]
    path = folder / "cautions.yaml"
    path.write_text(
        path.read_text("utf-8") + RULE.replace("{when}", when).replace("{verdict}", verdict), "utf-8"
    )
    (found,) = check(folder).warnings
    assert f'"{by}"' in found.message
    assert "never decides" in found.message


NOT_BEATEN = {
    "stricter": ("{effort: past_failure, first_time: true, muscle: calves}", "avoid"),
    "wider": ("{effort: past_failure}", "fine"),
    "another number": ("{effort: past_failure, weekly_sets: {lt: 12}}", "caution"),
    "one branch more": (
        "{effort: past_failure, any: [{sleep_low: true}, {deficit: true}, {sets: 2}]}",
        "caution",
    ),
    "another value": ("{effort: past_failure, soreness: [sore, bit_sore]}", "avoid"),
}


@pytest.mark.parametrize("name", NOT_BEATEN)
def test_a_rule_that_may_decide_is_not_doubted(folder: Path, name: str) -> None:
    """Nothing is claimed that a situation could prove wrong."""
    when, verdict = NOT_BEATEN[name]
    path = folder / "cautions.yaml"
    path.write_text(
        path.read_text("utf-8") + RULE.replace("{when}", when).replace("{verdict}", verdict), "utf-8"
    )
    assert [each.message for each in check(folder).warnings if each.line > 400] == []


ODD_ALLOWANCES = {
    "more than the body": (
        "advanced: {value: 2, lagging: 4",
        "advanced: {value: 2, lagging: 7",
        "never be used",
    ),
    "less for a lagging muscle": (
        "advanced: {value: 2, lagging: 4",
        "advanced: {value: 2, lagging: 1",
        "fewer sets for a muscle that lags",
    ),
}


@pytest.mark.parametrize("name", ODD_ALLOWANCES)
def test_an_odd_allowance_is_doubted(folder: Path, name: str) -> None:
    """At its place in the file of numbers."""
    good, odd, words = ODD_ALLOWANCES[name]
    path = folder / "recovery.yaml"
    path.write_text(path.read_text("utf-8").replace(good, odd, 1), "utf-8")
    assert [words in each.message for each in check(folder).warnings] == [True]


@pytest.mark.parametrize("name", DOUBTS)
def test_a_doubt_is_told_as_a_warning(folder: Path, name: str) -> None:
    """The rules still load."""
    good, odd, words = DOUBTS[name]
    path = folder / "cautions.yaml"
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, odd, 1), "utf-8")
    found = check(folder)
    assert [words in each.message for each in found.warnings] == [True]
    assert found.errors == ()
    assert load_rules(folder).rulebook.rules


def test_the_house_rules_are_beyond_doubt() -> None:
    """Neither errors nor warnings, cases included."""
    assert check_all(HOUSE).items == ()


def test_a_rule_without_cases_is_doubted(folder: Path) -> None:
    """Every rule wants a case that makes it speak and one that it stays quiet in."""
    (folder / "tests" / "every-rule.yaml").unlink()
    (folder / "tests" / "scenarios.yaml").unlink()
    found = check_all(folder).warnings
    assert len(found) == 2 * len(load_rules(folder).rulebook.rules)


@pytest.mark.parametrize("strict", [False, True])
def test_strict_minds_warnings(folder: Path, *, strict: bool) -> None:
    """A warning fails only a strict check."""
    (folder / "extra.yaml").write_text("a: 1\n", "utf-8")
    assert passes(check_all(folder), strict=strict) is not strict


def test_findings_for_people_and_programs(folder: Path) -> None:
    """Text has the source line and a caret, JSON and the code host's form have the place."""
    path = folder / "cautions.yaml"
    path.write_text(path.read_text("utf-8").replace("{pain: injury}", "{pane: injury}"), "utf-8")
    found = check_all(folder)
    line = found.errors[0].line
    assert FORMATS["text"](found).splitlines()[1:] == [
        f"{line:7} |     when: {{pane: injury}}",
        "        |            ^",
        "1 error, 0 warnings.",
    ]
    assert f'"line": {line}' in FORMATS["json"](found)
    assert FORMATS["github"](found).startswith("::error file=")
