"""The smallest thing with a meaning to the set notation, and how to ask a row of them.

>>> Mark("kg", 3, 4, {"unit_kg": None}).has("unit_kg")
True
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.language.page import Mention
from bot.language.vocabulary import Tags

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
