"""Doubts about rules that are in order: what a coach may have overlooked. Warnings only.

>>> [each.message for each in lint({"cautions": document})]
['this counts for beginner but not for unknown, ...']
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.adapters.rule_files.build import conditions_from
from bot.adapters.rule_files.crosschecks import rules_of
from bot.adapters.rule_files.documents import Document, Path
from bot.adapters.rule_files.findings import Finding, Severity
from bot.rulebook.conditions import COMPARISONS
from bot.rulebook.facts import FACTS, FactKind

_LONG = 300
_BRACES = re.compile(r"\{[^{}]*\}")
_TEXTS = ("say", "instead", "because")


def lint(documents: Mapping[str, Document]) -> Iterator[Finding]:
    """All doubts about the caution rules."""
    document = documents["cautions"]
    rules = tuple(rules_of(document))
    for path, rule in rules:
        yield from _texts(document, path, rule)
        yield from _beginner_alone(document, path, rule["when"])
        if _never(rule["when"]):
            yield _doubt(
                document, (*path, "when"), "these conditions exclude each other: the rule never speaks."
            )
        if rule["confidence"] == "strong" and set(rule["sources"]) <= {"practice", "seed_article"}:
            yield _doubt(document, (*path, "confidence"), "strong, yet no study is named.")
        if rule["verdict"] == "refer" and rule["shows_hours"]:
            yield _doubt(document, (*path, "shows_hours"), "a refer has no hours to show.")
    yield from _same_conditions(document, rules)


def _doubt(document: Document, path: Path, message: str) -> Finding:
    return document.at(path, message, Severity.WARNING)


def _texts(document: Document, path: Path, rule: dict[str, Any]) -> Iterator[Finding]:
    for key in _TEXTS:
        text = rule.get(key, "")
        if len(text) > _LONG:
            yield _doubt(document, (*path, key), f"long for a chat: {len(text)} characters, over {_LONG}.")
        if found := _BRACES.search(text):
            said = f"{found.group()} is shown as it stands; nothing is filled in."
            yield _doubt(document, (*path, key), said)


def _beginner_alone(document: Document, path: Path, when: dict[str, Any]) -> Iterator[Finding]:
    """Unknown experience deserves a beginner's care."""
    wanted = when.get("experience", [])
    words = wanted if isinstance(wanted, list) else [wanted]
    if "beginner" in words and "unknown" not in words:
        said = "this counts for beginner but not for unknown, which deserves the same care."
        yield _doubt(document, (*path, "when", "experience"), said)


def _same_conditions(document: Document, rules: tuple[tuple[Path, dict[str, Any]], ...]) -> Iterator[Finding]:
    seen: dict[object, str] = {}
    for path, rule in rules:
        conditions = frozenset(conditions_from(rule["when"]))
        if conditions in seen:
            said = f'the same conditions as "{seen[conditions]}": the stricter of the two always wins.'
            yield _doubt(document, (*path, "when"), said)
        seen.setdefault(conditions, rule["id"])


def _never(when: dict[str, Any]) -> bool:
    """Whether no state at all can meet the conditions."""
    common = {fact: wanted for fact, wanted in when.items() if fact != "any"}
    branches = [[common, branch] for branch in when.get("any", [{}])]
    return all(_exclude_each_other(blocks) for blocks in branches)


def _exclude_each_other(blocks: list[dict[str, Any]]) -> bool:
    facts = {fact for one in blocks for fact in one}
    return any(not _possible(fact, [one[fact] for one in blocks if fact in one]) for fact in facts)


def _possible(fact: str, wanted: list[Any]) -> bool:
    """Whether some value of the fact meets every wish about it."""
    return any(all(_meets(value, wish) for wish in wanted) for value in _samples(fact, wanted))


def _samples(fact: str, wanted: list[Any]) -> list[Any]:
    """Enough values of a fact to find one that meets the wishes, if there is one."""
    if FACTS[fact].kind is not FactKind.NUMBER:
        return [value for wish in wanted for value in (wish if isinstance(wish, list) else [wish])]
    bounds = [
        bound
        for wish in wanted
        for bound in (wish.values() if isinstance(wish, dict) else wish if isinstance(wish, list) else [wish])
    ]
    around = [bound + step for bound in bounds for step in (-0.5, 0, 0.5)]
    return [0, *(value for value in around if value >= 0)]


def _meets(value: Any, wish: Any) -> bool:
    match wish:
        case dict():
            return all(COMPARISONS[sign](value, bound) for sign, bound in wish.items())
        case list():
            return value in wish
        case _:
            return bool(value == wish)
