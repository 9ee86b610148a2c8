"""The vocabulary of the house, built from the plain rule documents and shared by every reader.

In: documents by file stem (`exercises`, `muscles`, `techniques`, `questions`, `red-flags`). Out: phrase tables that
find the longest phrase first, exercise names as keys, and one speller over all known words.

    >>> lexicon = build_lexicon(documents)
    >>> lexicon.set_right("drpset")
    'dropset'
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.training import Exercise, Measure, Mechanic
from bot.language.names import Names, build_names
from bot.language.phrases import Phrases
from bot.language.spelling import Speller

Document = Mapping[str, Any]
SHORTEST_TO_MEND = 4
BARE_ONE_LINER = 3


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases by what they name.

    `techniques` always name a technique, `gym_techniques` only in talk about lifting; `idioms` look like a name but
    are none. `plain` are everyday words, never taken for a misspelling. `chat` maps chat spellings to words.
    """

    names: Names
    muscles: Phrases[str]
    techniques: Phrases[str]
    gym_techniques: Phrases[str]
    idioms: Phrases[str]
    lifting: frozenset[str]
    plain: frozenset[str]
    chat: Mapping[str, str]
    everyday: frozenset[str]
    vocabulary: frozenset[str]

    @cached_property
    def _speller(self) -> Speller:
        weights = dict.fromkeys(self.vocabulary | self.techniques.vocabulary, 1)
        weights |= dict.fromkeys(self.muscles.vocabulary, 2)
        return Speller(self.names.speller.weights | weights)

    @cached_property
    def _known(self) -> frozenset[str]:
        tables = (self.muscles, self.techniques, self.gym_techniques, self.idioms)
        return frozenset().union(
            self.vocabulary,
            self.plain,
            self.lifting,
            self.names.vocabulary,
            self.names.solid,
            self.names.spelling.words,
            self.names.spelling.dropped,
            *(table.vocabulary for table in tables),
        )

    def set_right(self, word: str) -> str:
        """The word that was meant: chat spellings written out, slips of unknown words mended."""
        meant = self.chat.get(word)
        if meant is not None:
            return meant
        if len(word) < SHORTEST_TO_MEND or word in self._known or not word.isalpha():
            return word
        single = self.names.spelling.single(word)[0]
        if single in self._known:
            return word
        return self._speller.nearest(word) or word

    def tables(self, *, gym: bool) -> Iterator[tuple[Phrases[str], str]]:
        """The phrase tables with the kind of mention that each gives; of equal length the first wins."""
        yield self.idioms, "idiom"
        yield self.techniques, "technique"
        if gym:
            yield self.gym_techniques, "technique"
        yield self.muscles, "muscle"

    def starts_technique(self, words: Sequence[str], at: int) -> bool:
        """Whether a word begins a technique's name; exercise names do not run over it."""
        return self.techniques.at(words, at) is not None

    def is_about_lifting(self, words: Sequence[str]) -> bool:
        """Whether words like "partial" mean lifting here: a lifting word is near, or they stand alone."""
        return len(words) <= BARE_ONE_LINER or any(
            word in self.lifting or self.techniques.at(words, at) or self.muscles.at(words, at)
            for at, word in enumerate(words)
        )


def build_lexicon(documents: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a rules folder."""
    questions: Document = documents.get("questions", {})
    techniques = documents["techniques"]["techniques"]
    names = build_names(documents["exercises"])
    exercises: Document = documents["exercises"]
    return Lexicon(
        names=names,
        muscles=Phrases(_muscle_words(documents["muscles"])),
        techniques=Phrases(_technique_words(techniques, "words")),
        gym_techniques=Phrases(_technique_words(techniques, "gym_words")),
        idioms=Phrases(dict.fromkeys(map(str, questions.get("idioms", ())), "idiom")),
        lifting=frozenset(map(str, questions.get("lifting", ()))),
        plain=frozenset(" ".join(map(str, questions.get("plain", ()))).split()),
        chat={str(k): str(v) for k, v in questions.get("chat", {}).items()},
        everyday=frozenset(map(str, exercises.get("spelling", {}).get("everyday", ()))),
        vocabulary=frozenset(),
    )


def _technique_words(techniques: Document, field: str) -> Iterable[tuple[str, str]]:
    for technique, entry in techniques.items():
        for phrase in entry.get(field, ()):
            yield str(phrase), technique


def _muscle_words(document: Document) -> Iterable[tuple[str, str]]:
    for muscle, words in document["muscles"].items():
        yield muscle.replace("_", " "), muscle
        for word in words:
            yield str(word), muscle
    bare_off = document.get("bare_groups_off", ())
    for group, entry in document["groups"].items():
        if group not in bare_off:
            yield group.replace("_", " "), group
        for word in entry.get("also", ()):
            yield str(word), group


def build_catalogue(documents: Mapping[str, Any]) -> Catalogue:
    """The exercises and muscles of a rules folder."""
    entries: Document = documents["exercises"]["exercises"]
    muscles: Document = documents["muscles"]
    return Catalogue(
        exercises={each: _exercise(each, entry) for each, entry in entries.items()},
        muscles=tuple(muscles["muscles"]),
        groups={group: tuple(entry["muscles"]) for group, entry in muscles["groups"].items()},
    )


def _exercise(exercise_id: str, entry: Document) -> Exercise:
    return Exercise(
        id=exercise_id,
        name=entry["name"].lower(),
        primary=tuple(entry["primary"]),
        secondary=tuple(entry.get("secondary", ())),
        mechanic=Mechanic(entry["mechanic"]),
        equipment=entry["equipment"],
        bodyweight=bool(entry.get("bodyweight")),
        assisted=bool(entry.get("assisted")),
        unilateral=bool(entry.get("unilateral")),
        measure=Measure(entry.get("measure", "reps")),
        parent=entry.get("parent"),
    )
