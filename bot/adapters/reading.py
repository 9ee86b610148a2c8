"""`spotter read`: a message in, how it is understood out - as one JSON object, or in words for a person.

answer(b'{"id": "x1", "text": "calf raise 3x12 + partials"}', reader, elapsed_ms)
-> {"id": "x1", "kind": "report", "exercises": [...], ...}
"""

from collections.abc import Callable
from typing import Any

import orjson

from bot.domain.reading import Kind, Reading
from bot.domain.training import Unit
from bot.language.printer import print_entries
from bot.language.reader import Reader
from bot.replies.asking import ask_text
from bot.replies.reading_view import as_contract


class WrongLine(Exception):  # noqa: N818 - it reads as what happened
    """An input line that cannot be read as a request; the message says what is wrong with it."""


def answer(line: bytes, reader: Reader, stopwatch_ms: Callable[[], float]) -> dict[str, Any]:
    """The answer to one line of JSON.

    Raises:
        WrongLine: it is no JSON object with a text and, if any, a known unit.
    """
    request = _request(line)
    began = stopwatch_ms()
    reading = reader.read(request["text"], unit=Unit(request.get("unit_default") or Unit.KG))
    spent_ms = round(stopwatch_ms() - began, 3)
    return {"id": request.get("id"), **as_contract(reading), "ms": spent_ms}


def _request(line: bytes) -> dict[str, Any]:
    try:
        request = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise WrongLine("this is not JSON.") from error
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise WrongLine('expected an object with a "text", such as {"id": "x1", "text": "bench 3x8 80"}.')
    if request.get("unit_default") not in {None, *Unit}:
        raise WrongLine(f'"unit_default" is {request["unit_default"]!r}; expected "kg" or "lb".')
    return request


def line_id(line: bytes) -> object:
    """The id of a line, where it has one."""
    try:
        request = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return request.get("id") if isinstance(request, dict) else None


def in_words(reading: Reading) -> str:
    """The reading for a person, with what led to it."""
    rows = [
        ("kind", str(reading.kind)),
        ("sets", print_entries(reading.entries, Unit.KG) if reading.entries else ""),
        ("asks back", ask_text(reading.ask) if reading.ask and reading.kind is Kind.ASK else ""),
        ("intents", ", ".join(reading.intents)),
        ("technique", ", ".join(reading.technique)),
        ("exercise", ", ".join(reading.exercise)),
        ("muscle", ", ".join(reading.muscle)),
        ("value", "" if reading.value is None else str(reading.value)),
        ("refused", ", ".join(reading.negated)),
        ("could mean", ", ".join(reading.clarify)),
        ("guessed", ", ".join(reading.guesses)),
        ("not read", ", ".join(f"“{each.text}”" for each in reading.not_understood)),
        ("pain", "" if reading.pain == "none" else str(reading.pain)),
        (
            "words",
            "  ".join(_span(reading, each.start, each.end, each.tag, each.meaning) for each in reading.spans),
        ),
        ("because", "; ".join(reading.trace)),
    ]
    return "\n".join(f"{label:>10}  {text}" for label, text in rows if text)


def _span(reading: Reading, start: int, end: int, tag: str, meaning: str) -> str:
    return f"[{reading.text[start:end]}]={tag}:{meaning}"
