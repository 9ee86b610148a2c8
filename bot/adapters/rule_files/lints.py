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
from bot.domain.ruling import Verdict
from bot.rulebook.conditions import COMPARISONS
from bot.rulebook.facts import FACTS, FactKind
from bot.rulebook.implies import implies

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
    yield from _never_deciding(document, rules)
    yield from _allowances(documents["recovery"])


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


def _never_deciding(document: Document, rules: tuple[tuple[Path, dict[str, Any]], ...]) -> Iterator[Finding]:
    """Rules that another one always beats: it speaks wherever they do, and is stricter or stands before."""
    known = [(rule["id"], conditions_from(rule["when"]), _rank(rule)) for _, rule in rules]
    for number, (path, _) in enumerate(rules):
        _, mine, rank = known[number]
        for place, (other, theirs, other_rank) in enumerate(known):
            if place == number or (other_rank, -place) < (rank, -number) or not implies(mine, theirs):
                continue
            same = "the same conditions as" if implies(theirs, mine) else "it speaks only where this does:"
            how = "stricter" if other_rank > rank else "first in the file"
            said = f'{same} "{other}", which is {how}: this rule never decides.'
            yield _doubt(document, (*path, "when"), said)
            break


def _rank(rule: dict[str, Any]) -> int:
    return Verdict(rule["verdict"]).severity


def _allowances(document: Document) -> Iterator[Finding]:
    """Allowances that another one makes pointless, or that punish a lagging muscle."""
    allowances = document.data["allowances"]
    for level, allowed in allowances["per_muscle"].items():
        path: Path = ("allowances", "per_muscle", level)
        most = max(allowed["value"], allowed.get("lagging", 0))
        if most > allowances["whole_body"][level]["value"]:
            said = "more sets for one muscle than for the whole body: they can never be used."
            yield _doubt(document, path, said)
        if allowed.get("lagging", allowed["value"]) < allowed["value"]:
            yield _doubt(document, (*path, "lagging"), "fewer sets for a muscle that lags than for another.")


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
