"""Raw text to tokens with their places.

Folding makes all spellings of a sign one: case, full-width and non-Latin digits, odd multiplication
signs, curly apostrophes, Cyrillic x between numbers. Every token keeps its place in the original
text.

    >>> [token.text for token in tokens("Calf raise 3X12, 62,5kg")]
    ['calf', 'raise', '3', 'x', '12', ',', '62', ',', '5', 'kg']
"""

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple


class Shape(Enum):
    """What a token is made of."""

    WORD = auto()
    NUMBER = auto()
    SIGN = auto()
    NEWLINE = auto()


class Token(NamedTuple):
    """One token: folded text, place in the original, and whether white space stands before it."""

    text: str
    shape: Shape
    start: int
    end: int
    spaced: bool


#: Between the words of a phrase it may stand or be left out.
HYPHEN = "-"
#: More digits than these stand in no number that anybody trains with.
MOST_DIGITS = 12
_TOKEN = re.compile(
    r"(\n)|(\d+(?:\.\d+)?)|((?<=\d)(?:kgs?|lbs?|reps?|sets?|кг)(?=x\d)|[^\W\d_]+(?:'[^\W\d_]+)*)|(\S)"
)
_SHAPES = (Shape.NEWLINE, Shape.NUMBER, Shape.WORD, Shape.SIGN)
_SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("\u00d7\u2715\u2716\u2a2f\u2573", "x"),
        **dict.fromkeys("\u2019\u2018\u00b4`\u02bc", "'"),
        **dict.fromkeys("\u2013\u2014\u2212\u2010\u2011", "-"),
        **dict.fromkeys("\u2192\u2794\u279c\u21d2\u27a1\u27f6\u2198\u2193\u2b07\u203a\u00bb", ">"),
        **dict.fromkeys("\u3001\u060c", ","),
        "\u3002": ".",
        "\u066b": ".",
        "\r": "\n",
        "\t": " ",
        "_": " ",
        "|": ",",
    }
)
_CYRILLIC_X = re.compile("(?<=[\\d\\s])\u0445(?=\\s*\\d)")


def _fold_char(char: str) -> str:
    """One character folded to exactly one character, so that places stay valid."""
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char, None) if unicodedata.digit(char, None) is not None else char)
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char.lower()[:1] or char


def fold(raw: str) -> str:
    """The text with all spellings of a sign made one; the same length as `raw`."""
    text = raw.translate(_SAME_SIGN)
    if text.isascii():
        return text.lower()
    folded = "".join(map(_fold_char, text))
    return _CYRILLIC_X.sub("x", folded.translate(_SAME_SIGN))


#: A letter for the figure beside it on the keyboard: "10o kg".
_O_FOR_ZERO = re.compile(r"(?<=\d)o{1,2}(?=\s|$|[,.;)]|x\d|kg|lb)")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\u20e3\ufeff\u00ad]")


def _seen(raw: str) -> tuple[str, list[int]]:
    """The text without characters that nobody sees, and the place of each that is left."""
    places = [at for at, char in enumerate(raw) if not _UNSEEN.match(char)]
    return "".join(raw[at] for at in places), [*places, len(raw)]


def has_digit(text: str) -> bool:
    """Whether there is a figure in a text."""
    return any(map(str.isdigit, text))


def number_in(text: str) -> float:
    """The value of a number token; absurdly long digit strings are cut, they are never a load."""
    return float(text[:MOST_DIGITS])


def tokens(raw: str) -> tuple[Token, ...]:
    """All tokens of a text, in order. Total: any text gives tokens."""
    if not raw.isascii() and _UNSEEN.search(raw):
        text, places = _seen(raw)
        return tuple(
            token._replace(start=places[token.start], end=places[token.end - 1] + 1) for token in tokens(text)
        )
    found: list[Token] = []
    end = 0
    folded = _O_FOR_ZERO.sub(lambda found: "0" * len(found[0]), fold(raw))
    for match in _TOKEN.finditer(folded):
        before = end
        start, end = match.span()
        spaced = start > before or start == 0
        found.append(Token(match[0], _SHAPES[(match.lastindex or 4) - 1], start, end, spaced))
    return tuple(found)
