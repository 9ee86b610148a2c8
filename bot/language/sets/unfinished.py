"""Training that is told without sets: worth one question.

>>> unfinished(marks_of("did legs today")).about
AskAbout.SETS
"""

from collections.abc import Sequence

from bot.domain.reading import Ask, AskAbout
from bot.language.sets.mark import Mark

REACH = 4
_CLOSING = frozenset({",", ".", ";", "!", "?", "and", "but"})
#: Behind the muscle these tell how it feels: "legs destroyed"; in front, that it was trained.
_WRECKS = frozenset({"destroyed", "smashed", "hammered", "crushed", "blasted"})
#: What a part told without its sets stands behind, when it does not open the message.
_BEFORE_PART = ("i", "we", "just", "also", "then", "and", "plus", "with", ",", ".", ";", "!", ":", "newline")


def unfinished(marks: Sequence[Mark]) -> Ask | None:
    """The question to ask back, or None when nothing was trained."""
    if any(mark.has("same_again") for mark in marks):
        return Ask(AskAbout.SETS)
    part = _part(marks)
    if part is not None:
        return Ask(AskAbout.SETS, part.text)
    for at, mark in enumerate(marks):
        if not mark.has("did_train") or _is_told_of_others(marks, at):
            continue
        if mark.text in _WRECKS and _is_felt(marks, at):
            continue
        window = [*marks[max(0, at - REACH) : at], *marks[at + 1 : at + 1 + REACH]]
        named = [each for each in window if each.mention is not None or each.has("tech")]
        if named and not any(each.has("negation", "sore", "weekday") for each in window):
            return Ask(AskAbout.SETS, named[0].text)
    return None


def _is_felt(marks: Sequence[Mark], at: int) -> bool:
    """Whether something named stands before the word in its clause: "quads are destroyed, calves fresh"."""
    for mark in reversed(marks[:at]):
        if mark.text in _CLOSING:
            return False
        if mark.mention is not None:
            return True
    return False


def _part(marks: Sequence[Mark]) -> Mark | None:
    """What is named beside a technique told without sets: the bench of "a few forced reps on bench"."""
    for at, mark in enumerate(marks):
        opens = not at or marks[at - 1].has(*_BEFORE_PART) or marks[at - 1].is_exercise
        if not mark.has("did_part") or not opens or _is_told_of_others(marks, at):
            continue
        window = marks[at + 1 : at + 1 + REACH]
        told = any(each.has("tech", "tech_short") for each in window)
        named = next((each for each in marks[at + 1 :] if each.mention is not None), None)
        beside = (*marks[max(0, at - REACH) : at], *window)
        if told and named and not any(each.has("negation", "aimed", "plan") for each in beside):
            return named
    return None


def _is_told_of_others(marks: Sequence[Mark], at: int) -> bool:
    """Whether somebody else did it: "dude next to me did 20 forced reps"; company does not count."""
    return any(
        mark.has("third_person") and (not place or marks[place - 1].text not in ("with", "w", "and"))
        for place, mark in enumerate(marks[:at])
    )
