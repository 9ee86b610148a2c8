"""Failure, failed repetitions, and sets with as many repetitions as possible.

>>> failed_rep(state, at)  # "failed on the 5th": four were done
"""

from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.counted import Counted
from bot.language.sets.drafts import Draft
from bot.language.sets.factor import Value
from bot.language.sets.looking import add_modifier, doubt, is_refused, marks_last_count
from bot.language.sets.making import make

#: What may stand between "amrap" and its result.
BEFORE_RESULT = frozenset(
    {Kind.RESULT, Kind.COLON, Kind.OPEN, Kind.WORD, Kind.COMMA, Kind.AT, Kind.MINUS}
    | {Kind.FAILURE, Kind.BODYWEIGHT, Kind.CHAIN, Kind.EXERCISE, Kind.CLOSE}
)
#: "last one was an amrap", "last set (amrap)"
BEFORE_AMRAP = frozenset({Kind.OPEN, Kind.MINUS, Kind.WORD, Kind.RESULT, Kind.COLON, Kind.AT})


def failure(state: Assembly, at: int) -> None:
    """Sets that went to failure, or did not."""
    atom = state.atoms[at]
    if atom.kind is Kind.NOT_FAILURE or is_refused(state, at):
        return
    following = state.after(at, frozenset({Kind.COLON, Kind.OPEN, Kind.WORD, Kind.COMMA, Kind.MINUS}))
    if state.sets is not None and following is not None and following.kind is Kind.PRODUCT:
        add_modifier(state, Kind.FAILURE, anchor=len(state.groups) + 1 if state.groups else 0)
        return
    if state.sets is not None:
        count, state.sets = state.sets, None
        make(state, at, Counted(sets=count, to_max=True))
        return
    add_modifier(state, Kind.FAILURE, form="glued" if marks_last_count(state, at) else "")


def failed_rep(state: Assembly, at: int) -> None:
    """A repetition that failed is not counted (C10)."""
    atom = state.atoms[at]
    if is_refused(state, at):
        return
    if state.load is not None and state.load.fresh and not atom.values:
        make(state, at, Counted(reps=(Value(0, failed=True),)))
        return
    last = state.last
    if last is None:
        if atom.values:
            make(state, at, Counted(reps=(Value(max(0, atom.values[0] - 1), failed=True),)))
        elif atom.form == "last":
            add_modifier(state, Kind.FAILED_REP, form="last")
        return
    done = int(atom.values[0]) - 1 if atom.values else None
    before = state.before(at, frozenset({Kind.WORD, Kind.THEN}))
    reps = last.sets[-1].reps
    listed = before is not None and before.kind is Kind.COMMA and last.form in ("list", "single")
    then = state.before(at, frozenset({Kind.WORD}))
    listed = listed or (then is not None and "then" in then.form and last.form == "list")
    count = len(_all_sets(state))
    if done is not None and (_is_next_set(before, count) or (listed and reps and done < reps and count > 1)):
        make(state, at, Counted(reps=(Value(done, failed=True),)))
        return
    planned = atom.form if last.form == "sets" else ""
    values = () if done is None else (float(max(0, done)),)
    add_modifier(state, Kind.FAILED_REP, values=values, form=planned)


def _is_next_set(before: Atom | None, count: int) -> bool:
    """`10, 9, third set couldn't finish rep 9`: a set of its own, behind as many as were told."""
    scope = before.scope if before is not None else None
    return scope is not None and scope.which == "set" and scope.numbers == (count + 1,)


def _all_sets(state: Assembly) -> list[Draft]:
    return [draft for group in state.groups for draft in group.sets]


def amrap(state: Assembly, at: int) -> None:
    """As many repetitions as possible: the result follows, stands before, or is missing."""
    before = state.before(at, frozenset({Kind.OPEN, Kind.MINUS}))
    following = state.after(at, BEFORE_RESULT | {Kind.SCOPE})
    result = following is not None and following.kind is Kind.PRODUCT
    if before is not None and before.kind is Kind.PRODUCT and state.groups and not result:
        for draft in state.groups[-1].sets[-1:]:
            draft.amrap = True
        return
    if result:
        state.amrap = True
        before = state.before(at, BEFORE_AMRAP)
        if (
            before is not None
            and before.kind is Kind.SCOPE
            and state.groups
            and state.groups[-1].form == "sets"
        ):
            state.awaits = state.groups[-1]
        return
    doubt(state, "result")
