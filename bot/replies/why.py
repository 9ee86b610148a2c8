"""The reasons behind a verdict: the rule in words, the facts, the sum of hours, and how sure it is."""

from collections.abc import Sequence

from bot.domain.dossier import Judged
from bot.domain.lifter import Profile
from bot.domain.ruling import Fact, Hours, Ruling
from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import number, plain, sentence
from bot.rulebook.rule import Rulebook

CONFIDENCE = {
    "strong": "well supported",
    "moderate": "fairly well supported",
    "weak": "weakly supported",
    "practice": "coaching practice, not a trial result",
}


def hours_sum(hours: Hours) -> str:
    """The sum of hours term by term: "48 usual rest + 24 dropset = 72 h"."""
    signs = [
        ("- " if term.hours < 0 else "+ ") + f"{number(abs(term.hours))} {term.label}" for term in hours.terms
    ]
    return f"{' '.join(signs).removeprefix('+ ')} = {hours.total} h"


def why(judged: Judged, profile: Profile, rulebook: Rulebook) -> Reply:
    """What stands behind a verdict, for the rules as they were when it was given."""
    ruling = judged.ruling
    others = [rule.about for each in ruling.also[:2] if (rule := rulebook.rule(each))]
    text = within_limit(
        must(ruling.because or "No rule objects: that is ordinary training."),
        must(_facts(ruling.facts, profile)),
        must(f"Rest: {hours_sum(ruling.hours)}." if ruling.hours else ""),
        may(_confidence(ruling)),
        may(f"Also: {' '.join(others)}" if others else ""),
        may(f"(Rule: {ruling.decided_by})" if ruling.decided_by else ""),
    )
    return Reply(text, verdict=ruling.verdict)


def _confidence(ruling: Ruling) -> str:
    sure = CONFIDENCE.get(ruling.confidence, ruling.confidence)
    return f"How sure: {sure} ({_sources(ruling)})." if ruling.decided_by else ""


def _sources(ruling: Ruling) -> str:
    return ", ".join(ruling.sources[:3]) or "no source"


def _facts(facts: tuple[Fact, ...], profile: Profile) -> str:
    told = [f"{plain(fact.name)}: {plain(fact.seen)}{_origin(fact.name, profile)}" for fact in facts]
    return f"Facts: {', '.join(told)}." if told else ""


def _origin(fact: str, profile: Profile) -> str:
    when = profile.told.get(fact)
    return f" (you told me on {when.day} {when:%b})" if when else ""


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


def failure_defined() -> Reply:
    """What failure means here."""
    return Reply(
        "Failure: you tried a full rep in good form and could not finish it. The set ends there.\n"
        "RIR 0 is one step earlier: the last possible rep, and you did not try another."
    )
