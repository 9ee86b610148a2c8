"""Pain and red flags in a sentence: the level, and the region or sign that names it.

Figures of speech ("no pain no gain"), pain that is taken back ("no numbness", "the pain is gone"), old
injuries and those of other people do not count; an emergency counts whoever has it.

"knee hurts a bit on lunges"        ache, knee
"no elbow pain, but a sharp wrist"  injury, wrist
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.domain.lifter import Pain
from bot.language.grammar import Hit
from bot.language.intents.sentences import Spoken
from bot.language.lexicon import Lexicon

REACH = 3
GONE_REACH = 6
#: Signs that say only that it hurts: the region tells more.
_VAGUE = frozenset({"pain", "sharp_pain", "ache", "pulled"})
_SEVERITY = {"emergency": Pain.EMERGENCY, "injury": Pain.INJURY, "ache": Pain.ACHE}
_ORDER = tuple(Pain)
#: What the words say themselves cannot be taken back by a "not" before them ("cant feel my leg").
_OWN_NEGATION = frozenset(
    {"cant", "cannot", "not", "no", "dont", "doesnt", "couldnt", "unable", "wont", "lost", "havent", "hasnt"}
    | {"didnt", "can", "could", "barely", "hardly", "zero", "nothing", "little", "almost", "next"}
)
#: Words that a "no" reaches over: "no real joint pain", but not "no idea why my knee hurts".
_TRANSPARENT = frozenset(
    {
        "any",
        "a",
        "an",
        "the",
        "my",
        "more",
        "really",
        "have",
        "having",
        "had",
        "got",
        "get",
        "getting",
        "feel",
    }
    | {"feeling", "felt", "of", "in", "at", "all", "real", "single", "bit", "even", "actually", "been", "be"}
    | {"notice", "noticed", "joint", "sharp", "weird", "bad", "sudden", "visible", "muscle", "sign", "signs"}
    | {"to", "or", "also", "me", "is", "are", "was", "new", "left", "right", "your", "hint", "much", "too"}
    | {
        "longer",
        "serious",
        "major",
        "actual",
        "either",
        "causing",
        "experiencing",
        "so",
        "that",
        "as",
        "very",
    }
)
_IN_PART = frozenset({"too", "so", "that", "as", "very", "much", "badly", "bad"})
_ONLY_THEN = frozenset({"unless", "except", "until", "till", "like", "before"})
_HIS = frozenset({"they", "their", "them", "theyre"})
_MINE = frozenset({"my", "i", "im", "ive", "me", "mine"})
_YEARS = ("19", "20")
_YEAR_DIGITS = 4
_OF_A_YEAR = frozenset({"in", "of", "from", "around", "during", "back", "early", "late"})


class Complaint(NamedTuple):
    """Pain that counts: how bad, its region or sign, and where it is said (words of the sentence).

    `places` are the body regions, else the muscles, that hurt this badly.
    """

    pain: Pain
    about: str
    start: int
    end: int
    places: tuple[str, ...] = ()

    @property
    def severity(self) -> int:
        """How bad it is, for comparing."""
        return _ORDER.index(self.pain)


def complaint(spoken: Spoken, lexicon: Lexicon) -> Complaint | None:
    """The worst complaint of a sentence, with the places of all that are as bad; or None."""
    found = tuple(_complaints(spoken, lexicon))
    worst = max(found, key=lambda each: each.severity, default=None)
    if worst is None:
        return None
    places = (place for each in found if each.pain is worst.pain for place in each.places)
    return worst._replace(places=tuple(dict.fromkeys(places)))


def _complaints(spoken: Spoken, lexicon: Lexicon) -> Iterator[Complaint]:
    hits = tuple(lexicon.grammar.all_hits("pain", spoken.sentence))
    if not hits:
        return
    harmless, long_ago = tuple(_harmless(spoken, lexicon)), _is_long_ago(spoken)
    for hit in hits:
        if any(start < hit.end and hit.start < end for start, end in harmless):
            continue
        emergency = hit.pattern.intent == "emergency"
        if _denied(spoken, hit):
            continue
        # "gone now" is no comfort in an emergency, before somebody has looked at it
        if (not emergency or _was_seen_to(spoken)) and _is_over(spoken, hit):
            continue
        if not emergency and (_is_others(spoken, hit) or long_ago):
            continue
        sign = str(hit.pattern.value)
        about = (_region(spoken, lexicon, hit) or sign) if sign in _VAGUE else sign
        yield Complaint(_level(spoken, hit), about, hit.start, hit.end, _places(spoken, lexicon, hit))


def _harmless(spoken: Spoken, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Figures of speech, and what hurts without being a body or a fact."""
    for at, edges in enumerate(spoken.sentence.edges):
        for end in edges.get("@figure", ()):
            yield at, end
    for hit in lexicon.grammar.all_hits("harmless", spoken.sentence):
        yield hit.start, hit.end


def _level(spoken: Spoken, hit: Hit) -> Pain:
    """The level of a sign; a joint that only hurts "a bit" aches."""
    start, end = spoken.clause_of(hit.start)
    mild = spoken.has("@mild", start, max(end, hit.end)) is not None or _in_part(spoken, hit)
    if hit.pattern.value == "pain" and mild and spoken.has("@sharp_word", start, end) is None:
        return Pain.ACHE
    return _SEVERITY[hit.pattern.intent]


