"""What a check-in and a release message say.

How do your calves feel after Friday?   [Fresh] [Bit sore] [Sore] [Very sore] [Weaker than usual]
Calves should be ready. First session back: ordinary sets.
"""

import datetime as dtm
from collections.abc import Sequence

from bot.domain.lifter import CheckIn, Soreness
from bot.domain.owed import About
from bot.recovery.table import CheckInEffect
from bot.replies.reply import Buttons, Reply, may, must, row, within_limit
from bot.replies.words import agree, day_and_time, listed, plain, sentence

WATCH = "If your urine turns dark or an arm swells hard, get medical care right away."
FEELINGS = (
    (Soreness.FRESH, "Fresh"),
    (Soreness.BIT_SORE, "Bit sore"),
    (Soreness.SORE, "Sore"),
    (Soreness.VERY_SORE, "Very sore"),
    (Soreness.WEAKER, "Weaker than usual"),
)


def feelings(morning: str) -> Buttons:
    """One tap for each answer to the check-in of a morning."""
    pairs = [(label, f"feel:{morning}:{soreness.value}") for soreness, label in FEELINGS]
    return (row(*pairs[:3]), row(*pairs[3:]))


def check_in(muscles: Sequence[str], morning: str, days: Sequence[dtm.date], *, watch: bool) -> Reply:
    """The question of a morning, about the muscles of the sessions past failure on these days."""
    names = listed(plain(each) for each in muscles)
    after = listed(f"{day:%A}" for day in days)
    text = within_limit(
        must(f"How {agree(muscles, 'does', 'do')} your {names} feel after {after}?"),
        must(WATCH if watch else ""),
    )
    return Reply(text, feelings(morning), about=About(muscle=muscles[0]))


def release(muscles: Sequence[str]) -> Reply:
    """The message when the recovery time is over."""
    names = sentence(listed(plain(each) for each in muscles))
    text = f"{names} should be ready.\nFirst session back: ordinary sets. Tell me the reps, and I compare."
    return Reply(text, about=About(muscle=muscles[0]))


#: A feeling inside a sentence.
SAID = {
    Soreness.FRESH: "fresh",
    Soreness.BIT_SORE: "a bit sore",
    Soreness.SORE: "sore",
    Soreness.VERY_SORE: "very sore",
    Soreness.WEAKER: "weaker than usual",
}


def as_felt(answer: CheckIn) -> str:
    """An answer in a few words: "calves a bit sore"."""
    return f"{listed(plain(each) for each in answer.muscles)} {SAID[answer.soreness]}".strip()


REST = "Give it the usual rest all the same; train anything else."


def _moved(names: str, ready_at: dtm.datetime, now: dtm.datetime, zone: dtm.tzinfo, *, moved: bool) -> str:
    tail = " (moved)" if moved else ""
    return f"Noted. {sentence(names)}: hard again from {day_and_time(ready_at, zone, now)}{tail}."


def answered(
    soreness: Soreness,
    effect: CheckInEffect,
    muscles: Sequence[str],
    ready_at: dtm.datetime | None,
    now: dtm.datetime,
    zone: dtm.tzinfo,
    *,
    moved: bool,
    see_someone: bool,
) -> Reply:
    """The answer to a check-in: what it changes, and what to do today."""
    names = listed(plain(each) for each in muscles)
    resting = ready_at is not None and ready_at > now
    if ready_at is not None and resting and names:
        headline = _moved(names, ready_at, now, zone, moved=moved)
    elif soreness in {Soreness.FRESH, Soreness.BIT_SORE} and names:
        headline = f"Good: your {names} {agree(muscles, 'is', 'are')} ready from now on."
    else:
        headline = (
            f"Noted: your {names} {agree(muscles, 'is', 'are')} {SAID[soreness]}." if names else "Noted."
        )
    text = within_limit(
        must(headline),
        must(REST if resting and soreness is Soreness.FRESH else sentence(f"{effect.today}.")),
        must(
            "Very sore twice, or sore for a week, is worth showing to a doctor or physio."
            if see_someone
            else ""
        ),
        may(WATCH if effect.asks_red_flags else ""),
    )
    return Reply(text, about=About(muscle=muscles[0] if muscles else None))


def why_felt(answer: CheckIn, effect: CheckInEffect) -> Reply:
    """Asked "is that normal?" or "why?" after an answer: what stands behind what it changed."""
    usual = (
        "Soreness in the days after hard or new sets is ordinary, and it fades."
        if answer.soreness in {Soreness.BIT_SORE, Soreness.SORE, Soreness.VERY_SORE}
        else ""
    )
    return Reply(
        within_limit(
            must(usual),
            must(effect.why),
            must("Very sore twice in a row, or sore for a week, is for a doctor or physio." if usual else ""),
            must(WATCH if effect.asks_red_flags else ""),
        )
    )


def together(replies: Sequence[Reply]) -> Reply:
    """What was said about several muscles, as one message; the same line stands once."""
    lines = dict.fromkeys(line for each in replies for line in each.text.split("\n"))
    return Reply(within_limit(*map(must, lines)), about=replies[0].about)


def tired() -> Reply:
    """General tiredness: no muscle's business, but worth a word."""
    return Reply(
        "Noted. On a tired day keep to ordinary sets, 2-3 reps in reserve. Leave past-failure work for later."
    )


def merged(texts: Sequence[str], *, late: bool) -> str:
    """Several follow-ups that waited for one lifter, as one message."""
    return within_limit(must("This is late, sorry:" if late else ""), *(must(text) for text in texts))
