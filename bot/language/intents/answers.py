"""What a short message says about a muscle when "how does it feel?" was asked, or with an emoji alone.

"not great"  sore        "5"  {"soreness": 5}        "legs 💀"  very_sore

After words about pain only "fine now" and its like is an answer: pain_gone.
"""

from collections.abc import Sequence

from bot.domain.reading import Value
from bot.language.intents import values
from bot.language.intents.sentences import Spoken
from bot.language.lexicon import Lexicon
from bot.language.page import Page

#: What may be waited for.
CHECK_IN, PAIN = "check_in", "pain"
FRESH, PAIN_GONE = "fresh", "pain_gone"
LONGEST = 9
_AROUND = frozenset(
    {"like", "a", "about", "maybe", "say", "id", "prob", "probably", "solid", "around", "or", "so", "its"}
)
MOST_SORE = 10
_SPAN = 2


def answered(
    page: Page, lexicon: Lexicon, sentences: Sequence[Spoken], awaiting: str
) -> tuple[Value, str] | None:
    """The feeling in an answer, and what gave it; None when a message is no answer."""
    if awaiting == PAIN:
        felt = answered(page, lexicon, sentences, CHECK_IN)
        return (PAIN_GONE, felt[1]) if felt is not None and felt[0] == FRESH else None
    texts = [word.text for word in page.words]
    if awaiting != CHECK_IN:
        muscles = any(p.mention.kind == "muscle" for s in sentences for p in s.placed)
        return _emoji(page, lexicon) if muscles and _says_nothing_else(sentences) else None
    if (feeling := lexicon.answers.get(" ".join(texts))) is not None:
        return feeling, "answer"
    if len(texts) > LONGEST:
        return None
    score = _lone_number(texts)
    if score is not None:
        return {"soreness": score}, "number as answer"
    for spoken in sentences:
        hit = next(lexicon.grammar.hits("answering", spoken.sentence), None)
        if hit is not None and not spoken.asks:
            return str(hit.pattern.value), f"{hit.pattern.number} {hit.pattern.template.source}"
    return _emoji(page, lexicon)


def _lone_number(texts: Sequence[str]) -> int | float | None:
    """The 4 of "like a 4", "maybe 4 or so"."""
    said = [text for text in texts if text not in _AROUND]
    span = len(said) == _SPAN and all(text.isdigit() for text in said)  # "4-5"
    number = values.number(said[0]) if len(said) == 1 or span else None
    return values.plain(number) if number is not None and number <= MOST_SORE else None


def _emoji(page: Page, lexicon: Lexicon) -> tuple[Value, str] | None:
    found = next((lexicon.emoji[char] for char in page.raw if char in lexicon.emoji), None)
    return (found, "emoji") if found is not None else None


def _says_nothing_else(sentences: Sequence[Spoken]) -> bool:
    """Whether all words are muscles and small talk: "my legs 💀"."""
    for spoken in sentences:
        covered = {at for p in spoken.placed for at in range(p.start, p.end)}
        for at, word in enumerate(spoken.words):
            if at not in covered and "@filler" not in spoken.sentence.edges[at] and word.text != "my":
                return False
    return True
