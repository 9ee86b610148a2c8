"""The straight answer to "should I ...?": verdict, reason, own numbers, what to do instead.

No: leave out a dropset for calves.
You'll grow just as reliably on ordinary sets, one to three reps short, and be fresh sooner.
Your numbers: 3 past-failure sets for calves in 7 days, the last just now; 0 allowed for a beginner.
Instead: ...
"""

import datetime as dtm
from dataclasses import dataclass

from bot.domain.lifter import Experience
from bot.domain.owed import About
from bot.domain.ruling import Effort, Method, Ruling, State, Verdict
from bot.replies.reply import Buttons, Reply, may, must, row, within_limit
from bot.replies.why import hours_sum
from bot.replies.words import VERDICT_WORDS, a_lifter, ago, agree, listed, plain, sentence, some

HEADLINES = {
    Verdict.FINE: "Yes: {thing} {are} fine.",
    Verdict.SPARINGLY: "Yes, now and then: {thing}.",
    Verdict.CAUTION: "Better not, or with care: {thing}.",
    Verdict.AVOID: "No: leave out {thing}.",
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The lifter's own figures behind a verdict, over the rolling allowance window."""

    sets_done: int
    sets_allowed: int
    window_days: int
    last_at: dtm.datetime | None
    body_done: int = 0
    body_allowed: int = 0
    a_session: int = 0

    @property
    def body_binds(self) -> bool:
        """Whether the whole body's allowance leaves less than the muscle's."""
        return max(0, self.body_allowed - self.body_done) < max(0, self.sets_allowed - self.sets_done)


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the answer to a training question may mention."""

    ruling: Ruling
    state: State
    thing: str
    place: str
    numbers: Numbers | None
    now: dtm.datetime
    about: About
    nearest: str = ""
    somebody_else: bool = False
    on_day: str = ""
    from_when: str = ""
    rest_until: str = ""


def verdict_reply(answer: Answer) -> Reply:
    """The answer to a question about a technique or about failure."""
    ruling = answer.ruling
    if ruling.verdict is Verdict.REFER:
        return Reply(
            within_limit(must(ruling.say), may(ruling.instead)),
            verdict=ruling.verdict,
            about=answer.about,
        )
    text = within_limit(
        must(headline(answer)),
        must(ruling.say),
        must(numbers_line(answer)),
        must(f"Instead: {ruling.instead}" if ruling.instead else ""),
        may(hours_line(answer)),
        may(answer.nearest if ruling.verdict in {Verdict.CAUTION, Verdict.AVOID} else ""),
    )
    return Reply(text, (row(("Why?", "why")),), ruling.verdict, answer.about)


def not_yet(answer: Answer) -> Reply:
    """Failure would be fine, if the muscle did not rest for what was done to it last time."""
    muscle = plain(answer.state.muscle or "")
    text = within_limit(
        must(f"Not yet: your {muscle} {agree([muscle], 'rests', 'rest')} until {answer.rest_until}."),
        must("Until then: ordinary sets with 2-3 reps in reserve, or another muscle."),
        must(f"From then on {answer.thing}{answer.place} is fine."),
    )
    return Reply(text, (row(("Why?", "why")),), Verdict.CAUTION, answer.about)


def headline(answer: Answer) -> str:
    """The verdict; asked from when something is on, the moment comes before all else."""
    if answer.from_when:
        return f"Not now. {answer.from_when}"
    thing = f"{answer.thing}{answer.place}{answer.on_day}"
    return HEADLINES[answer.ruling.verdict].format(thing=thing, are=agree([answer.thing], "is", "are"))


def numbers_line(answer: Answer) -> str:
    """The lifter's own figures; empty where no muscle is meant."""
    numbers = answer.numbers
    if numbers is None or answer.state.muscle is None:
        return ""
    known = answer.state.experience is not Experience.UNKNOWN
    if answer.somebody_else:
        counted = a_lifter(answer.state.experience.counted.value)
        unsaid = "" if known else ", as you did not say how long they have trained"
        allowed = some(numbers.sets_allowed, "past-failure set")
        return f"That is for {counted}{unsaid}: {allowed} a week. I don't know what they did so far."
    level = f"for {a_lifter(answer.state.experience.value)}" if known else "while I don't know your level"
    sets = some(numbers.sets_done, "past-failure set")
    done = f"{sets} for {plain(answer.state.muscle)} in {numbers.window_days} days"
    last = f", the last {ago(numbers.last_at, answer.now)}" if numbers.last_at else ""
    body = f" (whole body: {numbers.body_done} of {numbers.body_allowed})" if numbers.body_binds else ""
    allowed = f"{numbers.sets_allowed} allowed {level}{_a_session(numbers.sets_allowed, numbers.a_session)}"
    by_then = " by then" if answer.on_day else ""
    return f"Your numbers{by_then}: {done}{last}; {allowed}{body}."


def _a_session(allowed: int, a_session: int) -> str:
    return f", {a_session} a session" if 0 < a_session < allowed else ""


def hours_line(answer: Answer) -> str:
    """What the thing would cost in rest; empty where the rules show no hours."""
    hours = answer.ruling.hours
    state = answer.state
    bare = state.technique is Method.NONE and state.settled_effort is Effort.PAST_FAILURE
    if hours is None or not answer.ruling.shows_hours or state.muscle is None or bare:
        return ""  # past failure without a technique has no price of its own
    willing = answer.ruling.verdict in {Verdict.FINE, Verdict.SPARINGLY}
    label = "Rest afterwards" if willing else "If you do it anyway"
    return f"{label}: {hours.total} h before you train {plain(state.muscle)} hard again."


def rest_after(answers: tuple[Answer, ...]) -> Reply:
    """How long to rest after techniques that were not done yet, and what their hours are made of."""
    first = answers[0]
    wait = f"before you train {plain(first.state.muscle or 'that muscle')} hard again"
    costs = [
        f"{sentence(each.thing)}{each.place}: {each.ruling.hours.total} h {wait}."
        for each in answers
        if each.ruling.hours
    ]
    behind = f"{hours_sum(first.ruling.hours)}." if first.ruling.hours else ""
    text = within_limit(*map(must, costs), may(behind), must(first.ruling.say))
    return Reply(text, (row(("Why?", "why")),), first.ruling.verdict, first.about)


def ask_about_what(thing: str, choices: tuple[tuple[str, str], ...]) -> Reply:
    """A technique was asked about without a lift or muscle."""
    buttons: Buttons = (row(*choices),) if choices else ()
    are = agree([thing], "is", "are")
    return Reply(f"Which exercise or muscle {are} {thing} for? Like: calves, or cable curl.", buttons)


def how_often(answer: Answer, spacing_h: int) -> Reply:
    """The allowance behind "how often can I ...?"."""
    sets, a_session = (numbers.sets_allowed, numbers.a_session) if (numbers := answer.numbers) else (0, 0)
    headline = (
        f"At your level: not at all for now{answer.place}."
        if sets == 0
        else f"At most {some(sets, 'past-failure set')} a week{answer.place}{_a_session(sets, a_session)}, "
        f"{spacing_h} h apart."
    )
    text = within_limit(
        must(headline),
        must(answer.ruling.say),
        must(numbers_line(answer)),
        must(f"Instead: {answer.ruling.instead}" if answer.ruling.instead else ""),
    )
    return Reply(text, (row(("Why?", "why")),), answer.ruling.verdict, answer.about)


def compared(answers: tuple[Answer, ...]) -> Reply:
    """Two or more techniques asked about at once: each with its verdict, the mildest first."""
    ordered = sorted(
        answers,
        key=lambda each: (
            each.ruling.verdict.severity,
            each.ruling.hours.total if each.ruling.hours else 0,
        ),
    )
    best = ordered[0]
    if best.ruling.verdict is Verdict.AVOID:
        headline = f"Neither {listed((each.thing for each in ordered), 'nor')}{best.place}."
    else:
        headline = f"Rather {best.thing}{best.place}: {VERDICT_WORDS[best.ruling.verdict]}."
    costs = "; ".join(f"{each.thing} {each.ruling.hours.total} h" for each in ordered if each.ruling.hours)
    text = within_limit(
        must(headline),
        must(best.ruling.say),
        must(numbers_line(best)),
        must(f"Instead: {best.ruling.instead}" if best.ruling.instead else ""),
        may(f"Rest afterwards: {costs}." if costs else ""),
    )
    return Reply(text, (row(("Why?", "why")),), best.ruling.verdict, best.about)
