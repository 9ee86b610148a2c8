"""Something that could not be understood, as a value with its place; never raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Characters `start` to `end` of a text that have no meaning, with a stable code."""

    code: str
    text: str
    start: int
    end: int
