"""Tokens to marks: the smallest things with a meaning to the set notation.

A mark is a number, a tagged phrase, an exercise, a sign, a line end or an unknown word. Exercise
names come from the page; everything else from the vocabulary, longest phrase first.

    >>> [mark.text for mark in marks(page, vocabulary)]
    ['calf raise', '3', 'x', '12', '+', 'partials']
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.language.page import Mention, Page
from bot.language.text import Shape, Token
from bot.language.vocabulary import Tags, Vocabulary

NEWLINE = "\n"
#: A comma between digits is a decimal point before these, when a unit or nothing list-like follows.
_DECIMALS = frozenset({"5", "25", "75", "50"})
_LIST_SIGNS = frozenset({",", "/", "-"})
_SURELY_A_LOAD = 20
#: What a number word may count.
_COUNTED = (
    "sets",
    "reps",
    "times",
    "of",
    "seconds",
    "minutes",
    "unit_kg",
    "unit_lb",
    "tech",
    "tech_short",
    "rir",
    "short_of",
    "plates",
    "metres",
    ",",
    "and",
    "more",
    "extra",
)


#: Words that are also the name of a tag which carries a value: "6 month" is no month.
_TAG_NAMES = frozenset(
    {
        "month",
        "number",
        "ordinal",
        "weekday",
        "each_reps",
        "exercise",
        "muscle",
        "label",
        "link",
        "newline",
        "tech",
    }
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: folded text, token range (`last` exclusive), tags, whether white space stands before it."""

    text: str
    first: int
    last: int
    tags: Tags = field(default_factory=dict)
    spaced: bool = True
    mention: Mention | None = None
    inner: tuple["Mark", ...] = ()
    names: frozenset[str] = field(init=False, repr=False, compare=False)
    number: float | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep what is asked for most, ready: all tags with the text, and the value of a number."""
        value = self.tags.get("number")
        text = () if self.text in _TAG_NAMES else (self.text,)
        object.__setattr__(self, "names", frozenset((*self.tags, *text)))
        object.__setattr__(self, "number", value if isinstance(value, float | int) else None)

    def has(self, *tags: str) -> bool:
        """Whether any of the tags is on this mark, or the mark is that sign."""
        return not self.names.isdisjoint(tags)

    @property
    def is_exercise(self) -> bool:
        """Whether an exercise (or a muscle used as one) is named here."""
        return self.mention is not None and (
            self.mention.kind == "exercise" or bool(self.mention.exercise or self.mention.candidates)
        )

    @property
    def is_unknown(self) -> bool:
        """Whether this is a word that nothing knows."""
        return not self.tags and self.mention is None and self.text[:1].isalpha()


def marks(page: Page, vocabulary: Vocabulary) -> tuple[Mark, ...]:
    """All marks of a page, in order."""
    tokens = page.tokens
    mended = {
        word.token: word.text
        for word in page.words
        if word.mended and tokens[word.token].text not in vocabulary.words
    }
    texts = [mended.get(at, token.text) for at, token in enumerate(tokens)]
    named = {m.first: m for m in page.mentions if _is_name(m, tokens)}
    found: list[Mark] = []
    at = 0
    while at < len(tokens):
        mark = _mark_at(tokens, texts, at, named, vocabulary)
        found.append(mark)
        at = mark.last
    commas = tuple(_with_decimal_commas(found))
    return tuple(_with_techniques_after_numbers(_with_plain_words(commas), vocabulary))


def _is_name(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a mention names something to train; a name does not run over a line end."""
    stretch = tokens[mention.first : mention.last]
    return mention.kind in ("exercise", "muscle") and all(t.shape is not Shape.NEWLINE for t in stretch)


def _mark_at(
    tokens: Sequence[Token],
    texts: Sequence[str],
    at: int,
    named: Mapping[int, Mention],
    vocabulary: Vocabulary,
) -> Mark:
    token, mention = tokens[at], named.get(at)
    if token.shape is Shape.NEWLINE:
        return Mark(NEWLINE, at, at + 1, {"newline": None})
    window, ends = _window(tokens, texts, at)
    phrase = vocabulary.longest(window, 0)
    last = ends[phrase[0] - 1] if phrase else at + 1
    later = next((named[place] for place in range(at + 1, last) if place in named), None)
    if later is not None and last < later.last:
        # "1a leg ext": the phrase "a leg" must not eat into the name
        phrase = vocabulary.longest([t for t, end in zip(window, ends, strict=True) if end <= later.first], 0)
        last = ends[phrase[0] - 1] if phrase else at + 1
    if mention is not None and (phrase is None or last <= mention.last):
        inner = _inner(tokens, texts, mention, vocabulary)
        name = " ".join(texts[mention.first : mention.last])
        return Mark(name, at, mention.last, {mention.kind: mention.meaning}, token.spaced, mention, inner)
    if phrase is not None and (token.shape is not Shape.NUMBER or phrase[0] > 1):
        return Mark(" ".join(window[: phrase[0]]), at, last, phrase[1], token.spaced)
    if token.shape is Shape.NUMBER:
        return Mark(token.text, at, at + 1, {"number": _value(token.text)}, token.spaced)
    return Mark(texts[at], at, at + 1, {}, token.spaced)


