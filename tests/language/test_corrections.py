"""Corrections in words: what is to be changed, and the changed text."""

import pytest

from bot.domain.training import Unit
from bot.language.corrections import Correction, Part, corrected_entries, corrected_text, correction
from bot.language.printer import print_entries
from bot.language.reader import Reader


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
        ("actually 4 sets", Correction("4", part=Part.SETS)),
        ("make that 9 reps", Correction("9", part=Part.REPS)),
        ("sorry the weight was 70", Correction("70", part=Part.LOAD)),
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


@pytest.mark.parametrize(
    ("said", "report", "readings"),
    [
        ("actually 65", "3x8 60", ["3x8 65 kg"]),
        ("make that 9", "3x8 60", ["2x8 60 kg; 1x9 60 kg"]),
        ("make that 57.5", "3x8 60", ["3x8 57.5 kg"]),
        ("make it 10", "3x12 12", ["2x12 12 kg; 1x10 12 kg", "3x12 10 kg"]),
        ("actually 14", "3x12 12", ["2x12 12 kg; 1x14 12 kg", "3x12 14 kg"]),
        ("actually 4 sets", "3x8 60", ["4x8 60 kg"]),
        ("i meant 2 sets", "3x8 60", ["2x8 60 kg"]),
        ("actually 11 reps", "3x12 12", ["2x12 12 kg; 1x11 12 kg"]),
        ("the weight was 10", "3x12 12", ["3x12 10 kg"]),
        ("sorry 130 lbs", "3x8 60", ["3x8 130 lb"]),
        ("make that 0", "3x8 60", []),
        ("actually 4000 sets", "3x8 60", []),
    ],
)
def test_a_bare_number_means_what_it_is_near_to(
    reader: Reader, said: str, report: str, readings: list[str]
) -> None:
    """A load of all the sets that had it, or reps of the last one; both where it cannot be known."""
    fix = correction(said)
    assert fix is not None
    entries = reader.read(f"bench {report}kg").entries
    found = corrected_entries(fix, entries)
    assert [print_entries(each, Unit.KG).partition("bench press: ")[2] for each in found] == readings
