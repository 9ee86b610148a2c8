"""What is wrong in a rule file, as values with a place, and the exception that carries them.

>>> Finding("cautions.yaml", 9, 7, 'unknown key "experiance". Did you mean "experience"?').as_line
'cautions.yaml:9:7: unknown key "experiance". Did you mean "experience"?'
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the rules from loading; a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or doubt at a place (line and column count from 1), with the source line for showing it."""

    file: str
    line: int
    column: int
    message: str
    severity: Severity = Severity.ERROR
    source_line: str = ""

    @property
    def as_line(self) -> str:
        """The finding in one line."""
        word = "" if self.severity is Severity.ERROR else "warning: "
        return f"{self.file}:{self.line}:{self.column}: {word}{self.message}"


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one folder, by file and line."""

    items: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops the rules from loading."""
        return tuple(each for each in self.items if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is only told."""
        return tuple(each for each in self.items if each.severity is Severity.WARNING)


def in_order(findings: Iterable[Finding]) -> Findings:
    """The findings sorted for reading; the same words at the same place are told once."""
    unique = dict.fromkeys(findings)
    return Findings(tuple(sorted(unique, key=lambda each: (each.file, each.line, each.column))))


class BrokenRules(Exception):  # noqa: N818 - it names what the folder has, not a failure of the program
    """Rule files cannot be used; `problems` says why, each with its place."""

    def __init__(self, problems: tuple[Finding, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(each.as_line for each in problems))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` probably means, or None."""
    by_folded = {each.lower(): each for each in known}
    found = get_close_matches(word.lower().replace(" ", "_").replace("-", "_"), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "x"?`, or the list of what is known when nothing is near."""
    words = tuple(known)
    near = nearest(word, words)
    return f'Did you mean "{near}"?' if near else f"Known here: {', '.join(words)}."
