"""The terminal: its own commands, and what a screen shows."""

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typing_extensions import override

from bot.adapters.rule_files import rules_folder
from bot.adapters.terminal import HOW_TO_EDIT, HOW_TO_SKIP, HOW_TO_TAP, NOTHING_TO_EDIT
from bot.app import chat_room

REPORT = "calf raise 3x12 + partials"
Talk = Callable[..., str]


class Keyboard(io.StringIO):
    """Typed lines."""

    @override
    def isatty(self) -> bool:
        return True


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """Pipe lines into Ana's room, which keeps its data from talk to talk, and return the screen."""

    def piped(*lines: str, typed: bool = False) -> str:
        out = io.StringIO()
        source = (Keyboard if typed else io.StringIO)("".join(f"{line}\n" for line in lines))
        with chat_room(tmp_path, rules_folder(None), "Ana") as room:
            asyncio.run(room.terminal(source, out).converse())
        return out.getvalue()

    return piped


def after(screen: str, line: str) -> str:
    """What stands on the screen below a line of the lifter."""
    return screen.partition(f"you> {line}\n")[2]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        pytest.param("/tap Undo", "Taken back", id="a button by its label"),
        pytest.param("/tap undo", "Taken back", id="in small letters"),
        pytest.param("/tap 1", "Taken back", id="by its number"),
        pytest.param("/tap", HOW_TO_TAP, id="no button named presses none"),
        pytest.param("/tap Nope", "there is no button “Nope”; the latest ones are: Undo", id="no such one"),
        pytest.param(
            "/edit calf raise 3x10", "Changed: standing calf raise 3x10", id="the last message anew"
        ),
        pytest.param("/edit", HOW_TO_EDIT, id="an edit to nothing"),
        pytest.param("/skip 1d", "How do your calves feel", id="the next morning"),
        pytest.param("/skip", HOW_TO_SKIP, id="a skip to nowhere"),
        pytest.param("/skip back", HOW_TO_SKIP, id="a skip that is no time"),
        pytest.param("", "", id="an empty line is nothing"),
    ],
)
def test_what_a_line_does(talk: Talk, line: str, answer: str) -> None:
    """Commands of the terminal act on the talk; what cannot be done is told with the way to do it."""
    below = after(talk(REPORT, line), line)
    assert answer in below
    assert bool(answer) == bool(below)


@pytest.mark.parametrize("line", ["/quit", "/exit", " /quit "])
def test_a_talk_ends_when_the_lifter_says_so(talk: Talk, line: str) -> None:
    """What follows is not read."""
    assert "Logged" not in talk(line, REPORT)


def test_an_edit_after_a_restart_says_what_to_do(talk: Talk) -> None:
    """The terminal only knows the messages of this talk; undo knows the log."""
    talk(REPORT)
    screen = talk("/edit calf raise 3x10", "/undo")
    assert NOTHING_TO_EDIT in screen
    assert "Taken back: standing calf raise 3x12" in after(screen, "/undo")


def test_a_follow_up_shows_its_day_and_a_reply_only_its_time(talk: Talk) -> None:
    """A screen after a skip of days is read from top to bottom."""
    screen = talk(REPORT, "/skip 1d")
    (question,) = [line for line in screen.splitlines() if "How do your calves feel" in line]
    (logged,) = [line for line in screen.splitlines() if "coach: Logged" in line]
    assert question[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
    assert logged[:2].isdigit()
    assert "[1 Fresh]" in screen


def test_a_keyboard_gets_a_prompt_and_no_echo(talk: Talk) -> None:
    """What was typed is on the screen already; piped lines are repeated."""
    typed, piped = talk("/settings", typed=True), talk("/settings")
    assert typed.startswith("you> ")
    assert "/settings\n" not in typed
    assert "you> /settings\n" in piped
