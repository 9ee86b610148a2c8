"""A coach's own cases: states or talks with what must come out, run through the judge and coach of lifters.

>>> run(load_cases(Path("rules/tests"), rules.muscles, known).cases, handbook)
(Outcome(case=Case(name='three months in ...'), problems=()), ...)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.judging import WrongState, state_from
from bot.adapters.rule_files.complaints import checked
from bot.adapters.rule_files.documents import Document, read_document
from bot.adapters.rule_files.findings import Finding, Findings, Severity, did_you_mean, in_order
from bot.adapters.rule_files.folder import shown
from bot.adapters.rule_files.load import Rules
from bot.adapters.rule_files.shapes.cases import CasesShape
from bot.adapters.rule_files.talks import Talk, WrongTalk, expected_moment, talk_from
from bot.domain.ruling import State


@dataclass(frozen=True, slots=True)
class Case:
    """One case with the place where it stands."""

    name: str
    file: str
    line: int
    given: State | Talk
    expect: dict[str, Any]
    known_gap: bool = False


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a folder, and what is wrong with its files."""

    cases: tuple[Case, ...]
    findings: Findings


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
            found = tuple(_case(document, index, {**normal, **raw, "file_now": normal["now"]}, rules))
            findings += [each for each in found if isinstance(each, Finding)]
            cases += [each for each in found if isinstance(each, Case)]
    return Cases(tuple(cases), in_order(findings))


def _case(document: Document, index: int, raw: dict[str, Any], rules: Rules) -> Iterator[Case | Finding]:
    """The case, or what is wrong with it."""
    path = ("cases", index)
    yield from _unknown_rules(document, path, raw["expect"], rules)
    try:
        given = _given(raw, rules)
    except WrongState as wrong:
        yield from (document.at((*path, "state"), problem) for problem in wrong.problems)
        return
    except WrongTalk as wrong:
        yield from (document.at((*path, *place), problem) for place, problem in wrong.problems)
        return
    line = document.place((*path, "name"))[0]
    yield Case(raw["name"], document.file, line, given, raw["expect"], raw["known_gap"])


def _given(raw: dict[str, Any], rules: Rules) -> State | Talk:
    """The state or the talk of a case.

    Raises:
        WrongState, WrongTalk: with every mistake.
    """
    if raw["asks"] is None and raw["says"] is None:
        return state_from({**raw["defaults"], **raw["state"]}, rules.muscles)
    talk = talk_from(raw, raw["file_now"], rules.muscles)
    try:
        expected_moment(raw["expect"]["next_follow_up"] or "none", talk)
    except ValueError:
        raise WrongTalk((("expect", "next_follow_up"), "there is no such day.")) from None
    return talk


def _unknown_rules(
    document: Document, path: tuple[str | int, ...], expect: dict[str, Any], rules: Rules
) -> Iterator[Finding]:
    known = tuple(rule.id for rule in rules.rulebook.rules)
    named = {"decided_by": [expect["decided_by"]], "fires": expect["fires"], "quiet": expect["quiet"]}
    for key, words in named.items():
        for word in words:
            if word is not None and word not in known:
                said = f'there is no rule "{word}". {did_you_mean(word, known)}'
                yield document.at((*path, "expect", key), said)


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
