"""What the coach knows of a lifter, and the answers when that changes."""

import datetime as dtm
from collections.abc import Mapping, Sequence

from bot.domain.lifter import Experience, Profile, QuietHours
from bot.replies.reply import Reply, may, must, row, within_limit
from bot.replies.words import LEVEL_NAMES, a_lifter, agree, day_and_time, listed, plain, sentence, some

MONTHS_A_YEAR = 12
LEVELS = (
    ("Under a year", "level:beginner"),
    ("1-3 years", "level:intermediate"),
    ("Over 3 years", "level:advanced"),
)


def settings(profile: Profile, now: dtm.datetime) -> Reply:
    """The settings on one screen, with what to text to change them."""
    lagging = listed(plain(each) for each in sorted(profile.lagging)) if profile.lagging else "none"
    text = within_limit(
        must("What I know about you:"),
        must(f"Level: {LEVEL_NAMES[profile.experience.value]}"),
        must(f"Lagging muscles: {lagging}"),
        must(f"Units: {profile.unit.value}"),
        must(f"Time zone: {profile.timezone}"),
        must(f"Quiet: {profile.quiet.start:%H:%M} to {profile.quiet.end:%H:%M}"),
        must(f"Follow-ups: {_follow_ups(profile, now)}"),
        may("Just tell me: I'm intermediate; calves are lagging; use lb; I'm in Berlin; don't text before 9"),
    )
    levels = [each for each in Experience if each is not Experience.UNKNOWN]
    buttons = (
        row(*((each.value.capitalize(), f"level:{each.value}") for each in levels)),
        row(("kg", "unit:kg"), ("lb", "unit:lb"), ("Follow-ups on/off", "followups:toggle")),
    )
    return Reply(text, buttons)


