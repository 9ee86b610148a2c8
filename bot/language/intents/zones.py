"""Places and offsets as time zones: "berlin" -> Europe/Berlin, "utc+2" -> UTC+02:00."""

import re
from functools import lru_cache

from bot.language.intents.sentences import Spoken
from bot.language.lexicon import Lexicon
from bot.language.page import Page

_OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?\b")
_LARGEST_OFFSET = 14
_IANA = re.compile(
    r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]\w+(?:/[A-Z]\w+)?"
)


@lru_cache(maxsize=16)  # every sentence of a message asks
def written_zone(raw: str) -> str | None:
    """A zone named in full: Europe/Madrid."""
    found = _IANA.search(raw) if "/" in raw else None
    return found[0] if found is not None else None


def offset(text: str) -> str | None:
    """The offset in a folded text, as UTC+02:00."""
    found = _OFFSET.search(text)
    if found is None or int(found[2]) > _LARGEST_OFFSET:
        return None
    return f"UTC{found[1]}{int(found[2]):02d}:{found[3] or '00'}"


def zone_at(spoken: Spoken, page: Page, lexicon: Lexicon, start: int) -> str | None:
    """The zone named at or after a word; an offset counts before a place."""
    folded = page.raw.lower().replace("\u2212", "-").replace("\u2013", "-")
    found = offset(folded)
    if found is not None:
        return found
    for at in range(start, len(spoken.words)):
        for end in spoken.sentence.edges[at].get("{zone}", ()):
            place = " ".join(word.text for word in spoken.words[at:end])
            zone = lexicon.zones.get(place)
            if zone is not None:
                return "UTC" if place == "utc" else zone
    return None
