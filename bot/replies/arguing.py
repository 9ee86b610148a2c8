"""What is said to somebody who holds other people up as an example, or does not believe a verdict.

Still no: leave out a dropset on the cable curl.
It may well work for them; years of training and rest differ, so I go by yours.
Your numbers: 0 past-failure sets for biceps in 7 days; 0 allowed for an intermediate lifter.
"""

from bot.domain.ruling import Verdict
from bot.replies.reply import Reply, may, must, row, within_limit
from bot.replies.verdicts import Answer, headline, hours_line, numbers_line

FAIR_ENOUGH = "Fair enough. "
STILL = "Still "
YOUR_CALL = "I hear you, and it is your call in the end. Log it if you do, and I plan your rest around it."
THEIRS = "It may well work for them. Years of training and rest differ, so I go by yours."


#: For a lifter who does not believe it.
YOURS = "You may well recover faster than most. If so, your check-ins will show it, and I shorten your rest."


def stands(
    answer: Answer, behind: str, *, anew: bool = False, again: bool = False, rude: bool = False
) -> Reply:
    """The same verdict, with what is the lifter's own behind it.

    `behind` is what is said to the argument; `anew` if it is another verdict after all (every set, not the
    last), `again` if it was said just before.
    """
    ruling, said = answer.ruling, headline(answer)
    if ruling.verdict is Verdict.FINE:
        more = "Anything beyond that? Ask me, and I go by your numbers."
        return Reply(within_limit(must(said), must(more), must(numbers_line(answer))))
    reasons = (
        (must(YOUR_CALL), must(numbers_line(answer)), must(hours_line(answer)))
        if again
        else (
            must(behind),
            must(numbers_line(answer)),
            must(f"Instead: {ruling.instead}" if ruling.instead else ""),
            may(answer.nearest),
        )
    )
    kindly = FAIR_ENOUGH if rude else ""
    still = said if anew else f"{STILL}{said[:1].lower()}{said[1:]}"
    text = within_limit(must(f"{kindly}{still}"), *reasons)
    return Reply(text, (row(("Why?", "why")),), ruling.verdict, answer.about)


def is_said(text: str) -> bool:
    """Whether a message of the coach's was this answer."""
    return text.removeprefix(FAIR_ENOUGH).startswith(STILL)


def nothing_to_doubt() -> Reply:
    """No verdict stands that is not believed."""
    return Reply("Tell me which answer you mean: ask it again, like: should I dropset my curls?")


def nothing_to_argue() -> Reply:
    """No verdict stands that this could be about."""
    return Reply(
        "Good for them. What it would cost you is another matter: ask me, like: should I dropset my curls? "
        "Only your own sets go into your log."
    )
