"""Messages in other languages: which one, and whether they speak of pain."""

from collections import Counter
from itertools import chain
from typing import NamedTuple

from bot.domain.lifter import Pain
from bot.language.lexicon import Lexicon
from bot.language.page import Page

#: The remark of a message in another language.
FOREIGN = "foreign"
SHORT_LINE = 4
#: Beside "it hurts no more" there is room for "my left knee"; more words may take it back.
MOST_BESIDE = 3
_EMERGENCIES = frozenset({"chest_pain", "dark_urine", "fainting"})
ENOUGH = 2


class Foreign(NamedTuple):
    """Words of another language: its code, and the region that hurts, or hurts no more ("" for none)."""

    language: str
    hurts: str
    eased: str = ""

    @property
    def pain(self) -> Pain:
        """How bad it sounds: signs count as everywhere, the rest as an injury."""
        if not self.hurts:
            return Pain.NONE
        return Pain.EMERGENCY if self.hurts in _EMERGENCIES else Pain.INJURY


def foreign(page: Page, lexicon: Lexicon) -> Foreign | None:
    """The language of a message that is not English, or None."""
    plain = page.raw.isascii() and "'" not in page.raw
    if plain and lexicon.foreign_words.isdisjoint([token.text for token in page.tokens]):
        return None
    written = " ".join([page.tokens[word.token].text for word in page.words])
    texts = [text for text in written.replace("'", " ").split() if text[0].isalpha()]
    if written.isascii() and lexicon.foreign_words.isdisjoint(texts):
        return None
    language = _language(texts, lexicon)
    if _is_eased(texts, lexicon) and (language or not _is_english(texts, lexicon)):
        return Foreign(language or "other", "", eased=_region(texts, lexicon))
    pain = _pain(texts, lexicon)
    if pain and (language or not _is_english(texts, lexicon)):
        return Foreign(language or "other", pain)
    return Foreign(language, "") if language else None


def _is_english(texts: list[str], lexicon: Lexicon) -> bool:
    known = sum(text in lexicon.plain for text in texts)
    return known * 2 > len(texts)


def _language(texts: list[str], lexicon: Lexicon) -> str:
    """The language with most marker words that are not English words; "" when there are too few.

    One is enough in a short line, but not one that is a muscle, too: the biceps are "bis" to many.
    """
    strange = [text for text in texts if text not in lexicon.plain]
    counts = Counter(chain.from_iterable(lexicon.languages.get(text, ()) for text in strange))
    best = max(lexicon.foreign, key=lambda each: counts[each])
    most, markers = counts[best], lexicon.foreign[best]
    telling = markers.intersection(strange) - lexicon.muscles.vocabulary
    english = sum(text in lexicon.plain and text not in markers for text in texts)
    if most >= max(ENOUGH, english) or (telling and len(texts) <= SHORT_LINE and not english):
        return best
    other_letters = sum(not text[0].isascii() for text in strange)
    return "other" if other_letters * 2 > len(texts) else ""


def _pain(texts: list[str], lexicon: Lexicon) -> str:
    """The region of a foreign complaint, "pain" without one, "" for none."""
    return _region(texts, lexicon) if any(lexicon.foreign_pain.along(texts)) else ""


def _region(texts: list[str], lexicon: Lexicon) -> str:
    return next((region for *_, region in lexicon.foreign_regions.along(texts)), "pain")


def _is_eased(texts: list[str], lexicon: Lexicon) -> bool:
    """Whether a message says that it hurts no more, and hardly anything else: "ya no me duele la rodilla"."""
    gone = next(iter(lexicon.foreign_gone.along(texts)), None)
    if gone is None:
        return False
    at, length, _ = gone
    beside = [*texts[:at], *texts[at + length :]]
    places = sum(1 for _ in lexicon.foreign_regions.along(beside))
    small = len(beside) <= (MOST_BESIDE if places else 1)
    return small and places <= 1 and not any(lexicon.foreign_pain.along(beside))
