"""Mistakes that show only when a file is seen as a whole, or two files together.

Works on documents that may be broken elsewhere, so that all mistakes come out at once: what has not the
expected build is left to the shapes.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from bot.adapters.rule_files.documents import Document, Path
from bot.adapters.rule_files.findings import Finding, did_you_mean
from bot.adapters.rule_files.folder import OVERRIDES
from bot.adapters.rule_files.shapes.scalars import read_duration

#: A list of known words is shown only up to this length.
_FEW = 30


def crosscheck(documents: Mapping[str, Document]) -> Iterator[Finding]:
    """All such mistakes."""
    cautions, recovery = documents.get("cautions"), documents.get("recovery")
    if cautions:
        yield from _same_ids(cautions)
        yield from _avoid_without_instead(cautions)
        for name, document in documents.items():
            if name.startswith(OVERRIDES):
                yield from _overridden(document, dict(_rules_by_id(cautions)))
    if recovery:
        yield from _limits_in_order(recovery)
    if "sources" in documents:
        cards = tuple(block(documents["sources"].data, "sources"))
        for document in filter(None, (cautions, recovery)):
            yield from _unknown_words(document, "sources", cards, "evidence card")
    if "muscles" in documents:
        muscles = tuple(block(documents["muscles"].data, "muscles"))
        if cautions:
            yield from _unknown_words(cautions, "muscle", muscles, "muscle")
        if recovery:
            yield from _unknown_words(recovery, "muscles", muscles, "muscle")


def block(data: Any, *keys: str) -> dict[str, Any]:
    """The mapping at these keys; empty when there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def rules_of(document: Document) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every rule of a cautions file that is at least a block of keys."""
    rules = document.data.get("rules") if isinstance(document.data, dict) else None
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        if isinstance(rule, dict):
            yield ("rules", index), rule


def _same_ids(document: Document) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for path, rule in rules_of(document):
        rule_id = rule.get("id")
        if not isinstance(rule_id, str):
            continue
        place = (*path, "id")
        if rule_id in first:
            said = f'the id "{rule_id}" is already used on line {first[rule_id]}. Every rule needs its own.'
            yield document.at(place, said)
        else:
            first[rule_id] = document.place(place)[0]


def _avoid_without_instead(document: Document) -> Iterator[Finding]:
    for path, rule in rules_of(document):
        if rule.get("verdict") == "avoid" and "instead" not in rule:
            said = 'an avoid needs an "instead": say what to do in its place.'
            yield document.at((*path, "verdict"), said)


def _rules_by_id(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((rule["id"], rule) for _, rule in rules_of(document) if isinstance(rule.get("id"), str))


def _overridden(document: Document, rules: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    """Overrides of rules that are not there, or that nobody may touch; an avoid without a way on."""
    for rule_id, change in block(document.data, "rules").items():
        path, rule = ("rules", rule_id), rules.get(rule_id)
        if rule is None:
            yield document.at_key(path, f'there is no rule "{rule_id}". {did_you_mean(rule_id, rules)}')
        elif rule.get("verdict") == "refer":
            yield document.at_key(path, "a refer rule holds for everybody and cannot be changed here.")
        elif block(change).get("verdict") == "avoid" and not ("instead" in change or "instead" in rule):
            yield document.at((*path, "verdict"), 'an avoid needs an "instead": say what to do in its place.')


def _unknown_words(document: Document, key: str, known: tuple[str, ...], what: str) -> Iterator[Finding]:
    """Words under a key anywhere in a document (as value, list or keys) that are not known."""
    for path, value in _under(document.data, key):
        match value:
            case str():
                words: list[tuple[Path, Any]] = [(path, value)]
            case list():
                words = [((*path, index), word) for index, word in enumerate(value)]
            case dict():
                words = [((*path, word), word) for word in value]
            case _:
                words = []
        for place, word in words:
            if isinstance(word, str) and word not in known:
                said = f'unknown {what} "{word}". {_hint(word, known)}'
                yield document.at_key(place, said) if isinstance(value, dict) else document.at(place, said)


def _hint(word: str, known: tuple[str, ...]) -> str:
    near = did_you_mean(word, known)
    return near if near.startswith("Did") or len(known) <= _FEW else "It stands in none of the rule files."


def _under(data: Any, key: str, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that stands under a key, however deep."""
    match data:
        case dict():
            for name, inner in data.items():
                if name == key:
                    yield (*path, name), inner
                else:
                    yield from _under(inner, key, (*path, name))
        case list():
            for index, inner in enumerate(data):
                yield from _under(inner, key, (*path, index))


def _limits_in_order(document: Document) -> Iterator[Finding]:
    """A technique's hours must not cross: min <= typical <= max."""
    for row, hours in block(document.data, "techniques").items():
        for low, high in pairwise(("min", "typical", "max")):
            if _hours(hours, low) > _hours(hours, high):
                said = f'"{high}" of {row} is less than its "{low}".'
                yield document.at(("techniques", row, high), said)


def _hours(raw: Any, key: str) -> float:
    """Hours at a key; not a number (so that no comparison holds) when it is not a length of time."""
    try:
        return read_duration(raw[key])
    except (TypeError, KeyError, ValueError, AttributeError):
        return float("nan")
