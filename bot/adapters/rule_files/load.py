"""A folder of rules -> what the stages need. The way in for the program; the checks stand in `checking`.

    >>> load_rules(rules_folder(None)).rulebook.rule("negatives").verdict
    <Verdict.CAUTION: 'caution'>

What was checked once is kept by content, so that a cold start reads JSON and imports neither YAML nor
pydantic.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.rule_files.build import recovery_from, rulebook_from
from bot.adapters.rule_files.cache import recall, remember
from bot.adapters.rule_files.findings import BrokenRules, Findings
from bot.adapters.rule_files.folder import RuleFolder, read_folder
from bot.recovery.table import RecoveryTable
from bot.rulebook.rule import Rulebook

_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """What a ruling needs, without the vocabulary."""

    rulebook: Rulebook
    recovery: RecoveryTable
    muscles: tuple[str, ...]


def check(folder: Path) -> Findings:
    """Everything wrong or doubtful in the folder; the same check that stands before every start."""
    from bot.adapters.rule_files.checking import examine  # noqa: PLC0415 - YAML and pydantic are slow to import

    try:
        return examine(read_folder(folder)).findings
    except BrokenRules as broken:
        return Findings(broken.problems)


def load_rules(folder: Path) -> Rules:
    """The caution rules and the recovery table.

    Raises:
        BrokenRules: with every error and its place.
    """
    read = read_folder(folder)
    return rules_from(read, checked_documents(read))


def rules_from(folder: RuleFolder, documents: dict[str, Any]) -> Rules:
    """The rules in checked documents."""
    content_hash = folder.content_hash[:_HASH_SHOWN]
    return Rules(
        rulebook_from(documents["cautions"], documents["sources"], content_hash),
        recovery_from(documents["recovery"]),
        tuple(documents["muscles"]["muscles"]),
    )


def checked_documents(folder: RuleFolder) -> dict[str, Any]:
    """The checked documents of a folder, from the cache if this content was checked before.

    Raises:
        BrokenRules: with every error and its place.
    """
    kept = recall(folder.content_hash)
    if kept is not None:
        return kept
    from bot.adapters.rule_files.checking import examine  # noqa: PLC0415 - YAML and pydantic are slow to import

    examined = examine(folder)
    if examined.findings.errors:
        raise BrokenRules(examined.findings.errors)
    remember(folder.content_hash, examined.documents)
    return examined.documents
