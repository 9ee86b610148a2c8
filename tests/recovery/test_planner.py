"""Follow-ups planned from a session and the answers to it."""

import datetime as dtm
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.rule_files import load_handbook, rules_folder
from bot.domain.lifter import CheckIn, QuietHours, Soreness
from bot.domain.owed import OwedKind
from bot.domain.wallclock import is_quiet, training_day, zone_of
from bot.recovery.planner import HardMuscle, HardSession, Planned, plan, released_at

TABLE = load_handbook(rules_folder(None)).recovery
AMSTERDAM = zone_of("Europe/Amsterdam")
FRIDAY = dtm.datetime(2026, 11, 20, 18, 5, tzinfo=AMSTERDAM)
QUIET = QuietHours()


def session(hours: int = 84, at: dtm.datetime = FRIDAY, zone: dtm.tzinfo = AMSTERDAM) -> HardSession:
    """A session past failure for the calves."""
    return HardSession(training_day(at, zone), at, (HardMuscle("calves", hours),))


def answer(after_h: float, soreness: Soreness, *muscles: str) -> CheckIn:
    """An answer so many hours after the session."""
    return CheckIn(FRIDAY + dtm.timedelta(hours=after_h), soreness, muscles)


def planned(*answers: CheckIn, hours: int = 84) -> tuple[Planned, ...]:
    """The plan for a Friday session."""
    return plan(session(hours), answers, TABLE, AMSTERDAM, QUIET)


def local(moment: dtm.datetime) -> str:
    """The local time as "Sat 09:00"."""
    return f"{moment.astimezone(AMSTERDAM):%a %H:%M}"


def test_a_session_past_failure_owes_two_questions_and_a_release() -> None:
    """Both mornings after, then when the hours are over: Tuesday 06:05 waits for the end of the night."""
    assert [(each.kind, local(each.due_at)) for each in planned()] == [
        (OwedKind.CHECK_IN, "Sat 09:00"),
        (OwedKind.CHECK_IN, "Sun 09:00"),
        (OwedKind.RELEASE, "Tue 08:00"),
    ]


def test_nothing_is_planned_without_past_failure_work() -> None:
    """An ordinary session owes nothing."""
    assert plan(HardSession(FRIDAY.date(), FRIDAY, ()), (), TABLE, AMSTERDAM, QUIET) == ()


@pytest.mark.parametrize(
    ("soreness", "kinds"),
    [(Soreness.FRESH, 2), (Soreness.BIT_SORE, 2), (Soreness.SORE, 3), (Soreness.WEAKER, 3)],
)
def test_a_mild_first_answer_is_not_asked_again(soreness: Soreness, kinds: int) -> None:
    """Only a bad or a missing answer makes the second question worth while."""
    assert len(planned(answer(15, soreness))) == kinds


@pytest.mark.parametrize(
    ("answers", "hours"),
    [
        ((), 84),
        ((answer(15, Soreness.BIT_SORE),), 84),
        ((answer(15, Soreness.SORE),), 96),
        ((answer(15, Soreness.VERY_SORE),), 108),
        ((answer(15, Soreness.WEAKER),), 108),
        ((answer(15, Soreness.FRESH),), 48),
        ((answer(60, Soreness.FRESH),), 60),
        ((answer(15, Soreness.SORE), answer(16, Soreness.FRESH)), 48),
        ((answer(15, Soreness.SORE), answer(40, Soreness.SORE)), 108),
        ((answer(15, Soreness.SORE, "biceps"),), 84),
        ((answer(15, Soreness.SORE, "calves"),), 96),
    ],
    ids=[
        "no answer",
        "bit sore",
        "sore",
        "very sore",
        "weaker",
        "fresh early: the usual rest stays",
        "fresh late: released now",
        "second tap of a day corrects the first",
        "sore on two days",
        "other muscle",
        "this muscle by name",
    ],
)
def test_answers_move_the_release(answers: tuple[CheckIn, ...], hours: int) -> None:
    """Fresh cancels what is left of the extra, soreness adds to it."""
    released = released_at(HardMuscle("calves", 84), session(), answers, TABLE, AMSTERDAM)
    assert released - FRIDAY == dtm.timedelta(hours=hours)


@given(
    moment=st.datetimes(dtm.datetime(2026, 1, 1), dtm.datetime(2026, 12, 31)),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]),
    hours=st.integers(60, 144),
)
def test_plans_are_in_order_awake_and_never_too_many(moment: dtm.datetime, zone: str, hours: int) -> None:
    """At most three messages, each after the session, in waking hours, the release last and not early."""
    tz = zone_of(zone)
    at = moment.replace(tzinfo=dtm.UTC)
    found = plan(session(hours, at, tz), (), TABLE, tz, QUIET)
    assert 1 <= len(found) <= TABLE.check_ins.most_messages
    assert [each.due_at for each in found] == sorted({each.due_at for each in found})
    assert all(each.due_at > at and not is_quiet(each.due_at, tz, QUIET) for each in found)
    assert found[-1].kind is OwedKind.RELEASE
    assert found[-1].due_at >= at + dtm.timedelta(hours=hours)


def test_the_house_rules_are_where_they_are_expected() -> None:
    """The plan above rests on the repository's own rules folder."""
    assert (Path(rules_folder(None)) / "recovery.yaml").is_file()
