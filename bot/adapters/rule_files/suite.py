"""A whole rules folder put to the test: the check with the cases' own mistakes, and the cases themselves.

>>> run_all(Path("rules"), rules, only="")
('107 cases, all hold.', True)
"""

from pathlib import Path

from bot.adapters.rule_files.cases import Cases, Outcome, load_cases, run, uncovered
from bot.adapters.rule_files.documents import read_document
from bot.adapters.rule_files.findings import Findings, in_order
from bot.adapters.rule_files.folder import shown
from bot.adapters.rule_files.load import Rules, check, load_rules

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


def run_all(folder: Path, rules: Rules, only: str) -> tuple[str, bool]:
    """The outcome of all cases whose name contains `only`, as text, and whether all of them hold."""
    cases = cases_of(folder, rules)
    chosen = [case for case in cases.cases if only.lower() in case.name.lower()]
    outcomes = run(chosen, rules)
    failed = [outcome for outcome in outcomes if outcome.problems]
    blocks = [*(each.as_line for each in cases.findings.errors), *map(_as_text, failed)]
    return "\n".join([*blocks, _summary(len(outcomes), len(failed))]), bool(chosen) and not blocks


def _as_text(outcome: Outcome) -> str:
    case = outcome.case
    return "\n".join([f"{case.file}:{case.line}: {case.name}", *(f"    {each}" for each in outcome.problems)])


def _summary(ran: int, failed: int) -> str:
    if not ran:
        return "No case was found to run."
    return f"{failed} of {ran} cases failed." if failed else f"{ran} cases, all hold."
