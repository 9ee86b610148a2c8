"""Phrase templates: how a coach writes down what lifters say, and how a sentence is held against it.

    when (can|could) i .. @train {part} [again]

A word stands for itself, (a|b) for one of several, [a] may be missing, `..` for up to six other words
(`...` for up to fifteen), @name for a word class, {exercise} {muscle} {part} {technique} for something
named, {n} for a number, `?` for a question mark. ^ is the start of a clause, $ its end. A template
that begins with & wants its elements in any order, and none of the words behind a !:

    & @pause @more !@day

    >>> compile_template("when can i .. {part}").match(sentence)
    (0, 5)
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SHORT_GAP = 6
LONG_GAP = 15
_PART = re.compile(r"\.\.\.?|\^|\$|&|!?\([^)]*\)|!@?\w+|\?|\([^)]*\)|\[[^\]]*\]|\{\w+\}|@\w+|[^\s()\[\]|]+")


class TemplateError(ValueError):
    """A template that cannot be read; the message says where."""


class Step(NamedTuple):
    """One element: any of `labels`, after at most `gap` other words; an `optional` one may be missing."""

    labels: frozenset[str]
    gap: int = 0
    optional: bool = False


class Sentence(NamedTuple):
    """Words with labels: `edges[p]` maps a label at place p to the places where it may end.

    `places` are the words at which each label stands, from the left. `starts` and `ends` are the places
    where a clause may begin and end; `barriers` are techniques, which no gap skips; `soft` are words that
    every template may pass over ("even", "just"). `possible` are the patterns, by group, whose elements all
    occur.
    """

    edges: Sequence[Mapping[str, tuple[int, ...]]]
    places: Mapping[str, Sequence[int]]
    labels: frozenset[str]
    starts: frozenset[int]
    ends: frozenset[int]
    barriers: Collection[int]
    soft: Collection[int]
    possible: "Mapping[str, Sequence[Pattern]]"

    def reach(self, place: int, gap: int) -> int:
        """The last place that a gap reaches; a technique is not skipped."""
        end = place + gap
        if not self.barriers:
            return end
        return min((barrier for barrier in self.barriers if place <= barrier < end), default=end)


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template."""

    source: str
    steps: tuple[Step, ...]
    needed: tuple[frozenset[str], ...]
    at_start: bool
    at_end: bool

    def match(self, sentence: Sentence) -> tuple[int, int] | None:
        """The leftmost place where the template holds, as (start, end) in words."""
        return next(self.matches(sentence), None)

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Every place where the template holds, from the left."""
        first = self.steps[0]
        if self.at_start:
            starts: Iterable[int] = sorted(sentence.starts)
        elif first.optional:
            starts = range(len(sentence.edges))
        else:
            starts = _places(sentence, first)
        for start in starts:
            end = self._from(sentence, 0, start)
            if end is not None:
                yield start, end

    def _from(self, sentence: Sentence, number: int, place: int) -> int | None:
        """Where the template ends when step `number` begins at `place` (or after its gap)."""
        if number == len(self.steps):
            return place if not self.at_end or place in sentence.ends else None
        labels, gap, optional = step = self.steps[number]
        edges = sentence.edges
        if gap:
            within: Sequence[int] = _places(sentence, step, place, sentence.reach(place, gap))
        else:
            within = (place,) if place < len(edges) else ()
        for at in within:
            row = edges[at]
            for label in labels.intersection(row):
                for end in row[label]:
                    found = self._from(sentence, number + 1, end)
                    if found is not None:
                        return found
        without = self._from(sentence, number + 1, place) if optional else None
        if without is None and number and place in sentence.soft:
            return self._from(sentence, number, place + 1)
        return without


@dataclass(frozen=True, slots=True)
class Together:
    """A compiled template whose elements may stand in any order; one named twice wants two places."""

    source: str
    steps: tuple[Step, ...]
    needed: tuple[frozenset[str], ...]
    unwanted: frozenset[str]

    def match(self, sentence: Sentence) -> tuple[int, int] | None:
        """The stretch from the first element to the last."""
        return next(self.matches(sentence), None)

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """That stretch, if all elements are there and nothing unwanted is."""
        labels = sentence.labels
        if any(needed.isdisjoint(labels) for needed in self.needed) or not self.unwanted.isdisjoint(labels):
            return
        stands = [
            sorted({at for label in needed & labels for at in sentence.places[label]})
            for needed in self.needed
        ]
        found: list[int] = []
        for places in sorted(stands, key=len):  # who has the fewest places chooses first
            place = next((at for at in places if at not in found), None)
            if place is None:
                return
            found.append(place)
        yield min(found), max(found) + 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """One template with what it means: an intent (or profile field, sign, label ...) and a value."""

    number: int
    group: str
    intent: str
    value: object
    take: str
    template: Template | Together


def _places(sentence: Sentence, step: Step, first: int = 0, last: int | None = None) -> Sequence[int]:
    """Where a step may stand between two places, from the left."""
    stands = [sentence.places[label] for label in step.labels & sentence.labels]
    found = stands[0] if len(stands) == 1 else sorted({at for places in stands for at in places})
    if last is None:
        return found
    return found[bisect_left(found, first) : bisect_right(found, last)]


def compile_template(source: str) -> Template | Together:
    """Read a template.

    Raises:
        TemplateError: a bracket is not closed, or there is nothing to look for.
    """
    parts = _PART.findall(source)
    if source.count("(") != source.count(")") or source.count("[") != source.count("]"):
        raise TemplateError(f"unbalanced brackets in {source!r}")
    if parts[:1] == ["&"]:
        wanted = tuple(Step(frozenset(_labels(part))) for part in parts[1:] if part[0] != "!")
        unwanted = frozenset(label for part in parts if part[0] == "!" for label in _labels(part[1:]))
        return Together(source, wanted, tuple(step.labels for step in wanted), unwanted)
    steps: list[Step] = []
    gap = 0
    for part in parts:
        if part in ("..", "..."):
            gap = SHORT_GAP if part == ".." else LONG_GAP
        elif part not in ("^", "$"):
            steps.append(Step(frozenset(_labels(part)), gap, part.startswith("[")))
            gap = 0
    if not steps or all(step.optional for step in steps):
        raise TemplateError(f"nothing to look for in {source!r}")
    return Template(
        source,
        tuple(steps),
        tuple(step.labels for step in steps if not step.optional),
        parts[0] == "^",
        parts[-1] == "$",
    )


def _labels(part: str) -> Iterator[str]:
    inner = part[1:-1] if part[0] in "([" else part
    for choice in inner.split("|"):
        label = " ".join(choice.replace("-", " ").replace("'", "").split())
        yield label


def phrases_of(templates: Iterable[Template | Together]) -> Iterator[str]:
    """The labels of several words that templates use: a sentence must know them."""
    for template in templates:
        for step in template.steps:
            yield from (label for label in step.labels if " " in label)


def words_of(templates: Iterable[Template | Together]) -> Iterator[str]:
    """Every plain word that templates use: the vocabulary for mending slips."""
    for template in templates:
        for step in template.steps:
            for label in step.labels:
                if label[0] not in "@{?":
                    yield from label.split()
