"""What is mentioned beside a question."""

import pytest

from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.rule_files.handbook import load_reader

READER = load_reader(rules_folder(None))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("slept 4 hours, dropset ok?", {"sleep_low"}),
        ("I'm on a cut, rest pause curls?", {"deficit"}),
        ("forced reps with a spotter on bench?", {"spotter"}),
        ("first week back, myo reps?", {"comeback"}),
        ("dieting and barely slept, partials?", {"deficit", "sleep_low"}),
        ("no spotter today, forced reps?", set()),
        ("slept great, dropset?", set()),
        ("should I dropset?", set()),
    ],
)
def test_facts_mentioned_beside_a_question(text: str, facts: set[str]) -> None:
    """Only what is said counts, and a "no" before it takes it back."""
    assert READER.read(text).circumstances == facts
