"""Training states as JSON in, rulings as JSON (or words) out: what `spotter judge` speaks.

    {"id": "s1", "state": {"experience": "beginner", "technique": "dropset"}}
    {"id": "s1", "verdict": "avoid", "decided_by": "beginner-regular-sets", "also": [], "hours": 84, ...}

Names, values and defaults are those of the contract. An unknown one is named with the nearest that is known,
and all mistakes of a state are told at once.
"""

import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import orjson

from bot.adapters.rule_files.findings import nearest
from bot.adapters.rule_files.load import Rules
from bot.coach.ruling import rule_on
from bot.domain.lifter import Experience, Pain, Soreness
from bot.domain.ruling import Effort, Method, Ruling, State, Topic
from bot.domain.training import Mechanic
from bot.rulebook.facts import FACTS, FactKind, KnownFact

_WORDS: Mapping[str, type[StrEnum]] = {
    "experience": Experience,
    "technique": Method,
    "effort": Effort,
    "mechanic": Mechanic,
    "soreness": Soreness,
    "pain": Pain,
    "question": Topic,
}
_DERIVED = "over_allowance"
_KEYS = tuple(name for name in FACTS if name != _DERIVED)
_WHOLE = {"techniques_in_set", "pf_left", "weeks_in_a_row", "sets"}
_SPOKEN = {"true": True, "yes": True, "false": False, "no": False, "null": None}


class WrongState(Exception):  # noqa: N818 - it says what the state is
    """A training state that cannot be read; `problems` has one sentence for each mistake."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def answer(raw: bytes, rules: Rules) -> dict[str, Any]:
    """The answer to one JSON line.

    Raises:
        WrongState: with every mistake.
    """
    question = _json_object(raw)
    if "state" not in question:
        raise WrongState('"state" is missing.')
    return {"id": question.get("id"), **as_json(rule_on(state_from(question["state"], rules.muscles), rules))}


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise WrongState(f"this is not JSON (column {error.colno}).") from error
    if not isinstance(found, dict):
        raise WrongState('expected an object such as {"state": {"technique": "dropset"}}.')
    return found


def line_id(raw: bytes) -> Any:
    """The id of a line that cannot be judged, where it has one."""
    try:
        return _json_object(raw).get("id")
    except WrongState:
        return None


def state_from_json(raw: bytes) -> Any:
    """The state in a JSON text: the object itself, or what it holds under "state"."""
    found = _json_object(raw)
    return found.get("state", found)


def state_from_pairs(pairs: Iterable[str]) -> dict[str, Any]:
    """A raw state from words such as `technique=dropset sets=2 lagging=yes`.

    Raises:
        WrongState: a word without an equals sign.
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise WrongState(f'expected pairs such as technique=dropset (got "{pair}").')
        found[key.strip()] = _spoken(value.strip())
    return found


def _spoken(text: str) -> Any:
    if text in _SPOKEN:
        return _SPOKEN[text]
    try:
        return float(text)
    except ValueError:
        return text


def state_from(raw: Any, muscles: tuple[str, ...]) -> State:
    """The state that a JSON object describes; a key left out, or null, has the contract's value.

    Raises:
        WrongState: with every mistake.
    """
    if not isinstance(raw, dict):
        raise WrongState('"state" must be an object such as {"technique": "dropset"}.')
    problems: list[str] = []
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in _KEYS:
            problems.append(_unknown_key(key))
        elif problem := _problem(FACTS[key], value, muscles):
            problems.append(problem)
        elif value is not None or key == "weekly_sets":
            values[key] = _converted(key, value)
    if problems:
        raise WrongState(*problems)
    return State(**values)


def _unknown_key(key: str) -> str:
    if key == _DERIVED:
        return f'"{_DERIVED}" is worked out from "sets" and "pf_left" and cannot be given.'
    return f'unknown key "{key}".{_hint(key, _KEYS)}'


def _hint(word: Any, known: Iterable[str]) -> str:
    """The nearest word, or all of them when none is near."""
    words = tuple(known)
    near = nearest(word, words) if isinstance(word, str) else None
    return f' Did you mean "{near}"?' if near else f" Known: {', '.join(words)}."


def _problem(fact: KnownFact, value: Any, muscles: tuple[str, ...]) -> str | None:
    """What is wrong with a value, in one sentence."""
    shown = orjson.dumps(value).decode()
    if value is None:
        return None
    if fact.kind is FactKind.YES_NO:
        return None if isinstance(value, bool) else f'"{fact.name}" is true or false (got {shown}).'
    if fact.kind is FactKind.NUMBER:
        return None if _fits(fact.name, value) else f'"{fact.name}" is {_what(fact.name)} (got {shown}).'
    known = fact.values or muscles
    if isinstance(value, str) and value in known:
        return None
    return f'unknown value {shown} for "{fact.name}".{_hint(value, known)}'


def _fits(name: str, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value >= 0 and (name not in _WHOLE or float(value).is_integer())


def _what(name: str) -> str:
    return "a whole number from 0 up" if name in _WHOLE else "a number from 0 up"


def _converted(key: str, value: Any) -> Any:
    if key in _WORDS:
        return _WORDS[key](value)
    return int(value) if key in _WHOLE else value


def as_json(ruling: Ruling) -> dict[str, Any]:
    """A ruling in the contract's shape; refer has no hours and no sum."""
    hours = ruling.hours
    return {
        "verdict": ruling.verdict.value,
        "decided_by": ruling.decided_by,
        "also": list(ruling.also),
        "hours": hours.total if hours else None,
        "sum": [[term.label, term.hours] for term in hours.terms] if hours else [],
        "say": ruling.say,
        "instead": ruling.instead,
    }


def as_words(ruling: Ruling) -> str:
    """A ruling for a person at the terminal."""
    lines = [f"{ruling.verdict.value}: {ruling.say}"]
    lines += [f"Instead: {ruling.instead}"] if ruling.instead else []
    lines += [f"Because: {ruling.because}"]
    lines += [f"Decided by {ruling.decided_by or 'no rule'}; also {', '.join(ruling.also) or 'none'}."]
    if ruling.hours:
        terms = " ".join(f"{term.hours:+g} {term.label}" for term in ruling.hours.terms).lstrip("+")
        lines.append(f"Hours: {ruling.hours.total} = {terms}")
    return "\n".join(lines)
