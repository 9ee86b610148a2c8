"""A page cut into sentences whose words carry labels, ready for templates.

A sentence ends at . ! ? ; or a line end; a comma or a colon only starts a new clause in it. Labels at a
word: the word itself, its classes, `{exercise}` / `{muscle}` / `{part}` / `{technique}` where something
is named, `{n}` and `{clock}` at numbers. The words of an exercise or technique stand for nothing else.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.language.intents.bounds import Edges, ends, starts
from bot.language.intents.told import VERDICTS, add_meanings, is_doubted, may_be_told, told_way
from bot.language.lexicon import Lexicon
from bot.language.page import Mention, Page
from bot.language.templates import Sentence
from bot.language.text import Shape
from bot.language.words import Word

_ENDS = frozenset(".!;")
_JOINS = frozenset("-/()'\"*")
#: Words that a template may pass over: they change nothing.
_SOFT = frozenset(
    {"even", "actually", "really", "just", "maybe", "perhaps", "possibly", "also", "ever", "honestly"}
    | {
        "basically",
        "exactly",
        "literally",
        "please",
        "probably",
        "generally",
        "normally",
        "usually",
        "safely",
    }
)
_BODY = frozenset({"{region}", "{body}", "{joint}", "{sore_joint}"})
#: Phrases for what moves the weight: "hip pop", "arm push".
_MEANS = frozenset({"@momentum", "@own_hand"})
_LAST_HOUR = 24
NUMBER_WORDS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "couple": 2.0, "few": 3.0, "half": 0.5,
}  # fmt: skip
_CLOCK_WORDS = NUMBER_WORDS.keys() | {"noon", "midnight"}


class Placed(NamedTuple):
    """A mention and the words of the sentence that it covers."""

    start: int
    end: int
    mention: Mention


@dataclass(frozen=True)
class Spoken:
    """One sentence: its words (a question mark counts as one), what they name, and their labels."""

    words: tuple[Word, ...]
    placed: tuple[Placed, ...]
    sentence: Sentence
    asks: bool

    def clause_of(self, place: int) -> tuple[int, int]:
        """The stretch between commas in which a word stands."""
        return self._clauses[place]

    @cached_property
    def _clauses(self) -> Sequence[tuple[int, int]]:
        """The stretch between commas of every word."""
        cuts = [0, *(at for at, word in enumerate(self.words) if at and word.breaks), len(self.words)]
        return [cut for cut in pairwise(cuts) for _ in range(*cut)]

    def has(self, label: str, start: int, end: int) -> int | None:
        """The first place from `start` to `end` where a label stands."""
        if label not in self.sentence.labels:
            return None
        places = self.sentence.places[label]
        at = bisect_left(places, start)
        return places[at] if at < len(places) and places[at] < end else None


def sentences(page: Page, lexicon: Lexicon) -> tuple[Spoken, ...]:
    """The sentences of a page."""
    joined: list[list[Word]] = []
    for words in filter(None, _split(page)):
        if joined and joined[-1][-1].text != "?" and _is_verdict(words, lexicon):
            joined[-1] += [words[0]._replace(breaks=True), *words[1:]]
        else:
            joined.append(words)
    return tuple(_spoken(words, page, lexicon) for words in joined)


def _is_verdict(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a sentence only asks for a verdict on the one before: "legs tomorrow. good idea?"."""
    hit = lexicon.grammar.labels.at([word.text for word in words], 0)
    return hit is not None and not VERDICTS.isdisjoint(hit[1]) and hit[0] >= len(words) - 1


def as_one(page: Page, lexicon: Lexicon) -> Spoken | None:
    """The whole message as one sentence in which full stops are commas; None without words."""
    words: list[Word] = []
    for each in _split(page):
        words += (word._replace(breaks=word.breaks or not at) for at, word in enumerate(each))
    return _spoken(words, page, lexicon) if words else None


def _split(page: Page) -> Iterator[list[Word]]:
    words: list[Word] = []
    breaks, at = False, 0
    for place, token in enumerate(page.tokens):
        if at < len(page.words) and page.words[at].token == place:
            first = page.words[at]
            words.append(first if first.breaks is breaks else first._replace(breaks=breaks))
            breaks, at = False, at + 1
            while at < len(page.words) and page.words[at].token == place:
                words.append(page.words[at])
                at += 1
        elif token.text == "?":
            if words or not place or page.tokens[place - 1].text != "?":
                yield [*words, Word("?", place)]
            words, breaks = [], False
        elif token.text in _ENDS or token.shape is Shape.NEWLINE:
            yield words
            words, breaks = [], False
        elif token.text == "%":
            words.append(Word("percent", place))
        elif token.text not in _JOINS:
            breaks = True
    yield words


