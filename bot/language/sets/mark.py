"""The smallest thing with a meaning to the set notation, and how to ask a row of them.

>>> Mark("kg", 3, 4, {"unit_kg": None}).has("unit_kg")
True
"""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple, Self

from bot.language.page import Mention
from bot.language.vocabulary import Tags

_FIGURE = (float, int)
_NO_TAGS: Tags = MappingProxyType({})
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


class _Fields(NamedTuple):
    """What a mark is made of."""

    text: str
    first: int
    last: int
    tags: Tags
    spaced: bool
    mention: Mention | None
    inner: tuple["Mark", ...]
    names: frozenset[str]
    number: float | None


class Mark(_Fields):
    """One mark: folded text, token range (`last` exclusive), tags, whether white space stands before it.

    What is asked for most is kept ready: `names`, all tags with the text, and the value of a `number`.
    """

    __slots__ = ()

    def __new__(
        cls,
        text: str,
        first: int,
        last: int,
        tags: Tags = _NO_TAGS,
        spaced: bool = True,  # noqa: FBT001, FBT002
        *,
        mention: Mention | None = None,
        inner: tuple["Mark", ...] = (),
    ) -> Self:
        """Make a mark; what is kept ready is worked out here."""
        value = tags.get("number")
        names = frozenset(tags) if text in _TAG_NAMES else frozenset((*tags, text))
        number = value if isinstance(value, _FIGURE) else None
        return tuple.__new__(cls, (text, first, last, tags, spaced, mention, inner, names, number))

    def but(self, *, tags: Tags | None = None, spaced: bool | None = None, named: bool = True) -> "Mark":
        """The same mark with other tags, with or without white space before it, or naming nothing."""
        return Mark(
            self.text,
            self.first,
            self.last,
            self.tags if tags is None else tags,
            self.spaced if spaced is None else spaced,
            mention=self.mention if named else None,
            inner=self.inner if named else (),
        )

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


def names_of(marks: Iterable[Mark]) -> frozenset[str]:
    """All tags and texts of some marks: most of what is looked for is in none of them."""
    return frozenset().union(*[mark.names for mark in marks])


def mark_at(marks: Sequence[Mark], at: int) -> Mark | None:
    """The mark at a place, or None past the end."""
    return marks[at] if 0 <= at < len(marks) else None


def has(marks: Sequence[Mark], at: int, *tags: str) -> bool:
    """Whether there is a mark at `at` with any of the tags."""
    return 0 <= at < len(marks) and not marks[at].names.isdisjoint(tags)


def is_number(marks: Sequence[Mark], at: int) -> bool:
    """Whether a number stands at `at`."""
    return 0 <= at < len(marks) and marks[at].number is not None
