"""What a lifter's own answers teach."""

import pytest

from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.rule_files.load import load_rules
from bot.domain.lifter import Soreness
from bot.recovery.drift import Learned, learned

TABLE = load_rules(rules_folder(None)).recovery
DROPSET = TABLE.methods["dropset"]
F, B, S, V, W = Soreness


@pytest.mark.parametrize(
    ("endings", "taught"),
    [
        ((), Learned(0, 0)),
        ((F, F), Learned(0, 2)),
        ((F, F, F), Learned(-12, 3)),
        ((S, F, F, F), Learned(-12, 4)),
        ((F, F, B), Learned(0, 3)),
        ((S, F, V), Learned(12, 3)),
        ((W, W), Learned(12, 2)),
        ((S, S, F, F, B), Learned(0, 5)),
    ],
    ids=[
        "none",
        "two are too few",
        "three fresh",
        "old soreness is over",
        "mild",
        "two of three",
        "weaker",
        "long ago",
    ],
)
def test_answers_teach_hours(endings: tuple[Soreness, ...], taught: Learned) -> None:
    """A run of fresh earns the least rest of the table, repeated soreness one step more."""
    assert learned(endings, DROPSET, TABLE.drift) == taught
