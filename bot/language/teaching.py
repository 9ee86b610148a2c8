"""What a lifter calls things: "when I say lp I mean leg press", "hs means hack squat".

>>> lesson("when I say lp I mean leg press")
Lesson(word='lp', meaning='leg press')
"""

import re
from typing import NamedTuple

from bot.language.spelling import written_words

_WORD, _MEANING = r"(?P<word>[^\d,.?!=]{1,30}?)", r"(?P<meaning>[^\d,.?!=]{3,40}?)"
_SAYING = "(?:when|if|whenever) i (?:say|write|type|put|text|log)"
_LESSONS = tuple(
    re.compile(rf"^{shape}\s*[.!]*$")
    for shape in (
        rf"(?:{_SAYING}|by|with) {_WORD},? (?:then )?(?:i|it) (?:always )?means? {_MEANING}",
        rf"{_WORD} (?:always )?(?:means|stands for|is short for|is my word for|is what i call) {_MEANING}",
        rf"{_WORD} is (?:always )?{_MEANING} (?:for|to) me",
        rf"{_WORD} ?= ?{_MEANING}",
    )
)
MOST_WORDS = 3
_QUOTES = str.maketrans(dict.fromkeys("\"'“”‘’«»"))


class Lesson(NamedTuple):
    """A word of the lifter's, and the words for what it means."""

    word: str
    meaning: str


def lesson(text: str) -> Lesson | None:
    """What a message teaches; None if it teaches nothing."""
    plain = text.translate(_QUOTES).strip().lower()
    for shape in _LESSONS:
        if found := shape.match(plain):
            word = " ".join(written_words(found["word"]))
            return Lesson(word, found["meaning"]) if 0 < len(word.split()) <= MOST_WORDS else None
    return None
