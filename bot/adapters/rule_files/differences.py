"""Two folders of rules -> what is different in them, by rule and by number.

>>> [each.as_line for each in differences(Path("rules"), Path("mine"))]
['~ first-time: verdict caution -> avoid', '~ recovery: allowances.per_muscle.advanced.value 2 -> 4']
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.rule_files.folder import RuleFolder, read_folder
from bot.adapters.rule_files.load import checked_documents

_BY_RULE = ("cautions.yaml", "recovery.yaml")
_SHORT = 60
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule, number or file that is added (+), removed (-) or changed (~)."""

    sign: str
    what: str

    @property
    def as_line(self) -> str:
        """The difference in one line."""
        return f"{self.sign} {self.what}"


def differences(old: Path, new: Path) -> tuple[Difference, ...]:
    """Everything that is different, rules first, in the order of the files.

    Raises:
        BrokenRules: one of the folders has mistakes.
    """
    before, after = read_folder(old), read_folder(new)
    a, b = checked_documents(before), checked_documents(after)
    return (
        *_rules(_by_id(a["cautions"]), _by_id(b["cautions"])),
        *_values("recovery: ", _flat(a["recovery"]), _flat(b["recovery"])),
        *_values("cautions: otherwise.", a["cautions"]["otherwise"], b["cautions"]["otherwise"]),
        *_files(before, after),
    )


def _by_id(cautions: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in cautions["rules"]}


def _rules(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Iterator[Difference]:
    for rule_id in (*old, *(each for each in new if each not in old)):
        if rule_id not in new:
            yield Difference("-", f"{rule_id} ({old[rule_id]['verdict']}): {old[rule_id]['about']}")
        elif rule_id not in old:
            yield Difference("+", f"{rule_id} ({new[rule_id]['verdict']}): {new[rule_id]['about']}")
        else:
            yield from _values(f"{rule_id}: ", old[rule_id], new[rule_id])
    common = [[each for each in rules if each in old and each in new] for rules in (old, new)]
    if common[0] != common[1]:
        yield Difference("~", "the order of the rules, which breaks ties")


def _values(prefix: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for key in (*old, *(each for each in new if each not in old)):
        a, b = old.get(key), new.get(key)
        if a != b:
            long = any(isinstance(each, str) and len(each) > _SHORT for each in (a, b))
            sides = "is worded anew" if long else f"{_shown(a)} -> {_shown(b)}"
            yield Difference("~", f"{prefix}{key} {sides}")


def _shown(value: Any) -> str:
    match value:
        case None | "" | []:
            return _NOTHING
        case dict():
            return "{" + ", ".join(f"{key}: {_shown(each)}" for key, each in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_shown, value))}]"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _flat(block: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    """The values of nested blocks by their place; times are in hours."""
    found: dict[str, Any] = {}
    for key, value in block.items():
        path = f"{place}.{key}".removeprefix(".")
        found |= _flat(value, path) if isinstance(value, dict) else {path: value}
    return found


def _files(old: RuleFolder, new: RuleFolder) -> Iterator[Difference]:
    """Files of words, lifts and evidence that are different."""
    for name in sorted({*old.files, *new.files} - set(_BY_RULE)):
        if old.files.get(name) != new.files.get(name):
            yield Difference("~", name)
