"""Keeps the owed follow-ups in step with the log, the answers and the profile.

After every turn the wanted follow-ups are planned anew; rows that are still due are moved, rewritten or
cancelled to match, new ones are added, and what was already sent is left alone.
"""

import datetime as dtm
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.coach.sessions import hard_session
from bot.coach.turn import Turn
from bot.domain.identity import Same
from bot.domain.lifter import CheckIn
from bot.domain.owed import Owed, OwedKind, OwedState
from bot.domain.wallclock import next_waking, training_day
from bot.recovery.planner import HardSession, Planned, plan, released_at
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
    same = (dossier.reports, dossier.check_ins, dossier.pains, profile.own_exercises, turn.handbook)
    first = training_day(turn.now - LOOK_BACK, turn.zone)
    told = (profile.experience, profile.lagging, profile.timezone, first)
    return _live_sessions(_Past((*map(Same, same), *told), turn), first)


# Asked for several times a turn, and most messages change nothing about it.
@lru_cache(maxsize=256)
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


def answers_about(turn: Turn, session: HardSession) -> tuple[CheckIn, ...]:
    """The answers given since the session that may speak of its muscles."""
    names = {each.muscle for each in session.muscles}
    return tuple(
        each
        for each in turn.answers
        if each.at > session.ended_at and (not each.muscles or names.intersection(each.muscles))
    )


def ready_at(turn: Turn, muscle: str) -> dtm.datetime | None:
    """When a muscle that was trained past failure should be trained hard again; None if it was not.

    Told like the release message: a time in the night becomes the morning after it.
    """
    for session in live_sessions(turn):
        for each in session.muscles:
            if each.muscle == muscle:
                answers = answers_about(turn, session)
                released = released_at(each, session, answers, turn.handbook.recovery, turn.zone)
                return next_waking(released, turn.zone, turn.profile.quiet)
    return None


def in_step(turn: Turn) -> Turn:
    """The turn with its follow-ups planned anew."""
    wanted = {each.key: (each, session) for each, session in _wanted(turn)}
    rows = tuple(_settled(row, wanted, turn) for row in turn.dossier.owed)
    known = {row.id for row in rows}
    added = tuple(
        _row(planned, session, turn)
        for key, (planned, session) in wanted.items()
        if key not in known and planned.due_at > turn.now
    )
    return turn.with_dossier(owed=rows + added)


def _wanted(turn: Turn) -> tuple[tuple[Planned, HardSession], ...]:
    profile = turn.profile
    if not profile.followups:
        return ()
    paused = profile.followups_paused_until
    found = []
    for session in live_sessions(turn):
        calm = _without_pain(session, turn)
        answers = answers_about(turn, calm)
        planned = plan(calm, answers, turn.handbook.recovery, turn.zone, profile.quiet)
        found += [(each, calm) for each in planned if paused is None or each.due_at >= paused]
    return tuple(found)


def _without_pain(session: HardSession, turn: Turn) -> HardSession:
    """The session without muscles that hurt: those are a professional's matter, not a reminder's."""
    notes = [note for note in turn.dossier.pains if note.at >= session.ended_at]
    hurting = {muscle for note in notes for muscle in note.muscles}
    everywhere = any(not note.muscles for note in notes)
    kept = tuple(each for each in session.muscles if each.muscle not in hurting and not everywhere)
    return replace(session, muscles=kept)


def _settled(row: Owed, wanted: dict[str, tuple[Planned, HardSession]], turn: Turn) -> Owed:
    """A row as it should be now; only those that are due or were cancelled may still change."""
    if not row.kind.is_follow_up or row.state not in {OwedState.DUE, OwedState.CANCELLED}:
        return row
    if row.id not in wanted:
        return replace(row, state=OwedState.CANCELLED)
    planned, session = wanted[row.id]
    unchanged = row.state is OwedState.DUE and row.due_at == planned.due_at
    if planned.due_at <= turn.now and not unchanged:
        return replace(row, state=OwedState.CANCELLED)
    return _row(planned, session, turn)


def _row(planned: Planned, session: HardSession, turn: Turn) -> Owed:
    if planned.kind is OwedKind.CHECK_IN:
        reply = words.check_in(planned.muscles, session.day, watch=planned.watch)
    else:
        reply = words.release(planned.muscles)
    return Owed(
        id=planned.key,
        lifter=turn.dossier.lifter,
        kind=planned.kind,
        chat=turn.dossier.chat,
        due_at=planned.due_at,
        text=reply.text,
        cause=str(session.day),
        buttons=reply.buttons,
        not_after=planned.not_after,
        about=reply.about,
        muscles=planned.muscles,
        session=str(session.day),
    )
