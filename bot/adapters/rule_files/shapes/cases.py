"""The shape of `tests/*.yaml`: training states and what the rules must say about them."""

from typing import Annotated, Any

from pydantic import Field

from bot.adapters.rule_files.shapes.cautions import VerdictWord
from bot.adapters.rule_files.shapes.scalars import (
    Format,
    Shape,
    Text,
    Word,
    as_written,
    complain,
    plain,
)


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
#: Told apart from null, which means that there must be no hours.
UNSAID = -1


class ExpectShape(Shape):
    """What must come out; only what is written is compared."""

    verdict: Annotated[VerdictWord, Field(description="The verdict.")] = None
    decided_by: Annotated[Word, Field(description="The rule that decides.")] = None
    hours: Annotated[Hours, Field(description="Hours of rest; null when there must be none.")] = UNSAID
    fires: Annotated[list[Word], Field(description="Rules that must match.", default_factory=list)]
    quiet: Annotated[list[Word], Field(description="Rules that must not match.", default_factory=list)]


class CaseShape(Shape):
    """One case."""

    name: Annotated[Text, Field(description="What it is about, in a line.")]
    state: Annotated[RawState, Field(description="Facts, as for `spotter judge`.", default_factory=dict)]
    expect: ExpectShape


class CasesShape(Shape):
    """A file of cases; `defaults` holds for every state that does not say otherwise."""

    spotter_tests: Annotated[Format, Field(description="The format of this file.")]
    defaults: Annotated[RawState, Field(description="What every case starts from.", default_factory=dict)]
    cases: Annotated[list[CaseShape], Field(min_length=1)]
