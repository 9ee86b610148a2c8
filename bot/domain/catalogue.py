"""The known exercises and muscles, as a frozen lookup.

>>> catalogue.exercise("calf_raise").primary
('calves',)
>>> catalogue.muscles_of("arms")
('biceps', 'triceps', 'forearms')
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.training import Exercise


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Exercises by id, canonical muscles, groups of muscles ("legs"), and the muscles around a joint."""

    exercises: Mapping[str, Exercise]
    muscles: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def exercise(self, exercise_id: str | None) -> Exercise | None:
        """The exercise, or None for an id that is not known."""
        return self.exercises.get(exercise_id) if exercise_id is not None else None

    def kinds_of(self, exercise_id: str) -> frozenset[str]:
        """The exercise and all that are a kind of it: a cable curl is a curl."""
        kinds = {exercise_id}
        while more := {each.id for each in self.exercises.values() if each.parent in kinds} - kinds:
            kinds |= more
        return frozenset(kinds)

    def muscles_of(self, name: str) -> tuple[str, ...]:
        """The canonical muscles behind a muscle or a group; empty for anything else."""
        return (name,) if name in self.muscles else self.groups.get(name, ())

    def muscles_at(self, place: str) -> tuple[str, ...]:
        """The muscles at a body region, or behind a muscle's or a group's name; empty for anything else."""
        return self.around.get(place) or self.muscles_of(place)

    def with_own(self, own: tuple[Exercise, ...]) -> "Catalogue":
        """The catalogue as one lifter sees it, with his or her own exercises."""
        if not own:
            return self
        return replace(self, exercises={**self.exercises, **{each.id: each for each in own}})
