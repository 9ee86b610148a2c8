"""A coach's own cases: states with the verdict expected of them, run through the judge that lifters meet.

>>> run(load_cases(Path("rules/tests"), rules).cases, rules)
(Outcome(case=Case(name='three months in ...'), problems=()), ...)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.judging import WrongState, as_json, state_from
from bot.adapters.rule_files.complaints import checked
from bot.adapters.rule_files.documents import Document, read_document
from bot.adapters.rule_files.explain import why_not
from bot.adapters.rule_files.findings import Finding, Findings, Severity, did_you_mean, in_order
from bot.adapters.rule_files.folder import shown
from bot.adapters.rule_files.load import Rules
from bot.adapters.rule_files.shapes.cases import UNSAID, CasesShape
from bot.coach.ruling import rule_on
from bot.domain.ruling import Ruling, State
from bot.rulebook.judge import Decision, judge


@dataclass(frozen=True, slots=True)
class Case:
    """One case with the place where it stands."""

    name: str
    file: str
    line: int
    state: State
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a folder, and what is wrong with its files."""

    cases: tuple[Case, ...]
    findings: Findings


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case that was run; without problems it holds."""

    case: Case
    problems: tuple[str, ...]


def load_cases(folder: Path, rules: Rules) -> Cases:
    """Every case of the `*.yaml` files of a folder."""
    cases: list[Case] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.yaml")):
        document, broken = read_document(shown(path), path.read_bytes())
        findings += broken
        if document.data is None:
            continue
        normal, wrong = checked(document, CasesShape)
        findings += wrong
        for index, raw in enumerate(normal["cases"] if normal else ()):
            raw["state"] = {**normal["defaults"], **raw["state"]}
            found = tuple(_case(document, index, raw, rules))
            findings += [each for each in found if isinstance(each, Finding)]
            cases += [each for each in found if isinstance(each, Case)]
    return Cases(tuple(cases), in_order(findings))


def _case(document: Document, index: int, raw: dict[str, Any], rules: Rules) -> Iterator[Case | Finding]:
    """The case, or what is wrong with it."""
    path = ("cases", index)
    known = tuple(rule.id for rule in rules.rulebook.rules)
    expect = raw["expect"]
    for key, words in (
        ("decided_by", [expect["decided_by"]]),
        ("fires", expect["fires"]),
        ("quiet", expect["quiet"]),
    ):
        for word in words:
            if word is not None and word not in known:
                said = f'there is no rule "{word}". {did_you_mean(word, known)}'
                yield document.at((*path, "expect", key), said)
    try:
        state = state_from(raw["state"], rules.muscles)
    except WrongState as wrong:
        yield from (document.at((*path, "state"), problem) for problem in wrong.problems)
        return
    line = document.place((*path, "name"))[0]
    yield Case(raw["name"], document.file, line, state, expect)


def run(cases: Iterable[Case], rules: Rules) -> tuple[Outcome, ...]:
    """Run cases; nothing stops at a failure."""
    return tuple(Outcome(case, tuple(_problems(case, rules))) for case in cases)


def _problems(case: Case, rules: Rules) -> Iterator[str]:
    """What came out differently, in words."""
    ruling = rule_on(case.state, rules)
    got = as_json(ruling)
    decision = judge(case.state, rules.rulebook)
    for key in ("verdict", "decided_by", "hours"):
        wanted = case.expect[key]
        if wanted not in ((UNSAID,) if key == "hours" else (None,)) and wanted != got[key]:
            yield f"{key}: expected {wanted}, got {got[key]}"
            yield f"    {_why(key, wanted, ruling, decision)}"
    fired = {tried.rule.id for tried in decision.trace if tried.held}
    for rule_id in case.expect["fires"]:
        if rule_id not in fired:
            yield f"expected to speak, but {why_not(decision, rule_id)}"
    for rule_id in case.expect["quiet"]:
        if rule_id in fired:
            yield f"expected to be quiet, but {why_not(decision, rule_id)}"


def _why(key: str, wanted: Any, ruling: Ruling, decision: Decision) -> str:
    """What led to the value that came out."""
    match key:
        case "hours" if ruling.hours:
            return f"the sum is {' '.join(f'{term.hours:+g} {term.label}' for term in ruling.hours.terms)}"
        case "decided_by":
            return why_not(decision, wanted)
        case _:
            return why_not(decision, ruling.decided_by) if ruling.decided_by else "no rule speaks"


def uncovered(cases: Iterable[Case], document: Document, rules: Rules) -> Iterator[Finding]:
    """A warning for every rule that no case makes speak, or that none keeps quiet."""
    expects = [case.expect for case in cases]
    spoken = {word for each in expects for word in (each["decided_by"], *each["fires"])}
    kept_quiet = {word for each in expects for word in each["quiet"]}
    for index, rule in enumerate(rules.rulebook.rules):
        place = ("rules", index, "id")
        if rule.id not in spoken:
            yield document.at(place, "no case in tests/ makes this rule speak.", Severity.WARNING)
        if rule.id not in kept_quiet:
            yield document.at(place, "no case in tests/ names this rule as quiet.", Severity.WARNING)
