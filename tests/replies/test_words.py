"""Small words: counts, lists, times."""

import datetime as dtm

import pytest

from bot.domain.wallclock import zone_of
from bot.replies.reply import LIMIT, may, must, within_limit
from bot.replies.words import ago, day_and_time, listed, some

FRIDAY = dtm.datetime(2026, 11, 20, 18, 0, tzinfo=dtm.UTC)


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_like_speech(names: list[str], said: str) -> None:
    """Commas, and an "and" before the last."""
    assert listed(names) == said


@pytest.mark.parametrize(("count", "said"), [(1, "1 set"), (2, "2 sets"), (0, "0 sets"), (2.5, "2.5 sets")])
def test_counts_agree_with_their_noun(count: float, said: str) -> None:
    """One set, two sets."""
    assert some(count, "set") == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "today 18:00"), (24, "tomorrow 18:00"), (-24, "yesterday 18:00"), (96, "Tue 24 Nov 18:00")],
)
def test_days_near_today_have_words(hours: int, said: str) -> None:
    """Tomorrow is said, next week is dated."""
    assert day_and_time(FRIDAY + dtm.timedelta(hours=hours), zone_of("UTC"), FRIDAY) == said


@pytest.mark.parametrize(("hours", "said"), [(0.5, "just now"), (50, "50 h ago"), (200, "8 days ago")])
def test_no_invented_precision_about_the_past(hours: float, said: str) -> None:
    """Hours for some days, then days."""
    assert ago(FRIDAY - dtm.timedelta(hours=hours), FRIDAY) == said


def test_lines_that_may_go_go_first_when_space_is_short() -> None:
    """What must be said stays whole."""
    text = within_limit(must("verdict"), may("x" * LIMIT), must("instead"))
    assert text == "verdict\ninstead"


def test_a_text_never_exceeds_the_limit() -> None:
    """Even needed lines are cut at a word."""
    assert len(within_limit(must("word " * 200))) <= LIMIT
