"""Which words stand together in the names of exercises.

>>> Neighbours({"1 arm row": "one_arm_row"}).figures
{'1': frozenset({'1', 'arm', 'row'})}
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise


def is_figure(word: str) -> bool:
    """Whether a word is a number or a lone letter: part of a name only beside the rest of it."""
    return len(word) == 1 or word.isdigit()


@dataclass(frozen=True)
class Neighbours:
    """The words of names by what stands beside them; worked out when it is first asked for."""

    keys: Mapping[str, str]

    @cached_property
    def around(self) -> Mapping[str, tuple[set[str], set[str]]]:
        """Of every word of a name of several words: the words that stand behind it, and in front of it."""
        found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for key in self.keys:
            for one, other in pairwise(key.split()):
                found[one][0].add(other)
                found[other][1].add(one)
        return found

    @cached_property
    def figures(self) -> Mapping[str, frozenset[str]]:
        """Of every figure or lone letter in a name: all the other words of such names."""
        found: dict[str, set[str]] = defaultdict(set)
        for words in map(str.split, self.keys):
            for word in words:
                if is_figure(word):
                    found[word].update(words)
        return {word: frozenset(beside) for word, beside in found.items()}
