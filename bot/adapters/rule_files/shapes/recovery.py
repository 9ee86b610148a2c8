"""The shape of `recovery.yaml`: every number with its why and its sources."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, create_model

from bot.adapters.rule_files.shapes.scalars import (
    Clock,
    Confidence,
    Count,
    Duration,
    Format,
    Months,
    Shape,
    Share,
    SignedDuration,
    Text,
    Words,
    YesNo,
)
from bot.domain.lifter import Experience, Soreness
from bot.domain.ruling import SHORT_FORMS, Method
from bot.domain.training import Mechanic
from bot.recovery.table import EVERY_SET_TO_FAILURE, LAST_SET_TO_FAILURE

ROWS = (
    LAST_SET_TO_FAILURE,
    EVERY_SET_TO_FAILURE,
    *(each.value for each in Method if each is not Method.NONE and each not in SHORT_FORMS),
)


class Reasoned(Shape):
    """A number that says why it is what it is."""

    why: Annotated[Text, Field(description="Why this number.")]
    sources: Annotated[Words, Field(description="Cards of sources.yaml.")]


def _valued(name: str, kind: Any, **more: Any) -> Any:
    """A reasoned value of one kind."""
    return create_model(name, __base__=Reasoned, value=(kind, ...), **more)


Time: Any = _valued("Time", Duration)
Number: Any = _valued("Number", Count)
Moment: Any = _valued("Moment", Clock)
Fraction: Any = _valued("Fraction", Share)
Range: Any = _valued("Range", Annotated[list[Count], Field(min_length=2, max_length=2)])
Level: Any = _valued("Level", Months)
TimeAndNegatives: Any = _valued("TimeAndNegatives", Duration, with_negatives=(Duration, ...))
MuscleTime: Any = _valued("MuscleTime", SignedDuration, with_negatives=(SignedDuration, None))
FirstTime: Any = _valued("FirstTime", Duration, with_negatives=(Duration, ...), window=(Duration, ...))
LabelledTime: Any = _valued("LabelledTime", Duration, label=(Text, ...))
Allowed: Any = _valued("Allowed", Count, lagging=(Count, None))
QuickMuscles: Any = _valued("QuickMuscles", Duration, muscles=(Words, ...))


class TechniqueTime(Reasoned):
    """Extra rest of one technique, on top of the usual rest."""

    label: Annotated[Text, Field(description="Its name in the sum that a lifter sees.")]
    typical: Annotated[Duration, Field(description="For one such set, or as many as `sets_at_typical` says.")]
    min: Annotated[Duration, Field(description="Never less.")]
    max: Annotated[Duration, Field(description="Never more, however many sets.")]
    sets_at_typical: Annotated[Count, Field(description="How many sets `typical` is for (1).")] = 1
    past_failure: Annotated[YesNo, Field(description="Whether it continues a set past failure.")]
    confidence: Confidence


class Answer(Reasoned):
    """What an answer to a check-in changes."""

    change: Annotated[Duration, Field(description="Added to the planned rest.")]
    releases: Annotated[YesNo, Field(description="Drops what is left above the usual rest.")] = False
    asks_red_flags: Annotated[YesNo, Field(description="Asks about warning signs, too.")] = False
    today: Annotated[Text, Field(description="How to train today.")]


def _block(name: str, **keys: Any) -> Any:
    """A block with exactly these keys, each required."""
    fields: dict[str, Any] = {key: (kind, ...) for key, kind in keys.items()}
    return create_model(name, __base__=Shape, **fields)


LEVELS = tuple(each.value for each in Experience if each is not Experience.UNKNOWN)
Rest: Any = _block(
    "Rest",
    usual=Time,
    round_up_to=Time,
    further_set=Time,
    cap=TimeAndNegatives,
    floor_past_failure=Time,
)
Techniques: Any = _block("Techniques", **dict.fromkeys(ROWS, TechniqueTime))
Mechanics: Any = _block("Mechanics", **dict.fromkeys((each.value for each in Mechanic), LabelledTime))
ExperienceTimes: Any = _block("ExperienceTimes", **dict.fromkeys((each.value for each in Experience), Time))
Lifestyle: Any = _block("Lifestyle", sleep_low=Time, deficit=Time)
Levels: Any = _block(
    "Levels",
    beginner_below=Level,
    intermediate_below=Level,
    comeback_after=Time,
    comeback_lasts=Time,
)
PerLevel: Any = _block("PerLevel", **dict.fromkeys(LEVELS, Allowed))
PerLevelWhole: Any = _block("PerLevelWhole", **dict.fromkeys(LEVELS, Number))
Allowances: Any = _block(
    "Allowances",
    window=Time,
    per_muscle=PerLevel,
    whole_body=PerLevelWhole,
    per_session=PerLevel,
    muscles_at_once=Number,
)
_OPTIONAL: dict[str, Any] = dict.fromkeys(ROWS[2:], (Time, None))
SpacingTechniques: Any = create_model("SpacingTechniques", __base__=Shape, **_OPTIONAL)
Spacing: Any = _block("Spacing", usual=Time, quick_muscles=QuickMuscles, techniques=SpacingTechniques)
Volume: Any = _block(
    "Volume",
    weekly_low=Number,
    weekly_usual=Range,
    weekly_high=Number,
    session_cap=Number,
    ramp_per_month=Fraction,
    indirect_set=Fraction,
)
Answers: Any = _block("Answers", **dict.fromkeys((each.value for each in Soreness), Answer))
CheckIns: Any = _block(
    "CheckIns",
    mornings=Number,
    morning=Moment,
    earliest=Time,
    awake_from=Moment,
    awake_until=Moment,
    most_messages=Number,
    refer_after_soreness=Time,
    refer_after_very_sore=Number,
    watch_for_warning_signs=Time,
    answers=Answers,
)
Drift: Any = _block("Drift", fresh_in_a_row=Number, sore_answers=Number, of_last=Number, add=Time)


class RecoveryShape(Shape):
    """All numbers of recovery."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    spotter_recovery: Annotated[Format, Field(description="The format of this file.")]
    rest: Rest
    techniques: Techniques
    mechanics: Mechanics
    muscles: dict[str, MuscleTime]
    first_time: FirstTime
    experience: ExperienceTimes
    lifestyle: Lifestyle
    levels: Levels
    allowances: Allowances
    spacing: Spacing
    volume: Volume
    check_ins: CheckIns
    own_answers: Drift
