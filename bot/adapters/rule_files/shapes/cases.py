"""The shape of `tests/*.yaml`: training states, or talks in a lifter's words, and what must come out."""

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from bot.adapters.rule_files.shapes.cautions import VerdictWord
from bot.adapters.rule_files.shapes.scalars import (
    Format,
    Shape,
    Text,
    Word,
    YesNo,
    as_written,
    complain,
    matching,
    one_of,
    plain,
)
from bot.domain.lifter import Experience
from bot.domain.training import Unit

_SPAN = "[0-9]{1,4} (minutes?|hours?|days?|weeks?)"
_LOCAL = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9]"
_TALK = ("person", "now", "history", "asks", "says")
_ANSWERS = ("reply_has", "reply_lacks", "next_follow_up")


def _read_hours(value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise complain(((), f"expected a number of hours, or null for none (got {as_written(value)})."))
    return value


def _read_state(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise complain(((), f"expected facts such as technique: dropset (got {as_written(value)})."))
    return value


Hours: Any = plain(_read_hours, {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]})
RawState: Any = plain(_read_state, {"type": "object"})
Moment: Any = matching(f"^{_LOCAL}$", 'a local time such as "2026-11-20 18:00"')
Past: Any = matching(f"^({_SPAN} ago|{_LOCAL})$", 'a time such as "2 days ago" or "2026-11-18 18:00"')
Future: Any = matching(
    f"^(none|in {_SPAN}|{_LOCAL})$", 'a time such as "in 47 hours" or "2026-11-22 09:00", or none'
)
LevelWord: Any = one_of((each.value for each in Experience), "a level")
UnitWord: Any = one_of((each.value for each in Unit), "a unit")
Texts: Any = Annotated[list[Text], Field(default_factory=list)]
#: Told apart from null, which means that there must be no hours.
UNSAID = -1


def _any_of(keys: tuple[str, ...]) -> dict[str, Any]:
    return {"anyOf": [{"required": [key]} for key in keys]}


class ExpectShape(Shape):
    """What must come out; only what is written is compared."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"minProperties": 1})

    verdict: Annotated[VerdictWord, Field(description="The verdict.")] = None
    decided_by: Annotated[Word, Field(description="The rule that decides.")] = None
    hours: Annotated[Hours, Field(description="Hours of rest; null when there must be none.")] = UNSAID
    fires: Annotated[list[Word], Field(description="Rules that must match.", default_factory=list)]
    quiet: Annotated[list[Word], Field(description="Rules that must not match.", default_factory=list)]
    reply_has: Annotated[Texts, Field(description="Words that the answer must have.")]
    reply_lacks: Annotated[Texts, Field(description="Words that the answer must not have.")]
    next_follow_up: Annotated[
        Future, Field(description="When the next follow-up is due: in 47 hours, a local time, or none.")
    ] = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise complain(((), "this case expects nothing, so it could never fail."))
        return self


class PersonShape(Shape):
    """Who asks; what is left out is not known."""

    experience: Annotated[LevelWord, Field(description="The level.")] = Experience.UNKNOWN.value
    lagging: Annotated[list[Word], Field(description="Muscles that lag.", default_factory=list)]
    unit: Annotated[UnitWord, Field(description="The unit of loads.")] = Unit.KG.value
    timezone: Annotated[Text, Field(description="Such as Europe/Amsterdam, or UTC+02:00.")] = "UTC"


_ONE_DEED: dict[str, Any] = {"oneOf": [{"required": [key]} for key in ("did", "says", "taps")]}


class PastShape(Shape):
    """One thing of the past: training that was reported, words, or a button that was pressed."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_ONE_DEED)

    when: Annotated[Past, Field(description="2 days ago, 25 hours ago, or 2026-11-18 18:00.")]
    did: Annotated[Text, Field(description="A report of sets; it must be understood.")] = None
    says: Annotated[Text, Field(description="Any other message.")] = None
    taps: Annotated[Text, Field(description="The button that is pressed.")] = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set & {"did", "says", "taps"}) != 1:
            raise complain(((), 'expected one of "did", "says" and "taps".'))
        return self


_STATE_OR_TALK: dict[str, Any] = {
    "oneOf": [
        {"required": ["asks"], "not": _any_of(("says", "state"))},
        {"required": ["says"], "not": _any_of(("asks", "state"))},
        {"not": _any_of(_TALK), "properties": {"expect": {"not": _any_of(_ANSWERS)}}},
    ]
}


class CaseShape(Shape):
    """One case: a state, or what a lifter asks or says, with who it is and what went before."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_STATE_OR_TALK)

    name: Annotated[Text, Field(description="What it is about, in a line.")]
    state: Annotated[RawState, Field(description="Facts, as for `spotter judge`.", default_factory=dict)]
    person: Annotated[PersonShape, Field(description="Who asks.", default_factory=PersonShape)]
    now: Annotated[Moment, Field(description="Local time of the question (the file's `now`).")] = None
    history: Annotated[list[PastShape], Field(description="What went before.", default_factory=list)]
    asks: Annotated[Text, Field(description="The question, as a lifter texts it.")] = None
    says: Annotated[Text, Field(description="A report, an answer or anything else that is texted.")] = None
    expect: ExpectShape
    known_gap: Annotated[
        YesNo, Field(description="It fails today and everybody knows; holding then fails the test.")
    ] = False

    @model_validator(mode="after")
    def _state_or_talk(self) -> Self:
        given = self.model_fields_set
        messages = given & {"asks", "says"}
        if given & set(_TALK) and (len(messages) != 1 or "state" in given):
            raise complain(((), 'expected a "state", or one of "asks" and "says" with what belongs to it.'))
        answers = [key for key in _ANSWERS if key in self.expect.model_fields_set]
        if answers and not messages:
            raise complain((("expect",), f'"{answers[0]}" needs a case that asks or says something.'))
        return self


class CasesShape(Shape):
    """A file of cases; `defaults` holds for every state that does not say otherwise."""

    spotter_tests: Annotated[Format, Field(description="The format of this file.")]
    defaults: Annotated[RawState, Field(description="What every state starts from.", default_factory=dict)]
    now: Annotated[Moment, Field(description="Local time of every question (a Friday evening).")] = (
        "2026-11-20 18:00"
    )
    cases: Annotated[list[CaseShape], Field(min_length=1)]
