"""Events of a played transcript, as lines for a person or as JSON objects.

Fri 20 Nov 18:05  coach  Logged: ...
{"at": "2026-11-20T18:05:00+01:00", "from": "coach", "kind": "reply", "text": "Logged: ...", ...}
"""

from pathlib import Path
from typing import Any

from bot.adapters.replay import Failure
from bot.adapters.simulation import Event

INDENT = " " * 25


def as_json(event: Event) -> dict[str, Any]:
    """One event; its time is the lifter's local one."""
    return {
        "at": event.at.isoformat(timespec="seconds"),
        "from": event.sender,
        "kind": event.kind,
        "text": event.text,
        "buttons": [button.label for button in event.buttons],
        "verdict": event.verdict,
        "about": {
            "muscle": event.about.muscle,
            "technique": event.about.technique,
            "exercise": event.about.exercise,
        },
    }


def as_text(event: Event) -> str:
    """One event as a line of a conversation."""
    who = {"edit": "edits", "tap": "taps"}.get(event.kind, event.sender)
    head = f"{event.at:%a %d %b %H:%M}  {who:<6}  "
    body = event.text.replace("\n", f"\n{INDENT}")
    buttons = f"\n{INDENT}[{'] ['.join(button.label for button in event.buttons)}]" if event.buttons else ""
    return f"{head}{body}{buttons}"


def failure_text(failure: Failure, file: Path) -> str:
    """What was expected and what was said, or what could not be done."""
    said = "".join(f"\n  said: {text}" for text in failure.said or ())
    silence = "\n  nothing was said" if failure.said == () else ""
    return f"{file}:{failure.line}: {failure.says}{said}{silence}"
