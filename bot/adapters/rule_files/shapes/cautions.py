"""The shape of `cautions.yaml` and `sources.yaml`: rules, and the evidence cards that they name."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from bot.adapters.rule_files.shapes.scalars import (
    About,
    Confidence,
    Count,
    Format,
    Shape,
    Text,
    Word,
    Words,
    YesNo,
    one_of,
)
from bot.adapters.rule_files.shapes.when import When
from bot.domain.ruling import Verdict

VerdictWord: Any = one_of((each.value for each in Verdict), "a verdict")
ReadWord: Any = one_of(("abstract", "summary", "background"), "what was read of it")
_AVOID_NEEDS_INSTEAD: dict[str, Any] = {
    "if": {"properties": {"verdict": {"const": "avoid"}}, "required": ["verdict"]},
    "then": {"required": ["instead"]},
}


class RuleShape(Shape):
    """One caution rule."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_AVOID_NEEDS_INSTEAD)

    id: Annotated[Word, Field(description="The rule's own name; tests and traces use it.")]
    about: Annotated[About, Field(description="What the rule says, in a few words, for the coach.")]
    when: Annotated[When, Field(description="All of these must hold for the rule to speak.")]
    verdict: Annotated[
        VerdictWord,
        Field(description="fine < sparingly < caution < avoid; refer stops everything else."),
    ]
    say: Annotated[Text, Field(description="What the lifter reads first.")]
    instead: Annotated[Text, Field(description="What to do instead; an avoid needs one.")] = ""
    because: Annotated[Text, Field(description="The reason, for the question why.")]
    sources: Annotated[Words, Field(description="Cards of sources.yaml.")]
    confidence: Annotated[Confidence, Field(description="How sure the rule is.")]
    shows_hours: Annotated[YesNo, Field(description="Whether the reply mentions the recovery hours.")]


class OtherwiseShape(Shape):
    """What is said when no rule speaks; the verdict is then fine."""

    say: Annotated[Text, Field(description="What the lifter reads.")]
    because: Annotated[Text, Field(description="The reason.")]


class CautionsShape(Shape):
    """The caution rules, in the order in which they break ties."""

    spotter_rules: Annotated[Format, Field(description="The format of this file.")]
    name: Annotated[About, Field(description="What you call this set of rules.")]
    otherwise: OtherwiseShape
    rules: Annotated[list[RuleShape], Field(min_length=1)]


class CardShape(Shape):
    """One evidence card."""

    title: Annotated[Text, Field(description="Who and what, so that it can be found.")]
    year: Annotated[Count, Field(description="When it came out.")] = None
    doi: Annotated[Text, Field(description="The DOI, where it is known for certain.")] = None
    design: Annotated[Text, Field(description="What kind of evidence it is.")]
    who: Annotated[Text, Field(description="Who took part.")]
    result: Annotated[Text, Field(description="What came out.")]
    does_not_show: Annotated[Text, Field(description="What must not be read into it.")]
    sure: Annotated[Confidence, Field(description="How far it carries the rules that name it.")]
    read: Annotated[
        ReadWord,
        Field(
            description="abstract: abstract or excerpt; summary: second-hand; background: general knowledge."
        ),
    ]


class SourcesShape(Shape):
    """The evidence cards by id."""

    spotter_sources: Annotated[Format, Field(description="The format of this file.")]
    sources: dict[str, CardShape]
