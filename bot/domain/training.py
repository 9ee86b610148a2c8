"""What was trained: exercises, sets and reports.

A set carries only what the lifter wrote (rules C1 to C17 of the notation): nothing is derived here. Effort
and technique are two axes: `to_failure` says that the set ended in momentary failure, `techniques` what was
done with it; neither follows from the other, and both may be absent.

    >>> SetEntry(reps=12, techniques=(Technique.PARTIALS,)).is_past_failure
    True
"""

import datetime as dtm
from dataclasses import dataclass
from enum import StrEnum

KG_PER_LB = 0.45359237


class Unit(StrEnum):
    """The unit a load was written in."""

    KG = "kg"
    LB = "lb"


class Technique(StrEnum):
    """Something special done with a set; the first eight continue it past failure."""

    PARTIALS = "partials"
    FORCED_REPS = "forced_reps"
    CHEAT_REPS = "cheat_reps"
    NEGATIVES = "negatives"
    REST_PAUSE = "rest_pause"
    MYO_REPS = "myo_reps"
    DROPSET = "dropset"
    MECHANICAL_DROPSET = "mechanical_dropset"
    CLUSTER = "cluster"
    SUPERSET = "superset"


PAST_FAILURE_TECHNIQUES = frozenset(Technique) - {Technique.CLUSTER, Technique.SUPERSET}


class Mechanic(StrEnum):
    """How a lift loads the body, as the caution rules see it."""

    ISOLATION = "isolation"
    COMPOUND_MACHINE = "compound_machine"
    COMPOUND_FREE = "compound_free"
    SPINAL = "spinal"


class Measure(StrEnum):
    """What one set of an exercise is counted in."""

    REPS = "reps"
    SECONDS = "seconds"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One entry of the catalogue, or a lifter's own exercise (`own`: then the id starts with `own:`)."""

    id: str
    name: str
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    mechanic: Mechanic = Mechanic.ISOLATION
    equipment: str = "any"
    bodyweight: bool = False
    assisted: bool = False
    unilateral: bool = False
    measure: Measure = Measure.REPS
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Continuation:
    """What was added to a set after its first segment: a drop, a mini-set, added reps."""

    kind: Technique
    reps: int | None = None
    load: float | None = None


@dataclass(frozen=True, slots=True)
class SetEntry:
    """One performed set, as written.

    `load` is in `unit`: per hand for dumbbells, added load for bodyweight lifts, negative for assistance;
    None when no weight was written. `reps` are the clean full reps of the first segment. `sides` are left and
    right reps.
    """

    reps: int | None = None
    load: float | None = None
    unit: Unit | None = None
    rpe: float | None = None
    rir: float | None = None
    seconds: int | None = None
    distance_m: float | None = None
    to_failure: bool = False
    warmup: bool = False
    techniques: tuple[Technique, ...] = ()
    bodyweight: bool = False
    per_side: bool = False
    sides: tuple[int, int] | None = None
    partials_only: bool = False
    continuations: tuple[Continuation, ...] = ()

    @property
    def is_past_failure(self) -> bool:
        """Whether a technique carried this set past failure.

        A set done wholly as partials is ordinary training, unless it went to failure and then on.
        """
        past = PAST_FAILURE_TECHNIQUES.intersection(self.techniques)
        if self.partials_only:
            past -= {Technique.PARTIALS}
        return bool(past) and not self.warmup

    @property
    def load_kg(self) -> float | None:
        """The load in kilograms; a load without unit counts as kilograms."""
        if self.load is None:
            return None
        return self.load * KG_PER_LB if self.unit is Unit.LB else self.load


@dataclass(frozen=True, slots=True)
class Entry:
    """The sets of one exercise in one report. `exercise_id` is None while the name is unknown."""

    exercise_id: str | None
    exercise: str
    sets: tuple[SetEntry, ...]
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One stored message about training, from the message `source`; `at` is when the training ended."""

    id: str
    source: str
    text: str
    at: dtm.datetime
    logged_at: dtm.datetime
    entries: tuple[Entry, ...]

    @property
    def number(self) -> int:
        """The place in which it was logged: the ids of a lifter's reports count up."""
        digits = self.id.lstrip("r")
        return int(digits) if digits.isascii() and digits.isdigit() else 0
