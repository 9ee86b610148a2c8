"""Two folders of rules side by side: what is different, and which verdicts and follow-ups that moves."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.adapters.rule_diff import Compared, compare
from bot.adapters.rule_files.findings import BrokenRules
from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.transcript import parse_script

HOUSE = rules_folder(None)
CHAT = """\
lifter: experience=advanced tz=Europe/Berlin
@ 2026-11-20 18:05
> calf raise 3x12 60, last set + partials
> dropset on curls?
@ +5d
"""
Changed = Callable[[str, str, str], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Makes a copy of the house rules with one text in one file replaced."""

    def make(file: str, old: str, new: str) -> Path:
        folder = Path(shutil.copytree(HOUSE, tmp_path / "new", dirs_exist_ok=True))
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return make


def against(folder: Path) -> Compared:
    """The house rules and the changed ones, with one conversation."""
    return compare(HOUSE, folder, {"ana.chat": parse_script(CHAT)})


def test_the_same_rules_move_nothing() -> None:
    """And it is said of how much."""
    compared = against(HOUSE)
    assert (compared.differences, compared.moves) == ((), ())
    assert compared.text.startswith("The rules are the same.\n\nNothing moves in ")


FIRST_TIME = "when: {effort: past_failure, first_time: true}\n    verdict: "
DIFFERENT = {
    "a verdict": (
        "cautions.yaml",
        f"{FIRST_TIME}caution",
        f"{FIRST_TIME}avoid",
        "first-time: verdict caution",
    ),
    "conditions": (
        "cautions.yaml",
        "when: {technique: negatives}",
        "when: {technique: negatives, sets: {gte: 2}}",
        "negatives: when {technique: negatives} -> {technique: negatives, sets: {gte: 2}}",
    ),
    "words": (
        "cautions.yaml",
        "say: Pick one.",
        "say: Choose one.",
        "-techniques: say is worded anew",
    ),
    "a number": (
        "recovery.yaml",
        "advanced: {value: 2, lagging: 4",
        "advanced: {value: 3, lagging: 4",
        "recovery: allowances.per_muscle.advanced.value 2 -> 3",
    ),
    "a file": ("sources.yaml", "who: 23 untrained men", "who: 23 new men", "~ sources.yaml"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_difference_is_named(changed: Changed, name: str) -> None:
    """By rule and key, or by the place of a number; nothing else is told."""
    file, old, new, words = DIFFERENT[name]
    compared = against(changed(file, old, new))
    assert [words in each.as_line for each in compared.differences] == [True]


def test_added_and_removed_rules_are_named(changed: Changed) -> None:
    """A rule that gets another id is one that goes and one that comes."""
    folder = changed("cautions.yaml", "id: comeback-no-failure", "id: back-no-failure")
    signs = {each.as_line.partition(" (")[0] for each in against(folder).differences}
    assert signs == {"- comeback-no-failure", "+ back-no-failure"}


def test_moved_verdicts_are_shown_from_both_sides(changed: Changed) -> None:
    """Of cases with states, of talks, and of messages in a conversation."""
    text = against(changed("cautions.yaml", f"{FIRST_TIME}caution", f"{FIRST_TIME}avoid")).text
    sides = "\n    old: caution (first-time), 84 h\n    new: avoid (first-time), 84 h"
    assert f"the first dropset on a muscle{sides}" in text
    assert f"the first dropset for this muscle{sides}" in text
    assert f"ana.chat: “dropset on curls?”{sides}" in text
    assert " moved, of " in text


def test_moved_follow_ups_are_shown(changed: Changed) -> None:
    """A number of recovery moves a release, in a case and in a conversation."""
    folder = changed("recovery.yaml", "  usual:\n    value: 48 hours", "  usual:\n    value: 72 hours")
    text = against(folder).text
    assert "fresh the next morning leaves only the release, at the usual rest, next follow-up" in text
    assert (
        "ana.chat: follow-up “Calves should be ready.”\n    old: Mon 23 Nov 18:05\n    new: Tue 24 Nov 18:05"
    ) in text


def test_broken_rules_are_not_compared(changed: Changed) -> None:
    """They are told like everywhere."""
    with pytest.raises(BrokenRules):
        against(changed("cautions.yaml", "verdict: caution", "verdict: cautious"))
