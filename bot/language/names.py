"""Which exercise a written name means.

A cascade, surest first: the key itself, its words in any order, its letters without spaces, the name
without its equipment word, without a modifier; each again with misspelt words set right. What was set
right is marked `fuzzy`: replies echo it. Precomputed once; a lookup is a handful of dictionary reads.

    >>> names.resolve("calve raises standing")
    Found(exercise='calf_raise', candidates=(), fuzzy=False)
    >>> names.resolve("db press")
    Found(exercise='', candidates=('dumbbell_bench_press', ...), fuzzy=False)
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from bot.domain.training import Exercise
from bot.language.neighbours import Neighbours, is_figure
from bot.language.spelling import (
    REMEMBERED,
    SHORTEST_FOR_SPELLER,
    Piece,
    Speller,
    Spelling,
    edits,
    letters,
    written_words,
)

LONGEST_NAME = 8
#: Two letters may be wrong in a word of this length, when it stands beside the rest of a name.
LONG_SLIP = 7
_NONE: tuple[set[str], set[str]] = (set(), set())
LIFTERS_REMEMBERED = 64
SUGGEST_FROM = 0.75
SUGGEST_MOST = 3
LOAD_WORD = "bodyweight"
_OBJECTS = frozenset({"the", "my", "me", "it", "this", "that"})
#: Words that begin no name before an "on": "how much did i lift on leg press", "go heavy on back".
_GOING = frozenset({"lift", "lifted", "heavy", "light", "hard", "go"})
_POSSESSIVES = frozenset({"my", "me", "your", "his", "her", "our", "their"})
ORDERED = frozenset({"low", "high"})


class Found(NamedTuple):
    """An exercise; or no exercise but candidates, when the name is to be asked about."""

    exercise: str
    candidates: tuple[str, ...] = ()
    fuzzy: bool = False


class Located(NamedTuple):
    """A name found among words: `first` to `last` (exclusive) of the words searched."""

    first: int
    last: int
    found: Found


@dataclass(frozen=True)
class Names:
    """All exercise names as keys. `extra` are one lifter's own names (key -> exercise id).

    `parts` are all words that may stand in a name, `guides` those without one of which nothing is named.
    """

    spelling: Spelling
    keys: Mapping[str, str]
    bags: Mapping[str, str]
    solid: Mapping[str, str]
    ambiguous: Mapping[str, Found]
    vocabulary: frozenset[str]
    everyday: frozenset[str]
    speller: Speller
    equipment: Mapping[str, str]
    children: Mapping[tuple[str, str], str]
    parents: Mapping[str, str]
    extra: Mapping[str, str]
    neighbours: Neighbours
    parts: frozenset[str]
    guides: frozenset[str]
    own_words: frozenset[str] = frozenset()

    def for_lifter(self, names: Mapping[str, str], own: Sequence[Exercise]) -> "Names":
        """These names plus what one lifter calls exercises, and his or her own exercises."""
        return self._of_lifter(tuple(names.items()), tuple(own)) if names or own else self

    @cached_property
    def _of_lifter(self) -> Callable[[tuple[tuple[str, str], ...], tuple[Exercise, ...]], "Names"]:
        """Whoever wrote lately soon writes again: what his or her words name is kept."""
        return lru_cache(LIFTERS_REMEMBERED)(self._with)

    def _with(self, names: tuple[tuple[str, str], ...], own: tuple[Exercise, ...]) -> "Names":
        extra = {self.spelling.key(exercise.name): exercise.id for exercise in own}
        extra |= {self.spelling.key(name): exercise_id for name, exercise_id in names}
        return replace(self, extra=extra, own_words=frozenset(word for key in extra for word in key.split()))

    def resolve(self, name: str, *, mending: bool = True) -> Found | None:
        """The exercise meant by a whole name, or None; chatter around the name is left out."""
        pieces = self.spelling.pieces(written_words(name))
        words = tuple(p.text for p in pieces if p.text not in self.spelling.dropped)
        chatter = self.spelling.modifiers | self.spelling.chatter
        found = self._lookup(words, chatter)
        if found is not None or len(words) > LONGEST_NAME or not mending:
            return found
        written = written_words(name)
        mended = " ".join(self._mend(word, lone=len(written) == 1) for word in written)
        found = self.resolve(mended, mending=False)
        return found._replace(fuzzy=True) if found else None

    def are_talk(self, words: Sequence[str]) -> bool:
        """Whether no name can be among words, though small words of names ("up", "3") may be."""
        said = tuple(chain.from_iterable(map(self.spelling.single, words)))
        return self.guides.isdisjoint(said) and self.own_words.isdisjoint(said)

    def locate(
        self, words: Sequence[str], breaks: Sequence[bool], mended: Sequence[bool]
    ) -> Iterator[Located]:
        """Every name among words, longest first from the left.

        `breaks[i]` says that a name cannot run over into word i, `mended[i]` that word i was set right.
        """
        pieces = self.spelling.pieces(words)
        known = [self._may_belong(piece.text) and self._fits(pieces, at) for at, piece in enumerate(pieces)]
        at = 0
        while at < len(pieces):
            hit = self._longest_at(pieces, words, known, breaks, at) if known[at] else None
            if hit is None:
                at += 1
                continue
            last, found = hit
            first, end = pieces[at].first, pieces[last - 1].last
            slips = not found.fuzzy and any(mended[first:end])
            yield Located(first, end, found._replace(fuzzy=True) if slips else found)
            at = last

    def _may_belong(self, word: str) -> bool:
        return word in self.parts or word in self.own_words

    def _fits(self, pieces: Sequence[Piece], at: int) -> bool:
        """Whether a figure or a lone letter stands beside a word that it forms a name with: "1 arm row"."""
        word = pieces[at].text
        if not is_figure(word) or word in self.own_words or word in self.spelling.dropped:
            return True
        near = self.neighbours.figures.get(word, frozenset())
        return any(piece.text in near for piece in (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2]))

    def _longest_at(
        self,
        pieces: Sequence[Piece],
        words: Sequence[str],
        known: Sequence[bool],
        breaks: Sequence[bool],
        at: int,
    ) -> tuple[int, Found] | None:
        dropped = self.spelling.dropped
        if pieces[at].text in dropped:
            return None
        end = at + 1
        while (
            end < len(pieces)
            and known[end]
            and end - at < LONGEST_NAME
            and not (breaks[pieces[end].first] and pieces[end].first != pieces[end - 1].first)
        ):
            end += 1
        for last in range(end, at, -1):
            if pieces[last - 1].text in dropped:
                continue
            window = tuple([p.text for p in pieces[at:last] if p.text not in dropped])
            found = self._named(window)
            if found is None or _is_verb(pieces, words, at, last):
                continue
            if window[-1] == LOAD_WORD and self._named(window[:-1]) == found:
                continue  # "pull-ups bw": the end belongs to the load
            return last, found
        return None

    @cached_property
    def _named(self) -> Callable[[tuple[str, ...]], Found | None]:
        """What words within a message name."""
        return lru_cache(REMEMBERED)(lambda words: self._lookup(words, self.spelling.modifiers))

    def _lookup(self, words: tuple[str, ...], modifiers: frozenset[str]) -> Found | None:
        """The cascade on normalised words."""
        found = self._as_written(words)
        if found is not None or not words[1:]:
            return found
        plain = tuple(word for word in words if word not in modifiers)
        for rest in (words, plain):
            found = self._as_written(rest) or self._without_equipment(rest)
            if found is not None:
                return found
        return None

    def _without_equipment(self, words: tuple[str, ...]) -> Found | None:
        """The name without one equipment word, else without all; a child with that equipment is preferred."""
        equipment = self.spelling.equipment
        said = [word for word in words if word in equipment]
        if len(said) > 1 and (found := self._said_twice(words)) is not None:
            return found
        for dropped in (*({word} for word in said), set(said)):
            rest = tuple(word for word in words if word not in dropped)
            found = self._as_written(rest) if rest and rest != words else None
            if found is None:
                continue
            named = {equipment[word] for word in dropped} - {self.equipment.get(found.exercise)}
            children = [self.children.get((found.exercise, each)) for each in named]
            return Found(child) if len(children) == 1 and (child := children[0]) else found
        return None

    def _said_twice(self, words: tuple[str, ...]) -> Found | None:
        """The exercise whose equipment is said once more: "Rope Pushdown (Cable)"; the narrower of two."""
        found: list[Found] = []
        for at, word in enumerate(words):
            named = self.spelling.equipment.get(word)
            rest = self._as_written((*words[:at], *words[at + 1 :])) if named else None
            if rest is not None and rest.exercise and self.equipment.get(rest.exercise) == named:
                found.append(rest)
        parents = {self.parents.get(each.exercise) for each in found}
        return next((each for each in found if each.exercise not in parents), None)

    def _as_written(self, words: tuple[str, ...]) -> Found | None:
        key = " ".join(words)
        exercise = self.extra.get(key)
        if exercise is not None:
            return Found(exercise)
        ambiguous = self.ambiguous.get(key)
        if ambiguous is not None:
            return ambiguous
        exercise = (
            self.keys.get(key) or self.bags.get(" ".join(sorted(words))) or self.solid.get("".join(words))
        )
        return Found(exercise) if exercise else None

    def _mend(self, word: str, *, lone: bool) -> str:
        if all(map(self._may_belong, self.spelling.single(word))):
            return word
        return self.speller.nearest(word, SHORTEST_FOR_SPELLER if lone else 3) or word

    @cached_property
    def between(self) -> Callable[[str, str, str], str | None]:
        """The word of a name that a slip meant, by the words before and behind: hak squat, bench dipps."""
        return lru_cache(REMEMBERED)(self._between)

    def _between(self, before: str, slip: str, following: str) -> str | None:
        ahead, _ = self.neighbours.around.get(self.spelling.single(before)[-1], _NONE)
        _, behind = self.neighbours.around.get(self.spelling.single(following)[0], _NONE)
        forms = {slip, self.spelling.single(slip)[0]}
        most = 2 if len(slip) >= LONG_SLIP else 1
        near: Counter[str] = Counter()
        for word in ahead | behind:
            if all((letters(form) ^ letters(word)).bit_count() > 2 * most for form in forms):
                continue
            away = min(edits(form, word, most) for form in forms)
            if away <= most:
                near[word] = (word in ahead) + (word in behind) - 2 * away
        return max(near, key=lambda word: (near[word], self.speller.weights.get(word, 0))) if near else None

    def suggest(self, name: str) -> tuple[str, ...]:
        """Up to three exercises whose names look alike, nearest first ("did you mean")."""
        key = self.spelling.key(name)
        words = set(key.split())
        near: dict[str, float] = {}
        for candidate, exercise in self.keys.items():
            if abs(len(candidate) - len(key)) > len(key) // 3 or words.isdisjoint(candidate.split()):
                continue
            ratio = SequenceMatcher(None, key, candidate).ratio()
            if ratio >= SUGGEST_FROM:
                near[exercise] = max(ratio, near.get(exercise, 0))
        return tuple(sorted(near, key=lambda each: -near[each])[:SUGGEST_MOST])


def _is_verb(pieces: Sequence[Piece], words: Sequence[str], first: int, last: int) -> bool:
    """Whether a window is a verb with its object or particle ("pull the bar up", "hammer my arms")."""
    inside = words[pieces[first].first : pieces[last - 1].first]
    if "of" in inside and "the" in inside:
        return True  # "the hang of the seated row" begins with "seated"
    if not _POSSESSIVES.isdisjoint(inside) or (inside and inside[0] in _GOING and "on" in inside):
        return True
    if last - first < 2 or pieces[last - 1].text != "up":  # noqa: PLR2004  a name and its particle
        return False
    before = pieces[last - 2]
    if not _OBJECTS.isdisjoint(inside):
        return True
    return pieces[last - 1].first != before.first and words[before.last - 1].endswith(("ls", "hes"))
