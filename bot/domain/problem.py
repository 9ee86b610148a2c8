"""Something that could not be understood, as a value with its place; never raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A stretch of a lifter's text (`start` to `end`, in characters) that has no meaning, with a stable code."""

    code: str
    text: str
    start: int
    end: int
