"""Words that name a lift or a technique elsewhere and none here: people, verbs, how a set felt, other things.

"arnold did 10x10"           somebody, no arnold press
"the spotter rows it up"     a verb, no row
"bench 3x8, 9 clean"         how, no power clean
"a negative experience"      nothing of the gym
"""

from collections.abc import Sequence

from bot.language.lexicon import Lexicon
from bot.language.names import Located
from bot.language.spelling import singular
from bot.language.words import Word

_BEFORE_MUSCLE = frozenset({
    "hit", "hitting", "train", "training", "trained", "work", "worked", "blast", "smash", "do", "did",
    "doing", "my", "on", "for", "of", "upper", "lower", "mid", "heavy", "sore", "chest", "legs", "arms",
    "biceps",
})  # fmt: skip
_ADJECTIVES = frozenset({"negative", "partial"})
_ARTICLES = frozenset({"a", "an", "some", "the", "any"})
#: Words that may stand behind a technique named with an article: "do a partial on the last one".
_SMALL = frozenset({
    "on", "for", "at", "in", "with", "or", "and", "to", "after", "is", "are", "was", "as", "if", "when",
    "too", "per", "by", "from", "before", "during", "again", "now", "later", "here", "there", "every",
    "each", "end", "last", "first", "final", "part", "phase", "method", "style", "technique", "stuff",
    "only", "ok", "good", "bad", "worth", "smart", "please", "help", "i", "that", "this", "today",
    "tonight", "tomorrow",
})  # fmt: skip
#: A verb in front of these: "should I drop the weight", "drop 10 kg next time".
_LET_FALL = "drop"
_THINGS = frozenset({"the", "my", "them", "it", "some", "half"})
_LETTING_FALL = frozenset({_LET_FALL, "drops", "dropping", "dropped"})
_ONTO = frozenset({"to", "on", "onto", "into"})
_THE = frozenset({"my", "the", "an", "a", "your"})
_PARTICLES = frozenset({"up", "out", "through", "down"})
_OBJECTS = frozenset({"out", "me", "it", "them"})
_PEOPLE = frozenset({"@mate", "@other_person"})
_LONGEST_PERSON = 4
#: So far behind a verb "with me" may stand: "rows the last reps with me".
_REACH_OF_COMPANY = 5


def is_only_how(words: Sequence[Word], hit: Located, named: int) -> bool:
    """Whether an everyday word behind another lift only tells how: "9 clean + 2 forced", "squeeze out 2"."""
    following = words[hit.last] if hit.last < len(words) else None
    counts = following is not None and following.text[0].isdigit() and not following.breaks
    if words[hit.first].breaks or counts:
        return False
    before = [word.text for word in words[max(0, hit.first - 3) : hit.first]]
    counted = len(before) > 2 and before[1] in ("x", "of", "by") and before[0][0].isdigit()  # noqa: PLR2004
    earlier = any(word.text[0].isdigit() for word in words[named : hit.first - 3])
    return not (counted and earlier) and before[-1] not in ("and", "then")


def is_person(texts: Sequence[str], hit: Located, lexicon: Lexicon) -> bool:
    """Whether a name is somebody who does something: "arnold did 10x10 supersets" is no arnold press."""
    named = any("@famous" in labels for _, labels in lexicon.grammar.labels.all_at(texts, hit.first))
    return (
        named
        and texts[hit.last : hit.last + 1] != []
        and any("@does" in labels for _, labels in lexicon.grammar.labels.all_at(texts, hit.last))
    )


def is_verb(texts: Sequence[str], hit: Located, lexicon: Lexicon) -> bool:
    """Whether a name is what somebody does: "the spotter rows the weight up", "help me squeeze out 2"."""
    at = next((i for i in range(hit.first + 1, hit.last) if texts[i] == "the"), hit.last)
    if at - hit.first > 1 or at >= len(texts):
        return False
    after = _labels_at(texts, at, lexicon)
    everyday = singular(texts[hit.first]) in lexicon.everyday
    if "@moved" in after or (everyday and (texts[at] in _OBJECTS or _counts_more(texts, at))):
        return True
    if everyday and "@last_ones" in _labels_behind(texts, at, _PARTICLES, lexicon):
        return True
    if "me" not in texts[at : at + _REACH_OF_COMPANY + 1]:
        return False
    close = range(at, min(at + _REACH_OF_COMPANY, len(texts)))
    company = any(texts[place : place + 2] in (["with", "me"], ["for", "me"]) for place in close)
    return company and _has_person_before(texts, hit.first, lexicon)


def is_muscle_after_all(texts: Sequence[str], at: int) -> bool:
    """Whether "back again" is the muscle after all: "can i hit back again"."""
    return texts[at] == "back" and at > 0 and texts[at - 1] in _BEFORE_MUSCLE


def is_of_elsewhere(texts: Sequence[str], at: int, length: int, lexicon: Lexicon) -> bool:
    """Whether "a negative experience", "partial eclipse" speaks of something outside the gym."""
    after = texts[at + length : at + length + 1]
    if after and texts[at] == _LET_FALL and (after[0] in _THINGS or after[0].isdigit()):
        return True
    if texts[at] in _LETTING_FALL and _eases(texts, at, lexicon):
        return True
    if not after or after[0] in lexicon.lifting or after[0] in _SMALL:
        return False
    if texts[at] in _ADJECTIVES:
        strange = after[0] in lexicon.plain or not lexicon.is_known(after[0])
        return strange and after[0] not in lexicon.names.vocabulary
    return at > 0 and texts[at - 1] in _ARTICLES and after[0] in lexicon.plain


def _labels_behind(texts: Sequence[str], at: int, skipped: frozenset[str], lexicon: Lexicon) -> set[str]:
    """What the words at `at` are, or behind one that may be passed over there: "(up) the last 2"."""
    place = at + (texts[at : at + 1] != [] and texts[at] in skipped)
    return _labels_at(texts, place, lexicon) if place < len(texts) else set()


def _labels_at(texts: Sequence[str], at: int, lexicon: Lexicon) -> set[str]:
    return {label for _, labels in lexicon.grammar.labels.all_at(texts, at) for label in labels}


def _eases(texts: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """`drop to my knees`, `drop down onto the bands`: the same weight in an easier way, no dropset."""
    to = at + 1 + (texts[at + 1 : at + 2] == ["down"])
    onto = to < len(texts) and texts[to] in _ONTO
    return onto and "@eased_to" in _labels_behind(texts, to + 1, _THE, lexicon)


def _counts_more(texts: Sequence[str], at: int) -> bool:
    """`squeeze 3 more`: repetitions, no gripper."""
    return texts[at].isdigit() and texts[at + 1 : at + 2] == ["more"]


def _has_person_before(texts: Sequence[str], end: int, lexicon: Lexicon) -> bool:
    """Whether the words up to `end` close with a person: "my partner", "the spotter", "he"."""
    return any(
        at + length == end and not _PEOPLE.isdisjoint(labels)
        for at in range(max(0, end - _LONGEST_PERSON), end)
        for length, labels in lexicon.grammar.labels.all_at(texts, at)
    )
