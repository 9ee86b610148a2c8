"""Tokens to marks: the smallest things with a meaning to the set notation.

A mark is a number, a tagged phrase, an exercise, a sign, a line end or an unknown word. Exercise
names come from the page; everything else from the vocabulary, longest phrase first.

    >>> [mark.text for mark in marks(page, vocabulary)]
    ['calf raise', '3', 'x', '12', '+', 'partials']
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from bot.language.page import Mention, Page
from bot.language.sets.mark import Mark
from bot.language.sets.numbers import with_numbers
from bot.language.text import HYPHEN, Shape, Token, number_in
from bot.language.vocabulary import Vocabulary

NEWLINE = "\n"
_NAMES = ("exercise", "muscle")


def marks(page: Page, vocabulary: Vocabulary, plain: Container[str] = ()) -> tuple[Mark, ...]:
    """All marks of a page, in order; `plain` are everyday words, which name no new exercise."""
    tokens = page.tokens
    texts = texts_of(page, vocabulary)
    named = {m.first: m for m in page.mentions if m.kind in _NAMES and not _is_broken(m, tokens)}
    found: list[Mark] = []
    firsts = vocabulary.phrases.firsts
    after = 0
    for at, text in enumerate(texts):
        if at < after:
            continue
        may_be_listed = text in firsts or at in named
        listed = _listed_at(tokens, texts, at, named, vocabulary) if may_be_listed else None
        mark = listed or _unlisted(tokens[at], text, at, plain)
        found.append(mark)
        after = mark.last
    counted = with_numbers(found)
    return tuple(_with_techniques_after_numbers(counted, vocabulary)) if len(named) > 1 else counted


def texts_of(page: Page, vocabulary: Vocabulary) -> list[str]:
    """The text of every token; slips and chat spellings ("shld") of words that nothing knows set right."""
    texts = [token.text for token in page.tokens]
    for word in [word for word in page.words if word.text != texts[word.token]]:
        written = page.tokens[word.token].text
        if texts[word.token] != written:
            continue
        if written not in vocabulary.phrases.vocabulary and written.isalpha():
            texts[word.token] = word.text
    return texts


def _is_broken(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a mention runs over a line end: no name does."""
    return Shape.NEWLINE in [token.shape for token in tokens[mention.first : mention.last]]


def _listed_at(
    tokens: Sequence[Token],
    texts: Sequence[str],
    at: int,
    named: Mapping[int, Mention],
    vocabulary: Vocabulary,
) -> Mark | None:
    """A name, or the longest phrase of the vocabulary; a lone number is none."""
    token, mention = tokens[at], named.get(at)
    phrases = vocabulary.phrases
    second = texts[at + 1] if at + 1 < len(texts) else NEWLINE
    if second != HYPHEN and not phrases.goes_on(texts[at], second):
        if mention is not None:
            return _name(tokens, texts, mention, vocabulary)
        alone = phrases.at([texts[at]], 0) if token.shape is not Shape.NUMBER else None
        return None if alone is None else Mark(texts[at], at, at + 1, alone[1], token.spaced)
    window, ends = _window(tokens, texts, at, phrases.reach(texts[at]))
    phrase = phrases.at(window, 0)
    last = ends[phrase[0] - 1] if phrase else at + 1
    inside = range(at + 1, last)
    later = next((named[place] for place in inside if place in named), None) if inside else None
    if later is not None and last < later.last:
        # "1a leg ext": the phrase "a leg" must not eat into the name
        phrase = phrases.at([t for t, end in zip(window, ends, strict=True) if end <= later.first], 0)
        last = ends[phrase[0] - 1] if phrase else at + 1
    if mention is not None and (phrase is None or last <= mention.last):
        return _name(tokens, texts, mention, vocabulary)
    if phrase is not None and (token.shape is not Shape.NUMBER or phrase[0] > 1):
        return Mark(" ".join(window[: phrase[0]]), at, last, phrase[1], token.spaced)
    return None


def _name(tokens: Sequence[Token], texts: Sequence[str], mention: Mention, vocabulary: Vocabulary) -> Mark:
    """What a mention names."""
    first, last = mention.first, mention.last
    inner = _inner(tokens, texts, mention, vocabulary)
    name, tags = " ".join(texts[first:last]), {mention.kind: mention.meaning}
    return Mark(name, first, last, tags, tokens[first].spaced, mention=mention, inner=inner)


def _unlisted(token: Token, text: str, at: int, plain: Container[str]) -> Mark:
    """A token that stands for itself: a number, a line end, a sign, or a word without a meaning here."""
    if token.shape is Shape.NUMBER:
        return Mark(token.text, at, at + 1, {"number": number_in(token.text)}, token.spaced)
    if token.shape is Shape.NEWLINE:
        return Mark(NEWLINE, at, at + 1, {"newline": None})
    return Mark(text, at, at + 1, {"plain": None} if text in plain else {}, token.spaced)


def _window(tokens: Sequence[Token], texts: Sequence[str], at: int, most: int) -> tuple[list[str], list[int]]:
    """Up to `most` texts from `at`, hyphens between words left out, and the token end of each."""
    window = [texts[at]]
    ends = [at + 1]
    for place in range(at + 1, len(tokens) if most > 1 else 0):
        if len(window) >= most or tokens[place].shape is Shape.NEWLINE:
            break
        if texts[place] == HYPHEN and not tokens[place].spaced and tokens[place - 1].shape is Shape.WORD:
            continue
        window.append(texts[place])
        ends.append(place + 1)
    return window, ends


def _inner(
    tokens: Sequence[Token], texts: Sequence[str], mention: Mention, vocabulary: Vocabulary
) -> tuple[Mark, ...]:
    """The tagged words inside a name: "negative pull-ups" is a pull-up and a technique."""
    found: list[Mark] = []
    at = mention.first
    while at < mention.last:
        if texts[at] not in vocabulary.phrases.firsts:
            at += 1
            continue
        window, ends = _window(tokens[: mention.last], texts, at, vocabulary.phrases.reach(texts[at]))
        phrase = vocabulary.phrases.at(window, 0)
        if phrase is not None and ends[phrase[0] - 1] <= mention.last:
            last = ends[phrase[0] - 1]
            found.append(Mark(" ".join(window[: phrase[0]]), at, last, phrase[1]))
            at = last
        else:
            at += 1
    return tuple(found)


def _with_techniques_after_numbers(found: Iterable[Mark], vocabulary: Vocabulary) -> Iterable[Mark]:
    """`lp` is a leg press, but after another exercise and its numbers lengthened partials."""
    named = counted = False
    for mark in found:
        if mark.has("newline"):
            named = counted = False
        short = vocabulary.phrases.at([mark.text], 0) if mark.mention is not None else None
        if short is not None and "tech_short" in short[1] and named and counted:
            yield mark.but(tags=short[1], named=False)
            continue
        named = named or mark.is_exercise
        counted = counted or mark.number is not None
        yield mark
