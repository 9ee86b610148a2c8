"""Keeps the owed follow-ups in step with the log, the answers and the profile.

After every turn the wanted follow-ups are planned anew; rows that are still due are moved, rewritten or
cancelled to match, new ones are added, and what was already sent is left alone.
"""

import datetime as dtm
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.coach import hurting
from bot.coach import turn as turns
from bot.coach.sessions import hard_session
from bot.coach.turn import Turn
from bot.domain.identity import Same
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.domain.wallclock import next_waking, training_day
from bot.recovery.planner import HardSession, Planned, Planner
from bot.replies import follow_ups as words

#: The longest planned rest is 48 + 96 h; answers may add two days. Older sessions have nothing left to say.
LOOK_BACK = dtm.timedelta(days=10)


@dataclass(frozen=True, slots=True)
class _Past:
    """All that sessions depend on, as a key; the turn brings it along."""

    key: tuple[object, ...]
    turn: Turn = field(compare=False)


def live_sessions(turn: Turn) -> tuple[HardSession, ...]:
    """The past-failure sessions that may still owe a message, newest first.

    A muscle belongs to its latest such session only: a new session past failure supersedes the old one's
    follow-ups.
    """
    dossier, profile = turn.dossier, turn.profile
    said = (dossier.check_ins, dossier.pains, dossier.circumstances)
    same = (dossier.reports, *said, profile.own_exercises, turn.handbook)
    first = training_day(turn.now - LOOK_BACK, turn.zone)
    told = (profile.experience, profile.lagging, profile.timezone, dossier.away_since, first)
    return _live_sessions(_Past((*map(Same, same), *told), turn), first)


# Asked for several times a turn, and most messages change nothing about it.
@lru_cache(maxsize=4)
def _live_sessions(past: _Past, first: dtm.date) -> tuple[HardSession, ...]:
    turn = past.turn
    found: list[HardSession] = []
    claimed: set[str] = set()
    for day in reversed([day for day in turn.log.days if day >= first]):
        session = hard_session(turn, day)
        if session is None:
            continue
        muscles = tuple(each for each in session.muscles if each.muscle not in claimed)
        claimed.update(each.muscle for each in muscles)
        found.append(replace(session, muscles=muscles))
    return tuple(found)


def forget_derived() -> None:
    """Let go of everything that was remembered of any lifter: one has asked to be deleted."""
    _live_sessions.cache_clear()
    turns.forget_derived()


def planner(turn: Turn) -> Planner:
    """The planner with this lifter's clock and answers."""
    return Planner(turn.handbook.recovery, turn.zone, turn.profile.quiet, turn.answers)


def ready_at(turn: Turn, muscle: str) -> dtm.datetime | None:
    """When a muscle that was trained past failure should be trained hard again; None if it was not.

    Told like the release message: a time in the night becomes the morning after it.
    """
    for session in live_sessions(turn):
        for each in session.muscles:
            if each.muscle == muscle:
                released = planner(turn).released_at(each, session)
                return next_waking(released, turn.zone, turn.profile.quiet)
    return None


def all_ready_at(turn: Turn) -> dict[str, dtm.datetime]:
    """When each muscle that was lately trained past failure should be trained hard again."""
    muscles = [each.muscle for session in live_sessions(turn) for each in session.muscles]
    times = {muscle: ready_at(turn, muscle) for muscle in muscles}
    return {muscle: at for muscle, at in times.items() if at is not None}


def in_step(turn: Turn) -> Turn:
    """The turn with its follow-ups planned anew."""
    wanted = {each.key: each for each in _wanted(turn)}
    rows = tuple(_settled(row, wanted, turn) for row in turn.dossier.owed)
    known = {row.id for row in rows}
    added = tuple(
        _row(planned, turn)
        for key, planned in wanted.items()
        if key not in known and planned.due_at > turn.now
    )
    return turn.with_dossier(owed=rows + added)


def next_check_in(turn: Turn) -> dtm.datetime | None:
    """When the next check-in goes out, of those that are planned."""
    due = [
        row.due_at
        for row in in_step(turn).dossier.owed
        if row.kind is OwedKind.CHECK_IN and row.state is OwedState.DUE
    ]
    return min(due, default=None)


def _wanted(turn: Turn) -> tuple[Planned, ...]:
    profile = turn.profile
    if not profile.followups:
        return ()
    paused = profile.followups_paused_until
    calm = [_without_pain(session, turn) for session in live_sessions(turn)]
    return tuple(each for each in planner(turn).plan(calm) if paused is None or each.due_at >= paused)


def _without_pain(session: HardSession, turn: Turn) -> HardSession:
    """The session without muscles that hurt: those are a professional's matter, not a reminder's."""
    kept = (each for each in session.muscles if not hurting.notes_on(turn, (each.muscle,), turn.now))
    return replace(session, muscles=tuple(kept))


def _settled(row: Owed, wanted: Mapping[str, Planned], turn: Turn) -> Owed:
    """A row as it should be now; only those that are due or were cancelled may still change."""
    if not row.kind.is_follow_up or row.state not in {OwedState.DUE, OwedState.CANCELLED}:
        return row
    planned = wanted.get(row.id)
    if planned is None:
        return replace(row, state=OwedState.CANCELLED)
    if row.state is OwedState.DUE and row.planned_at == planned.due_at:
        # Delivery may have put it off (a night, a retry): that stands.
        return replace(_row(planned, turn), due_at=row.due_at, attempts=row.attempts)
    if planned.due_at <= turn.now:
        return replace(row, state=OwedState.CANCELLED)
    return _row(planned, turn)


def _row(planned: Planned, turn: Turn) -> Owed:
    morning = planned.key.partition(":")[0]
    if planned.kind is OwedKind.CHECK_IN:
        reply = words.check_in(planned.muscles, morning, planned.days, watch=planned.watch)
    else:
        reply = words.release(planned.muscles)
    return Owed(
        id=planned.key,
        lifter=turn.dossier.lifter,
        kind=planned.kind,
        chat=turn.dossier.chat,
        due_at=planned.due_at,
        planned_at=planned.due_at,
        text=reply.text,
        cause=planned.key,
        buttons=reply.buttons,
        not_after=planned.not_after,
        about=reply.about,
        muscles=planned.muscles,
        session=morning,
    )
