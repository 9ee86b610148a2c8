"""Numbers about the past: one behaviour per test."""

import datetime as dtm
from dataclasses import replace

import pytest

from bot.domain.catalogue import Catalogue
from bot.domain.ruling import Method
from bot.domain.training import Entry, Exercise, Report, SetEntry, Technique, Unit
from bot.domain.wallclock import zone_of
from bot.history import metrics
from bot.history.log import TrainingLog

NOW = dtm.datetime(2026, 11, 20, 18, 0, tzinfo=dtm.UTC)
BENCH = Exercise("bench_press", "Bench Press", primary=("chest",), secondary=("triceps",))
CALF = Exercise("calf_raise", "Calf Raise", primary=("calves",))
CATALOGUE = Catalogue({each.id: each for each in (BENCH, CALF)}, ("chest", "calves", "triceps"), {})
PLAIN = SetEntry(reps=10)
PARTIALS = SetEntry(reps=12, techniques=(Technique.PARTIALS,))


def log(*days_and_sets: tuple[float, Exercise, tuple[SetEntry, ...]]) -> TrainingLog:
    """A log with sets so many days ago."""
    reports = tuple(
        Report(f"r{number}", f"m{number}", "", at, at, (Entry(exercise.id, exercise.name, sets),))
        for number, (ago, exercise, sets) in enumerate(days_and_sets)
        for at in (NOW - dtm.timedelta(days=ago),)
    )
    oldest_first = tuple(sorted(reports, key=lambda report: report.at))
    return TrainingLog.of(oldest_first, CATALOGUE, zone_of("UTC"))


def test_warm_ups_are_no_sets() -> None:
    """Warm-ups count nowhere."""
    assert log((1, BENCH, (replace(PLAIN, warmup=True), PLAIN))).sets[0].entry == PLAIN


def test_the_last_working_set_of_an_exercise_is_known() -> None:
    """Only the last one is last."""
    assert [done.is_last for done in log((1, BENCH, (PLAIN, PLAIN))).sets] == [False, True]


def test_assisting_muscles_count_half() -> None:
    """A bench set is one for the chest and half a one for the triceps."""
    sets = log((1, BENCH, (PLAIN, PLAIN))).sets
    assert (
        metrics.hard_sets(sets, "chest", indirect=0.5),
        metrics.hard_sets(sets, "triceps", indirect=0.5),
    ) == (2, 1)


@pytest.mark.parametrize(
    ("entry", "hard"),
    [
        (PLAIN, True),
        (replace(PLAIN, rir=4), True),
        (replace(PLAIN, rir=5), False),
        (replace(PLAIN, rpe=6), True),
        (replace(PLAIN, rpe=5), False),
    ],
    ids=["unknown effort", "4 in reserve", "5 in reserve", "rpe 6", "rpe 5"],
)
def test_a_hard_set_ends_within_four_reps_of_failure(entry: SetEntry, *, hard: bool) -> None:
    """Unknown effort counts as hard."""
    assert metrics.is_hard(entry) is hard


def test_past_failure_sets_of_one_muscle_and_of_the_body() -> None:
    """Techniques make sets past failure; whole-set partials do not."""
    sets = log(
        (1, CALF, (PLAIN, PARTIALS)), (2, BENCH, (replace(PARTIALS, partials_only=True), PARTIALS))
    ).sets
    assert (metrics.past_failure_sets(sets, "calves"), metrics.past_failure_sets(sets)) == (1, 2)


@pytest.mark.parametrize(
    ("days_ago", "weeks"),
    [
        ((), 0),
        ((0,), 1),
        ((7, 14, 21, 28), 4),
        ((0, 7, 14), 2),
        ((0, 8, 15), 3),
        ((10,), 0),
        ((1, 20), 1),
    ],
    ids=["never", "today", "four mondays", "today and two mondays", "every eighth day", "gap", "broken run"],
)
def test_weeks_in_a_row_are_counted_back_from_today(days_ago: tuple[int, ...], weeks: int) -> None:
    """A week without past-failure work ends the run."""
    past = log(*((ago, CALF, (PARTIALS,)) for ago in days_ago))
    assert metrics.weeks_in_a_row(past, "calves", NOW) == weeks


