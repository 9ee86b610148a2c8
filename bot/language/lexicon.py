"""The vocabulary of the house, built from the plain rule documents and shared by every reader.

In: documents by file stem (`exercises`, `muscles`, `techniques`, `questions`, `red-flags`). Out: phrase
tables that find the longest phrase first, exercise names as keys, and one speller over all known words.

    >>> lexicon = build_lexicon(documents)
    >>> lexicon.set_right("drpset")
    'dropset'
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.training import Exercise, Measure, Mechanic
from bot.language.grammar import Grammar, build_grammar
from bot.language.intents.floor import FLOOR
from bot.language.name_book import build_names
from bot.language.names import Names
from bot.language.phrases import Phrases
from bot.language.spelling import Speller, edits, is_clipped
from bot.language.vocabulary import Vocabulary, build_vocabulary

Document = Mapping[str, Any]
SHORTEST_TO_MEND = 4
#: Shorter words are never taken for a slip of a word of pain.
SHORTEST_ALARM = 5
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "y", "est", "ies", "ied", "ness", "en", "ish")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
BARE_ONE_LINER = 3
#: The technique slot for past-failure work in general.
ANY = "any"


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases by what they name.

    `techniques` always name a technique, `gym_techniques` only in talk about lifting; `idioms` look
    like a name but are none. `plain` are everyday words, never taken for a misspelling. `chat` maps
    chat spellings to words.
    """

    names: Names
    muscles: Phrases[str]
    techniques: Phrases[str]
    gym_techniques: Phrases[str]
    idioms: Phrases[str]
    lifting: frozenset[str]
    about_lifting: Phrases[str]
    plain: frozenset[str]
    chat: Mapping[str, str]
    everyday: frozenset[str]
    spoilers: frozenset[str]
    vocabulary: frozenset[str]
    grammar: Grammar
    rude: Phrases[str]
    circumstances: Phrases[str]
    variations: Phrases[str]
    answers: Mapping[str, str]
    emoji: Mapping[str, str]
    zones: Mapping[str, str]
    regions: Mapping[str, str]
    foreign: Mapping[str, frozenset[str]]
    foreign_pain: Phrases[str]
    foreign_gone: Phrases[str]
    foreign_regions: Phrases[str]
    catalogue: Catalogue
    notation: Vocabulary

    @cached_property
    def _speller(self) -> Speller:
        weights = Counter(self.names.speller.weights)
        for table in (self.vocabulary, self.techniques.vocabulary, self.muscles.vocabulary):
            weights.update(table)
        return Speller(weights)

    @cached_property
    def as_written(self) -> frozenset[str]:
        """The words that are known as they stand, chat spellings apart."""
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

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words with which something named may begin, exercises apart."""
        return frozenset().union(*(table.firsts for table, _ in self.tables(gym=True)))

    @cached_property
    def foreign_words(self) -> frozenset[str]:
        """Words without one of which a message in Latin letters is never taken for another language."""
        return self.foreign_pain.firsts.union(*self.foreign.values())

    def set_right(self, word: str) -> str:
        """The word that was meant: chat spellings written out, slips of unknown words mended."""
        meant = self.chat.get(word)
        if meant is not None:
            return meant
        if len(word) < SHORTEST_TO_MEND or word in self.as_written or not word.isalpha():
            return word
        single = self.names.spelling.single(word)[0]
        if single in self.as_written:
            return word
        drawn_out = next((each for each in _shortened(word) if each in self.as_written), None)
        if drawn_out is not None:
            return drawn_out
        nearest = self._speller.nearest(word) or word
        return word if nearest in self.grammar.alarming and not self._may_alarm(word, nearest) else nearest

    def _may_alarm(self, word: str, pain: str) -> bool:
        """Whether a word may be a slip of a word of pain: long enough, one edit away, no English word."""
        if edits(word, pain, 1) > 1:
            return False
        return is_clipped(word, pain) or (len(word) >= SHORTEST_ALARM and not self._is_english(word))

    def _is_english(self, word: str) -> bool:
        """Whether a word is a form of an everyday word: painted, chests."""
        stems = (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))
        return any(
            form in self.plain for stem in stems for form in (stem, stem + "e", stem[:-1], stem + "y") if form
        )

    def is_known(self, word: str) -> bool:
        """Whether a word is in the vocabulary, in any of its forms."""
        text = word.replace("'", "")
        return (
            text in self.as_written
            or text in self.chat
            or self.names.spelling.single(text)[0] in self.as_written
        )

    def is_rude(self, words: Sequence[str]) -> bool:
        """Whether there is an insult among the words."""
        return any(self.rude.along(words))

    def tables(self, *, gym: bool) -> tuple[tuple[Phrases[str], str], ...]:
        """The phrase tables with the kind of mention that each gives; of equal length the first wins."""
        return self._gym_tables if gym else self._all_tables

    @cached_property
    def _all_tables(self) -> tuple[tuple[Phrases[str], str], ...]:
        return (self.idioms, "idiom"), (self.techniques, "technique"), (self.muscles, "muscle")

    @cached_property
    def _gym_tables(self) -> tuple[tuple[Phrases[str], str], ...]:
        *sure, muscles = self._all_tables
        return *sure, (self.gym_techniques, "technique"), muscles

    def is_about_lifting(self, words: Sequence[str]) -> bool:
        """Whether words like "partial" mean lifting here: a lifting word is near, or they stand alone."""
        return (
            len(words) <= BARE_ONE_LINER
            or not self.lifting.isdisjoint(words)
            or any(self.about_lifting.along(words))
            or any(self.techniques.along(words))
            or any(self.muscles.along(words))
        )


def _shortened(word: str) -> Iterator[str]:
    """A drawn-out word as it is usually written: sooore, peee, owww."""
    if _DRAWN_OUT.search(word):
        yield _DRAWN_OUT.sub(r"\1", word)
        yield _DRAWN_OUT.sub(r"\1\1", word)


def build_lexicon(documents: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a rules folder."""
    questions: Document = documents["questions"]
    flags: Document = documents["red-flags"]
    exercises: Document = documents["exercises"]
    techniques: Document = documents["techniques"]
    grammar = build_grammar(questions, flags, FLOOR)
    plain = frozenset(" ".join(map(str, questions["plain"])).split())
    sure, gym = _technique_tables(techniques, questions, plain)
    foreign: Document = flags.get("foreign", {})
    names = build_names(exercises)
    taken = plain | names.vocabulary | names.spelling.words.keys() | grammar.vocabulary
    chat = {slip: word for slip, word in _swapped(questions.get("swapped", ())) if slip not in taken}
    chat |= {str(k): str(v) for k, v in questions["chat"].items()}
    return Lexicon(
        names=names,
        muscles=Phrases(_muscle_words(documents["muscles"])),
        techniques=sure,
        gym_techniques=gym,
        idioms=Phrases(_idioms(questions, techniques)),
        lifting=frozenset(word for word in map(str, questions["lifting"]) if " " not in word),
        about_lifting=Phrases({word: "" for word in map(str, questions["lifting"]) if " " in word}),
        plain=plain,
        chat=chat,
        everyday=frozenset(map(str, exercises["spelling"].get("everyday", ()))),
        spoilers=frozenset(map(str, exercises["spelling"].get("spoilers", ()))),
        vocabulary=grammar.vocabulary,
        grammar=grammar,
        circumstances=Phrases(_circumstances(documents["circumstances"])),
        variations=Phrases(dict.fromkeys(map(str, questions["variations"]), "")),
        rude=Phrases(dict.fromkeys(map(str, questions["words"]["hostile"]), "hostile")),
        answers={
            " ".join(chat.get(word, word) for word in answer.split()): feeling
            for answer, feeling in _inverted(questions.get("answers", {})).items()
        },
        emoji=_inverted(questions.get("emoji", {})),
        zones=_inverted(questions["zones"]),
        regions=_inverted(flags["regions"]),
        foreign={k: frozenset(map(str, v)) for k, v in questions["foreign"].items()},
        foreign_gone=Phrases(dict.fromkeys(map(str, foreign.get("gone", ())), "gone")),
        foreign_pain=Phrases(dict.fromkeys(map(str, foreign.get("pain", ())), "pain")),
        foreign_regions=Phrases(_inverted(foreign.get("regions", {}))),
        catalogue=build_catalogue(documents),
        notation=build_vocabulary(documents),
    )


