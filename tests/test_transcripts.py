"""Golden conversations: every `.chat` file is played by the same code as `spotter replay`."""

from pathlib import Path

import pytest

from bot.adapters.replay import play
from bot.adapters.rule_files import load_handbook, rules_folder
from bot.adapters.transcript import parse_script

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.chat"))
HANDBOOK = load_handbook(rules_folder(None))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path) -> None:
    """Every expectation of the file holds."""
    played = play(parse_script(path.read_text(encoding="utf-8")), HANDBOOK)
    failures = [f"{path.name}:{each.line}: {each.says}; said: {each.said}" for each in played.failures]
    assert not failures, "\n".join(failures)


def test_no_answer_is_longer_than_a_phone_screen() -> None:
    """500 characters at most, in every golden conversation."""
    said = [
        event.text
        for path in FILES
        for event in play(parse_script(path.read_text(encoding="utf-8")), HANDBOOK).events
        if event.sender == "coach"
    ]
    assert said
    assert max(map(len, said)) <= 500
