"""The numbers of recovery as a coach sets them: hours, allowances, spacing, check-ins, volume guides.

Comes from `rules/recovery.yaml`; `recovery.hours` and the planner read it. All times are in hours unless
the name says otherwise.

    >>> table.allowance(Experience.ADVANCED, lagging=True)
    4
    >>> table.spacing_h("calves", Method.NEGATIVES)
    168
"""

import datetime as dtm
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.lifter import Experience, Soreness
from bot.domain.ruling import Method
from bot.domain.training import Mechanic

#: Rows of the table for ordinary sets to failure, beside one row per technique.
LAST_SET_TO_FAILURE = "at_failure_last_set_only"
EVERY_SET_TO_FAILURE = "at_failure_every_set"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is what it is, and which evidence cards say so."""

    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """Hours that may differ for negatives, the costliest technique."""

    usual: int
    with_negatives: int

    def given(self, *, negatives: bool) -> int:
        """The hours that count."""
        return self.with_negatives if negatives else self.usual


@dataclass(frozen=True, slots=True)
class MethodHours:
    """Extra hours of a technique: `typical_h` for `sets_at_typical` sets, within `min_h` to `max_h`."""

    label: str
    min_h: int
    typical_h: int
    max_h: int
    past_failure: bool
    confidence: str
    sets_at_typical: int = 1


@dataclass(frozen=True, slots=True)
class MechanicHours:
    """Extra hours of a kind of lift."""

    label: str
    hours: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """Past-failure sets that are allowed."""

    usual: int
    lagging: int


@dataclass(frozen=True, slots=True)
class Allowances:
    """Past-failure sets over a rolling window: per muscle, for the whole body, per session and muscle."""

    window_days: int
    per_muscle: Mapping[Experience, Allowance]
    whole_body: Mapping[Experience, int]
    per_session: Mapping[Experience, Allowance]
    muscles_at_once: int


@dataclass(frozen=True, slots=True)
class Spacing:
    """Least hours between past-failure sessions of one muscle."""

    usual_h: int
    muscles: Mapping[str, int]
    methods: Mapping[Method, int]


@dataclass(frozen=True, slots=True)
class VolumeGuide:
    """Hard sets per muscle; a set counts `indirect_set` for a muscle that only assists."""

    weekly_low: int
    weekly_usual: tuple[int, int]
    weekly_high: int
    session_cap: int
    ramp_per_month: float
    indirect_set: float


@dataclass(frozen=True, slots=True)
class CheckInEffect:
    """What an answer does to the planned rest.

    `change_h` is added to the release; `releases` drops what is left of the extra rest (never below the
    usual rest); `asks_red_flags` adds the question about warning signs; `today` says how to train now,
    `why` what is behind it.
    """

    change_h: int
    today: str
    releases: bool = False
    asks_red_flags: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class CheckIns:
    """When to ask how a muscle feels, what answers change, and when it is no longer a coach's matter.

    Questions go out on `mornings` mornings after the session, at `morning`, never before `earliest_h`.
    """

    mornings: int
    morning: dtm.time
    earliest_h: int
    awake_from: dtm.time
    awake_until: dtm.time
    most_messages: int
    answers: Mapping[Soreness, CheckInEffect]
    refer_after_sore_days: int
    refer_after_very_sore: int
    watch_h: int


@dataclass(frozen=True, slots=True)
class Drift:
    """What a lifter's own answers teach: use the minimum after a run of fresh, add hours after sore ones."""

    fresh_in_a_row: int
    sore_answers: int
    of_last: int
    add_h: int


@dataclass(frozen=True, slots=True)
class RecoveryTable:
    """Every number of `recovery.yaml`; `reasons` has the why of each by its place ("techniques.dropset")."""

    usual_h: int
    round_up_to_h: int
    further_set_h: int
    cap: Amount
    floor_h: int
    methods: Mapping[str, MethodHours]
    mechanics: Mapping[Mechanic, MechanicHours]
    muscles: Mapping[str, Amount]
    first_time: Amount
    first_time_window_days: int
    experience_h: Mapping[Experience, int]
    sleep_low_h: int
    deficit_h: int
    beginner_months: int
    intermediate_months: int
    comeback_after_days: int
    comeback_days: int
    allowances: Allowances
    spacing: Spacing
    volume: VolumeGuide
    check_ins: CheckIns
    drift: Drift
    reasons: Mapping[str, Reason] = field(default_factory=dict)

    def allowance(self, experience: Experience, *, lagging: bool) -> int:
        """Past-failure sets of one muscle per rolling window."""
        allowed = self.allowances.per_muscle[experience.counted]
        return allowed.lagging if lagging else allowed.usual

    def whole_body(self, experience: Experience) -> int:
        """Past-failure sets of all muscles together per rolling window."""
        return self.allowances.whole_body[experience.counted]

    def per_session(self, experience: Experience, *, lagging: bool) -> int:
        """Past-failure sets of one muscle in one session."""
        allowed = self.allowances.per_session[experience.counted]
        return allowed.lagging if lagging else allowed.usual

    def spacing_h(self, muscle: str | None, method: Method = Method.NONE) -> int:
        """Least hours between past-failure sessions of a muscle, when the last one was done by `method`."""
        by_muscle = self.spacing.muscles.get(muscle or "", self.spacing.usual_h)
        return max(by_muscle, self.spacing.methods.get(method.row, 0))

    def level(self, training_months: float) -> Experience:
        """The experience that months of consistent training stand for."""
        if training_months < self.beginner_months:
            return Experience.BEGINNER
        if training_months < self.intermediate_months:
            return Experience.INTERMEDIATE
        return Experience.ADVANCED
