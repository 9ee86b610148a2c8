"""Follow-ups planned from a session and the answers to it."""

import datetime as dtm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.rule_files.load import load_rules
from bot.domain.lifter import CheckIn, QuietHours, Soreness
from bot.domain.owed import OwedKind
from bot.domain.wallclock import is_quiet, training_day, zone_of
from bot.recovery.planner import HardMuscle, HardSession, Planned, Planner

TABLE = load_rules(rules_folder(None)).recovery
AMSTERDAM = zone_of("Europe/Amsterdam")
FRIDAY = dtm.datetime(2026, 11, 20, 18, 5, tzinfo=AMSTERDAM)
QUIET = QuietHours()


def session(hours: int = 84, at: dtm.datetime = FRIDAY, zone: dtm.tzinfo = AMSTERDAM) -> HardSession:
    """A session past failure for the calves."""
    return HardSession(training_day(at, zone), at, (HardMuscle("calves", hours),))


def answer(after_h: float, soreness: Soreness, *muscles: str) -> CheckIn:
    """An answer so many hours after the session."""
    return CheckIn(FRIDAY + dtm.timedelta(hours=after_h), soreness, muscles)


def planner(*answers: CheckIn) -> Planner:
    """The planner of a lifter in Amsterdam."""
    return Planner(TABLE, AMSTERDAM, QUIET, answers)


def planned(*answers: CheckIn, hours: int = 84) -> tuple[Planned, ...]:
    """The plan for a Friday session."""
    return planner(*answers).plan((session(hours),))


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
    assert planner().plan((HardSession(FRIDAY.date(), FRIDAY, ()),)) == ()


@pytest.mark.parametrize(
    ("soreness", "kinds"),
    [(Soreness.FRESH, 1), (Soreness.BIT_SORE, 1), (Soreness.SORE, 2), (Soreness.WEAKER, 2)],
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
        ((answer(2, Soreness.FRESH),), 84),
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
        "before anything can be felt",
        "this muscle by name",
    ],
)
def test_answers_move_the_release(answers: tuple[CheckIn, ...], hours: int) -> None:
    """Fresh cancels what is left of the extra, soreness adds to it."""
    released = planner(*answers).released_at(HardMuscle("calves", 84), session())
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
    found = Planner(TABLE, tz, QUIET, ()).plan((session(hours, at, tz),))
    assert 1 <= len(found) <= TABLE.check_ins.most_messages
    assert [each.due_at for each in found] == sorted({each.due_at for each in found})
    assert all(each.due_at > at and not is_quiet(each.due_at, tz, QUIET) for each in found)
    assert found[-1].kind is OwedKind.RELEASE
    assert found[-1].due_at >= at + dtm.timedelta(hours=hours)


def test_a_morning_asks_one_question_about_all_its_muscles() -> None:
    """Sessions on neighbouring days do not make two messages at nine."""
    saturday = FRIDAY + dtm.timedelta(days=1)
    chest = HardSession(saturday.date(), saturday, (HardMuscle("chest", 84),))
    asked = [each for each in planner().plan((session(), chest)) if each.kind is OwedKind.CHECK_IN]
    assert [(local(each.due_at), each.muscles) for each in asked] == [
        ("Sat 09:00", ("calves",)),
        ("Sun 09:00", ("calves", "chest")),
        ("Mon 09:00", ("chest",)),
    ]


def test_a_mild_answer_about_one_muscle_leaves_the_others_open() -> None:
    """Chest was not answered, so chest is asked about again."""
    both = HardSession(FRIDAY.date(), FRIDAY, (HardMuscle("calves", 84), HardMuscle("chest", 84)))
    second = planner(answer(15, Soreness.FRESH, "calves")).plan((both,))[1]
    assert (second.kind, second.muscles) == (OwedKind.CHECK_IN, ("chest",))


def test_who_has_answered_already_is_not_asked_that_morning() -> None:
    """An answer at half past eight makes the question at nine a nag."""
    asked = [each for each in planned(answer(14.5, Soreness.SORE)) if each.kind is OwedKind.CHECK_IN]
    assert [local(each.due_at) for each in asked] == ["Sun 09:00"]
