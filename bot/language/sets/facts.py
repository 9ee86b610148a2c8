"""What the grammar needs to know about the exercise of a segment.

>>> Facts.of(catalogue.exercise("plank"), ()).hold
True
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.domain.training import Exercise, Measure, Mechanic
from bot.language.sets.mark import Mark, names_of

_ONE_LIMB = (("single", "arm"), ("single", "leg"), ("one", "arm"), ("one", "leg"), ("1", "arm"), ("1", "leg"))
_LIMBS = frozenset({"arm", "leg"})
_HELD_BY_HAND = frozenset({"dumbbell", "kettlebell"})


class Facts(NamedTuple):
    """How sets of an exercise are written; all False for an exercise that is not known."""

    bodyweight: bool = False
    assisted: bool = False
    hold: bool = False
    carry: bool = False
    unilateral: bool = False
    named_one_limb: bool = False
    by_hand: bool = False
    isolation: bool = False

    @classmethod
    def of(cls, exercise: Exercise | None, name: Mark | None) -> "Facts":
        """The facts of a catalogue entry, and of the words it was written with."""
        words = name.text.replace("-", " ").split() if name else []
        one_limb = not _LIMBS.isdisjoint(words) and any(pair in _ONE_LIMB for pair in pairwise(words))
        inner = names_of(name.inner) if name and name.inner else frozenset[str]()
        said_bodyweight = "bodyweight" in inner
        if exercise is None:
            return cls(bodyweight=said_bodyweight, named_one_limb=one_limb, unilateral=one_limb)
        assisted = exercise.assisted or "assist" in inner
        return cls(
            bodyweight=exercise.bodyweight or said_bodyweight,
            assisted=assisted and (exercise.bodyweight or exercise.assisted),
            hold=exercise.measure is Measure.SECONDS,
            carry=exercise.measure is Measure.DISTANCE,
            unilateral=exercise.unilateral or one_limb,
            named_one_limb=one_limb or "single" in exercise.name,
            by_hand=exercise.equipment in _HELD_BY_HAND,
            isolation=exercise.mechanic is Mechanic.ISOLATION,
        )


def inner_techniques(name: Mark | None) -> Sequence[str]:
    """Techniques that are part of the name: "negative pull-ups", "myo rep curls"."""
    if name is None or not name.inner:
        return ()
    part = [mark for mark in name.inner if mark.text != name.text]
    found = [mark.tags.get("tech") or mark.tags.get("tech_short") for mark in part if not mark.has("assist")]
    return [str(each) for each in found if each]
