"""The single values of rule files: each checks itself, says what it expected, and has its JSON Schema.

Both sides are written next to each other, so that an editor accepts exactly what the loader accepts.

    >>> read_duration("3 days")
    72
"""

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.adapters.rule_files.documents import Path
from bot.adapters.rule_files.findings import nearest

_DURATION = r"^[0-9]+ (hours?|days?|weeks?)$"
_SIGNED_DURATION = r"^-?[0-9]+ (hours?|days?|weeks?)$"
_MONTHS = r"^[0-9]+ months?$"
_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_WORD = r"^[a-z0-9][a-z0-9_-]*$"
_HOURS_IN = {"hour": 1, "day": 24, "week": 168}
MAX_ABOUT = 60
_SHOWN = 40


class Shape(BaseModel):
    """A block of `key: value` lines with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def complain(*complaints: tuple[Path, str]) -> PydanticCustomError:
    """An error with one or more messages, each at a path below the value that was checked."""
    return PydanticCustomError("complaints", "{complaints}", {"complaints": list(complaints)})


def as_written(value: Any) -> str:
    """A value for a message, as a coach would recognise it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"' if len(value) <= _SHOWN else f'"{value[:_SHOWN]}..."'
        case list():
            return "a list"
        case dict():
            return "a block of keys"
        case _:
            return str(value)


def expected(what: str, value: Any) -> PydanticCustomError:
    """The usual complaint: what was expected, and what stands there."""
    return complain(((), f"expected {what} (got {as_written(value)})."))


def plain(check: Callable[[Any], Any], schema: dict[str, Any]) -> Any:
    """A pydantic annotation for a value with its own check and its own JSON Schema."""
    return Annotated[Any, PlainValidator(check), WithJsonSchema(schema)]


def not_a_word(value: Any, words: Iterable[str], what: str) -> str | None:
    """Why the value is none of the words; None when it is one."""
    known = tuple(words)
    if isinstance(value, str) and value in known:
        return None
    near = nearest(value, known) if isinstance(value, str) else None
    hint = f' Did you mean "{near}"?' if near else ""
    return f"expected {what}: {', '.join(known)} (got {as_written(value)}).{hint}"


def one_of(words: Iterable[str], what: str) -> Any:
    """One of a closed list of words."""
    known = tuple(words)

    def check(value: Any) -> Any:
        if problem := not_a_word(value, known, what):
            raise complain(((), problem))
        return value

    return plain(check, {"type": "string", "enum": list(known)})


def is_number(value: Any) -> bool:
    """Whether it is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise expected("text; put it in quotes if it looks like a number", value)
    if not value.strip():
        raise expected("some text", value)
    return value.strip()


def _read_about(value: Any) -> str:
    text = _read_text(value)
    if len(text) > MAX_ABOUT:
        raise complain(((), f"keep this under {MAX_ABOUT} characters (it has {len(text)})."))
    return text


def matching(pattern: str, what: str, convert: Callable[[str], Any] = str) -> Any:
    """A text of a certain form."""
    form = re.compile(pattern)

    def check(value: Any) -> Any:
        if not isinstance(value, str) or not form.search(value):
            raise expected(what, value)
        return convert(value)

    return plain(check, {"type": "string", "pattern": pattern})


def read_duration(text: str) -> int:
    """Hours of a length of time that is known to be well formed."""
    number, unit = text.split()
    return int(number) * _HOURS_IN[unit.removesuffix("s")]


def _read_yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise expected("true or false", value)
    return value


def _read_count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise expected("a whole number from 0 up", value)
    return value


def _read_share(value: Any) -> float:
    if not is_number(value) or not 0 <= value <= 1:
        raise expected("a number from 0 to 1", value)
    return float(value)


def _read_format(value: Any) -> int:
    if value != 1 or isinstance(value, bool):
        raise complain(((), f"this Spotter reads rule files of format 1 (got {as_written(value)})."))
    return 1


_A_LENGTH = 'a length of time such as "48 hours", "3 days" or "1 week"'

Text: Any = plain(_read_text, {"type": "string", "pattern": r"\S"})
About: Any = plain(_read_about, {"type": "string", "pattern": r"\S", "maxLength": MAX_ABOUT})
YesNo: Any = plain(_read_yes_no, {"type": "boolean"})
Count: Any = plain(_read_count, {"type": "integer", "minimum": 0})
Share: Any = plain(_read_share, {"type": "number", "minimum": 0, "maximum": 1})
Format: Any = plain(_read_format, {"const": 1})
Word: Any = matching(_WORD, "a short id of small letters, digits, - and _")
Duration: Any = matching(_DURATION, _A_LENGTH, read_duration)
SignedDuration: Any = matching(_SIGNED_DURATION, f"{_A_LENGTH}, with a minus to take time off", read_duration)
Months: Any = matching(_MONTHS, 'months such as "12 months"', lambda text: int(text.split()[0]))
Clock: Any = matching(_CLOCK, 'a time of day such as "08:00"')
Confidence: Any = one_of(("strong", "moderate", "weak", "practice"), "how sure this is")
Words: Any = Annotated[list[Word], Field(min_length=1)]
