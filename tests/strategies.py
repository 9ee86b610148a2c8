"""Hypothesis strategies for the words of the domain, read off the dataclasses.

A field that is added to a dataclass is covered without a change here.

    @given(dossiers("ana"))
    def test_...(dossier: Dossier) -> None: ...
"""

import datetime as dtm
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bot.domain.dossier import Dossier

T = TypeVar("T")

_ZONES = st.sampled_from(
    [dtm.UTC, dtm.timezone(dtm.timedelta(hours=1)), dtm.timezone(-dtm.timedelta(hours=3.5))]
)
#: Aware moments in this century, also with odd offsets.
moments = st.datetimes(dtm.datetime(2001, 1, 1), dtm.datetime(2099, 12, 31), timezones=_ZONES)
#: What a slot's `value` may hold inside.
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(max_size=12),
    object: json_values,
    NoneType: st.none(),
    dtm.datetime: moments,
    dtm.date: st.dates(),
    dtm.time: st.times(),
}


def any_of(kind: type[T], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Values of a dataclass; `fixed` gives fields a strategy of their own."""
    hints = get_type_hints(kind)
    assert is_dataclass(kind)
    drawn = {item.name: _of(hints[item.name]) for item in fields(kind)}
    return st.builds(kind, **{**drawn, **fixed})


def dossiers(lifter: str = "ana") -> st.SearchStrategy[Dossier]:
    """Dossiers of one lifter, with anything in any field."""
    return any_of(Dossier, lifter=st.just(lifter))


@cache
def _of(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin in (Union, UnionType):
        return st.one_of([_of(argument) for argument in arguments])
    if origin is tuple and arguments[-1] is not Ellipsis:
        return st.tuples(*(_of(argument) for argument in arguments))
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=2).map(tuple)
    if origin is frozenset:
        return st.frozensets(_of(arguments[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(_of(arguments[0]), _of(arguments[1]), max_size=2)
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return any_of(hint)
