r"""The shape of everything that is said: lines of text, buttons, and what it is about.

>>> within_limit(must("Calves: not yet."), may("A long aside ..."))
'Calves: not yet.\nA long aside ...'
"""

from dataclasses import dataclass, field

from bot.domain.owed import About, Button
from bot.domain.ruling import Verdict

#: Longer answers are not read on a phone between sets; the rest is behind /why.
LIMIT = 500

Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One coach message before it is addressed; the first line is the headline.

    `document` is the kind of file that goes with it: `json` or `csv`.
    """

    text: str
    buttons: Buttons = ()
    verdict: Verdict | None = None
    about: About = field(default_factory=About)
    document: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a reply; one that is not `needed` goes first when space is short."""

    text: str
    needed: bool


def must(text: str) -> Line:
    """A line that stays; only if such lines alone exceed the limit is their end cut off."""
    return Line(text, needed=True)


def may(text: str) -> Line:
    """A line that is left out when space is short, the last one first."""
    return Line(text, needed=False)


def within_limit(*lines: Line, limit: int = LIMIT) -> str:
    """The lines as one text of at most `limit` characters; empty lines are dropped."""
    kept = [line for line in lines if line.text]
    while len("\n".join(line.text for line in kept)) > limit and any(not line.needed for line in kept):
        last = max(number for number, line in enumerate(kept) if not line.needed)
        del kept[last]
    text = "\n".join(line.text for line in kept)
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"


def row(*buttons: tuple[str, str]) -> tuple[Button, ...]:
    """One row of buttons from pairs of label and action."""
    return tuple(Button(label, f"v1:{action}") for label, action in buttons)
