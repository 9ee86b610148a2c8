"""`spotter chat`: the coach in the terminal, as a newcomer pipes lines into it."""

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import chat_room

RULES = Path("rules").absolute()
Talk = Callable[..., str]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """Pipe lines into a room and return the screen."""

    def piped(*lines: str) -> str:
        out = io.StringIO()
        with chat_room(tmp_path / "data", RULES, "Ana") as room:
            asyncio.run(room.terminal(io.StringIO("\n".join(lines) + "\n"), out).converse())
        return out.getvalue()

    return piped


def test_a_report_is_logged_and_a_skip_brings_the_check_in(talk: Talk) -> None:
    """The first exchange of the product, and the question that comes without being asked."""
    screen = talk("calf raise 3x12 + partials", "/skip 2d")
    assert "Logged" in screen
    assert "calves" in screen.partition("/skip")[2]


def test_a_second_talk_goes_on_where_the_first_one_ended(talk: Talk) -> None:
    """What was said yesterday is known today; the clock does not run back."""
    talk("calf raise 3x12 + partials", "/skip 1d")
    assert "calf raise" in talk("what did I do last time?").lower()


def test_an_export_is_written_beside_the_talker(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place is told; a second one does not overwrite the first."""
    monkeypatch.chdir(tmp_path)
    screen = talk("calf raise 3x12 + partials", "/export csv", "/export csv")
    first, second = sorted(tmp_path.glob("spotter-*.csv"), key=lambda path: len(path.name))
    assert first.read_text() == second.read_text()
    assert "standing calf raise" in first.read_text()
    assert f"(the file is {first})" in screen
    assert f"(the file is {second})" in screen