def _spoken(words: Sequence[Word], page: Page, lexicon: Lexicon) -> Spoken:
    texts = [word.text for word in words]
    edges: Edges = [{text: (at + 1,)} for at, text in enumerate(texts)]
    if texts[-1] == "?":
        edges[-1]["@ask_mark"] = (len(texts),)
    _label_phrases(edges, words, texts, lexicon)
    _label_numbers(edges, words, texts)
    placed = list(_placed(words, page.named))
    for each in placed:
        _name(edges, each)
    sentence = _sentence(edges, words, placed)
    told = _told(edges, sentence, words, lexicon, placed, page)
    if told is not None:
        kept = (each for each in placed if each.mention.kind != "technique" and not _is_means(each, edges))
        placed = sorted([*kept, told])
        edges[told.start]["{technique}"] = (told.end, told.start + 1)
        sentence = _sentence(edges, words, placed)
    return Spoken(tuple(words), tuple(placed), sentence, asks=texts[-1] == "?")


def _label_phrases(edges: Edges, words: Sequence[Word], texts: Sequence[str], lexicon: Lexicon) -> None:
    for at in range(len(words)):
        for length, labels in lexicon.grammar.labels.all_at(texts, at):
            if length > 1 and any(word.breaks for word in words[at + 1 : at + length]):
                continue
            for label in labels:
                edges[at][label] = (*edges[at].get(label, ()), at + length)


def _label_numbers(edges: Edges, words: Sequence[Word], texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        digits = text[0].isdigit()
        if digits and at and texts[at - 1] in ("utc", "gmt"):
            edges[at - 1]["{zone}"] = tuple(range(len(texts), at - 1, -1))
        if digits or text in NUMBER_WORDS:
            edges[at]["{n}"] = (at + 1,)
        if (digits and float(text) <= _LAST_HOUR) or text in _CLOCK_WORDS:
            edges[at]["{clock}"] = tuple(_clock_ends(words, texts, at))


def _clock_ends(words: Sequence[Word], texts: Sequence[str], at: int) -> Iterator[int]:
    """9, 9:30, 9 am: every place where a time of day that begins here may end, longest first."""
    end = at + 1
    if end < len(texts) and texts[end].isdigit() and words[end].token == words[at].token + 2:
        end += 1
    if end < len(texts) and texts[end] in ("am", "pm", "oclock", "h", "a", "p"):
        yield end + 1
    yield end


def _placed(words: Sequence[Word], named: Mapping[int, Mention]) -> Iterator[Placed]:
    """What the words of a sentence name; of two words for one token ("gonna") the first counts."""
    place = {word.token: at for at, word in reversed(list(enumerate(words)))} if named else {}
    for token in sorted(place.keys() & named.keys()):
        mention = named[token]
        if mention.kind != "idiom":
            covered = [place[t] for t in range(token, mention.last) if t in place]
            yield Placed(place[token], max(covered) + 1, mention)


def _name(edges: Edges, placed: Placed) -> None:
    """Put what is named into the labels; exercises and techniques hide their words."""
    start, end, mention = placed
    if mention.kind != "muscle":
        body = (
            {label: edges[start][label] for label in _BODY & edges[start].keys()} if end == start + 1 else {}
        )
        for at in range(start, end):
            edges[at].clear()
        edges[start].update(body)  # "my hand hurts" is no gripper
    edges[start][f"{{{mention.kind}}}"] = (end,)
    if mention.kind == "muscle":
        edges[start]["{body}"] = (end, *edges[start].get("{body}", ()))
    if mention.kind != "technique":
        edges[start]["{part}"] = edges[start]["@subject"] = (end,)


def _told(
    edges: Edges,
    sentence: Sentence,
    words: Sequence[Word],
    lexicon: Lexicon,
    placed: Sequence[Placed],
    page: Page,
) -> Placed | None:
    """A technique told without its name; only where none is named."""
    if not may_be_told(each.mention for each in placed):
        return None
    if is_doubted(sentence, page) and add_meanings(edges, sentence, lexicon):
        sentence = _sentence(edges, words, placed)
    way = told_way(sentence, words, lexicon, page)
    return Placed(*way) if way is not None else None


def _is_means(placed: Placed, edges: Edges) -> bool:
    """Whether a body part moves the weight and is nothing to train: "leg drive", "up with both arms"."""
    if placed.mention.kind != "muscle":
        return False
    if placed.end < len(edges) and "@motion" in edges[placed.end]:
        return True
    if placed.start and "@limbs" in edges[placed.start - 1]:
        return True
    ends = (end for label in _MEANS & edges[placed.start].keys() for end in edges[placed.start][label])
    return any(end > placed.end for end in ends)


def _sentence(edges: Edges, words: Sequence[Word], placed: Sequence[Placed]) -> Sentence:
    return Sentence(
        edges=tuple(edges),
        starts=starts(edges, words),
        ends=ends(edges, words),
        barriers=frozenset(each.start for each in placed if each.mention.kind == "technique"),
        soft=frozenset(at for at, word in enumerate(words) if word.text in _SOFT),
    )
