"""`.chat` files: a conversation with a simulated clock and expectations, as text.

    lifter: name=Ana experience=beginner unit=kg tz=Europe/Amsterdam lagging=calves
    @ 2026-11-20 18:05
    > calf raise 3x12 + partials
    < Logged
    @ +3d
    < calves

In: the text of such a file. Out: a `Script` of steps with line numbers, or every mistake in it at once.
"""

import datetime as dtm
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.lifter import Experience, Profile
from bot.domain.training import Unit
from bot.domain.wallclock import zone_of

DEFAULT_START = dtm.datetime(2026, 1, 5, 18, 0)  # noqa: DTZ001 - local time of the lifter, zone added later
_SPAN = re.compile(r"\+\s*((?:\d+\s*[wdhm]\s*)+)")
_PART = re.compile(r"(\d+)\s*([wdhm])")
_MOMENT = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d\d?:\d\d)")
_EDIT = re.compile(r"edit\s+(\d+)\s*>\s?(.*)")
_UNITS = {
    "w": dtm.timedelta(weeks=1),
    "d": dtm.timedelta(days=1),
    "h": dtm.timedelta(hours=1),
    "m": dtm.timedelta(minutes=1),
}


@dataclass(frozen=True, slots=True)
class Say:
    """The lifter sends `text`."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """The lifter edits his or her `number`-th message."""

    line: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """The lifter presses the button `label`."""

    line: int
    label: str


@dataclass(frozen=True, slots=True)
class Wait:
    """The clock moves on by a span, or to a local moment: a date and a time, or the next such time."""

    line: int
    by: dtm.timedelta | None = None
    date: dtm.date | None = None
    time: dtm.time | None = None


@dataclass(frozen=True, slots=True)
class Expect:
    """Some coach message since the last move contains `text`; with `absent`, none does."""

    line: int
    text: str
    absent: bool = False


Step = Say | Edit | Press | Wait | Expect


@dataclass(frozen=True, slots=True)
class Script:
    """A whole `.chat` file: who talks, and what happens.

    `told` maps the facts of the profile that the header states to the line where it does.
    """

    profile: Profile
    steps: tuple[Step, ...]
    told: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that is no part of the format."""

    line: int
    says: str


class BrokenScript(Exception):  # noqa: N818 - it reads as what happened
    """The file has lines that mean nothing; `mistakes` has all of them."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(f"line {each.line}: {each.says}" for each in mistakes))
        self.mistakes = mistakes


def parse_span(text: str) -> dtm.timedelta | None:
    """A span such as "+36h", "2d" or "1d 12h"; None for anything else."""
    match = _SPAN.fullmatch(f"+{text.strip().removeprefix('+')}")
    if match is None:
        return None
    total = dtm.timedelta()
    for count, unit in _PART.findall(match.group(1)):
        if len(count) > len("99999"):
            return None
        total += int(count) * _UNITS[unit]
    return total


def parse_script(text: str) -> Script:
    """Read a `.chat` file.

    Raises:
        BrokenScript: with every mistake.
    """
    profile, steps, mistakes = Profile(), [], []
    told: dict[str, int] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("lifter:"):
            profile, known, wrong = _header(profile, line.removeprefix("lifter:"))
            told |= dict.fromkeys(known, number)
            mistakes += [Mistake(number, each) for each in wrong]
        elif (step := _step(number, line)) is not None:
            steps.append(step)
        else:
            mistakes.append(
                Mistake(number, f"“{line}” is no step; a line starts with @, >, <, !<, edit, tap or #.")
            )
    if mistakes:
        raise BrokenScript(mistakes)
    return Script(profile, tuple(steps), told)


def _step(number: int, line: str) -> Step | None:
    if line.startswith("@"):
        return _wait(number, line[1:].strip())
    if line.startswith(">"):
        return Say(number, _unescaped(line[1:].strip()))
    if line.startswith("!<"):
        return Expect(number, line[2:].strip(), absent=True)
    if line.startswith("<"):
        return Expect(number, line[1:].strip())
    if match := _EDIT.fullmatch(line):
        return Edit(number, int(match.group(1)), _unescaped(match.group(2).strip()))
    return Press(number, line[4:].strip()) if line.startswith("tap ") else None


def _unescaped(text: str) -> str:
    """A message of several lines stands in one, with backslash-n between them."""
    return text.replace("\\n", "\n")


def _wait(number: int, text: str) -> Wait | None:
    if (span := parse_span(text)) is not None and text.startswith("+"):
        return Wait(number, by=span)
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    try:
        date = dtm.date.fromisoformat(match.group(1)) if match.group(1) else None
        return Wait(number, date=date, time=dtm.time.fromisoformat(match.group(2).zfill(5)))
    except ValueError:
        return None


def _header(profile: Profile, text: str) -> tuple[Profile, list[str], list[str]]:
    """The profile that a header states, the names of its facts, and what is wrong with it."""
    told: list[str] = []
    wrong: list[str] = []
    try:
        pairs = [word.partition("=") for word in shlex.split(text)]
    except ValueError:
        return profile, told, ["a quotation mark is not closed."]
    for key, _, value in pairs:
        try:
            profile = _with(profile, key, value)
            told.append("timezone" if key == "tz" else key)
        except (ValueError, KeyError):
            wrong.append(f"“{key}={value}” is not known; write name, experience, unit, tz or lagging.")
    return profile, told, wrong


def _with(profile: Profile, key: str, value: str) -> Profile:
    match key:
        case "name":
            return replace(profile, name=value)
        case "experience":
            return replace(profile, experience=Experience(value))
        case "unit":
            return replace(profile, unit=Unit(value))
        case "tz":
            zone_of(value)
            return replace(profile, timezone=value)
        case "lagging":
            return replace(profile, lagging=frozenset(filter(None, value.split(","))))
        case _:
            raise KeyError(key)
