"""Line labels: `A1`, `1B`, `W1:`, `2)`, `A.`; list labels go, superset and warm-up labels stay as marks.

>>> [mark.text for mark in labelled(marks, names_of(marks))]  # "A1 bench 3x10 70"
['a1', 'bench', '3', 'x', '10', '70']
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number

_SUPERSET_LETTERS = frozenset("abcdefgh")
_LAST_LABEL = 20
#: No label is without one of these letters, no numbering of lines without one of these signs.
_LETTERS = _SUPERSET_LETTERS | {"s", "d", "w"}
_BULLETS = frozenset({"-", "*", "•", "·", "+"})
_SIGNS = _BULLETS | {".", ")", ":"}
_BEFORE_LABEL = ("newline", "/", ",", ";", "|", "+", "and", ".", "then")


def labelled(marks: Sequence[Mark], said: frozenset[str]) -> tuple[Mark, ...]:
    """The marks with line labels made one mark, list numbering left out; `said` is everything in them."""
    lettered = not said.isdisjoint(_LETTERS)
    if not lettered and said.isdisjoint(_SIGNS):
        return tuple(marks)
    kept: list[Mark] = []
    after = 0
    for at, mark in enumerate(marks):
        if at < after:
            continue
        end = _label(marks, at, kept) if lettered and _is_glued_letter(marks, at) else None
        if end is None and (at == 0 or "newline" in marks[at - 1].names):
            end = _numbering(marks, at)
        if end is None:
            kept.append(mark)
        after = end or 0
    return tuple(kept)


def _is_glued_letter(marks: Sequence[Mark], at: int) -> bool:
    """Whether two marks that touch, one of them a letter of labels, stand apart from what is before."""
    if at + 1 == len(marks) or marks[at + 1].spaced:
        return False
    return (marks[at].text in _LETTERS or marks[at + 1].text in _LETTERS) and _is_apart(marks, at)


def _is_apart(marks: Sequence[Mark], at: int) -> bool:
    """Whether a mark does not touch the one before."""
    return at == 0 or marks[at].spaced or marks[at - 1].has(*_BEFORE_LABEL)


def _opens_line(marks: Sequence[Mark], at: int) -> bool:
    return at == 0 or "newline" in marks[at - 1].names


def _numbering(marks: Sequence[Mark], at: int) -> int | None:
    """`1.`, `2)`, `A.`, and bullets at the start of a line."""
    mark = marks[at]
    if mark.text in _BULLETS and not is_number(marks, at + 1):
        return at + 1
    short = (len(mark.text) == 1 and mark.text.isalpha()) or (
        mark.number is not None and mark.number <= _LAST_LABEL
    )
    apart = not is_number(marks, at + 2) or marks[at + 2].spaced
    rows = mark.number is not None and has(marks, at + 1, ":") and is_number(marks, at + 2) and apart
    if short and (rows or has(marks, at + 1, ".", ")")) and not marks[at + 1].spaced and apart:
        return at + 2
    return None


def _is_row(marks: Sequence[Mark], letter: str) -> bool:
    """`s1 100x12 s2 100x10`: the same letter numbers several sets; two are enough to know."""
    numbered = (
        at
        for at in range(len(marks) - 1)
        if marks[at].text == letter and marks[at + 1].number is not None and not marks[at + 1].spaced
    )
    return next(numbered, None) is not None and next(numbered, None) is not None


def _counts_set(marks: Sequence[Mark], at: int) -> bool:
    """Whether a letter and its digit stand before a set: `s1: 100x12`."""
    return has(marks, at + 2, ":") or (is_number(marks, at + 2) and _is_row(marks, marks[at].text))


def _label(marks: Sequence[Mark], at: int, kept: list[Mark]) -> int | None:
    """A letter and a digit that touch, in front of a name or a colon."""
    one, other = marks[at], marks[at + 1]
    if one.text == "w" and other.text == ":" and _opens_line(marks, at):
        kept.append(Mark("w1", one.first, one.last, {"warmup": None}, one.spaced))
        return at + 2
    letter, digit = (one, other) if other.number is not None else (other, one)
    if digit.number is None or digit.number > _LAST_LABEL or len(letter.text) != 1:
        return None
    named = at + 2 < len(marks) and (marks[at + 2].is_exercise or marks[at + 2].has(":", ".", ")", "-"))
    worded = at + 2 < len(marks) and marks[at + 2].text[:1].isalpha() and marks[at + 2].spaced
    after = at + 3 if has(marks, at + 2, ":", ".", ")", "-") else at + 2
    if letter.text == "w" and letter is one and named:
        kept.append(Mark("w1", one.first, other.last, {"warmup": None}, one.spaced))
        return after
    if letter.text in "sd" and letter is one and one.spaced and _counts_set(marks, at):
        kept.append(
            Mark(
                "s1",
                one.first,
                other.last,
                {"set_label" if letter.text == "s" else "drop_label": None},
                one.spaced,
            )
        )
        return after
    if letter.text in _SUPERSET_LETTERS and (named or (worded and _opens_line(marks, at))):
        kept.append(Mark(one.text + other.text, one.first, other.last, {"label": one.text}, one.spaced))
        return after
    return None
