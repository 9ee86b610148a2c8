"""What a lifter adds to the report just logged: "last set was to failure", "rpe 9 on that", "+ 5 partials".

The words are read as the end of that report. They change it if it still is a report of the same lifts and
sets, with more said of them; else they mean something else, and nothing is changed.
"""

import datetime as dtm
from collections.abc import Iterable

from bot.coach import corrections, reports
from bot.coach.turn import Turn
from bot.domain.reading import Kind
from bot.domain.training import Entry
from bot.language.additions import is_addition

#: Later than this, words without sets are not about the last report.
ADDED_WITHIN = dtm.timedelta(hours=1)


def completed(turn: Turn) -> Turn | None:
    """The turn with the last report completed by the message; None where the message adds nothing to it."""
    report = reports.latest(turn)
    if report is None or turn.now - report.logged_at > ADDED_WITHIN:
        return None
    asked = bool(turn.talk.rulings) and turn.talk.rulings[-1].at > report.logged_at
    if not is_addition(turn.text, turn.handbook.reader.lexicon, only_told=asked):
        return None
    text = f"{report.text}, {turn.text}"
    was, now = turn.read(report.text), turn.read(text)
    grows = (
        now.kind is Kind.REPORT and _shape(now.entries) == _shape(report.entries) and not now.not_understood
    )
    if was.entries != report.entries or not grows or now.entries == report.entries:
        return None
    return corrections.rewritten(turn, report, now.entries, text)


def _shape(entries: Iterable[Entry]) -> list[tuple[str | None, int]]:
    """The lifts with how many sets each has."""
    return [(entry.exercise_id, len(entry.sets)) for entry in entries]