def _denied(spoken: Spoken, hit: Hit) -> bool:
    """Whether a "no" before the sign or in it takes it back: nothing but small words between the two."""
    if spoken.words[hit.start].text in _OWN_NEGATION and hit.pattern.intent != "ache":
        return False
    start, _ = spoken.clause_of(hit.start)
    own = {label for step in hit.pattern.template.steps for label in step.labels}
    for at in range(max(start, hit.start - REACH), hit.end):
        if spoken.words[at].text in own:
            continue  # "doesnt feel right": the "no" is the sign
        for stop in spoken.sentence.edges[at].get("@taken_back", ()):
            if stop < hit.end and _reaches(spoken, stop, hit) and not _returns(spoken, hit):
                return True
    return False


def _reaches(spoken: Spoken, stop: int, hit: Hit) -> bool:
    """Whether only small words and body parts stand between a "no" and what hurts."""
    edges = spoken.sentence.edges
    inside = (at for at in range(stop, hit.end) if any(hit.end in ends for ends in edges[at].values()))
    last = next(inside, stop) if stop > hit.start else hit.start
    return all(spoken.words[at].text in _TRANSPARENT or "{body}" in edges[at] for at in range(stop, last))


def _returns(spoken: Spoken, hit: Hit) -> bool:
    """Whether a "no" leaves pain after all: "not too painful", "no pain unless i press"."""
    after = {word.text for word in spoken.words[hit.end : hit.end + REACH]}
    return _in_part(spoken, hit) or bool(after & _ONLY_THEN)


def _in_part(spoken: Spoken, hit: Hit) -> bool:
    """Whether it is said not to hurt that much."""
    start, _ = spoken.clause_of(hit.start)
    near = range(max(start, hit.start - REACH), hit.end)
    if not any("@taken_back" in spoken.sentence.edges[at] for at in near):
        return False
    said = {word.text for word in spoken.words[max(start, hit.start - REACH) : hit.end + 2]}
    return bool(said & _IN_PART)


def _is_over(spoken: Spoken, hit: Hit) -> bool:
    """Whether a "gone" follows that speaks of the same place and is not "not gone"."""
    edges = spoken.sentence.edges
    for at in range(hit.end - 1, min(hit.end + GONE_REACH, len(edges))):
        if "{body}" in edges[at] and at >= hit.end:
            return False
        if "@pain_gone" in edges[at]:
            before = range(max(0, at - REACH), at)
            return not any("@taken_back" in edges[each] for each in before if each >= hit.start)
    return False


def _was_seen_to(spoken: Spoken) -> bool:
    """Whether a professional has looked at it, as told and not as asked."""
    return not spoken.asks and spoken.has("@seen_by_doctor", 0, len(spoken.words)) is not None


def _is_others(spoken: Spoken, hit: Hit) -> bool:
    """Whether somebody else has it, who does not train under the writer's care.

    "they" may be the knees, and "coach says my knee ..." is mine.
    """
    start, _ = spoken.clause_of(hit.start)
    if spoken.has("@other_person", start, hit.start) is None:
        return False
    for at in range(start, hit.start):
        if spoken.words[at].text in _HIS:
            continue
        if "@in_care" in spoken.sentence.edges[at]:
            return False
        if stops := spoken.sentence.edges[at].get("@other_person", ()):
            stop = max(stops)
            mine = any(word.text in _MINE for word in spoken.words[stop : hit.end])
            before = any(word.text in ("i", "im", "ive") for word in spoken.words[start:at])
            return not mine and not before
    return False


def _is_long_ago(spoken: Spoken) -> bool:
    """Whether a sentence tells of an old injury and says nothing of today: "tore my acl in 2019"."""
    end = len(spoken.words)
    old = spoken.has("@long_ago", 0, end) is not None or _names_year(spoken)
    return old and spoken.has("@present", 0, end) is None


def _names_year(spoken: Spoken) -> bool:
    texts = [word.text for word in spoken.words]
    if len(texts) > 1 and texts[-2] == "was" and texts[-1].isdigit():
        return True  # "when i was 12"
    return any(
        before in _OF_A_YEAR and len(text) == _YEAR_DIGITS and text.isdigit() and text.startswith(_YEARS)
        for before, text in pairwise(texts)
    )


def _region(spoken: Spoken, lexicon: Lexicon, hit: Hit) -> str | None:
    """The body region named in the pattern's stretch, else anywhere in the sentence, else a muscle."""
    for start, end in ((hit.start, hit.end), (0, len(spoken.words))):
        if found := regions(spoken, lexicon, start, end):
            return found[0]
    return next((p.mention.meaning for p in spoken.placed if p.mention.kind == "muscle"), None)


def _places(spoken: Spoken, lexicon: Lexicon, hit: Hit) -> tuple[str, ...]:
    """Where it hurts: what is named nearest to the words of pain, a body region before a muscle."""
    for start, end in ((hit.start, hit.end), spoken.clause_of(hit.start), (0, len(spoken.words))):
        placed = (p for p in spoken.placed if p.mention.kind == "muscle" and start <= p.start < end)
        found = regions(spoken, lexicon, start, end) or tuple(p.mention.meaning for p in placed)
        if found:
            return found
    return ()


def regions(spoken: Spoken, lexicon: Lexicon, start: int, end: int) -> tuple[str, ...]:
    """The body regions named from `start` to `end`, in order."""
    places = spoken.sentence.places.get("{region}", ())
    found = (
        lexicon.regions.get(" ".join([word.text for word in spoken.words[at:stop]]))
        for at in places[bisect_left(places, start) : bisect_left(places, end)]
        for stop in spoken.sentence.edges[at]["{region}"]
    )
    return tuple(dict.fromkeys(region for region in found if region is not None))
