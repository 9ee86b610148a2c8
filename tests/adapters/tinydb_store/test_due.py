"""The due index against a plain list."""

import datetime as dtm

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.tinydb_store.due import DueIndex
from tests.fakes import FRIDAY

hours = st.lists(st.integers(0, 6).map(lambda h: FRIDAY + dtm.timedelta(hours=h)), max_size=3)
changes = st.lists(st.tuples(st.sampled_from("abc"), hours, hours), max_size=12)


@given(changes, st.integers(-1, 7))
def test_the_index_answers_like_a_scan(
    changes: list[tuple[str, list[dtm.datetime], list[dtm.datetime]]], hour: int
) -> None:
    """Whatever was put before, the last word on each lifter counts."""
    index, plain = DueIndex(), {}
    for lifter, due, sending in changes:
        index.put(lifter, due, sending)
        plain[lifter] = (due, sending)
    now = FRIDAY + dtm.timedelta(hours=hour)
    all_due = [(at, lifter) for lifter, (due, _) in plain.items() for at in due]
    waiting = sorted(pair for pair in all_due if pair[0] <= now)
    assert index.lifters(now) == tuple(dict.fromkeys(lifter for _, lifter in waiting))
    left = sorted((min(sending), lifter) for lifter, (_, sending) in plain.items() if sending)
    assert index.sending() == tuple(lifter for _, lifter in left)
    assert index.next_at(None) == min((at for at, _ in all_due), default=None)
    assert index.next_at(now) == min((at for at, _ in all_due if at > now), default=None)


def test_somebody_who_is_left_alone_for_a_while_comes_back() -> None:
    """What falls due later than that stays where it is; what was being sent is not looked at."""
    hour = dtm.timedelta(hours=1)
    index = DueIndex()
    index.put("ana", [FRIDAY, FRIDAY + 3 * hour], [FRIDAY])
    index.postpone("ana", FRIDAY + hour)
    assert index.lifters(FRIDAY) == ()
    assert index.lifters(FRIDAY + hour) == ("ana",)
    assert index.next_at(FRIDAY + hour) == FRIDAY + 3 * hour
