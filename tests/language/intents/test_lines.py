"""Every line of lines.yaml wants what it says there."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.reading import Reading
from bot.language.reader import Reader

LINES = yaml.safe_load(Path(__file__).with_name("lines.yaml").read_text(encoding="utf-8"))
ROWS = [(section, *row) for section, rows in LINES.items() for row in rows]


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [row[1:] for row in ROWS],
    ids=[f"{section}: {text}" for section, text, *_ in ROWS],
)
def test_line_wants_what_lifters_mean(reader: Reader, text: str, intent: str, slots: dict[str, Any]) -> None:
    """One message, one expected understanding."""
    reading = reader.read(text)
    intents = [each.value for each in reading.intents]
    assert intents[0] in {intent, *slots.pop("accept", ())}
    assert set(slots.pop("also", ())) <= set(intents)
    assert not set(slots.pop("not_in", ())) & set(intents)
    assert {slot: _slot(reading, slot) for slot in slots} == {
        slot: sorted(wanted) if isinstance(wanted, list) else wanted for slot, wanted in slots.items()
    }


def _slot(reading: Reading, name: str) -> object:
    found = getattr(reading, name)
    return sorted(found) if isinstance(found, tuple) else found
