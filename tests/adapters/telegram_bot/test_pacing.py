"""The pacer: never faster than Telegram bears, never slower than it has to be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram_bot import pacing
from bot.adapters.telegram_bot.addresses import Address
from bot.adapters.telegram_bot.pacing import Pacer


def _times(pacer: Pacer, targets: list[int], *, follow_up: bool = False, start: float = 100.0) -> list[float]:
    """When the messages go out if each is sent as early as it may be, one after the other."""
    times, now = [], start
    for chat in targets:
        now = pacer.ready_at(Address(chat), now, follow_up=follow_up)
        pacer.book(Address(chat), now, follow_up=follow_up)
        times.append(now)
    return times


def _most_within(times: list[float], seconds: float) -> int:
    return max(sum(start <= each < start + seconds for each in times) for start in times)


def test_150_chats_at_once_keep_25_a_second() -> None:
    """A wave to many chats stays under Telegram's 30 a second, and is not slower than needed."""
    times = _times(Pacer(), list(range(1, 151)))
    assert _most_within(times, 1.0) <= 26
    assert times[-1] - times[0] == pytest.approx(149 / 25)


def test_one_chat_gets_three_at_once_and_then_one_a_second() -> None:
    """Three lines in a row are a conversation, 25 are a flood."""
    times = _times(Pacer(), [1] * 25)
    assert times[2] - times[0] < 0.5
    assert all(after - before >= 0.99 for before, after in pairwise(times[3:]))
    assert times[-1] - times[0] == pytest.approx(22, abs=0.5)


def test_a_group_gets_at_most_20_a_minute() -> None:
    """Telegram's limit for groups holds in every minute."""
    times = _times(Pacer(), [-100] * 60)
    assert _most_within(times, 60.0) <= 20


def test_a_rested_chat_has_its_burst_again() -> None:
    """Turns that were not used are saved up, to the burst and no further."""
    pacer = Pacer()
    _times(pacer, [1] * 5)
    times = _times(pacer, [1] * 4, start=500.0)
    assert times[2] - times[0] < 0.5
    assert times[3] - times[0] >= 0.9


def test_replies_find_room_beside_follow_ups() -> None:
    """A wave of follow-ups leaves ten turns a second to those who just asked."""
    pacer = Pacer()
    wave = _times(pacer, list(range(1, 61)), follow_up=True)
    assert _most_within(wave, 1.0) <= 16
    now = 100.0
    late = pacer.ready_at(Address(999), now, follow_up=True)
    soon = pacer.ready_at(Address(999), wave[-1], follow_up=False)
    assert late > now + 3
    assert soon - wave[-1] == pytest.approx(pacing.ALL_EVERY_S)


def test_a_ban_holds_for_everyone() -> None:
    """Until Telegram's ban is over nothing goes out, to no chat; a shorter ban does not shorten it."""
    pacer = Pacer()
    pacer.ban(105.0)
    pacer.ban(103.0)
    assert pacer.ready_at(Address(1), 100.0, follow_up=False) == 105.0
    assert pacer.banned_for(100.0) == 5.0
    assert pacer.banned_for(106.0) == 0.0


def test_quiet_chats_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pacer does not grow with everyone who ever wrote; active chats stay limited."""
    monkeypatch.setattr(pacing, "CROWD", 10)
    pacer = Pacer()
    _times(pacer, list(range(1, 11)))
    _times(pacer, [50] * 3, start=1000.0)
    assert len(pacer._chats) <= 2
    assert pacer.ready_at(Address(50), 1000.2, follow_up=False) >= 1000.9


@given(st.lists(st.tuples(st.integers(-3, 3).filter(bool), st.booleans()), max_size=120))
def test_no_mix_breaks_a_limit(messages: list[tuple[int, bool]]) -> None:
    """Whatever is sent to whom in what order, every limit holds in every window."""
    pacer, now, sent = Pacer(), 0.0, list[tuple[float, int]]()
    for chat, follow_up in messages:
        now = pacer.ready_at(Address(chat), now, follow_up=follow_up)
        pacer.book(Address(chat), now, follow_up=follow_up)
        sent.append((now, chat))
    if sent:
        assert _most_within([at for at, _ in sent], 1.0) <= 26
    for chat in {chat for _, chat in sent}:
        times = [at for at, to in sent if to == chat]
        assert _most_within(times, 0.99) <= 3
        assert chat > 0 or _most_within(times, 60.0) <= 20
