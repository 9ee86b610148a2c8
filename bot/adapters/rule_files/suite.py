"""A whole rules folder put to the test: the check with the cases' own mistakes, and the cases themselves.

>>> run_all(Path("rules"), only="").text
'140 cases, all hold.'
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.rule_files.cases import Cases, load_cases, uncovered
from bot.adapters.rule_files.documents import read_document
from bot.adapters.rule_files.findings import BrokenRules, Finding, Findings, in_order
from bot.adapters.rule_files.folder import shown
from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.rule_files.load import Rules, check, load_rules
from bot.adapters.rule_files.running import Outcome, run
from bot.adapters.rule_files.talks import Talk
from bot.coach.handbook import Handbook

CAUTIONS = "cautions.yaml"


def cases_of(folder: Path, rules: Rules) -> Cases:
    """The cases beside the rules."""
    return load_cases(folder / "tests", rules)


def check_all(folder: Path) -> Findings:
    """Everything about a folder: its rules, then (once these are in order) its cases and what they leave out.

    Cases never stop the coach from starting; everything else here does.
    """
    findings = check(folder)
    if findings.errors:
        return findings
    rules = load_rules(folder)
    cases = cases_of(folder, rules)
    document, _ = read_document(shown(folder / CAUTIONS), (folder / CAUTIONS).read_bytes())
    return in_order((*findings.items, *cases.findings.items, *uncovered(cases.cases, document, rules)))


@dataclass(frozen=True, slots=True)
class Tested:
    """How a folder's cases went: mistakes in their files, and the outcome of each case that was chosen."""

    findings: Findings
    outcomes: tuple[Outcome, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """Every mistake and every failed case, as text."""
        failed = [each for each in self.outcomes if each.problems]
        return (*(each.as_line for each in self.findings.errors), *map(_as_text, failed))

    @property
    def passed(self) -> bool:
        """Whether something was run and all of it holds."""
        return bool(self.outcomes) and not self.failures

    @property
    def text(self) -> str:
        """Everything for a person."""
        return "\n".join([*self.failures, _summary(self.outcomes)])


def run_all(folder: Path, only: str = "") -> Tested:
    """Run all cases whose name contains `only`.

    Raises:
        BrokenRules: the rules have mistakes.
    """
    rules = load_rules(folder)
    cases = cases_of(folder, rules)
    chosen = [case for case in cases.cases if only.lower() in case.name.lower()]
    talks = any(isinstance(case.given, Talk) for case in chosen)
    return Tested(cases.findings, run(chosen, load_handbook(folder) if talks else rules))


def prove(folder: Path) -> Handbook:
    """The handbook of a folder whose cases all hold.

    Raises:
        BrokenRules: with every mistake, or else with every case that fails.
    """
    handbook = load_handbook(folder)
    rules = load_rules(folder)
    cases = cases_of(folder, rules)
    failed = [each for each in run(cases.cases, handbook) if each.problems]
    problems = (*cases.findings.errors, *map(_as_finding, failed))
    if problems:
        raise BrokenRules(problems)
    return handbook


def _as_finding(outcome: Outcome) -> Finding:
    case = outcome.case
    return Finding(case.file, case.line, 1, f"the case “{case.name}” fails: {outcome.problems[0].strip()}")


def _as_text(outcome: Outcome) -> str:
    case = outcome.case
    return "\n".join([f"{case.file}:{case.line}: {case.name}", *(f"    {each}" for each in outcome.problems)])


def _summary(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return "No case was found to run."
    failed = sum(bool(each.problems) for each in outcomes)
    gaps = sum(each.gap and not each.problems for each in outcomes)
    known = f" {gaps} of them {'fails' if gaps == 1 else 'fail'} as known." if gaps else ""
    if failed:
        return f"{failed} of {len(outcomes)} cases failed.{known}"
    return f"{len(outcomes)} {'case holds' if len(outcomes) == 1 else 'cases, all hold'}.{known}"
