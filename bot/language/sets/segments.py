"""One report to stretches of marks, one per exercise.

An exercise name opens a segment; what stands before the name belongs to it when the numbers there
would otherwise be without a name. Lines without a name go on with the exercise before. A line of
unknown words and sets names an exercise that nobody knows yet.

    >>> [segment.name.text for segment in segments(marks_of("bench 3x8 80 and then 3x12 flyes with 14s"))]
    ['bench', 'flyes']
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.language.sets.factors import single_at
from bot.language.sets.mark import Mark, has, is_number, names_of
from bot.language.sets.products import product_at, products_in, tells_reps
from bot.language.sets.units import Role

LONGEST_NEW_NAME = 5
FAR = 12
SHORTEST_LIST = 3
MOST_FILLERS = 2
_CUTS = (",", "and", "then", "plus", ";", "/", ".", "newline", "&", "!")


class Segment(NamedTuple):
    """The marks of one exercise; `name` is its mark, or unknown words stand in `words`."""

    marks: tuple[Mark, ...]
    name: Mark | None = None
    words: tuple[Mark, ...] = ()
    line: int = 0
    label: str = ""


def segments(marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """All segments of a report, in order; text in front of the first name has none."""
    found: list[Segment] = []
    for number, line in enumerate(_lines(marks)):
        for piece in _pieces(line, number):
            _add(found, piece)
    return tuple(found)


def _lines(marks: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    start = 0
    for at, mark in enumerate(marks):
        if "newline" in mark.names:
            if at > start:
                yield marks[start:at]
            start = at + 1
    if start < len(marks):
        yield marks[start:]


def _add(found: list[Segment], piece: Segment) -> None:
    """Append a piece; one without a name goes on with the exercise before, after a line end."""
    if piece.name is None and not piece.words and found:
        newline = Mark("\n", piece.marks[0].first, piece.marks[0].first, {"newline": None})
        before = found[-1]
        found[-1] = before._replace(marks=(*before.marks, newline, *piece.marks))
    else:
        found.append(piece)


def has_counts(marks: Sequence[Mark]) -> bool:
    """Whether a set group stands here: a product of two factors, or a number with reps, sets or a time."""
    return any(tells_reps(each) or each.factors[0].role is Role.SETS for each in products_in(marks))


def is_clearly_training(segment: Segment) -> bool:
    """Whether numbers without a name can only be sets: a product, or nothing but a list."""
    if any(mark.is_unknown or mark.has("plain") for mark in segment.marks) or _is_talk(segment.marks):
        return False
    for product in products_in(segment.marks):
        if len(product.factors) > 1 or len(product.factors[0].values) >= SHORTEST_LIST:
            return True
        if has(segment.marks, product.first - 2, "set") and has(segment.marks, product.first - 1, "of"):
            return _is_loaded(segment.marks)
    return False


def _is_talk(marks: Sequence[Mark]) -> bool:
    """`5x5 is a great program`: nothing but small words around numbers without a load."""
    if _is_loaded(marks) or any(mark.has("did") for mark in marks):
        return False
    return sum(mark.has("filler") and mark.number is None for mark in marks) > MOST_FILLERS


def _is_loaded(marks: Sequence[Mark]) -> bool:
    """`another set of 12 at 50`: a load by its unit, or by the sign before it at the end."""
    ends = len(marks) - 2 - has(marks, len(marks) - 1, ".", "!", "newline")
    return any(mark.has("unit_kg", "unit_lb", "@") for mark in marks) or (
        has(marks, ends, "at") and is_number(marks, ends + 1)
    )


def has_numbers(marks: Iterable[Mark]) -> bool:
    """Whether any number stands here."""
    return any(mark.number is not None for mark in marks)


def _pieces(line: Sequence[Mark], number: int) -> Iterator[Segment]:
    """The segments of one line."""
    said = names_of(line)
    if "tech" in said and any(mark.tags.get("tech") == "mechanical_dropset" for mark in line):
        yield _one_exercise(line)._replace(line=number)
        return
    names = [at for at, mark in enumerate(line) if mark.mention is not None and mark.is_exercise]
    names = _without_muscles(line, names)
    if not names:
        yield from (piece._replace(line=number) for piece in _unnamed(line))
        return
    cuts = [0, *[_cut(line, one, other) for one, other in pairwise(names)], len(line)]
    for name, start, end in zip(names, cuts, cuts[1:], strict=False):
        stretch = tuple(line[start:end])
        label = _label(stretch) if "label" in said else ""
        yield Segment(stretch, line[name], line=number, label=label)


def _label(stretch: Sequence[Mark]) -> str:
    """The label of a superset member; "" without one."""
    return next((str(mark.tags["label"]) for mark in stretch if "label" in mark.tags), "")


def _one_exercise(line: Sequence[Mark]) -> Segment:
    name = next((mark for mark in line if mark.mention is not None and mark.mention.kind == "exercise"), None)
    rest = tuple(mark if mark is name or mark.mention is None else mark.but(named=False) for mark in line)
    return Segment(rest, name)


def _without_muscles(line: Sequence[Mark], names: Sequence[int]) -> list[int]:
    """A muscle names an exercise only where no exercise is named."""
    proper = [at for at in names if (mention := line[at].mention) is not None and mention.kind == "exercise"]
    if not proper:
        return [at for at in names if has_numbers(line)]
    return [at for at in names if at in proper or is_number(line, at + 1)]


def _cut(line: Sequence[Mark], one: int, other: int) -> int:
    """Where the segment of the name at `other` begins, between two names."""
    separators = [
        at
        for at in range(one + 1, other)
        if line[at].has(*_CUTS) or _is_superset(line[at]) or _is_plus(line, at)
    ]
    last = next((at for at in reversed(separators) if not _inside_list(line, at)), None)
    labels = (at for at in range(other - 1, one, -1) if "label" in line[at].tags)
    label = next(labels, None)
    if label is not None:
        return label
    if last is None:
        return _cut_without_separator(line, one, other)
    prefix = line[last + 1 : other]
    if not has_numbers(prefix):
        return last + 1
    own = line[other + 1 : _own_end(line, other)]
    if has_counts(prefix) and has_counts(own) and not _starts_clean(line, one, last):
        return other
    return last + 1


def _own_end(line: Sequence[Mark], name: int) -> int:
    """Where what belongs to a name ends at the latest: at the last sign before the next name."""
    following = next((at for at in range(name + 1, len(line)) if line[at].is_exercise), None)
    if following is None:
        return len(line)
    signs = (
        at for at in range(following - 1, name, -1) if line[at].has(*_CUTS) and not _inside_list(line, at)
    )
    return next(signs, following)


def _starts_clean(line: Sequence[Mark], one: int, last: int) -> bool:
    """Whether the part before the separator has its own counts."""
    return has_counts(line[one + 1 : last]) and not line[last].has(",", "/")


def _cut_without_separator(line: Sequence[Mark], one: int, other: int) -> int:
    """Numbers between two names belong to the first, unless the first had its numbers in front."""
    before = line[max(0, one - FAR) : one]
    after = line[other + 1 : other + FAR]
    if has_counts(before) and has_numbers(line[one + 1 : other]) and not has_counts(after):
        return one + 1
    return other


def _is_plus(line: Sequence[Mark], at: int) -> bool:
    return line[at].text == "+" and not is_number(line, at + 1)


def _is_superset(mark: Mark) -> bool:
    return mark.tags.get("tech") == "superset" or mark.tags.get("tech_short") == "superset"


def _inside_list(line: Sequence[Mark], at: int) -> bool:
    """A slash or comma between two numbers joins a list, unless a product follows."""
    if not (is_number(line, at - 1) and is_number(line, at + 1)):
        return False
    product = product_at(line, at + 1)
    if line[at].text == "/" or product is None:
        return True
    before = single_at(line, at - 1)
    load_only = (
        product.factors[0].role is Role.LOAD and before is not None and before[0].role is not Role.LOAD
    )
    return len(product.factors) == 1 and product.factors[0].role is not Role.SETS and not load_only


def _unnamed(line: Sequence[Mark]) -> Iterator[Segment]:
    """A line without a known name: unknown words in front of counts are a new name."""
    start = 0
    while has(line, start, "-", "*", "•", "·", ":", ".", "and", "then", "result", "did", "filler", ",") or (
        start < len(line) and line[start].has("days_ago", "weekday")
    ):
        start += 1
    end = start
    while end < len(line) and end - start < LONGEST_NEW_NAME and _may_name(line[end]):
        end += 1
    words = tuple(line[start:end])
    after = end
    while has(line, after, ":", "-", ","):
        after += 1
    new = any(word.is_unknown for word in words)
    if new and _begins_with_sets(line, after):
        yield Segment(tuple(line[end:]), None, words)
    else:
        yield from _trailing_name(line)


def _begins_with_sets(line: Sequence[Mark], at: int) -> bool:
    """Whether what stands here can only be sets: 3x12, 12/10/8, 3 sets; or a load before them."""
    product = product_at(line, at)
    if product is None:
        return False
    first = product.factors[0]
    if len(product.factors) > 1 or len(first.values) >= SHORTEST_LIST or first.role in (Role.SETS, Role.REPS):
        return True
    return first.role is Role.LOAD and has_counts(line[product.last :])


def _trailing_name(line: Sequence[Mark]) -> Iterator[Segment]:
    """`3x12 zottman things`: unknown words after the counts, when nothing stands before them."""
    product = product_at(line, 0) if line else None
    if product is not None and len(product.factors) > 1:
        end = product.last
        while end < len(line) and end - product.last < LONGEST_NEW_NAME and _may_name(line[end]):
            end += 1
        words = tuple(line[product.last : end])
        if words and words[0].is_unknown:
            yield Segment((*line[: product.last], *line[end:]), None, words)
            return
    yield Segment(tuple(line))


def _may_name(mark: Mark) -> bool:
    """Unknown words name an exercise; a few plain words may stand among them."""
    if mark.number is not None or not mark.text[:1].isalpha():
        return False
    return (
        mark.is_unknown
        or (set(mark.tags) <= {"filler", "left", "right", "plain"})
        or mark.mention is not None
    )
