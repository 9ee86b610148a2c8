"""The vocabulary of the house, shared by every reader.

Phrase tables that find the longest phrase first, exercise names as keys, and one speller over all known
words; `lexicon_book` builds it from the rule documents.

    >>> lexicon.set_right("drpset")
    'dropset'
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.catalogue import Catalogue
from bot.language.grammar import Grammar
from bot.language.names import Names
from bot.language.phrases import Phrases
from bot.language.spelling import Speller, edits, is_clipped
from bot.language.text import has_digit, tokens
from bot.language.vocabulary import Vocabulary

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
    def settled(self) -> frozenset[str]:
        """The words that stand for themselves wherever they stand: known, and no chat spellings."""
        return frozenset(word for word in self.as_written - self.chat.keys() if word.isalpha())

    @cached_property
    def figured(self) -> Mapping[str, Mapping[str, str]]:
        """The chat spellings of a figure and letters, by their first part, then by the other: 2 nite, b 4."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for written, meant in self.chat.items():
            if has_digit(written):
                first, other = tokens(written)
                found[first.text][other.text] = meant
        return dict(found)

    @cached_property
    def tables(self) -> Mapping[str, Sequence[tuple[Phrases[str], str]]]:
        """The phrase tables by the words with which their phrases begin, with the kind of mention they give.

        Of phrases of equal length the first table's wins.
        """
        tables = (
            (self.idioms, "idiom"),
            (self.techniques, "technique"),
            (self.gym_techniques, "technique"),
            (self.muscles, "muscle"),
        )
        firsts = frozenset().union(*(table.firsts for table, _ in tables))
        return {word: [each for each in tables if word in each[0].firsts] for word in firsts}

    @cached_property
    def languages(self) -> Mapping[str, Sequence[str]]:
        """The other languages by the words that tell them, English words apart."""
        found: dict[str, list[str]] = defaultdict(list)
        for language, markers in self.foreign.items():
            for word in markers - self.plain:
                found[word].append(language)
        return found

    @cached_property
    def foreign_words(self) -> frozenset[str]:
        """Words without one of which a message in Latin letters is never taken for another language."""
        return self.foreign_pain.firsts.union(self.languages)

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
