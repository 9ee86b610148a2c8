"""A table of phrases, found longest first.

>>> Phrases({"drop": "dropset", "mechanical drop set": "mechanical_dropset"}).at(words, 0)
(3, 'mechanical_dropset')
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from bot.language.spelling import written_words

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Meanings by phrase; looked up at a place in a list of words."""

    def __init__(self, meanings: Mapping[str, Meaning] | Iterable[tuple[str, Meaning]]) -> None:
        """Take `phrase -> meaning`; phrases are folded, hyphens count as spaces."""
        pairs = meanings.items() if isinstance(meanings, Mapping) else meanings
        table: dict[str, dict[tuple[str, ...], Meaning]] = defaultdict(dict)
        for phrase, meaning in pairs:
            words = written_words(phrase)
            if words:
                table[words[0]].setdefault(words, meaning)
        self._table = {
            first: sorted(found.items(), key=lambda pair: -len(pair[0])) for first, found in table.items()
        }

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for found in self._table.values() for words, _ in found for word in words)

    def at(self, words: Sequence[str], start: int) -> tuple[int, Meaning] | None:
        """The longest phrase that begins at `start`: its length in words, and its meaning."""
        for phrase, meaning in self._table.get(words[start], ()):
            if len(phrase) == 1 or tuple(words[start : start + len(phrase)]) == phrase:
                return len(phrase), meaning
        return None

    def all_at(self, words: Sequence[str], start: int) -> Iterable[tuple[int, Meaning]]:
        """Every phrase that begins at `start`, longest first."""
        for phrase, meaning in self._table.get(words[start], ()):
            if len(phrase) == 1 or tuple(words[start : start + len(phrase)]) == phrase:
                yield len(phrase), meaning
