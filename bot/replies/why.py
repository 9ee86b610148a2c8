"""The reasons behind a verdict: the deciding rule in words, the facts, the sum of hours, and how sure it is."""

import datetime as dtm

from bot.domain.dossier import Judged
from bot.domain.lifter import Profile
from bot.domain.ruling import Fact, Hours, Ruling
from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import number, plain

CONFIDENCE = {
    "strong": "well supported",
    "moderate": "fairly well supported",
    "weak": "weakly supported",
    "practice": "coaching practice, not a trial result",
}


def hours_sum(hours: Hours) -> str:
    """The sum of hours term by term: "48 usual rest + 24 dropset = 72 h"."""
    signs = [
        ("- " if term.hours < 0 else "+ ") + f"{number(abs(term.hours))} {term.label}"
        for term in hours.terms
    ]
    return f"{' '.join(signs).removeprefix('+ ')} = {hours.total} h"


def why(judged: Judged, profile: Profile, now: dtm.datetime) -> Reply:
    """What stands behind the last verdict."""
    ruling = judged.ruling
    text = within_limit(
        must(
            f"{ruling.because} (rule: {ruling.decided_by})"
            if ruling.decided_by
            else "No rule objects: that is ordinary training."
        ),
        must(_facts(ruling.facts, profile)),
        must(
            f"Rest: {hours_sum(ruling.hours)}."
            if ruling.hours and len(ruling.hours.terms) > 1
            else ""
        ),
        must(
            f"How sure: {CONFIDENCE.get(ruling.confidence, ruling.confidence)} ({_sources(ruling)})."
            if ruling.confidence
            else ""
        ),
        may(f"Also: {', '.join(ruling.also[:2])}." if ruling.also else ""),
    )
    return Reply(text, verdict=ruling.verdict)


def _sources(ruling: Ruling) -> str:
    return ", ".join(ruling.sources[:3]) or "no source"


def _facts(facts: tuple[Fact, ...], profile: Profile) -> str:
    told = [
        f"{plain(fact.name)}: {plain(fact.seen)}{_origin(fact.name, profile)}" for fact in facts
    ]
    return f"Facts: {', '.join(told)}." if told else ""


def _origin(fact: str, profile: Profile) -> str:
    when = profile.told.get(fact)
    return f" (you told me on {when.day} {when:%b})" if when else ""


def nothing_to_explain() -> Reply:
    """Asked "why?" with no verdict to explain."""
    return Reply(
        "I haven't given you a verdict yet. Ask me something like: should I dropset my curls?"
    )


def study() -> Reply:
    """What the study behind the project found, with its limits."""
    return Reply(
        "One good study, read with care.\n"
        "23 untrained men trained calves for ten weeks: one leg to failure, the other past it with lengthened partials. "
        "Growth was about 10 % against 7 % (that is the “43 % more”: 10 / 7), with 87 % more volume load.\n"
        "So it compared more work with less. With the work made equal, a later study saw about the same growth.\n"
        "It says nothing about other muscles, trained lifters or recovery.",
    )
