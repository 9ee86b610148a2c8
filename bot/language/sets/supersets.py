"""Which exercises of a message form a superset.

>>> partners(segments_of("A1 bench 3x10 70 / A2 row 3x10 60"))
frozenset({0, 1})
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark
from bot.language.sets.segments import Segment, has_counts

PAIR = 2
_NAMING = frozenset({"tech", "tech_short"})


def names_superset(mark: Mark) -> bool:
    """Whether a mark says superset."""
    return "superset" in (mark.tags.get("tech"), mark.tags.get("tech_short"))


def partners(found: Sequence[Segment], refused: bool) -> frozenset[int]:  # noqa: FBT001
    """The places of all segments that are part of a superset."""
    labels = [segment.label for segment in found]
    members = {at for at, label in enumerate(labels) if label and labels.count(label) >= PAIR}
    if not refused:
        members |= _worded(found) | _joined_by_plus(found)
    return frozenset(members)


def _worded(found: Sequence[Segment]) -> set[int]:
    """Segments around a word for superset: the line it stands in, or its neighbours."""
    members: set[int] = set()
    for at, segment in enumerate(found):
        told = [mark for mark in segment.marks if not _NAMING.isdisjoint(mark.names)]
        if not any(map(names_superset, told)):
            continue
        if segment.name is None and at == 0:
            members |= {1, 2} & set(range(len(found)))
            continue
        line = {other for other, each in enumerate(found) if each.line == segment.line}
        if len(line) >= PAIR:
            members |= line
        elif len(found) >= PAIR:
            neighbour = at + 1 if _ends_with_superset(segment) or at == 0 else at - 1
            members |= {at, min(neighbour, len(found) - 1)}
        else:
            members.add(at)
    return members


def _joined_by_plus(found: Sequence[Segment]) -> set[int]:
    """`curls 3x12 + pushdowns 3x12`: a plus between two named set groups."""
    members: set[int] = set()
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if one.line == other.line and one.marks and one.marks[-1].text == "+" and has_counts(other.marks):
            members |= {at, at + 1}
    return members


def _ends_with_superset(segment: Segment) -> bool:
    words = [mark for mark in segment.marks if not mark.has("newline")]
    return bool(words) and (names_superset(words[-1]) or names_superset(words[0]))
