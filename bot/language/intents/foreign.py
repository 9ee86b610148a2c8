"""Messages in other languages: which one, and whether they speak of pain."""

from typing import NamedTuple

from bot.domain.lifter import Pain
from bot.language.lexicon import Lexicon
from bot.language.page import Page

SHORT_LINE = 4
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
    free = _without_gone(texts, lexicon)
    pain = _pain(free, lexicon)
    language = _language(texts, lexicon)
    if free != texts and not pain and (language or not _is_english(texts, lexicon)):
        return Foreign(language or "other", "", eased=_region(texts, lexicon))
    if pain and (language or not _is_english(texts, lexicon)):
        return Foreign(language or "other", pain)
    return Foreign(language, "") if language else None


def _is_english(texts: list[str], lexicon: Lexicon) -> bool:
    known = sum(text in lexicon.plain for text in texts)
    return known * 2 > len(texts)


def _language(texts: list[str], lexicon: Lexicon) -> str:
    """The language with most marker words that are not English words; "" when there are too few."""
    strange = [text for text in texts if text not in lexicon.plain]
    counts = {each: sum(text in markers for text in strange) for each, markers in lexicon.foreign.items()}
    best = max(counts, key=lambda each: counts[each])
    most, markers = counts[best], lexicon.foreign[best]
    english = sum(text in lexicon.plain and text not in markers for text in texts)
    if most >= max(ENOUGH, english) or (most and len(texts) <= SHORT_LINE and not english):
        return best
    other_letters = sum(not text[0].isascii() for text in strange)
    return "other" if other_letters * 2 > len(texts) else ""


def _pain(texts: list[str], lexicon: Lexicon) -> str:
    """The region of a foreign complaint, "pain" without one, "" for none."""
    return _region(texts, lexicon) if any(lexicon.foreign_pain.along(texts)) else ""


def _region(texts: list[str], lexicon: Lexicon) -> str:
    return next((region for *_, region in lexicon.foreign_regions.along(texts)), "pain")


def _without_gone(texts: list[str], lexicon: Lexicon) -> list[str]:
    """The words without those that say that it hurts no more: "ya no me duele la rodilla"."""
    free = list(texts)
    for at, length, _ in lexicon.foreign_gone.along(texts):
        free[at : at + length] = [""] * length
    return free
