"""Pain and red flags in a sentence: the level, and the region or sign that names it.

Figures of speech ("no pain no gain"), pain that is taken back ("no numbness", "the pain is gone") and
the injuries of other people do not count; an emergency counts whoever has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.ruling import Pain
from bot.language.grammar import Hit
from bot.language.intents.scopes import about_others
from bot.language.intents.sentences import Spoken
from bot.language.lexicon import Lexicon

REACH = 3
#: Signs that say only that it hurts: the region tells more.
_VAGUE = frozenset({"pain", "sharp_pain", "ache", "pulled"})
_SEVERITY = {"emergency": Pain.EMERGENCY, "injury": Pain.INJURY, "ache": Pain.ACHE}
#: What the words say themselves cannot be taken back by a "not" before them ("cant feel my leg").
_OWN_NEGATION = frozenset(
    {"cant", "cannot", "not", "no", "dont", "doesnt", "couldnt", "unable", "wont", "lost"}
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Pain that counts: how bad, its region or sign, and where it is said (words of the sentence)."""

    pain: Pain
    about: str
    start: int
    end: int


def complaint(spoken: Spoken, lexicon: Lexicon) -> Complaint | None:
    """The worst complaint of a sentence, or None."""
    figures = tuple(_figures(spoken))
    for hit in lexicon.grammar.hits("pain", spoken.sentence):
        if any(start < hit.end and hit.start < end for start, end in figures):
            continue
        emergency = hit.pattern.intent == "emergency"
        if _taken_back(spoken, hit, emergency=emergency):
            continue
        start, _ = spoken.clause_of(hit.start)
        if not emergency and about_others(spoken, start, hit.end):
            continue
        about = str(hit.pattern.value)
        if about in _VAGUE:
            about = _region(spoken, lexicon, hit) or about
        return Complaint(_SEVERITY[hit.pattern.intent], about, hit.start, hit.end)
    return None


def _figures(spoken: Spoken) -> Iterator[tuple[int, int]]:
    for at, edges in enumerate(spoken.sentence.edges):
        for end in edges.get("@figure", ()):
            yield at, end


def _taken_back(spoken: Spoken, hit: Hit, *, emergency: bool) -> bool:
    """Whether a "no" before the sign or in it, or a "gone" after it, takes it back."""
    if spoken.words[hit.start].text not in _OWN_NEGATION and _denied(spoken, hit):
        return True
    return not emergency and spoken.has("@pain_gone", hit.end - 1, hit.end + 2 * REACH) is not None


def _denied(spoken: Spoken, hit: Hit) -> bool:
    start, _ = spoken.clause_of(hit.start)
    for at in range(max(start, hit.start - REACH), hit.end):
        for stop in spoken.sentence.edges[at].get("@taken_back", ()):
            between = {word.text for word in spoken.words[stop : hit.start]}
            if stop <= hit.end and not between & {"but", "and"}:
                return True
    return False


def _region(spoken: Spoken, lexicon: Lexicon, hit: Hit) -> str | None:
    """The body region named in the pattern's stretch, else anywhere in the sentence, else a muscle."""
    inside = range(hit.start, hit.end)
    for places in (inside, range(len(spoken.words))):
        for at in places:
            for stop in spoken.sentence.edges[at].get("{region}", ()):
                region = lexicon.regions.get(" ".join(w.text for w in spoken.words[at:stop]))
                if region is not None:
                    return region
    return next((p.mention.meaning for p in spoken.placed if p.mention.kind == "muscle"), None)