def level(profile: Profile, months: int | None, steps: tuple[int, int], zone: dtm.tzinfo) -> Reply:
    """Which level counts and why, the rule of thumb, and the next one: "am I intermediate yet?".

    `months` of training until today, where they were told; `steps` are the months at which a level begins.
    """
    first, second = (step // MONTHS_A_YEAR for step in steps)
    text = within_limit(
        must(_counted_as(profile, months, zone)),
        must(_next_level(profile.experience, months, steps)),
        must(
            f"Rule of thumb, in years of steady training: under {first} beginner, {first} to {second} "
            f"intermediate, from {second} on advanced. Coaching practice, not a measured line."
        ),
    )
    return Reply(text, (row(*LEVELS),) if profile.experience is Experience.UNKNOWN else ())


def _counted_as(profile: Profile, months: int | None, zone: dtm.tzinfo) -> str:
    if profile.experience is Experience.UNKNOWN:
        return "I count you as a beginner, the careful way, until you tell me how long you have trained."
    counted = f"I count you as {a_lifter(profile.experience.value)}"
    if months is not None:
        return f"{counted}: about {_duration(months)} of training, by what you told me."
    at = profile.told.get("experience")
    return (
        f"{counted}, as you told me{f' on {at.astimezone(zone).day} {at.astimezone(zone):%b}' if at else ''}."
    )


def _next_level(level: Experience, months: int | None, steps: tuple[int, int]) -> str:
    """How far the next level is; by time alone one may have been reached."""
    if months is None or level is Experience.ADVANCED:
        return ""
    after, name = (steps[0], "intermediate") if level is Experience.BEGINNER else (steps[1], "advanced")
    if months >= after:
        return f"By time you would be {name} by now. If you trained steadily, text me: im {name}."
    return f"{sentence(name)}: after about {_duration(after - months)} more of steady training."


def _follow_ups(profile: Profile, now: dtm.datetime) -> str:
    paused = profile.followups_paused_until
    if profile.followups and paused is not None and paused > now:
        return f"paused until {paused.day} {paused:%b}"
    return "on" if profile.followups else "off"


def changed(before: Profile, after: Profile, now: dtm.datetime) -> str:
    """Say in one line what changed."""
    said = [text for text in _changes(before, after, now) if text]
    if not said:
        return "I knew that already." if before == after else "Noted."
    return f"Noted: {listed(said)}."


def statements(before: Profile, after: Profile, now: dtm.datetime) -> tuple[str, ...]:
    """What was told between two states of a profile, in the words in which it was noted."""
    learned = [each for each in after.names if each not in before.names]
    names = (f"“{each}” is {plain(after.names[each])} for you" for each in learned)
    return tuple(filter(None, (*_changes(before, after, now), *names)))


def welcome_back(weeks: int) -> Reply:
    """After a break that the lifter told of."""
    return Reply(
        f"Welcome back. For the first {weeks} weeks: ordinary sets, two or three reps in reserve, nothing "
        "past failure.\n"
        "Time off takes away the protection that training had built. Log your sets and I keep count."
    )


def too_many_lagging(most: int) -> str:
    """More muscles are to catch up than can be pushed at once."""
    return (
        f"Push {most} of them at a time at most: what one muscle gets on top comes out of the others' rest."
    )


def located(timezone: str, there: dtm.datetime) -> str:
    """What was made of a shared location: a guess that is easy to check, and how to put it right."""
    return (
        f"I took {timezone} from your location; it's {there:%H:%M} there now. The location itself I don't "
        "keep.\nIf that's wrong, text me: my time zone is Berlin (any large city will do)."
    )


def moved(
    ready: Mapping[str, dtm.datetime],
    by_now: Sequence[str],
    check_in_at: dtm.datetime | None,
    zone: dtm.tzinfo,
    now: dtm.datetime,
) -> str:
    """The dates that a change moved, in a line: muscles, and the next check-in; empty when none did."""
    to: dict[str, list[str]] = {}
    for muscle, at in sorted(ready.items(), key=lambda each: each[1]):
        to.setdefault(day_and_time(at, zone, now), []).append(plain(muscle))
    parts = (
        f"That moves {listed(f'{listed(muscles)} to {when}' for when, muscles in to.items())}." if to else "",
        f"Ready by now: {listed(plain(each) for each in by_now)}." if by_now else "",
        f"Next check-in: {day_and_time(check_in_at, zone, now)}." if check_in_at else "",
    )
    return " ".join(filter(None, parts))


def _changes(before: Profile, after: Profile, now: dtm.datetime) -> tuple[str, ...]:
    added, gone = after.lagging - before.lagging, before.lagging - after.lagging
    months = after.training_months
    return (
        f"you're {a_lifter(after.experience.value)}" if after.experience is not before.experience else "",
        f"you've trained for {_duration(months)}"
        if months != before.training_months and months is not None
        else "",
        _muscles(added, "lagging"),
        _muscles(gone, "no longer lagging"),
        f"weights in {after.unit.value}" if after.unit is not before.unit else "",
        f"time zone {after.timezone}" if after.timezone != before.timezone else "",
        _quiet(before.quiet, after.quiet),
        f"I call you {after.name}" if after.name != before.name else "",
        f"follow-ups {_follow_ups(after, now)}"
        if (after.followups, after.followups_paused_until)
        != (before.followups, before.followups_paused_until)
        else "",
    )


def _quiet(before: QuietHours, after: QuietHours) -> str:
    if before.start != after.start:
        return f"quiet from {after.start:%H:%M} to {after.end:%H:%M}"
    return f"quiet until {after.end:%H:%M}" if before.end != after.end else ""


def _duration(months: int) -> str:
    return some(months, "month") if months % MONTHS_A_YEAR else some(months // MONTHS_A_YEAR, "year")


def _muscles(names: frozenset[str], are: str) -> str:
    words = [plain(each) for each in sorted(names)]
    return f"{listed(words)} {agree(words, 'is', 'are')} {are}" if words else ""


def name_learned(word: str, exercise: str) -> Reply:
    """A lifter's own word for an exercise."""
    return Reply(f"Noted: “{word}” is {plain(exercise)} for you.")


EXPORTED = {
    "json": "Everything I have about you, settings included.",
    "csv": "Your sets as a table in Strong's form: other training apps and spreadsheets read it.",
}


def exported(kind: str) -> Reply:
    """The words under a file."""
    return Reply(EXPORTED[kind], document=kind)


def only_in_private() -> Reply:
    """A group is no place for somebody's files."""
    return Reply("That's for your eyes only: send me /export in our private chat.")


def confirm_deletion() -> Reply:
    """Always asked before anything is deleted."""
    return Reply(
        "Delete everything I have about you? Sets, settings and follow-ups, for good.",
        (row(("Yes, delete all", "delete:yes"), ("No", "delete:no")),),
    )


def deleted() -> Reply:
    """The last words."""
    return Reply("Done: nothing about you is left here. Text me any time to start afresh.")


def kept() -> Reply:
    """A deletion that was called off."""
    return Reply("Nothing deleted.")
