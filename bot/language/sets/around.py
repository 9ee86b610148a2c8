"""What stands around a number: loads that are known or follow, what joins it to the text.

>>> context(state, at).load_known  # the 3x12 of "curls 3x12 with 14 kg"
True
"""

from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import BRACKETS, Atom, Kind
from bot.language.sets.counted import Context
from bot.language.sets.failures import BEFORE_RESULT
from bot.language.sets.looking import current_load, labels
from bot.language.sets.products import Product
from bot.language.sets.units import Role

_BEFORE_LOAD = frozenset({Kind.AT, Kind.PER_SIDE, Kind.WORD, Kind.PER_HAND})
ARTICLES = frozenset({"the", "my", "some", "those", "a", "two"})


def context(state: Assembly, at: int) -> Context:
    """What is known around the product at `at`."""
    facts = state.facts
    following = state.after(at, _BEFORE_LOAD)
    load_follows = (
        following is not None
        and following.product is not None
        and (following.product.factors[0].role is Role.LOAD and len(following.product.factors) == 1)
    )
    return Context(
        load_known=load_follows or (state.load is not None and state.load.fresh),
        bodyweight=facts.bodyweight,
        hold=facts.hold,
        carry=facts.carry,
        drop_from=_drop_from(state),
        falls_next=_falls_next(state, at),
    )


def _drop_from(state: Assembly) -> float | None:
    """The load that a drop would fall from: after a drop word, or anywhere under that label."""
    if not state.groups:
        return None
    last = state.groups[-1]
    named = state.dropping or state.chained or ("dropset" in labels(state) and last.clause == state.clause)
    return current_load(last.sets[-1]) if named else None


def _falls_next(state: Assembly, at: int) -> float | None:
    """The first number after a chain sign that follows the product."""
    following = state.after(at)
    after = state.after(at + 1) if following is not None and following.kind is Kind.CHAIN else None
    return None if after is None or after.product is None else after.product.factors[0].number


def link_before(state: Assembly, at: int) -> Atom | None:
    """What joins a lone number to the text: `@ 16`, `with 16`, `with the 16s`."""
    link = state.before(at, BRACKETS)
    if link is not None and link.kind is Kind.WORD and link.form in ARTICLES:
        return state.before(at - 1, BRACKETS)
    return link


def has_article(state: Assembly, at: int) -> bool:
    """`used the 30s`: a pair of dumbbells."""
    before = state.before(at)
    return before is not None and before.kind is Kind.WORD and before.form in ARTICLES


def loads_awaited(state: Assembly, at: int, product: Product) -> bool:
    """`1x5+ 100: 9`: the load of a set whose result follows."""
    if state.awaits is None or state.awaits.loaded or len(product.factors) > 1:
        return False
    following = state.after(at, BEFORE_RESULT)
    return following is not None and following.kind is Kind.PRODUCT and product.factors[0].role is Role.BARE
