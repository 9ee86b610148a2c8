"""The phrase templates of the rule files, compiled, numbered and indexed.

In: questions.yaml and red-flags.yaml as plain data. Out: a `Grammar` whose `hits` gives the patterns of
a group that hold in a sentence, in the order of their numbers.

    >>> [hit.pattern.intent for hit in grammar.hits("questions", sentence)]
    ['ask_ready']
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from bot.language.phrases import Phrases
from bot.language.spelling import written_words
from bot.language.templates import Pattern, Sentence, compile_template, phrases_of, words_of

Document = Mapping[str, Any]
#: group, intent (or level, field, technique), value, take, template
Source: TypeAlias = tuple[str, str, object, str, str]
#: label -> patterns, each behind the next element that it needs, and the rest of them
Index: TypeAlias = Mapping[str, Sequence[tuple[frozenset[str], Sequence[frozenset[str]], Pattern]]]
#: Labels that occur in many messages: poor guides to a template.
COMMON = frozenset(
    {"@ask", "is", "are", "can", "should", "do", "the", "how", "what", "to", "my", "a", "in", "for"}
    | {"of", "it", "that", "or", "im", "on", "no", "not", "was", "were", "set", "sets", "when", "last", "me"}
    | {
        "you",
        "with",
        "ok",
        "good",
        "after",
        "@day",
        "@session",
        "@span",
        "@few_number",
        "@subject",
        "{clock}",
    }
    | {"{muscle}", "{body}", "{region}", "{joint}", "{sore_joint}", "@joint"}
)
#: Labels that nearly every report or nearly every question has: the poorest guides.
EVERYWHERE = frozenset(
    {"i", "{n}", "{part}", "{exercise}", "{technique}", "@sets_word", "@unit", "@unit_kg", "@unit_lb", "?"}
    | {"@ask_mark"}
)
#: One common label is as poor a guide as this many rare ones.
MANY = 40
#: The class of the phrases that ask for a verdict: "is that", "was it".
JUDGES = "@judges_it"


#: Classes of words that stand in any sentence: a slip of one alarms nobody.
_SMALL = ("@ask", "@subject", "@filler", "@be", "@day", "@my", "@long_ago")


class Hit(NamedTuple):
    """A pattern that holds, from word `start` to `end` (exclusive)."""

    pattern: Pattern
    start: int
    end: int


@dataclass(frozen=True)
class Grammar:
    """Word classes and patterns; `labels` finds class members and phrases in a row of words.

    `index` has every pattern under the labels of its rarest element: without one of them it never holds.
    `alarming` are the words of pain: no English word is ever taken for a slip of one; `judging` those with
    which a phrase begins that asks for a verdict ("is that").
    """

    labels: Phrases[tuple[str, ...]]
    index: Index
    vocabulary: frozenset[str]
    alarming: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()

    def hits(self, group: str, sentence: Sentence) -> Iterator[Hit]:
        """The patterns of a group that hold, lowest number first."""
        for pattern in sentence.possible.get(group, ()):
            span = pattern.template.match(sentence)
            if span is not None:
                yield Hit(pattern, *span)

    def all_hits(self, group: str, sentence: Sentence) -> Iterator[Hit]:
        """Every place where a pattern of a group holds: "no knee pain but elbow pain" is two."""
        for pattern in sentence.possible.get(group, ()):
            for span in pattern.template.matches(sentence):
                yield Hit(pattern, *span)

    @cached_property
    def _telling(self) -> frozenset[str]:
        return frozenset(self.index)

    def possible(self, labels: frozenset[str]) -> Mapping[str, Sequence[Pattern]]:
        """The patterns whose elements all occur among some labels, by group, lowest number first."""
        found: dict[int, Pattern] = {}
        for label in labels & self._telling:
            for other, rest, pattern in self.index[label]:
                if not labels.isdisjoint(other) and not any(map(labels.isdisjoint, rest)):
                    found[pattern.number] = pattern
        groups: dict[str, list[Pattern]] = {}
        for number in sorted(found):
            groups.setdefault(found[number].group, []).append(found[number])
        return groups


def build_grammar(questions: Document, flags: Document, floor: Document) -> Grammar:
    """Compile every template; the words of templates join the vocabulary."""
    patterns = tuple(_numbered(questions, flags, floor))
    classes = _classes(questions, flags)
    phrases: dict[str, set[str]] = defaultdict(set)
    for name, members in classes.items():
        for phrase in members:
            phrases[phrase].add(name)
    for phrase in phrases_of(pattern.template for pattern in patterns):
        phrases[phrase].add(phrase)
    words = {word for phrase in phrases for word in written_words(phrase)}
    words |= set(words_of(pattern.template for pattern in patterns))
    return Grammar(
        labels=Phrases((phrase, tuple(labels)) for phrase, labels in phrases.items()),
        index=_indexed(patterns),
        vocabulary=frozenset(words),
        alarming=frozenset(_alarming(patterns, classes, flags)),
        judging=frozenset(written_words(phrase)[0] for phrase in classes.get(JUDGES, ())),
    )


def _alarming(
    patterns: Iterable[Pattern], classes: Mapping[str, frozenset[str]], flags: Document
) -> Iterator[str]:
    """The words that make a pain template: those of pain alone, and of the classes that speak of it.

    Body parts and the small words that every sentence has stay out.
    """

    def said(group: str) -> frozenset[str]:
        return frozenset(words_of(pattern.template for pattern in patterns if pattern.group == group))

    def named(labels: Iterable[str]) -> frozenset[str]:
        return frozenset(word for label in labels for phrase in classes[label] for word in phrase.split())

    small = named(_SMALL) | named(["{region}"])
    yield from named(f"@{name}" for name in flags.get("words", ()) if name.endswith("_word")) - small
    yield from said("pain") - said("questions") - small


def _numbered(questions: Document, flags: Document, floor: Document) -> Iterator[Pattern]:
    harmless = (("harmless", "harmless", None, "", each) for each in flags.get("harmless", ()))
    sources = (*_pain(floor, flags.get("levels", {})), *harmless, *_intents(questions), *_told(questions))
    for number, (group, intent, value, take, template) in enumerate(sources, 1):
        yield Pattern(number, group, intent, value, take, compile_template(template))


def _pain(*documents: Document) -> Iterator[Source]:
    """Signs by level; the level stands where other groups have their intent."""
    for levels in documents:
        for level, entries in levels.items():
            for entry in entries:
                yield from (("pain", level, entry["sign"], "", each) for each in entry["says"])


def _intents(questions: Document) -> Iterator[Source]:
    for group in ("questions", "statements", "other", "profile", "answering", "whole"):
        for entry in questions.get(group, ()):
            intent = entry.get("intent") or entry.get("field", "other")
            for each in entry["says"]:
                yield group, intent, entry.get("value"), entry.get("take", ""), each


def _told(questions: Document) -> Iterator[Source]:
    for entry in questions.get("told", ()):
        yield from (("told", entry["technique"], None, "", each) for each in entry["says"])
    for entry in questions.get("meanings", ()):
        yield from (("meanings", f"@{entry['means']}", None, "", each) for each in entry["says"])
    yield from (("medical", "medical", None, "", each) for each in questions.get("medical", ()))


def _classes(questions: Document, flags: Document) -> dict[str, frozenset[str]]:
    """Class label -> phrases; a class may name another one."""
    raw: dict[str, Iterable[str]] = {
        f"@{name}": tuple(map(str, members))
        for document in (questions, flags)
        for name, members in document.get("words", {}).items()
    }
    raw["{zone}"] = tuple(str(place) for places in questions.get("zones", {}).values() for place in places)
    raw["{region}"] = tuple(word for words in flags.get("regions", {}).values() for word in words)
    raw["{body}"] = raw["{region}"]
    raw["{joint}"] = tuple(flags.get("joints", ()))
    raw["{sore_joint}"] = tuple(flags.get("sore_joints", ()))
    raw["@taken_back"] = tuple(flags.get("taken_back", ()))
    raw["@pain_gone"] = tuple(flags.get("gone", ()))
    raw["@figure"] = tuple(flags.get("but_not", ()))

    def members(name: str) -> Iterator[str]:
        for member in raw.get(name, ()):
            if member.startswith("@"):
                yield from members(member)
            elif words := written_words(member):
                yield " ".join(words)
            else:
                yield member

    return {name: frozenset(members(name)) for name in raw}


def _poverty(labels: frozenset[str]) -> int:
    """How poor a guide to a template an element with these labels is."""
    return MANY * (len(labels & COMMON) + MANY * len(labels & EVERYWHERE)) + len(labels)


def _indexed(patterns: Iterable[Pattern]) -> Index:
    """The patterns by the labels of their rarest element; the next one is itself where it is alone."""
    index: dict[str, list[tuple[frozenset[str], Sequence[frozenset[str]], Pattern]]] = defaultdict(list)
    for pattern in patterns:
        rarest, *others = sorted(pattern.template.needed, key=_poverty)
        for label in rarest:
            index[label].append((others[0] if others else rarest, others[1:], pattern))
    return dict(index)
