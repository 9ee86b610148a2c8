"""A table of phrases, found longest first.

>>> Phrases({"drop": "dropset", "mechanical drop set": "mechanical_dropset"}).at(words, 0)
(3, 'mechanical_dropset')
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from bot.language.spelling import written_words

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Meanings by phrase; looked up at a place in a list of words.

    Phrases of one word are found by it, longer ones by their first two: hardly any stretch of words has
    to be compared.
    """

    def __init__(
        self, meanings: Mapping[str, Meaning] | Iterable[tuple[str | tuple[str, ...], Meaning]]
    ) -> None:
        """Take `phrase -> meaning`; phrases are folded, hyphens count as spaces; tuples are words already."""
        table: dict[tuple[str, ...], Meaning] = {}
        for phrase, meaning in meanings.items() if isinstance(meanings, Mapping) else meanings:
            table.setdefault(written_words(phrase) if isinstance(phrase, str) else phrase, meaning)
        self._alone = {words[0]: (1, meaning) for words, meaning in table.items() if len(words) == 1}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[int, Meaning]]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for words in sorted(table, key=len, reverse=True):
            if len(words) > 1:
                self._longer[words[0]][words[1]].append((words, (len(words), table[words])))
        self._longer = {first: dict(found) for first, found in self._longer.items()}
        self._reach = {
            first: max(len(words) for found in after.values() for words, _ in found)
            for first, after in self._longer.items()
        }
        self.firsts = frozenset(self._alone) | self._longer.keys()
        self.vocabulary = frozenset(word for words in table for word in words)

    def reach(self, word: str) -> int:
        """How many words the longest phrase has that begins with a word."""
        return self._reach.get(word, 1)

    def goes_on(self, word: str, second: str) -> bool:
        """Whether a phrase of several words begins with these two."""
        longer = self._longer.get(word)
        return longer is not None and second in longer

    def at(self, words: Sequence[str], start: int) -> tuple[int, Meaning] | None:
        """The longest phrase that begins at `start`: its length in words, and its meaning."""
        longer = self._longer.get(words[start])
        if longer is not None and start + 1 < len(words):
            for phrase, hit in longer.get(words[start + 1], ()):
                if tuple(words[start : start + hit[0]]) == phrase:
                    return hit
        return self._alone.get(words[start])

    def all_at(self, words: Sequence[str], start: int) -> Sequence[tuple[int, Meaning]]:
        """Every phrase that begins at `start`, longest first."""
        word = words[start]
        alone = self._alone.get(word)
        found = [] if alone is None else [alone]
        longer = self._longer.get(word)
        if longer is None or start + 1 == len(words) or words[start + 1] not in longer:
            return found
        beside = longer[words[start + 1]]
        return [hit for phrase, hit in beside if tuple(words[start : start + hit[0]]) == phrase] + found

    def along(self, words: Sequence[str]) -> Iterable[tuple[int, int, Meaning]]:
        """Every phrase from the left, none over words of another: its place, its length, its meaning."""
        return () if self.firsts.isdisjoint(words) else self._along(words)

    def _along(self, words: Sequence[str]) -> Iterator[tuple[int, int, Meaning]]:
        end, firsts = 0, self.firsts
        for at in [at for at, word in enumerate(words) if word in firsts]:
            if at >= end and (hit := self.at(words, at)) is not None:
                yield at, *hit
                end = at + hit[0]
