"""The catalogue of habits: every line of the habits files reads as written there."""

from pathlib import Path

import pytest
import yaml

from bot.domain.training import Unit
from tests.language.sets.compact import compact
from tests.language.sets.reading import read

FILES = [
    yaml.safe_load(path.read_text(encoding="utf-8")) for path in Path(__file__).parent.glob("habits*.yaml")
]
ROWS = [(habit, *row) for habits in FILES for habit, rows in habits.items() for row in rows]


@pytest.mark.parametrize(
    ("text", "wanted", "unit"),
    [(text, wanted, Unit(unit[0]) if unit else Unit.KG) for _, text, wanted, *unit in ROWS],
    ids=[f"{habit}: {text}" for habit, text, *_ in ROWS],
)
def test_line_reads_as_lifters_mean_it(text: str, wanted: str, unit: Unit) -> None:
    """One line, one expected reading."""
    assert compact(read(text, unit)) == wanted
