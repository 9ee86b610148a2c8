"""Corrections in words: what is to be changed, and the changed text."""

import pytest

from bot.domain.training import Unit
from bot.language.corrections import Correction, corrected_text, correction


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("it was 80 not 90", Correction("80", "90")),
        ("that should be 10 reps not 12", Correction("10", "12")),
        ("not 12 but 10", Correction("10", "12")),
        ("change 3x12 to 4x12", Correction("4x12", "3x12")),
        ("3 x 12 should be 4 x 12", Correction("4x12", "3x12")),
        ("82,5 instead of 85 kg", Correction("82,5", "85", Unit.KG)),
        ("make that 9", Correction("9")),
        ("i meant 60kg", Correction("60", unit=Unit.KG)),
        ("those were lbs", Correction(unit=Unit.LB)),
        ("pounds", Correction(unit=Unit.LB)),
        ("no idea", None),
    ],
)
def test_what_a_correction_wants(text: str, fix: Correction | None) -> None:
    """Old and new values in any order, one value, or a unit."""
    assert correction(text) == fix


@pytest.mark.parametrize(
    ("said", "report", "after"),
    [
        ("80 not 90", "bench 3x8 90kg", "bench 3x8 80kg"),
        ("3x12 to 4x12", "curl 3 × 12 14kg", "curl 4x12 14kg"),
        ("9 not 8", "bench 80x8, 80x8", "bench 80x8, 80x9"),
        ("5 not 2", "bench 3x12 22.5", None),
    ],
    ids=["weight", "group", "the last one that fits", "no part of another number"],
)
def test_the_text_is_corrected_where_the_old_value_stands(said: str, report: str, after: str | None) -> None:
    """Whole numbers only, the last occurrence first."""
    fix = correction(said)
    assert fix is not None
    assert corrected_text(fix, report) == after
