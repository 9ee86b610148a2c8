"""The words of the set notation, from `rules/notation.yaml` and `rules/techniques.yaml`.

A phrase carries tags; a tag may have a value ("third" is an ordinal, 3; "llp" a technique,
partials). Hyphens inside a phrase are optional, other signs (w/u, e/s) are literal.

    >>> vocabulary.longest(["to", "failure"], 0)
    (2, {'failure': None})
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from bot.language.text import tokens

#: Tags of a phrase, with the value a tag carries (an ordinal, a number, a technique).
Tags: TypeAlias = Mapping[str, float | str | None]

_VALUED = {
    "numbers": "number",
    "ordinals": "ordinal",
    "months": "month",
    "weekdays": "weekday",
    "days_ago": "days_ago",
    "each_reps": "each_reps",
}
_TECHNIQUE_FORMS = {
    "words": "tech",
    "short": "tech_short",
    "described": "tech_told",
    "counted": "tech_counted",
}


@dataclass(frozen=True)
class Vocabulary:
    """Phrases by first word, longest first; and the class of each technique."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Tags], ...]]
    technique_class: Mapping[str, str]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every single word of every phrase."""
        entries = (entry for found in self.phrases.values() for entry in found)
        return frozenset(word for phrase, _ in entries for word in phrase)

    def longest(self, texts: Sequence[str], start: int) -> tuple[int, Tags] | None:
        """The longest phrase at `start`: its length and its tags."""
        for phrase, tags in self.phrases.get(texts[start], ()):
            if len(phrase) == 1 or tuple(texts[start : start + len(phrase)]) == phrase:
                return len(phrase), tags
        return None


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The token texts of a phrase, hyphens left out."""
    return tuple(token.text for token in tokens(phrase) if token.text != "-")


def build_vocabulary(documents: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary from plain rule documents by file stem (`notation`, `techniques`)."""
    found: dict[tuple[str, ...], dict[str, float | str | None]] = defaultdict(dict)
    techniques = documents["techniques"]
    for phrase, tag, value in (*_notation(documents["notation"]), *_techniques(techniques)):
        found[phrase_words(phrase)][tag] = value
    table: dict[str, list[tuple[tuple[str, ...], Tags]]] = defaultdict(list)
    for words, tags in found.items():
        if words:
            table[words[0]].append((words, tags))
    return Vocabulary(
        phrases={
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
            for first, entries in table.items()
        },
        technique_class={name: str(entry["class"]) for name, entry in techniques["techniques"].items()},
    )


def _notation(document: Mapping[str, Any]) -> Iterator[tuple[str, str, float | str | None]]:
    for section, tag in _VALUED.items():
        for phrase, value in document[section].items():
            yield str(phrase), tag, value
    for tag, phrases in document["words"].items():
        for phrase in phrases:
            yield str(phrase), tag, None


def _techniques(document: Mapping[str, Any]) -> Iterator[tuple[str, str, float | str | None]]:
    for name, entry in document["techniques"].items():
        for form, tag in _TECHNIQUE_FORMS.items():
            for phrase in entry.get(form, ()):
                yield str(phrase), tag, name
    for phrase in document["not_a_technique"]:
        yield str(phrase), "blocked", None
