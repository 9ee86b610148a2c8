"""What is said when a report was stored, changed or taken back.

Logged: standing calf raise 3x12 + partials.
3 sets past failure today: 60 h on top of the usual 48 h rest for a beginner.
Calves: train hard again from Wed 25 Nov 08:00.
Costs more than it returns here. Next time: ...
I'll check in tomorrow 09:00.
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.lifter import Experience, Profile
from bot.domain.owed import About
from bot.domain.ruling import Verdict
from bot.domain.training import Report
from bot.language.printer import print_entries
from bot.replies.costs import Cost, hours_line, next_time, ready_lines, week_line, worst_of
from bot.replies.profile import LEVELS
from bot.replies.reply import Reply, may, must, row, within_limit
from bot.replies.words import day_and_time, listed, plain, shown, some

#: How a reading of low certainty is shown, by the reader's code for it.
GUESSES = {
    "rpe_without_load": "Read the @ as RPE.",
    "count_first": "Read as one set.",
    "load_for_all_groups": "Read the weight for all the sets.",
    "bare_seconds": "Read as seconds.",
    "order": "The order of the numbers was a guess.",
    "rest_pause_by_shape": "Read as one rest-pause set.",
}
EVERY_SET, LAST_SET = "_every_set", "_last_set"


#: A longer list of sets is counted instead: verdict and dates must have room.
PRINTED_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Logged:
    """Everything the reply to a stored report may mention; `advised`: the same was said of earlier sets."""

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
    exercises: int = 1
    sets: int = 0
    check_in_at: dtm.datetime | None = None
    only_last_set: bool = False
    advised: bool = False
    reps_lost: bool = False
    zone_told: bool = True
    first_verdict: bool = False
    exercise: str | None = None
    technique: str | None = None
    rests: str = ""


def logged(seen: Logged) -> Reply:
    """The answer to a stored report: how it was read, what it costs, when the muscle is ready."""
    worst = worst_of(seen.costs)
    text = within_limit(
        must(_headline(seen)),
        may(_echo(seen)),
        must(_not_understood(seen.not_understood)),
        must(hours_line(seen.costs, seen.experience, first_verdict=seen.first_verdict)),
        *map(must, ready_lines(seen.costs, seen.zone, seen.now)),
        must(seen.rests),
        must("" if seen.advised and worst and worst.ruling.verdict is Verdict.CAUTION else next_time(worst)),
        must("Two or more reps down at the same load: I count that as weaker." if seen.reps_lost else ""),
        may(week_line(worst)),
        may(_check_in(seen)),
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


def _headline(seen: Logged) -> str:
    label = f"{seen.verb}{seen.when}"
    full = shown(label, seen.printed)
    if len(full) <= PRINTED_LIMIT:
        return full
    return f"{label}: {some(seen.exercises, 'exercise')}, {some(seen.sets, 'set')}."


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


def _check_in(seen: Logged) -> str:
    if seen.check_in_at is None:
        return ""
    untold = seen.first_verdict and not seen.zone_told  # once is a hint
    zone = " (Tell me your city, so that the hour is yours.)" if untold else ""
    return f"I'll check in {day_and_time(seen.check_in_at, seen.zone, seen.now)}.{zone}"


def undone(report: Report, profile: Profile, day: str, *, cancelled: bool) -> Reply:
    """The answer after a report was taken back."""
    label = "Taken back" if day == "today" else f"Taken back ({day})"
    printed = shown(label, print_entries(report.entries, profile.unit))
    return Reply(_and(printed, "Its follow-ups are cancelled." if cancelled else ""))


def take_that_back(report: Report, profile: Profile, day: str) -> Reply:
    """Asked to undo with nothing new to be meant: the last sets are named first."""
    printed = shown(f"Your last sets are from {day}", print_entries(report.entries, profile.unit))
    return Reply(
        _and(printed, "Shall I take them back?"),
        (row(("Take them back", f"undo:{report.id}")),),
    )


def not_taken_back() -> Reply:
    """The sets stay after all."""
    return Reply("Your log stays as it is.")


def untold(said: Sequence[str], dates: str) -> Reply:
    """Something that was told is taken back, in the words in which it was noted."""
    return Reply(within_limit(must(f"Taken back: {listed(said)}."), must(dates)))


def untold_too(said: Sequence[str], dates: str) -> str:
    """The same beside sets of the same message."""
    return f"Also: {listed(said)}. {dates}".rstrip()


def _and(printed: str, sentence: str) -> str:
    """A sentence behind printed sets: where each lift has a line, it gets one, too."""
    gap = "\n" if "\n" in printed else " "
    return f"{printed}{gap}{sentence}".rstrip()


def taken_back_by_edit(old: Report, profile: Profile) -> Reply:
    """An edit left no sets in a message that had some."""
    printed = print_entries(old.entries, profile.unit)
    return Reply(shown("Your edited message holds no sets, so I took back", printed))


def change_noted(reply: Reply, old: Report, profile: Profile, *, moved: bool) -> Reply:
    """The answer to an edited report: what it was before, and whether follow-ups moved."""
    headline, _, rest = reply.text.partition("\n")
    before = shown("Before", print_entries(old.entries, profile.unit))
    was = _and(before, "Follow-ups moved." if moved else "")
    lines = (headline, was, rest) if not headline.endswith(":") else (headline, rest, was)
    return replace(reply, text=within_limit(*map(must, lines)))


def nothing_to_undo() -> Reply:
    """Asked to undo with nothing stored."""
    return Reply("There is nothing to take back yet. Log a set first, like: bench 3x8 80")


def dropped() -> Reply:
    """Asked to undo while a question about sets was open."""
    return Reply("Dropped - your log stays as it was. Text me: undo - and I take back what came before.")


def not_in_log() -> Reply:
    """Asked to take back a lift that was not logged."""
    return Reply("I don't find that one in your recent log. Text me: undo - and I take back what came last.")


def taken_back_already() -> Reply:
    """A button of a report that is not in the log any more."""
    return Reply("That one is taken back already.")
