"""A page cut into sentences whose words carry labels, ready for templates.

A sentence ends at . ! ? ; or a line end; a comma or a colon only starts a new clause in it. Labels at a
word: the word itself, its classes, `{exercise}` / `{muscle}` / `{part}` / `{technique}` where something
is named, `{n}` and `{clock}` at numbers. The words of an exercise or technique stand for nothing else.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
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


class Row(NamedTuple):
    """The words of a sentence, their texts, and the places of those with a sign in front."""

    words: Sequence[Word]
    texts: Sequence[str]
    breaks: frozenset[int]


class Spoken(NamedTuple):
    """One sentence: its words (a question mark counts as one), what they name, and their labels.

    `cuts` are the places of its commas, its begin and its end.
    """

    words: tuple[Word, ...]
    placed: tuple[Placed, ...]
    sentence: Sentence
    cuts: tuple[int, ...]
    asks: bool

    def clause_of(self, place: int) -> tuple[int, int]:
        """The stretch between commas in which a word stands."""
        at = bisect_right(self.cuts, place)
        return self.cuts[at - 1], self.cuts[at]

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
    named = _named(page)
    return tuple([_spoken(words, named, page, lexicon) for words in joined])


def _is_verdict(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a sentence only asks for a verdict on the one before: "legs tomorrow. good idea?"."""
    hit = lexicon.grammar.labels.at([word.text for word in words], 0)
    return hit is not None and not VERDICTS.isdisjoint(hit[1]) and hit[0] >= len(words) - 1


def as_one(page: Page, lexicon: Lexicon) -> Spoken | None:
    """The whole message as one sentence in which full stops are commas; None without words."""
    words: list[Word] = []
    for each in _split(page):
        words += (word._replace(breaks=word.breaks or not at) for at, word in enumerate(each))
    return _spoken(words, _named(page), page, lexicon) if words else None


def _named(page: Page) -> Mapping[int, Mention]:
    """What words name that is more than a figure of speech, by its first token."""
    return {mention.first: mention for mention in page.mentions if mention.kind != "idiom"}


def _split(page: Page) -> Iterator[list[Word]]:
    """The words between the signs that end sentences, a question mark among them; none for two such signs."""
    words: list[Word] = []
    breaks, place = False, 0
    for word in (*page.words, Word("", len(page.tokens))):
        for at in range(place, word.token):
            token = page.tokens[at]
            if token.text == "?":
                if words or not at or page.tokens[at - 1].text != "?":
                    yield [*words, Word("?", at)]
                words, breaks = [], False
            elif token.text in _ENDS or token.shape is Shape.NEWLINE:
                yield words
                words, breaks = [], False
            elif token.text == "%":
                words.append(Word("percent", at))
            elif token.text not in _JOINS:
                breaks = True
        if word.token >= place:
            words.append(word if word.breaks is breaks else word._replace(breaks=breaks))
            breaks, place = False, word.token + 1
        else:
            words.append(word)
    yield words[:-1]


def _spoken(words: Sequence[Word], named: Mapping[int, Mention], page: Page, lexicon: Lexicon) -> Spoken:
    breaks = frozenset([at for at, word in enumerate(words) if word.breaks])
    row = Row(words, [word.text for word in words], breaks)
    edges = _edges(row, lexicon)
    _label_numbers(edges, row)
    placed = _placed(words, named) if named else []
    for each in placed:
        _name(edges, each)
    sentence = _sentence(edges, row, placed, lexicon)
    told = _told(edges, sentence, row, lexicon, placed, page)
    if told is not None:
        kept = (each for each in placed if each.mention.kind != "technique" and not _is_means(each, edges))
        placed = sorted([*kept, told])
        edges[told.start]["{technique}"] = (told.end, told.start + 1)
        sentence = _sentence(edges, row, placed, lexicon)
    cuts = (0, *sorted(breaks - {0}), len(words))
    return Spoken(tuple(words), tuple(placed), sentence, cuts, asks=words[-1].text == "?")


def _edges(row: Row, lexicon: Lexicon) -> Edges:
    """Every word with itself as a label, and with those of the phrases that begin with it."""
    edges: Edges = []
    _, texts, breaks = row
    for at, text in enumerate(texts):
        labelled: dict[str, tuple[int, ...]] = {text: (at + 1,)}
        for length, labels in lexicon.grammar.labels.all_at(texts, at):
            if length > 1 and not breaks.isdisjoint(range(at + 1, at + length)):
                continue
            end = (at + length,)
            for label in labels:
                labelled[label] = labelled[label] + end if label in labelled else end
        edges.append(labelled)
    if texts[-1] == "?":
        edges[-1]["@ask_mark"] = (len(texts),)
    return edges


def _label_numbers(edges: Edges, row: Row) -> None:
    words, texts, _ = row
    for at, text in enumerate(texts):
        digits = text[0].isdigit()
        if not digits and text not in _CLOCK_WORDS:
            continue
        if digits and at and texts[at - 1] in ("utc", "gmt"):
            edges[at - 1]["{zone}"] = tuple(range(len(texts), at - 1, -1))
        if digits or text in NUMBER_WORDS:
            edges[at]["{n}"] = (at + 1,)
        if not digits or float(text) <= _LAST_HOUR:
            edges[at]["{clock}"] = tuple(_clock_ends(words, texts, at))


def _clock_ends(words: Sequence[Word], texts: Sequence[str], at: int) -> Iterator[int]:
    """9, 9:30, 9 am: every place where a time of day that begins here may end, longest first."""
    end = at + 1
    if end < len(texts) and texts[end].isdigit() and words[end].token == words[at].token + 2:
        end += 1
    if end < len(texts) and texts[end] in ("am", "pm", "oclock", "h", "a", "p"):
        yield end + 1
    yield end


def _placed(words: Sequence[Word], named: Mapping[int, Mention]) -> list[Placed]:
    """What the words of a sentence name; of two words for one token ("gonna") the first counts."""
    place = {word.token: at for at, word in reversed(list(enumerate(words)))}
    placed: list[Placed] = []
    for token in sorted(place.keys() & named.keys()):
        mention = named[token]
        last = max(place[covered] for covered in range(token, mention.last) if covered in place)
        placed.append(Placed(place[token], last + 1, mention))
    return placed


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
    row: Row,
    lexicon: Lexicon,
    placed: Sequence[Placed],
    page: Page,
) -> Placed | None:
    """A technique told without its name; only where none is named."""
    if placed and not may_be_told(each.mention for each in placed):
        return None
    if is_doubted(sentence, page) and add_meanings(edges, sentence, lexicon):
        sentence = _sentence(edges, row, placed, lexicon)
    way = told_way(sentence, row.words, lexicon, page)
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


def _sentence(edges: Edges, row: Row, placed: Sequence[Placed], lexicon: Lexicon) -> Sentence:
    _, texts, breaks = row
    places: dict[str, list[int]] = {}
    for at, labelled in enumerate(edges):
        for label in labelled:
            if label in places:
                places[label].append(at)
            else:
                places[label] = [at]
    labels = frozenset(places)
    fillers = [(at, edges[at]["@filler"]) for at in places.get("@filler", ())]
    return Sentence(
        edges=edges,
        places=places,
        labels=labels,
        starts=starts(texts, breaks, fillers),
        ends=ends(texts, breaks, fillers),
        barriers=[each.start for each in placed if each.mention.kind == "technique"],
        soft=() if _SOFT.isdisjoint(texts) else {at for at, text in enumerate(texts) if text in _SOFT},
        possible=lexicon.grammar.possible(labels),
    )
