"""The shape of `overrides/*.yaml`: what is different for one group or one lifter, by the id of the rule."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, create_model

from bot.adapters.rule_files.shapes.recovery import LEVELS
from bot.adapters.rule_files.shapes.scalars import About, Count, Format, Shape, Text, Word, YesNo, one_of
from bot.domain.ruling import Verdict

MilderOrStricter: Any = one_of(
    (each.value for each in Verdict if each is not Verdict.REFER), "a verdict below refer"
)


class RuleOverride(Shape):
    """What is different about one rule; what is left out stays."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"minProperties": 1})

    enabled: Annotated[YesNo, Field(description="false takes the rule out.")] = True
    verdict: Annotated[MilderOrStricter, Field(description="A stricter or milder verdict.")] = None
    say: Annotated[Text, Field(description="What the lifter reads first.")] = None
    instead: Annotated[Text, Field(description="What to do instead.")] = None
    because: Annotated[Text, Field(description="The reason, for the question why.")] = None


class AllowedOverride(Shape):
    """Past-failure sets that are allowed."""

    value: Annotated[Count, Field(description="Sets.")]
    lagging: Annotated[Count, Field(description="Sets for a muscle that lags (as many).")] = None


class WholeBodyOverride(Shape):
    """Past-failure sets of all muscles together."""

    value: Annotated[Count, Field(description="Sets.")]


def _per_level(name: str, kind: Any) -> Any:
    fields: dict[str, Any] = dict.fromkeys(LEVELS, (kind, None))
    return create_model(name, __base__=Shape, **fields)


PerLevelOverride: Any = _per_level("PerLevelOverride", AllowedOverride)
WholeBodyLevels: Any = _per_level("WholeBodyLevels", WholeBodyOverride)


class AllowancesOverride(Shape):
    """Allowances by level; what is left out stays."""

    per_muscle: PerLevelOverride = None
    whole_body: WholeBodyLevels = None
    per_session: PerLevelOverride = None


class OverridesShape(Shape):
    """The differences for the group or lifter that the file is named after."""

    spotter_overrides: Annotated[Format, Field(description="The format of this file.")]
    name: Annotated[About, Field(description="Who that is and why, for you.")]
    rules: Annotated[dict[Word, RuleOverride], Field(description="By rule id.", default_factory=dict)]
    allowances: Annotated[
        AllowancesOverride, Field(description="Other numbers of sets.", default_factory=AllowancesOverride)
    ]