def _value(text: str) -> float:
    """A number; absurdly long digit strings are cut, they are never a load."""
    return float(text[:12])


def _window(tokens: Sequence[Token], texts: Sequence[str], at: int) -> tuple[list[str], list[int]]:
    """Up to nine texts from `at`, hyphens between words left out, and the token end of each."""
    window: list[str] = []
    ends: list[int] = []
    for place in range(at, min(len(tokens), at + 14)):
        if tokens[place].shape is Shape.NEWLINE or len(window) > 8:  # noqa: PLR2004
            break
        hyphen = texts[place] == "-" and not tokens[place].spaced and place > at
        if hyphen and tokens[place - 1].shape is Shape.WORD:
            continue
        window.append(texts[place])
        ends.append(place + 1)
    return window, ends


def _inner(
    tokens: Sequence[Token], texts: Sequence[str], mention: Mention, vocabulary: Vocabulary
) -> tuple[Mark, ...]:
    """The tagged words inside a name: "negative pull-ups" is a pull-up and a technique."""
    found: list[Mark] = []
    at = mention.first
    while at < mention.last:
        window, ends = _window(tokens[: mention.last], texts, at)
        phrase = vocabulary.longest(window, 0)
        if phrase is not None and ends[phrase[0] - 1] <= mention.last:
            last = ends[phrase[0] - 1]
            found.append(Mark(" ".join(window[: phrase[0]]), at, last, phrase[1]))
            at = last
        else:
            at += 1
    return tuple(found)


def _with_decimal_commas(found: Sequence[Mark]) -> Iterable[Mark]:
    """Join `62` `,` `5` before a unit, or where no list can be meant."""
    at = 0
    while at < len(found):
        if _is_decimal_comma(found, at):
            left, right = found[at], found[at + 2]
            value = float(f"{left.text}.{right.text}")
            text = f"{left.text}.{right.text}"
            yield Mark(text, left.first, right.last, {"number": value}, left.spaced)
            at += 3
        else:
            yield found[at]
            at += 1


def _with_plain_words(found: Sequence[Mark]) -> Iterable[Mark]:
    """`one` is a number only next to what it counts: "one set", not "the last one"."""
    for at, mark in enumerate(found):
        if mark.number is None or not mark.text[:1].isalpha():
            yield mark
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        before = found[at - 1] if at else None
        counts = after is not None and after.has(*_COUNTED)
        counted = before is not None and before.has("of", "times", "last", "for", "by")
        yield mark if counts or counted else replace(mark, tags={**mark.tags, "number": None})


def _with_techniques_after_numbers(found: Iterable[Mark], vocabulary: Vocabulary) -> Iterable[Mark]:
    """`lp` is a leg press, but after another exercise and its numbers lengthened partials."""
    named = counted = False
    for mark in found:
        if mark.has("newline"):
            named = counted = False
        short = vocabulary.longest([mark.text], 0) if mark.mention is not None else None
        if short is not None and "tech_short" in short[1] and named and counted:
            yield replace(mark, tags=short[1], mention=None, inner=())
            continue
        named = named or mark.is_exercise
        counted = counted or mark.number is not None
        yield mark


def _is_decimal_comma(found: Sequence[Mark], at: int) -> bool:
    if at + 2 >= len(found) or found[at + 1].text != ",":
        return False
    left, comma, right = found[at : at + 3]
    if left.number is None or "." in left.text or right.text not in _DECIMALS:
        return False
    if comma.spaced or right.spaced:
        return False
    after = found[at + 3] if at + 3 < len(found) else None
    before = found[at - 1] if at else None
    if before is not None and before.text in _LIST_SIGNS and not left.spaced:
        return False
    if after is not None and after.has("unit_kg", "unit_lb"):
        return True
    listed = after is not None and after.text in _LIST_SIGNS
    factor = before is not None and before.has("times")
    return left.number > _SURELY_A_LOAD and not listed and not factor


def mark_at(marks: Sequence[Mark], at: int) -> Mark | None:
    """The mark at a place, or None past the end."""
    return marks[at] if 0 <= at < len(marks) else None


def has(marks: Sequence[Mark], at: int, *tags: str) -> bool:
    """Whether there is a mark at `at` with any of the tags."""
    return 0 <= at < len(marks) and marks[at].has(*tags)


def is_number(marks: Sequence[Mark], at: int) -> bool:
    """Whether a number stands at `at`."""
    return 0 <= at < len(marks) and marks[at].number is not None
