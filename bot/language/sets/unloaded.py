"""A message without the number that has to be asked about: the answer takes its place.

>>> unloaded(page, segment.marks)  # "bench 2 plates a side 3x8", SLOT standing for a place
'bench SLOT 3x8'
"""

from collections.abc import Sequence

from bot.domain.reading import SLOT
from bot.language.page import Page
from bot.language.sets.mark import Mark
from bot.language.text import Shape, number_in

_ON_A_LOAD = ("plates", "per_side", "unit_kg", "unit_lb")
_UNCLEAR = ("plates", "per_side")


def without_slip(page: Page, number: float) -> str:
    """The text with a slot for a number that cannot be; "" where it is not written like that."""
    for token in page.tokens:
        if token.shape is Shape.NUMBER and number_in(token.text) == abs(number):
            return f"{page.raw[: token.start]}{SLOT}{page.raw[token.end :]}"
    return ""


def unloaded(page: Page, marks: Sequence[Mark]) -> str:
    """The text with a slot for the first load in plates or for one side; "" where there is none."""
    for at, mark in enumerate(marks):
        if mark.number is None:
            continue
        end = at + 1
        while end < len(marks) and marks[end].has(*_ON_A_LOAD):
            end += 1
        if any(each.has(*_UNCLEAR) for each in marks[at + 1 : end]):
            first, last = page.tokens[mark.first], page.tokens[marks[end - 1].last - 1]
            return f"{page.raw[: first.start]}{SLOT}{page.raw[last.end :]}"
    return ""
