"""The `when` of a rule: facts with the values it waits for; every slip in it gets its own place.

when: {effort: past_failure, weekly_sets: {lt: 10}, any: [{sleep_low: true}, {deficit: true}]}
"""

from collections.abc import Iterator
from typing import Any

from bot.adapters.rule_files.documents import AtKey, Path
from bot.adapters.rule_files.findings import did_you_mean
from bot.adapters.rule_files.shapes.scalars import as_written, complain, is_number, not_a_word, plain
from bot.rulebook.conditions import COMPARISON_WORDS
from bot.rulebook.facts import FACTS, FactKind, KnownFact

_JSON_TYPES = {FactKind.YES_NO: "boolean", FactKind.NUMBER: "number", FactKind.WORD: "string"}


def _complaints(raw: Any, path: Path, known: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Everything wrong with one block of conditions."""
    if not isinstance(raw, dict) or not raw:
        yield path, f"expected conditions such as effort: past_failure (got {as_written(raw)})."
        return
    for key, value in raw.items():
        if key not in known:
            yield (*path, AtKey(key)), f'unknown fact "{key}". {did_you_mean(key, known)}'
        elif key == "any":
            yield from _any_complaints(value, (*path, key))
        else:
            yield from _value_complaints(FACTS[key], value, (*path, key))


def _any_complaints(raw: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(raw, list) or not raw:
        yield (
            path,
            f"expected a list of conditions, of which one must hold (got {as_written(raw)}).",
        )
        return
    for index, branch in enumerate(raw):
        yield from _complaints(branch, (*path, index), tuple(FACTS))


def _value_complaints(fact: KnownFact, raw: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(raw, dict):
        yield from _comparison_complaints(fact, raw, path)
        return
    if isinstance(raw, list) and not raw:
        yield path, "this list is empty, so the rule could never speak."
        return
    for index, value in enumerate(raw if isinstance(raw, list) else [raw]):
        place = (*path, index) if isinstance(raw, list) else path
        if problem := _wrong_value(fact, value):
            yield place, problem


def _wrong_value(fact: KnownFact, value: Any) -> str | None:
    if fact.kind is FactKind.WORD and fact.values:
        return not_a_word(value, fact.values, f"one of the words for {fact.name}")
    fits, what = isinstance(value, str), "the name of a muscle"
    if fact.kind is FactKind.YES_NO:
        fits, what = isinstance(value, bool), "true or false"
    elif fact.kind is FactKind.NUMBER:
        fits, what = is_number(value), "a number, or a comparison such as {gte: 2}"
    return None if fits else f"expected {what} for {fact.name} (got {as_written(value)})."


def _comparison_complaints(fact: KnownFact, raw: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    if fact.kind is not FactKind.NUMBER:
        yield (
            path,
            f"{fact.name} is not a number and cannot be compared. Give a value or a list of values.",
        )
        return
    if not raw:
        yield path, "expected a comparison such as {gte: 2}."
    for sign, bound in raw.items():
        if sign not in COMPARISON_WORDS:
            known = ", ".join(f"{each} ({words})" for each, words in COMPARISON_WORDS.items())
            yield (*path, AtKey(sign)), f'unknown comparison "{sign}". Known: {known}.'
        elif not is_number(bound):
            yield (*path, sign), f"expected a number to compare with (got {as_written(bound)})."


def _check(raw: Any) -> Any:
    complaints = tuple(_complaints(raw, (), (*FACTS, "any")))
    if complaints:
        raise complain(*complaints)
    return raw


def _value_schema(fact: KnownFact) -> dict[str, Any]:
    one: dict[str, Any] = {"type": _JSON_TYPES[fact.kind]}
    if fact.values:
        one["enum"] = list(fact.values)
    choices = [one, {"type": "array", "items": one, "minItems": 1}]
    if fact.kind is FactKind.NUMBER:
        bounds = {sign: {"type": "number", "description": words} for sign, words in COMPARISON_WORDS.items()}
        choices.append(_block(bounds))
    return {"description": fact.meaning, "anyOf": choices}


def _block(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
    }


def _schema() -> dict[str, Any]:
    facts = {name: _value_schema(fact) for name, fact in FACTS.items()}
    branches = {
        "type": "array",
        "minItems": 1,
        "items": _block(facts),
        "description": "At least one of these blocks holds completely.",
    }
    return _block({**facts, "any": branches})


When: Any = plain(_check, _schema())