def _swapped(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each word with two neighbouring letters swapped -> the word: cna -> can."""
    for word in map(str, words):
        for at in range(len(word) - 1):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], word


def _circumstances(document: Document) -> dict[str, str]:
    """Phrase -> the fact that it states."""
    return _inverted({fact: words for fact, words in document.items() if fact != "version"})


def _inverted(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Meaning -> words, turned into word -> meaning."""
    return {str(word): meaning for meaning, members in words.items() for word in members}


def _idioms(questions: Document, techniques: Document) -> Iterable[tuple[str, str]]:
    for phrase in (*questions["idioms"], *techniques.get("not_a_technique", ())):
        yield str(phrase), "idiom"


def _technique_tables(
    techniques: Document, questions: Document, plain: frozenset[str]
) -> tuple[Phrases[str], Phrases[str]]:
    """Words that always name a technique, and those that do so only in talk about lifting."""
    sure, gym = dict[str, str](), dict[str, str]()
    for technique, entry in techniques["techniques"].items():
        for word in map(str, entry.get("words", ())):
            (gym if word in plain else sure)[word] = technique
        gym |= {str(word): technique for word in questions["gym_words"].get(technique, ())}
    sure |= {str(word): ANY for word in questions["words"].get("any_technique", ())}
    return Phrases(sure), Phrases(gym)


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
    bare = Catalogue(
        exercises={each: _exercise(each, entry) for each, entry in entries.items()},
        muscles=tuple(muscles["muscles"]),
        groups={group: tuple(entry["muscles"]) for group, entry in muscles["groups"].items()},
    )
    around: Document = documents["red-flags"].get("around", {})
    return replace(bare, around={region: _all_of(names, bare) for region, names in around.items()})


def _all_of(names: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The muscles behind names of muscles and groups; an unknown name is a mistake in the file."""
    if unknown := [name for name in names if not catalogue.muscles_of(name)]:
        raise KeyError(unknown[0])
    return tuple(dict.fromkeys(muscle for name in names for muscle in catalogue.muscles_of(name)))


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
