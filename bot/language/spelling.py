"""How written words become keys, and which known word a slip of the finger meant.

`Spelling` maps single words (db -> dumbbell), takes the singular and joins words (pull down ->
pulldown). `Speller` finds the one known word within one edit (short words) or two.

    >>> spelling.key("Pull-Downs (cable)")
    'pulldown cable'
    >>> speller.nearest("extenstion")
    'extension'
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from bot.language.text import fold

SHORTEST_FOR_SPELLER = 4
LONG_WORD = 6
SHORTEST_PLURAL = 3
#: The same words come again and again: this many are kept, with what they stand for.
REMEMBERED = 8192
_DOUBLED = re.compile(r"(.)\1")
_VOWEL = re.compile(r"(?<!^)[aeiou]")
_WRITTEN = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?")


class Piece(NamedTuple):
    """One normalised word and the written words (`first` to `last`, exclusive) that it stands for."""

    text: str
    first: int
    last: int


def written_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded, without apostrophes and punctuation."""
    folded = text.lower() if text.isascii() else fold(text)
    return tuple(_WRITTEN.findall(folded.replace("'", "")))


def singular(word: str) -> str:
    """A rough English singular: curls -> curl, presses -> press, carries -> carry."""
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


@dataclass(frozen=True)
class Spelling:
    """The rules that make all spellings of a name one key."""

    words: Mapping[str, tuple[str, ...]]
    together: Mapping[tuple[str, ...], tuple[str, ...]]
    dropped: frozenset[str]
    keep_plural: frozenset[str]
    equipment: Mapping[str, str]
    modifiers: frozenset[str]
    chatter: frozenset[str]

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Spelling":
        """The rules as written under `spelling:` in exercises.yaml."""
        plural = frozenset(map(str, document.get("keep_plural", ())))
        pairs = document.get("together", {}).items()
        return cls(
            words={str(k): tuple(str(v).split()) for k, v in document.get("words", {}).items()},
            together={tuple(str(k).split()): tuple(str(v).split()) for k, v in pairs},
            dropped=frozenset(map(str, document.get("drop", ()))),
            keep_plural=plural,
            equipment=dict(document.get("equipment", {})),
            modifiers=frozenset(map(str, document.get("modifiers", ()))),
            chatter=frozenset(map(str, document.get("chatter", ()))),
        )

    @cached_property
    def _joins(self) -> frozenset[str]:
        return frozenset(key[0] for key in self.together)

    @cached_property
    def single(self) -> Callable[[str], tuple[str, ...]]:
        """One written word as its normalised words."""
        return lru_cache(REMEMBERED)(self._single)

    def _single(self, word: str) -> tuple[str, ...]:
        found = self.words.get(word)
        if found is None:
            found = (word if word in self.keep_plural else singular(word),)
            found = self.words.get(found[0], found)
        return found

    def pieces(self, words: Sequence[str]) -> list[Piece]:
        """Written words, normalised, each with its place; dropped words stay in (see `Names`)."""
        single = self.single
        flat = [Piece(new, at, at + 1) for at, word in enumerate(words) for new in single(word)]
        if self._joins.isdisjoint([text for text, _, _ in flat]):
            return flat
        joined: list[Piece] = []
        at = 0
        while at < len(flat):
            step, new = self._joined_at(flat, at)
            joined += new
            at += step
        return joined

    def _joined_at(self, flat: list[Piece], at: int) -> tuple[int, list[Piece]]:
        if flat[at].text in self._joins:
            for length in (3, 2, 1):
                part = flat[at : at + length]
                new = self.together.get(tuple(piece.text for piece in part))
                if new is not None and len(part) == length:
                    return length, [Piece(word, part[0].first, part[-1].last) for word in new]
        return 1, [flat[at]]

    def key(self, text: str) -> str:
        """The key of a whole name, dropped words taken out."""
        return " ".join(
            piece.text for piece in self.pieces(written_words(text)) if piece.text not in self.dropped
        )


@lru_cache(REMEMBERED)
def letters(word: str) -> int:
    """A bit per letter that occurs: two words within n edits differ in at most 2n bits."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) & 31)
    return bits


def edits(one: str, other: str, most: int) -> int:
    """Optimal string alignment distance (a swap of neighbours is one edit), or `most` + 1 when above."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        older, before = before, row
        row = [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != target))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == target:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def oddity(word: str, meant: str) -> int:
    """How odd a slip is: 0 for letters left out, doubled or swapped (delet, tihs), 1 for the same letters."""
    if word[0] != meant[0]:
        return 2
    swapped = len(word) == len(meant) and sorted(word) == sorted(meant)
    if swapped or _keeps_order(word, meant) or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", meant):
        return 0
    return 1 if set(word) == set(meant) else 2


def is_clipped(word: str, meant: str) -> bool:
    """Whether only swapped (pian), doubled (dizy) or left-out letters (hrts) part it from another."""
    if word[0] != meant[0]:
        return False
    if len(word) == len(meant):
        return sorted(word) == sorted(meant)
    bare = _VOWEL.sub("", word) == word and _VOWEL.sub("", meant) == word
    return bare or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", meant)


def _keeps_order(part: str, whole: str) -> bool:
    """Whether all letters of a word stand in another one in the same order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)


class Speller:
    """Finds the nearest of a fixed set of words; of equally near ones the least odd, then the weightiest."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        """Take the words with their weights (how often they occur in names, say)."""
        self.weights = {word: weight for word, weight in weights.items() if len(word) >= SHORTEST_FOR_SPELLER}
        self._found = lru_cache(REMEMBERED)(self._search)

    @cached_property
    def _shelves(self) -> Mapping[tuple[int, str, str], list[tuple[int, str]]]:
        """Words with their letters, by length and first letter, and again by length and last letter."""
        found: dict[tuple[int, str, str], list[tuple[int, str]]] = defaultdict(list)
        for word in self.weights:
            lettered = letters(word), word
            found[len(word), word[0], ""].append(lettered)
            found[len(word), "", word[-1]].append(lettered)
        return found

    def nearest(self, word: str, shortest: int = SHORTEST_FOR_SPELLER) -> str | None:
        """The nearest word: at most one edit under six letters, else two.

        Two edits only with the same first letter.
        """
        return self._found(word) if len(word) >= shortest and word.isalpha() else None

    def _search(self, word: str) -> str | None:
        for most in (1, 2) if len(word) >= LONG_WORD else (1,):
            near = ((edits(word, candidate, most), candidate) for candidate in self._candidates(word, most))
            found = [
                (far, oddity(word, candidate), -self.weights[candidate], candidate)
                for far, candidate in near
                if far <= most
            ]
            if found:
                return min(found)[3]
        return None

    def _candidates(self, word: str, most: int) -> set[str]:
        """What may be near: one edit leaves the first or the last letter; with two the first one stays."""
        bits, first, last = letters(word), word[0], word[-1]
        return {
            candidate
            for length in range(len(word) - most, len(word) + most + 1)
            for shelf in ((length, first, ""), (length, "", last))[: 3 - most]
            for candidate_bits, candidate in self._shelves.get(shelf, ())
            if (bits ^ candidate_bits).bit_count() <= 2 * most
        }
