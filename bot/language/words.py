"""Tokens to words as the lexicon knows them: chat spellings written out, slips set right.

>>> [word.text for word in words_of(tokens("benhc 3x8"), lexicon)]
['bench', '3', 'x', '8']
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.language.lexicon import Lexicon
from bot.language.text import Shape, Token

#: Signs inside a word or a name: neither ends it.
_JOINING = frozenset("-/()'")
#: Shorter than what is mended anywhere; a word like this is mended only beside the rest of a name.
SHORT_NAME_WORD = 3


class Word(NamedTuple):
    """A word or number as the lexicon knows it: chat spellings and slips set right.

    `token` is its place in the tokens, `breaks` says that a sign, a comma or a line end stands before
    it, `mended` that a misspelling was set right, `glued` that no white space does.
    """

    text: str
    token: int
    breaks: bool = False
    mended: bool = False
    glued: bool = False


def words_of(found: Sequence[Token], lexicon: Lexicon) -> tuple[Word, ...]:
    """All words and numbers among tokens, in order."""
    words: list[Word] = []
    breaks = False
    settled, figured = lexicon.settled, lexicon.figured
    taken = -1
    for place, (text, shape, _, _, spaced) in enumerate(found):
        if place == taken:
            continue
        if shape is Shape.SIGN or shape is Shape.NEWLINE:
            breaks = breaks or text not in _JOINING
            continue
        if text in figured and (chat := _in_chat(found, place, figured[text])) is not None:
            words.append(Word(chat, place, breaks))
            taken = place + 1
        elif shape is Shape.NUMBER or text in settled:
            words.append(Word(text, place, breaks, mended=False, glued=not spaced))
        else:
            words += _set_right(found, place, lexicon, breaks=breaks)
        breaks = False
    return tuple(words)


def _in_chat(found: Sequence[Token], place: int, others: Mapping[str, str]) -> str | None:
    """The word behind a figure and letters written as one: 2nite, b4."""
    other = found[place + 1] if place + 1 < len(found) else None
    return others.get(other.text) if other is not None and not other.spaced else None


def _set_right(found: Sequence[Token], place: int, lexicon: Lexicon, *, breaks: bool) -> Iterator[Word]:
    """What the word at a place was meant to be: several words for "gonna"."""
    text = found[place].text.replace("'", "")
    known = _known(text, found, place, lexicon)
    mended = known != text and text not in lexicon.chat
    first, *rest = known.split()
    yield Word(first, place, breaks, mended, not found[place].spaced)
    yield from (Word(more, place) for more in rest)


def _known(text: str, found: Sequence[Token], place: int, lexicon: Lexicon) -> str:
    """A word as the lexicon knows it; `text` is the token at `place` without apostrophes."""
    token = found[place]
    body = _of_body(token.text, lexicon) if text != token.text else None
    if body is None and text in lexicon.as_written:
        return lexicon.chat.get(text, text)
    return body or _name_word(text, found, place, lexicon) or lexicon.set_right(text)


def _of_body(written: str, lexicon: Lexicon) -> str | None:
    """A part of the body with its verb: "knee's bad"; None for anything else."""
    part = written.removesuffix("'s")
    is_body = part != written and (part in lexicon.regions or part in lexicon.muscles.vocabulary)
    return f"{part} is" if is_body else None


def _name_word(text: str, found: Sequence[Token], place: int, lexicon: Lexicon) -> str | None:
    """The word of a name that an unknown word meant, by the words beside it; or None."""
    if len(text) < SHORT_NAME_WORD or not text.isalpha() or lexicon.is_known(text):
        return None
    if text in lexicon.notation.phrases.vocabulary:
        return None
    around = (
        found[beside].text if 0 <= beside < len(found) and found[beside].shape is Shape.WORD else ""
        for beside in (place - 1, place + 1)
    )
    before, following = (lexicon.set_right(word) for word in around)
    return lexicon.names.between(before, text, following)
