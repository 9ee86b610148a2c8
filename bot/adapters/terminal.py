"""The whole coach in the terminal, for one lifter, with a clock that can be moved on.

    you> calf raise 3x12 + partials
    18:05 coach: Logged: ...
                 [1 Undo] [2 Why?]
    you> /skip 2d

A line is a message. `/skip 2d` moves the clock and delivers what falls due, `/tap 1` or `/tap Undo` presses a
button, `/edit TEXT` edits the last message, `/quit` ends. Piped input is read line by line.
"""

import asyncio
import datetime as dtm
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TextIO

from bot.adapters.scheduler import Waker
from bot.adapters.simulation import Event, NoSuchButton, Simulation
from bot.adapters.transcript import parse_span
from bot.ports import Clock

WELCOME = (
    "Spotter in the terminal: the whole coach, no token needed. Everything stays in {folder}\n"
    "Text your sets, like: calf raise 3x12 + partials - or ask: should I dropset?\n"
    "/skip 2d moves the clock, /tap 1 presses a button, /edit TEXT corrects, /help, /quit\n"
)
GONE_AFTERWARDS = "a folder that is gone afterwards"
NOTHING_TO_EDIT = "nothing was sent in this talk yet; /undo takes back the latest report, then send it anew"
HOW_TO_EDIT = "write the whole message anew: /edit bench 3x8 80"
HOW_TO_TAP = "say which button: /tap 1 or /tap Undo"
HOW_TO_SKIP = "say how far: /skip 2d, /skip 12h, /skip 30m"
DueAt = Callable[[], dtm.datetime | None]
INDENT = " " * 13


@dataclass(frozen=True, slots=True)
class Screen:
    """Where lines go, and in which zone times are shown."""

    out: TextIO
    zone: Callable[[], dtm.tzinfo]

    def show(self, event: Event) -> None:
        """Print what the coach says; the lifter's own lines are on the screen already."""
        if event.sender != "coach":
            return
        local = event.at.astimezone(self.zone())
        stamp = f"{local:%a %H:%M}" if event.kind == "follow_up" else f"{local:%H:%M}"
        body = event.text.replace("\n", f"\n{INDENT}")
        self.out.write(f"{stamp} coach: {body}\n")
        if event.buttons:
            labels = "  ".join(f"[{number} {each.label}]" for number, each in enumerate(event.buttons, 1))
            self.out.write(f"{INDENT}{labels}\n")
        if event.document:
            self.out.write(f"{INDENT}({_saved(*event.document)})\n")
        self.out.flush()


def _saved(name: str, text: str) -> str:
    """Write a file into the current folder, beside those that are there, and say where it is."""
    path = Path(name)
    for number in count(2):
        if not path.exists():
            break
        path = Path(f"{Path(name).stem}-{number}{Path(name).suffix}")
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        return f"{path} cannot be written: {error.strerror}"
    return f"the file is {path.absolute()}"


class Terminal:
    """Reads lines, sends them into the simulation, prints what comes back."""

    def __init__(
        self, simulation: Simulation, screen: Screen, lines: TextIO, next_due_at: DueAt, clock: Clock
    ) -> None:
        self._simulation = simulation
        self._screen = screen
        self._out = screen.out
        self._waker = Waker(next_due_at, simulation.deliver, clock)
        self._lines = lines

    async def converse(self) -> None:
        """Talk until the input ends or the lifter quits; follow-ups also come while nobody types."""
        interactive = self._lines.isatty()
        self._waker.start()
        try:
            while (line := await self._next_line(prompt=interactive)) is not None:
                if not interactive:
                    self._out.write(f"you> {line}\n")
                if line.strip() in {"/quit", "/exit"}:
                    return
                self._obey(line)
                self._waker.rearm()
        finally:
            self._waker.stop()

    async def _next_line(self, *, prompt: bool) -> str | None:
        """The next line without its end; None at the end of the input."""
        if prompt:
            self._out.write("you> ")
            self._out.flush()
            raw = await asyncio.get_running_loop().run_in_executor(None, self._lines.readline)
        else:
            raw = self._lines.readline()
        return raw.rstrip("\r\n") if raw else None

    def _obey(self, line: str) -> None:
        command, _, rest = line.strip().partition(" ")
        try:
            match command:
                case "":
                    return
                case "/skip":
                    self._skip(rest)
                case "/tap" if rest:
                    self._simulation.tap(self._label(rest))
                case "/tap":
                    self._hint(HOW_TO_TAP)
                case "/edit":
                    self._edit(rest)
                case _:
                    self._simulation.say(line.strip())
        except NoSuchButton as error:
            self._hint(str(error))

    def _edit(self, text: str) -> None:
        sent = self._simulation.sent_count
        if text and sent:
            self._simulation.edit(sent, text)
        else:
            self._hint(HOW_TO_EDIT if sent else NOTHING_TO_EDIT)

    def _hint(self, text: str) -> None:
        """A line from the terminal itself, not from the coach."""
        self._out.write(f"{INDENT}({text})\n")

    def _skip(self, rest: str) -> None:
        span = parse_span(rest)
        if span is None:
            self._hint(HOW_TO_SKIP)
            return
        self._simulation.advance(span)
        local = self._simulation.now.astimezone(self._screen.zone())
        self._hint(f"it is now {local:%A} {local.day} {local:%B}, {local:%H:%M}")

    def _label(self, rest: str) -> str:
        """A button's label, from its number or as typed."""
        latest = next((event.buttons for event in reversed(self._simulation.events) if event.buttons), ())
        if rest.strip().isdigit() and 1 <= int(rest) <= len(latest):
            return latest[int(rest) - 1].label
        return rest