def test_a_technique_is_new_for_a_muscle_after_the_window() -> None:
    """What was done 60 days ago protects no more."""
    start = NOW - dtm.timedelta(days=56)
    method = Method.LENGTHENED_PARTIALS
    assert metrics.is_first_time(log((60, CALF, (PARTIALS,))).sets, "calves", method, start)
    assert not metrics.is_first_time(log((50, CALF, (PARTIALS,))).sets, "calves", method, start)
    assert metrics.is_first_time(log((50, CALF, (PARTIALS,))).sets, "calves", Method.DROPSET, start)


def test_pounds_and_kilograms_of_the_same_plates_compare() -> None:
    """185 lb are 83.9 kg: six reps with 84 kg are two fewer than eight."""
    before = SetEntry(reps=8, load=185, unit=Unit.LB)
    assert metrics.reps_lost([before], [SetEntry(reps=6, load=84, unit=Unit.KG)]) == 2
    assert metrics.reps_lost([before], [SetEntry(reps=6, load=86, unit=Unit.KG)]) is None


@pytest.mark.parametrize(
    ("days_ago", "comeback"),
    [
        ((), False),
        ((2,), False),
        ((40, 2), True),
        ((60, 25, 10, 2), True),
        ((70, 40, 30, 10), False),
        ((30,), True),
    ],
    ids=["new", "steady", "back after five weeks", "gap then back", "back for long", "back today"],
)
def test_comeback_is_four_weeks_after_three_off(days_ago: tuple[int, ...], *, comeback: bool) -> None:
    """Three weeks without training make a comeback, four weeks end it."""
    past = log(*((ago, CALF, (PLAIN,)) for ago in days_ago))
    found = metrics.last_break(past, NOW, after=metrics.days(21))
    assert (found is not None and NOW - found[1] < metrics.days(28)) is comeback


@pytest.mark.parametrize(
    ("entry", "kg"),
    [
        (SetEntry(reps=1, load=100, unit=Unit.KG), 100),
        (SetEntry(reps=10, load=90, unit=Unit.KG), 120),
        (SetEntry(reps=10, load=198.416, unit=Unit.LB), 120),
        (SetEntry(reps=13, load=90, unit=Unit.KG), None),
        (SetEntry(reps=8), None),
        (SetEntry(reps=8, load=-20, unit=Unit.KG), None),
    ],
    ids=["single", "ten", "pounds", "above 12 reps", "no load", "assisted"],
)
def test_estimated_maximum_is_epley_up_to_twelve_reps(entry: SetEntry, kg: float | None) -> None:
    """Outside its range the formula says nothing."""
    assert metrics.e1rm_kg(entry) == (kg if kg is None else pytest.approx(kg, abs=0.1))


def test_the_best_estimate_names_its_set() -> None:
    """The heavier triple beats the lighter ten here."""
    heavy = SetEntry(reps=3, load=120, unit=Unit.KG)
    found = metrics.best_estimate(
        log((3, BENCH, (SetEntry(reps=10, load=90, unit=Unit.KG),)), (2, BENCH, (heavy,))).sets
    )
    assert found is not None
    assert (found.from_set.entry, round(found.kg)) == (heavy, 132)


def test_reps_lost_compares_the_same_load_only() -> None:
    """Other loads tell nothing."""
    before = (SetEntry(reps=10, load=80, unit=Unit.KG), SetEntry(reps=9, load=80, unit=Unit.KG))
    assert metrics.reps_lost(before, (SetEntry(reps=8, load=80, unit=Unit.KG),)) == 2
    assert metrics.reps_lost(before, (SetEntry(reps=8, load=70, unit=Unit.KG),)) is None


def test_lost_reps_show_unasked_that_a_muscle_is_weaker() -> None:
    """Two fewer at the same load count, one fewer or another load does not."""

    def session(ago: float, reps: int, load: float) -> tuple[float, Exercise, tuple[SetEntry, ...]]:
        return ago, BENCH, (SetEntry(reps=reps, load=load, unit=Unit.KG),)

    def weaker_days_ago(*sessions: tuple[float, Exercise, tuple[SetEntry, ...]]) -> list[int]:
        return [(NOW - done.at).days for done in metrics.weaker_sets(log(*sessions))]

    assert weaker_days_ago(session(7, 10, 80), session(3, 8, 80)) == [3]
    assert weaker_days_ago(session(7, 10, 80), session(3, 9, 80)) == []
    assert weaker_days_ago(session(7, 10, 80), session(3, 8, 90)) == []
