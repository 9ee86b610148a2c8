"""Which sets were warm-ups: before the word, behind it, or in brackets with it.

>>> warmup(state, at)  # the "warm up" of "bench (60x10 80x5 warm up) 100x5"
"""

from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import Kind
from bot.language.sets.drafts import Group

BEHIND = frozenset({Kind.PRODUCT, Kind.OPEN, Kind.AMRAP, Kind.RPE, Kind.RIR, Kind.FAILURE, Kind.PER_SIDE})
ENDS = frozenset({Kind.STOP, Kind.COMMA, Kind.THEN, Kind.CLOSE})


def warmup(state: Assembly, at: int) -> None:
    """Words for warm-ups and for work."""
    atom = state.atoms[at]
    if atom.kind is Kind.WORK:
        if state.warmed or state.warm:
            state.warm = ""
        return
    if atom.form == "w1":
        state.warm = "next"
    elif not state.warm and _ends_warmups(state, at):
        _mark_warmups(state)
    else:
        state.warm = "on"


def _ends_warmups(state: Assembly, at: int) -> bool:
    """Whether the word stands behind its sets: `(60x10 80x5 warmup) 100x5`, `40x10 (warm-up)`."""
    before = state.before(at, frozenset({Kind.WORD, Kind.AT, Kind.MINUS}))
    if not state.groups or before is None or before.kind not in BEHIND:
        return False
    following = state.after(at)
    if following is None or following.product is None:
        return following is None or following.kind in ENDS
    done = state.groups[-1].sets[-1].load
    return done is not None and following.product.factors[0].number > done


def _mark_warmups(state: Assembly) -> None:
    """Mark the sets before the word: back to where loads no longer rise, or to the last work sets."""
    later: Group | None = None
    for group in reversed(state.groups):
        if later is not None and not _rises(group, later, state):
            break
        for draft in group.sets:
            draft.warmup = True
        later = group


def _rises(earlier: Group, later: Group, state: Assembly) -> bool:
    one, other = earlier.sets[-1].load, later.sets[0].load
    return earlier.clause == state.clause and one is not None and other is not None and one < other


def close(state: Assembly, at: int) -> None:
    """A closing bracket ends warm-ups that began in it."""
    del at
    if state.warm == "on" and state.warmed:
        state.warm = ""
