"""The words of the set notation, from `rules/notation.yaml` and `rules/techniques.yaml`.

A phrase carries tags; a tag may have a value ("third" is an ordinal, 3; "llp" a technique,
partials). Hyphens inside a phrase are optional, other signs (w/u, e/s) are literal.

    >>> vocabulary.phrases.at(["to", "failure"], 0)
    (2, {'failure': None})
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.language.phrases import Phrases
from bot.language.text import HYPHEN, tokens

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
    "leading": "tech_lead",
}
#: Without a number, only phrases with one of these tell of training, or of when it was.
_TELLING = frozenset({"number", "amrap", "max_word", "did_train", "did_part", "same_again", "correction"}) | {
    "made_into",
    "days_ago",
    "weekday",
    "month",
}


@dataclass(frozen=True)
class Vocabulary:
    """The tags of every phrase, those that tell of training without a figure, each technique's class."""

    phrases: Phrases[Tags]
    telling: Phrases[Tags]
    technique_class: Mapping[str, str]


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The token texts of a phrase, hyphens left out."""
    return tuple(token.text for token in tokens(phrase) if token.text != HYPHEN)


def _spellings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase as listed, and with the short forms of "with" in front."""
    yield words
    if words[:1] == ("with",) and len(words) > 1:
        yield ("w", *words[1:])
        yield ("w", "/", *words[1:])


def build_vocabulary(documents: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary from plain rule documents by file stem (`notation`, `techniques`)."""
    found: dict[tuple[str, ...], dict[str, float | str | None]] = defaultdict(dict)
    techniques = documents["techniques"]
    for phrase, tag, value in (*_notation(documents["notation"]), *_techniques(techniques)):
        for words in _spellings(phrase_words(phrase)):
            found[words][tag] = value
    return Vocabulary(
        phrases=Phrases(found.items()),
        telling=Phrases((words, tags) for words, tags in found.items() if not _TELLING.isdisjoint(tags)),
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
