"""What is due, and what became of it: pure steps on a dossier; `Coach` loads and saves around them.

States: due -> sending -> sent | cancelled | expired | failed | unknown. `sending` of a follow-up is on disk
before the call, so that a crash in between never sends it twice; a reply stays due until it is known to be
sent.
"""

import datetime as dtm
from dataclasses import replace

from bot.domain.dossier import Dossier
from bot.domain.owed import Outcome, Owed, OwedState
from bot.domain.wallclock import is_quiet, next_waking, zone_of
from bot.replies.follow_ups import merged

#: A reply whose fate is unknown is tried again this often; more copies would be worse than none.
REPLY_ATTEMPTS = 3
#: So much after its time a message that was held up says sorry.
LATE = dtm.timedelta(minutes=30)
FINISHED = frozenset(
    {OwedState.SENT, OwedState.CANCELLED, OwedState.EXPIRED, OwedState.FAILED, OwedState.UNKNOWN}
)


def ready_to_send(
    dossier: Dossier, now: dtm.datetime, *, follow_ups: bool = True
) -> tuple[Dossier, tuple[Owed, ...]]:
    """The dossier with its due follow-ups marked as sending, and everything to send now: replies first.

    Follow-ups that waited too long expire; several for one lifter become one message; in quiet hours they
    wait.
    """
    replies = tuple(row for row in dossier.owed if not row.kind.is_follow_up and _is_due(row, now))
    changed = {row.id: row for row in _follow_ups(dossier, now)} if follow_ups else {}
    owed = tuple(changed.get(row.id, row) for row in dossier.owed)
    sending = tuple(row for row in changed.values() if row.state is OwedState.SENDING)
    return replace(dossier, owed=owed), replies + sending


def _is_due(row: Owed, now: dtm.datetime) -> bool:
    return row.state is OwedState.DUE and row.due_at <= now


def _follow_ups(dossier: Dossier, now: dtm.datetime) -> list[Owed]:
    due = sorted(
        (row for row in dossier.owed if row.kind.is_follow_up and _is_due(row, now)),
        key=lambda row: row.due_at,
    )
    profile, zone = dossier.profile, zone_of(dossier.profile.timezone)
    late = [replace(row, state=OwedState.EXPIRED) for row in due if row.not_after and row.not_after < now]
    waiting = [row for row in due if not row.not_after or row.not_after >= now]
    if is_quiet(now, zone, profile.quiet):
        return late + [replace(row, due_at=next_waking(now, zone, profile.quiet)) for row in waiting]
    if not waiting:
        return late
    *others, newest = waiting
    overdue = now - waiting[0].due_at > LATE
    text = merged([row.text for row in waiting], late=overdue) if others else newest.text
    first = replace(newest, text=text, state=OwedState.SENDING, attempts=newest.attempts + 1)
    return late + [replace(row, state=OwedState.CANCELLED) for row in others] + [first]


def after_outcome(
    row: Owed,
    outcome: Outcome,
    now: dtm.datetime,
    message_id: str | None,
    retry_at: dtm.datetime | None,
) -> Owed:
    """The row after an attempt to send it."""
    tried = row if row.kind.is_follow_up else replace(row, attempts=row.attempts + 1)
    match outcome:
        case Outcome.SENT:
            return replace(tried, state=OwedState.SENT, message_id=message_id, sent_at=now)
        case Outcome.NOT_SENT:
            return replace(tried, state=OwedState.DUE, due_at=max(row.due_at, retry_at or now))
        case Outcome.UNREACHABLE | Outcome.REJECTED:
            return replace(tried, state=OwedState.FAILED)
        case Outcome.UNKNOWN:
            again = not row.kind.is_follow_up and tried.attempts < REPLY_ATTEMPTS
            due_at = max(row.due_at, retry_at or now)
            return replace(tried, state=OwedState.DUE if again else OwedState.UNKNOWN, due_at=due_at)


def noted(dossier: Dossier, row: Owed, outcome: Outcome) -> Dossier:
    """The dossier with the row in its new state; who cannot be reached is owed nothing more."""
    owed = tuple(row if each.id == row.id else each for each in dossier.owed)
    if outcome is Outcome.UNREACHABLE:
        owed = tuple(_called_off(each) for each in owed)
    return replace(dossier, owed=owed)


def _called_off(row: Owed) -> Owed:
    return replace(row, state=OwedState.CANCELLED) if row.state is OwedState.DUE else row


def after_crash(dossier: Dossier) -> Dossier:
    """The dossier at start: a follow-up that was being sent may have arrived, so it is never sent again."""
    owed = tuple(
        replace(row, state=OwedState.UNKNOWN) if row.state is OwedState.SENDING else row
        for row in dossier.owed
    )
    return replace(dossier, owed=owed)
