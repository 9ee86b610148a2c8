"""What is judged and what comes out: the training state and the ruling on it.

The keys, values and defaults of `State` are those of `spotter judge` (the closed list of facts); numbers are
hard or past-failure sets.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.lifter import Experience, Pain, Soreness
from bot.domain.training import Mechanic


class Verdict(StrEnum):
    """Mildest first; `refer` (see a professional) stands apart and alone."""

    FINE = "fine"
    SPARINGLY = "sparingly"
    CAUTION = "caution"
    AVOID = "avoid"
    REFER = "refer"

    @property
    def severity(self) -> int:
        """0 for fine up to 4 for refer."""
        return tuple(Verdict).index(self)


class Effort(StrEnum):
    """How close to failure a set ends."""

    NEAR_FAILURE = "near_failure"
    AT_FAILURE = "at_failure"
    PAST_FAILURE = "past_failure"


class Topic(StrEnum):
    """What a question is about; medical ones are not for a coach."""

    TRAINING = "training"
    MEDICAL = "medical"


class Method(StrEnum):
    """The values of the fact `technique`: finer than what a set report names."""

    NONE = "none"
    PARTIALS = "partials"
    LENGTHENED_PARTIALS = "lengthened_partials"
    PARTIALS_OTHER = "partials_other"
    INITIAL_PARTIALS = "initial_partials"
    FORCED_REPS = "forced_reps"
    CHEAT_REPS = "cheat_reps"
    NEGATIVES = "negatives"
    REST_PAUSE = "rest_pause"
    MYO_REPS = "myo_reps"
    DROPSET = "dropset"
    MECHANICAL_DROPSET = "mechanical_dropset"
    CLUSTER = "cluster"
    CLUSTER_SET = "cluster_set"
    SUPERSET = "superset"
    ANTAGONIST_SUPERSET = "antagonist_superset"
    SAME_MUSCLE_SUPERSET = "same_muscle_superset"

    @property
    def row(self) -> "Method":
        """The full name behind a short form, in rules and in hours."""
        return SHORT_FORMS.get(self, self)

    @property
    def spoken(self) -> str:
        """The name that reports and questions use for it: the short form where there is one."""
        return next((str(short) for short, full in SHORT_FORMS.items() if full is self.row), str(self))

    @property
    def is_past_failure(self) -> bool:
        """Whether the technique continues a set past failure."""
        return self.row in PAST_FAILURE_METHODS


SHORT_FORMS = {
    Method.PARTIALS: Method.LENGTHENED_PARTIALS,
    Method.CLUSTER: Method.CLUSTER_SET,
    Method.SUPERSET: Method.ANTAGONIST_SUPERSET,
}
PAST_FAILURE_METHODS = frozenset(
    {
        Method.LENGTHENED_PARTIALS,
        Method.PARTIALS_OTHER,
        Method.FORCED_REPS,
        Method.CHEAT_REPS,
        Method.NEGATIVES,
        Method.REST_PAUSE,
        Method.MYO_REPS,
        Method.DROPSET,
        Method.MECHANICAL_DROPSET,
    }
)


@dataclass(frozen=True, slots=True)
class State:
    """Everything a rule may look at.

    `effort` None means: past failure for a past-failure technique, else near failure (see `settled`).
    `weekly_sets` None means that the log is too young to know; no rule about it then fires.
    """

    experience: Experience = Experience.UNKNOWN
    technique: Method = Method.NONE
    effort: Effort | None = None
    mechanic: Mechanic = Mechanic.ISOLATION
    muscle: str | None = None
    last_set: bool = True
    techniques_in_set: int = 1
    lagging: bool = False
    spotter: bool = False
    pf_left: int = 0
    too_soon: bool = False
    weeks_in_a_row: int = 0
    weekly_sets: float | None = 0
    session_sets: float = 0
    soreness: Soreness = Soreness.FRESH
    pain: Pain = Pain.NONE
    question: Topic = Topic.TRAINING
    sleep_low: bool = False
    deficit: bool = False
    first_time: bool = False
    comeback: bool = False
    sets: int = 1

    @property
    def settled_effort(self) -> Effort:
        """The effort the rules act on."""
        if self.effort is not None:
            return self.effort
        return Effort.PAST_FAILURE if self.technique.is_past_failure else Effort.NEAR_FAILURE

    @property
    def over_allowance(self) -> bool:
        """Whether the sets asked about exceed what this week has left."""
        return max(self.sets, 1) > self.pf_left


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a sum of hours, with the words that name it."""

    label: str
    hours: float


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours from the end of a session until the muscle is trained hard again; `terms` add up to `total`."""

    total: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A condition that was looked at: the fact's name, the value seen, and whether it held."""

    name: str
    seen: str
    wanted: str
    held: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer to one state, with all that explains it.

    `hours` is None exactly when the verdict is refer. `facts` are the deciding rule's conditions;
    `rules_hash` names the rule set, so that a verdict can be explained after the rules have changed.
    """

    verdict: Verdict
    decided_by: str | None
    also: tuple[str, ...]
    hours: Hours | None
    say: str
    instead: str
    because: str
    sources: tuple[str, ...]
    confidence: str
    shows_hours: bool
    facts: tuple[Fact, ...]
    rules_hash: str
