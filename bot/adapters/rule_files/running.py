"""Cases -> what came out differently, each problem with what led to it.

>>> run(cases, handbook)
(Outcome(case=Case(name='a beginner ...'), problems=()), ...)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.adapters.judging import as_json
from bot.adapters.rule_files.cases import Case
from bot.adapters.rule_files.explain import why_not
from bot.adapters.rule_files.load import Rules
from bot.adapters.rule_files.shapes.cases import UNSAID
from bot.adapters.rule_files.talks import Heard, Talk, expected_moment, in_words, play
from bot.coach.handbook import Handbook
from bot.coach.ruling import rule_on
from bot.domain.ruling import Ruling, State
from bot.rulebook.judge import Decision, judge
from bot.rulebook.rule import Rulebook

GAP_CLOSED = "this holds now: take its known_gap away"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case that was run; without problems it holds, or fails as everybody knows (`gap`)."""

    case: Case
    problems: tuple[str, ...]
    gap: bool = False


def run(cases: Iterable[Case], book: Handbook | Rules) -> tuple[Outcome, ...]:
    """Run cases; nothing stops at a failure.

    Raises:
        TypeError: talks need a whole handbook; states get by with its rules.
    """
    return tuple(_outcome(case, book) for case in cases)


def _outcome(case: Case, book: Handbook | Rules) -> Outcome:
    problems = tuple(_problems(case, book))
    if not case.known_gap:
        return Outcome(case, problems)
    return Outcome(case, () if problems else (GAP_CLOSED,), gap=True)


def _problems(case: Case, book: Handbook | Rules) -> Iterator[str]:
    match case.given, book:
        case Talk() as talk, Handbook() as handbook:
            yield from _talk_problems(talk, case.expect, handbook)
        case State() as state, _:
            yield from _ruling_problems(case.expect, state, rule_on(state, book), book.rulebook)
        case _:
            raise TypeError("a talk needs a whole handbook")


def _talk_problems(talk: Talk, expect: dict[str, Any], handbook: Handbook) -> Iterator[str]:
    heard = play(talk, handbook)
    yield from heard.problems
    if heard.judged is not None:
        yield from _ruling_problems(expect, heard.judged.state, heard.judged.ruling, handbook.rulebook)
    elif expect["decided_by"] or expect["fires"] or expect["verdict"] not in (None, heard.verdict):
        yield f"a verdict was expected, but none was given{_said(heard)}"
    text = "\n".join(heard.said).casefold()
    yield from (
        f"the answer should have “{words}”{_said(heard)}"
        for words in expect["reply_has"]
        if words.casefold() not in text
    )
    yield from (
        f"the answer should not have “{words}”{_said(heard)}"
        for words in expect["reply_lacks"]
        if words.casefold() in text
    )
    if (wanted := expect["next_follow_up"]) is not None:
        due_at = expected_moment(wanted, talk)
        if due_at != heard.next_follow_up:
            came = in_words(heard.next_follow_up, talk)
            yield f"next_follow_up: expected {in_words(due_at, talk)}, got {came}"


def _said(heard: Heard) -> str:
    """The answers, indented below a problem."""
    lines = [line for text in heard.said for line in text.splitlines()]
    return "".join(f"\n        < {line}" for line in lines) or "; nothing was said"


def _ruling_problems(
    expect: dict[str, Any], state: State, ruling: Ruling, rulebook: Rulebook
) -> Iterator[str]:
    """What came out differently, in words, with the reason for what came out."""
    got = as_json(ruling)
    decision = judge(state, rulebook)
    for key in ("verdict", "decided_by", "hours"):
        wanted = expect[key]
        if wanted not in ((UNSAID,) if key == "hours" else (None,)) and wanted != got[key]:
            yield f"{key}: expected {wanted}, got {got[key]}"
            yield f"    {_why(key, wanted, ruling, decision)}"
    fired = {tried.rule.id for tried in decision.trace if tried.held}
    for rule_id in expect["fires"]:
        if rule_id not in fired:
            yield f"expected to speak, but {why_not(decision, rule_id)}"
    for rule_id in expect["quiet"]:
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
