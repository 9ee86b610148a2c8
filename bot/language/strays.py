"""Words that name a lift elsewhere and none here: people, verbs, and how a set felt.

"arnold did 10x10"           somebody, no arnold press
"the spotter rows it up"     a verb, no row
"bench 3x8, 9 clean"         how, no power clean
"""

from collections.abc import Sequence

from bot.language.lexicon import Lexicon
from bot.language.names import Located
from bot.language.spelling import singular
from bot.language.words import Word

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
    after = {label for _, labels in lexicon.grammar.labels.all_at(texts, at) for label in labels}
    everyday = singular(texts[hit.first]) in lexicon.everyday
    if "@moved" in after or (everyday and (texts[at] in _OBJECTS or _counts_more(texts, at))):
        return True
    if "me" not in texts[at : at + _REACH_OF_COMPANY + 1]:
        return False
    close = range(at, min(at + _REACH_OF_COMPANY, len(texts)))
    company = any(texts[place : place + 2] in (["with", "me"], ["for", "me"]) for place in close)
    return company and _has_person_before(texts, hit.first, lexicon)


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
