"""The known exercises and muscles, as a frozen lookup.

>>> catalogue.exercise("calf_raise").primary
('calves',)
>>> catalogue.muscles_of("arms")
('biceps', 'triceps', 'forearms')
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.training import Exercise


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Exercises by id, canonical muscles, and groups of muscles ("legs") by name."""

    exercises: Mapping[str, Exercise]
    muscles: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]

    def exercise(self, exercise_id: str | None) -> Exercise | None:
        """The exercise, or None for an id that is not known."""
        return self.exercises.get(exercise_id) if exercise_id is not None else None

    def muscles_of(self, name: str) -> tuple[str, ...]:
        """The canonical muscles behind a muscle or a group; empty for anything else."""
        return (name,) if name in self.muscles else self.groups.get(name, ())

    def with_own(self, own: tuple[Exercise, ...]) -> "Catalogue":
        """The catalogue as one lifter sees it, with his or her own exercises."""
        if not own:
            return self
        return replace(self, exercises={**self.exercises, **{each.id: each for each in own}})
