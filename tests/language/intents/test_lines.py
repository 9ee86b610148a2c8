"""Every line of the tables beside this file wants what it says there."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.reading import Reading
from bot.language.reader import Context, Reader

TABLES = [
    yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(Path(__file__).parent.glob("*.yaml"))
]
ROWS = [(section, *row) for table in TABLES for section, rows in table.items() for row in rows]


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [row[1:] for row in ROWS],
    ids=[f"{section}: {text}" for section, text, *_ in ROWS],
)
def test_line_wants_what_lifters_mean(reader: Reader, text: str, intent: str, slots: dict[str, Any]) -> None:
    """One message, one expected understanding."""
    reading = reader.read(text, context=Context(slots.pop("awaiting", "")))
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
