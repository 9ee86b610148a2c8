"""The nearest change that would alter a verdict, the mere passing of time among them.

>>> would_change(turn, state, ruling.verdict)
('On the last set only, it would be fine now and then.', 'After Thu 26 Nov 18:05: better not, or with care.')

Time is tried at the moments at which something of the past stops to count; ordinary training is taken to
go on as it was.
"""

import datetime as dtm
from collections.abc import Iterator
from dataclasses import replace

from bot.coach import followups
from bot.coach.ruling import rule_on
from bot.coach.situation import SORENESS_LASTS, asked
from bot.coach.turn import Turn
from bot.domain.lifter import Pain
from bot.domain.ruling import State, Verdict
from bot.domain.wallclock import DAY_STARTS_H, at_local, next_waking
from bot.history import metrics
from bot.replies import nearest as words
from bot.rulebook.nearest import Change, changes, is_a_no, is_worth_telling

#: Waiting comes before these: giving the technique up, and years of training.
_AFTER_WAITING = ("effort", "experience")
#: Further away nobody plans.
HORIZON = dtm.timedelta(days=28)


def would_change(turn: Turn, state: State, verdict: Verdict, *, done: bool = False) -> tuple[str, ...]:
    """Sentences about what would alter the verdict, the nearest first; a fact is told once.

    With `done` it is about sets that were done: waiting would not have altered those.
    """
    best: dict[str, Change] = {}
    for each in changes(state, turn.handbook.rulebook):
        known = best.setdefault(each.fact, each)
        if is_a_no(known.verdict) and not is_a_no(each.verdict):
            best[each.fact] = each  # a way to a yes is worth more than one to another no
    said = {fact: words.would_be(words.in_words(each), each.verdict) for fact, each in best.items()}
    today = (sentence for fact, sentence in said.items() if fact not in _AFTER_WAITING)
    later = (sentence for fact, sentence in said.items() if fact in _AFTER_WAITING)
    return (*today, *(() if done else waiting(turn, state, verdict)), *later)


def waiting(turn: Turn, state: State, verdict: Verdict) -> Iterator[str]:
    """The first moment from which the verdict is milder; one in the night is told as the morning after."""
    if verdict is Verdict.REFER or not is_a_no(verdict) or state.muscle is None:
        return
    if state.pain is not Pain.NONE:
        return  # nobody knows when pain is over
    awake = {next_waking(each, turn.zone, turn.profile.quiet) for each in _moments(turn, state.muscle)}
    for moment in sorted(awake):
        if turn.now < moment <= turn.now + HORIZON:
            other = rule_on(_at(moment, turn, state), turn.handbook).verdict
            if is_worth_telling(verdict, other):
                yield words.would_be(words.moment_in_words(moment, turn.zone, turn.now), other)
                return


def _at(moment: dtm.datetime, turn: Turn, state: State) -> State:
    """The same thing asked at another moment, after ordinary weeks like those before."""
    then = asked(
        replace(turn, now=moment),
        muscle=state.muscle,
        mechanic=state.mechanic,
        method=state.technique,
        effort=state.effort,
        last_set=state.last_set,
    )
    ready_at = followups.ready_at(turn, state.muscle) if state.muscle else None
    return replace(
        state,
        pf_left=then.pf_left,
        too_soon=then.too_soon or (ready_at is not None and ready_at > moment),
        soreness=then.soreness,
        first_time=then.first_time,
        session_sets=then.session_sets,
    )


def _moments(turn: Turn, muscle: str) -> Iterator[dtm.datetime]:
    """When something about the muscle, or about the whole body's allowance, stops to count."""
    table = turn.handbook.recovery
    hard = [done for done in turn.log.sets if done.entry.is_past_failure and turn.now - done.at <= HORIZON]
    for done in hard:
        free = done.day + dtm.timedelta(days=table.allowances.window_days)
        yield at_local(free, dtm.time(DAY_STARTS_H), turn.zone)
        if done.works(muscle):
            methods = metrics.past_failure_methods_of(done.entry)
            yield done.at + dtm.timedelta(hours=max(table.spacing_h(muscle, each) for each in methods))
    if ready_at := followups.ready_at(turn, muscle):
        yield ready_at
    for answer in turn.dossier.check_ins:
        yield answer.at + SORENESS_LASTS + dtm.timedelta(minutes=1)
