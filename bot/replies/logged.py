"""What is said when a report was stored, changed or taken back.

Logged: Standing Calf Raise 3x12 + partials.
Past failure: 3 sets. That adds 60 h to the usual 48 h for a beginner (I don't know your level yet).
Calves: train them hard again from Wed 25 Nov 08:00.
Next time: ...
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.lifter import Experience, Profile
from bot.domain.owed import About
from bot.domain.ruling import Ruling, Verdict
from bot.domain.training import Report
from bot.language.printer import print_entries
from bot.replies.reply import Reply, may, must, row, within_limit
from bot.replies.words import day_and_time, listed, plain, sentence, shown, some

#: How a reading of low certainty is shown, by the reader's code for it.
GUESSES = {
    "rpe_without_load": "Read the @ as RPE.",
    "count_first": "Read as one set.",
    "load_for_all_groups": "Read the weight for all the sets.",
    "bare_seconds": "Read as seconds.",
    "order": "The order of the numbers was a guess.",
    "rest_pause_by_shape": "Read as one rest-pause set.",
}
LEVELS = (
    ("Under a year", "level:beginner"),
    ("1-3 years", "level:intermediate"),
    ("Over 3 years", "level:advanced"),
)
EVERY_SET, LAST_SET = "_every_set", "_last_set"


@dataclass(frozen=True, slots=True)
class Cost:
    """What past-failure work on one muscle costs: the ruling, the sets, and when the muscle is ready.

    `learned_h` are the hours by which the lifter's own `answers` change the sum of the rules.
    """

    muscle: str
    ruling: Ruling
    sets: int
    ready_at: dtm.datetime
    usual_rest_h: int
    learned_h: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """Everything the reply to a stored report may mention."""

    report_id: str
    printed: str
    costs: tuple[Cost, ...]
    experience: Experience
    now: dtm.datetime
    zone: dtm.tzinfo
    verb: str = "Logged"
    guesses: tuple[str, ...] = ()
    names_guessed: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    last_time: str = ""
    when: str = ""
    follow_ups: bool = True
    only_last_set: bool = False
    reps_lost: bool = False
    zone_told: bool = True
    first_verdict: bool = False
    exercise: str | None = None
    technique: str | None = None


def logged(seen: Logged) -> Reply:
    """The answer to a stored report: how it was read, what it costs, when the muscle is ready."""
    worst = max(seen.costs, key=lambda cost: cost.ruling.verdict.severity, default=None)
    text = within_limit(
        must(shown(f"{seen.verb}{seen.when}", seen.printed)),
        must(_echo(seen)),
        must(_not_understood(seen.not_understood)),
        must(_cost(seen)),
        *(must(_ready(cost, seen)) for cost in seen.costs[:3]),
        must(_next_time(worst)),
        must("Two or more reps down at the same load: I count that as weaker." if seen.reps_lost else ""),
        may(_level_hint(seen)),
        may(seen.last_time),
    )
    asks_level = bool(seen.costs) and seen.experience is Experience.UNKNOWN and seen.first_verdict
    buttons = [("Undo", f"undo:{seen.report_id}")]
    if seen.only_last_set:
        buttons.append(("Only on the last set", f"last:{seen.report_id}"))
    if worst is not None:
        buttons.append(("Why?", "why"))
    about = About(
        muscle=worst.muscle if worst else None,
        technique=seen.technique if worst else None,
        exercise=seen.exercise,
    )
    rows = (row(*buttons), row(*LEVELS)) if asks_level else (row(*buttons),)
    return Reply(text, rows, worst.ruling.verdict if worst else None, about)


def _echo(seen: Logged) -> str:
    guesses = list(filter(None, map(_guess, seen.guesses)))
    names = [f"Read the exercise as {name}." for name in seen.names_guessed]
    return " ".join(names + guesses)


def _guess(code: str) -> str:
    if code.endswith(EVERY_SET):
        return f"Read as {plain(code.removesuffix(EVERY_SET))} after every set."
    if code.endswith(LAST_SET):
        return f"Read as {plain(code.removesuffix(LAST_SET))} on the last set only."
    return GUESSES.get(code, "")


def _not_understood(texts: Sequence[str]) -> str:
    quoted = listed(f"“{text}”" for text in texts[:3])
    return f"I did not understand {quoted}, so that part is not stored." if texts else ""


def _cost(seen: Logged) -> str:
    if not seen.costs:
        return ""
    dearest = max(seen.costs, key=lambda cost: cost.ruling.hours.total if cost.ruling.hours else 0)
    if dearest.ruling.hours is None:
        return ""
    extra_h = dearest.ruling.hours.total - dearest.usual_rest_h
    sets = sum(cost.sets for cost in seen.costs)
    return (
        f"{some(sets, 'set')} past failure: {extra_h} h on top of the usual {dearest.usual_rest_h} h rest "
        f"{_level(seen)}."
    )


def _level(seen: Logged) -> str:
    match seen.experience:
        case Experience.UNKNOWN if seen.first_verdict:
            return "(I count you as a beginner until you tell me your level)"
        case Experience.UNKNOWN:
            return "(level unknown, so counted as a beginner)"
        case Experience.BEGINNER:
            return "for a beginner"
        case _:
            return f"for an {seen.experience.value} lifter"


def _ready(cost: Cost, seen: Logged) -> str:
    when = day_and_time(cost.ready_at, seen.zone, seen.now)
    return f"{sentence(plain(cost.muscle))}: train hard again from {when}{_learned(cost)}."


def _learned(cost: Cost) -> str:
    if not cost.learned_h:
        return ""
    more = "more" if cost.learned_h > 0 else "less"
    return f" ({abs(cost.learned_h)} h {more} than usual: your own {some(cost.answers, 'answer')})"


def _next_time(worst: Cost | None) -> str:
    if worst is None or worst.ruling.verdict in {Verdict.FINE, Verdict.SPARINGLY}:
        return ""
    dear = "Costs more than it returns here. " if worst.ruling.verdict is Verdict.AVOID else ""
    return f"{dear}Next time: {worst.ruling.instead}"


def _level_hint(seen: Logged) -> str:
    if seen.costs and not seen.follow_ups:
        return "Follow-ups are off, so I won't check in."
    zone = "" if seen.zone_told else " (Tell me your city, so that it is your morning.)"
    return f"I'll check in tomorrow morning.{zone}" if seen.costs else ""


def undone(printed: str, *, cancelled: bool) -> Reply:
    """The answer after a report was taken back."""
    tail = " Its follow-ups are cancelled." if cancelled else ""
    return Reply(f"{shown('Taken back', printed)}{tail}")


def taken_back_by_edit(old: Report, profile: Profile) -> Reply:
    """An edit left no sets in a message that had some."""
    printed = print_entries(old.entries, profile.unit)
    return Reply(shown("Your edited message holds no sets, so I took back", printed))


def change_noted(reply: Reply, old: Report, profile: Profile, *, moved: bool) -> Reply:
    """The answer to an edited report: what it was before, and whether follow-ups moved."""
    headline, _, rest = reply.text.partition("\n")
    tail = " Follow-ups moved." if moved else ""
    was = f"{shown('Before', print_entries(old.entries, profile.unit))}{tail}"
    lines = (headline, was, rest) if not headline.endswith(":") else (headline, rest, was)
    return replace(reply, text=within_limit(*map(must, lines)))


def nothing_to_undo() -> Reply:
    """Asked to undo with nothing stored."""
    return Reply("There is nothing to take back yet. Log a set first, like: bench 3x8 80")
