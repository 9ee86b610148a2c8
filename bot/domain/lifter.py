"""Who trains: what a lifter has told the coach about himself or herself."""

import datetime as dtm
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.training import Exercise, Unit


class Experience(StrEnum):
    """Training status; unknown is treated as beginner by the rules."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    UNKNOWN = "unknown"

    @property
    def counted(self) -> "Experience":
        """The level whose numbers apply: who is not known yet counts as a beginner, the careful way."""
        return Experience.BEGINNER if self is Experience.UNKNOWN else self


class Soreness(StrEnum):
    """Answers to a check-in, mildest first; `weaker` means two or more reps down at the same load."""

    FRESH = "fresh"
    BIT_SORE = "bit_sore"
    SORE = "sore"
    VERY_SORE = "very_sore"
    WEAKER = "weaker"


class Pain(StrEnum):
    """What kind of pain was mentioned, mildest first."""

    NONE = "none"
    ACHE = "ache"
    INJURY = "injury"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local wall-clock hours without unsolicited messages; `start` may lie after `end` (over midnight)."""

    start: dtm.time = dtm.time(21, 0)
    end: dtm.time = dtm.time(8, 0)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a lifter. `told` says when each fact was told (field name -> time), for "why?"."""

    name: str = ""
    experience: Experience = Experience.UNKNOWN
    lagging: frozenset[str] = frozenset()
    unit: Unit = Unit.KG
    timezone: str = "UTC"
    quiet: QuietHours = QuietHours()
    followups: bool = True
    followups_paused_until: dtm.datetime | None = None
    training_months: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    own_exercises: tuple[Exercise, ...] = ()
    told: dict[str, dtm.datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """An answer about how muscles feel; an empty `muscles` means that none was named."""

    at: dtm.datetime
    soreness: Soreness
    muscles: tuple[str, ...] = ()
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a message (`source`) said about the day of `at`, by the rules' names of facts."""

    at: dtm.datetime
    facts: frozenset[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class PainNote:
    """Pain that the lifter reported, of one place: a body region or a muscle, "" when none was named.

    `muscles` are those that rest for it; empty means the whole body.
    """

    at: dtm.datetime
    sign: str
    muscles: tuple[str, ...] = ()
    pain: Pain = Pain.INJURY
    place: str = ""
