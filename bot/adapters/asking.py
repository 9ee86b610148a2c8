"""A question in a lifter's words, after a past or none -> the answer and all that stands behind it.

>>> print(as_text(ask("partials on calves?", script, handbook)))
Better not, or with care: ...
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.memory_store import MemoryStore
from bot.adapters.replay import LIFTER, clock_for, play_in
from bot.adapters.simulation import Simulation
from bot.adapters.transcript import Script
from bot.coach.coach import Coach
from bot.coach.explaining import explanation
from bot.coach.handbook import Handbook
from bot.coach.nearest import would_change
from bot.coach.turn import Turn
from bot.replies.why import CONFIDENCE, Explanation, hours_sum
from bot.rulebook.judge import judge
from bot.rulebook.rule import Rulebook

_WIDTH = 110
_INDENT = 12
NO_VERDICT = "No rule was asked: this is no question about a technique or about failure that has a subject."


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said to a question, what stands behind the verdict, and what would have altered it."""

    said: tuple[str, ...]
    behind: Explanation | None
    nearest: tuple[str, ...]
    rulebook: Rulebook


def ask(question: str, past: Script, handbook: Handbook) -> Asked:
    """Ask at the end of a past, which may be empty.

    For somebody's own overrides hand in `handbook.of(group, lifter)`.
    """
    clock, store = clock_for(past), MemoryStore()
    play_in(store, clock, past, handbook)
    before = store.load(LIFTER)
    simulation = Simulation(Coach(handbook, store, clock), clock, LIFTER, session="question")
    simulation.say(question)
    said = tuple(event.text for event in simulation.events if event.sender == "coach")
    after = store.load(LIFTER)
    given = [each for each in after.conversation.rulings if each not in before.conversation.rulings]
    if not given:
        return Asked(said, None, (), handbook.rulebook)
    judged = given[-1]
    turn = Turn(after, handbook, judged.at, "", question)
    nearest = would_change(turn, judged.state, judged.ruling.verdict)
    return Asked(said, explanation(turn, judged), nearest, handbook.rulebook)


def as_text(asked: Asked) -> str:
    """Everything for a coach at the terminal."""
    answer = "\n".join(f"< {line}" for text in asked.said for line in text.splitlines())
    if asked.behind is None:
        return f"{answer}\n\n{NO_VERDICT}"
    return "\n".join([answer, "", *_behind(asked.behind, asked)])


def _behind(behind: Explanation, asked: Asked) -> Iterator[str]:
    ruling = behind.judged.ruling
    rule = asked.rulebook.rule(ruling.decided_by or "")
    layer = f" (as {rule.layer} has it)" if rule and rule.layer else ""
    decided = f", decided by {rule.id}{layer}: {rule.about}" if rule else ": no rule objects"
    yield _entry("Verdict", f"{ruling.verdict.value}{decided}")
    yield _entry("Because", ruling.because)
    yield from _entries("Facts", (each.in_words for each in behind.facts))
    decision = judge(behind.judged.state, asked.rulebook)
    yield from _entries("Also", (f"{each.id} ({each.verdict.value}): {each.about}" for each in decision.also))
    if ruling.hours:
        yield _entry("Rest", hours_sum(ruling.hours))
    yield from _entries("Nearest", asked.nearest)
    yield _entry("How sure", f"{ruling.confidence}: {CONFIDENCE[ruling.confidence]}")
    yield from _entries(
        "Evidence",
        (f"{each.title} ({each.sure}). {each.result} But: {each.does_not_show}" for each in behind.cards),
    )
    yield _entry("Rules", f"{asked.rulebook.name}, {ruling.rules_hash}")
    yield from _entries("Overrides", asked.rulebook.overrides)


def _entries(title: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield _entry("" if number else title, line)


def _entry(title: str, text: str) -> str:
    """A titled line, wrapped below itself."""
    return textwrap.fill(text, _WIDTH, initial_indent=f"{title:{_INDENT}}", subsequent_indent=" " * _INDENT)
