"""The reasons behind a verdict: why, the facts and their origin, what would alter it, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.dossier import Judged
from bot.domain.ruling import Hours, Ruling, Term
from bot.replies.origins import Known
from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import number, sentence
from bot.rulebook.rule import Evidence

CONFIDENCE = {
    "strong": "well supported",
    "moderate": "fairly well supported",
    "weak": "weakly supported",
    "practice": "coaching practice, not a trial result",
}


def hours_sum(hours: Hours) -> str:
    """The sum of hours term by term: "48 usual rest + 24 dropset = 72 h"."""
    return f"{' '.join(map(_term, hours.terms)).removeprefix('+ ')} = {hours.total} h"


def _term(term: Term) -> str:
    for_sets = "for " if term.label[0].isdigit() else ""  # two numbers in a row cannot be read
    return f"{'-' if term.hours < 0 else '+'} {number(abs(term.hours))} {for_sets}{term.label}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a verdict, for the rules as they were when it was given.

    `others` says what else speaks; `cards` are the evidence that the deciding rule names; `layer` says if
    the rule is not the one of the house.
    """

    judged: Judged
    facts: tuple[Known, ...]
    others: tuple[str, ...]
    cards: tuple[Evidence, ...]
    layer: str = ""


def why(behind: Explanation) -> Reply:
    """The reasons for the chat: the most useful first, what does not fit left out."""
    judged, ruling = behind.judged, behind.judged.ruling
    facts = "; ".join(each.in_words for each in behind.facts)
    text = within_limit(
        must(ruling.because or "No rule objects: that is ordinary training."),
        must(f"Facts: {facts}." if facts else ""),
        must(f"Rest: {hours_sum(ruling.hours)}." if ruling.hours and _adds_up(ruling) else ""),
        must(_confidence(behind)),
        must(judged.nearest),
        may(_studies(behind)),
        may(f"Also: {'; '.join(behind.others[:2])}." if behind.others else ""),
        may(f"(Rule: {ruling.decided_by}{behind.layer})" if ruling.decided_by else ""),
    )
    return Reply(text, verdict=ruling.verdict)


def _confidence(behind: Explanation) -> str:
    ruling = behind.judged.ruling
    if not ruling.decided_by:
        return ""
    return f"How sure: {CONFIDENCE.get(ruling.confidence, ruling.confidence)}."


def _studies(behind: Explanation) -> str:
    studies = [short(card) for card in behind.cards if card.year][:2]
    return f"To read: {', '.join(studies)}." if studies else ""


def _adds_up(ruling: Ruling) -> bool:
    """Whether there is a sum to show: one number alone explains nothing."""
    return ruling.shows_hours and ruling.hours is not None and len(ruling.hours.terms) > 1


def short(card: Evidence) -> str:
    """A card as "Larsen 2025"."""
    return f"{card.title.partition(',')[0]} {card.year or ''}".strip()


def nothing_to_explain() -> Reply:
    """Asked "why?" with no verdict to explain."""
    return Reply("I haven't given you a verdict yet. Ask me something like: should I dropset my curls?")


def study() -> Reply:
    """What the study behind the project found, with its limits."""
    return Reply(
        "One good study, read with care.\n"
        "23 untrained men trained calves for ten weeks: one leg to failure, the other past it with "
        "lengthened partials. "
        "Growth was about 10 % against 7 % (that is the “43 % more”: 10 / 7), with 87 % more volume load.\n"
        "So it compared more work with less. "
        "With the work made equal, a later study saw about the same growth.\n"
        "It says nothing about other muscles, trained lifters or recovery.",
    )


DEFINITIONS = {
    "partials": "partials are short reps added when full ones no longer go, mostly in the stretched half.",
    "forced_reps": "forced reps are reps past failure with somebody helping the weight up.",
    "cheat_reps": "cheat reps are reps past failure with momentum from the rest of the body.",
    "negatives": "negatives are reps that are only lowered, with more than you can lift.",
    "rest_pause": "rest-pause is a set to failure, up to 30 s of rest, a few more reps, and again.",
    "myo_reps": "myo-reps are one longer set near failure, then mini-sets of 3-5 reps a few breaths apart.",
    "dropset": "a dropset is a set to failure, then less weight and on without a rest.",
    "mechanical_dropset": "a mechanical dropset goes on with an easier variation at the same weight.",
    "cluster": "cluster sets are sets split by short rests so that no rep is a grind: ordinary training.",
    "superset": "supersets are two exercises in turn: ordinary training, no past-failure work.",
}


def defined(techniques: Sequence[str]) -> Reply:
    """What a technique is, in one sentence each."""
    known = [sentence(DEFINITIONS[each]) for each in techniques if each in DEFINITIONS]
    if not known:
        return Reply(
            "Past failure is any work in the same set after a full rep failed: less load, range or help."
        )
    return Reply(within_limit(*(must(each) for each in known)))


def reserve_defined() -> Reply:
    """What repetitions in reserve are, and RPE with them."""
    return Reply(
        "RIR is reps in reserve: the full reps you could still have done. 2 RIR: you stopped two short.\n"
        "RPE is the same seen from the top: RPE 8 is 2 RIR, RPE 10 is nothing left."
    )


def failure_defined() -> Reply:
    """What failure means here."""
    return Reply(
        "Failure: you tried a full rep in good form and could not finish it. The set ends there.\n"
        "RIR 0 is one step earlier: the last possible rep, and you did not try another."
    )
