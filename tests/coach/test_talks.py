"""Whole talks drawn at random: whatever is said in whatever order, the promises hold."""

import datetime as dtm
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.coach.coach import Coach
from bot.domain.lifter import QuietHours
from bot.domain.owed import Outcome, OwedKind, OwedState
from bot.domain.wallclock import is_quiet, zone_of
from bot.recovery.planner import RELEASE_LASTS
from tests.coach.conftest import HANDBOOK, Bench
from tests.fakes import FakeClock, FakeStore

SAID = (
    "calf raise 3x12 60 + partials",
    "leg extension 60x12 > 40x10",
    "pec deck 3x12 40, last set dropset",
    "bench 3x8 80",
    "yesterday: cable curl 3x12 20, last set to failure + 3 partials",
    "fizzlepress 3x10 20",
    "chest",
    "bench 80",
    "3x8",
    "should I dropset?",
    "why?",
    "can i train calves today",
    "how many sets for calves this week",
    "still sore",
    "calves feel fresh",
    "felt weaker today",
    "im advanced",
    "my calves are lagging",
    "I'm in Tokyo",
    "pause follow ups for 2 days",
    "undo",
    "make that 9",
    "hey",
    "/settings",
)
STEPS = st.one_of(
    st.sampled_from(SAID),
    st.integers(1, 60).map(lambda hours: dtm.timedelta(hours=hours)),
    st.integers(0, 5),
)


def play(steps: list[str | dtm.timedelta | int]) -> tuple[Bench, list[tuple[dtm.datetime, OwedKind, str]]]:
    """Say, wait and press buttons; everything that was sent, with its time."""
    clock, store = FakeClock(), FakeStore()
    bench = Bench(Coach(HANDBOOK, store, clock), store, clock)
    sent: list[tuple[dtm.datetime, OwedKind, str]] = []
    buttons: list[str] = []

    def hear() -> None:
        while rows := bench.collect():
            for row in rows:
                sent.append((clock.now(), row.kind, row.text))
                buttons[:] = [each.action for line in row.buttons for each in line] or buttons
                bench.coach.outcome(row, Outcome.SENT, message_id=str(len(sent)))

    for number, step in enumerate(steps):
        if isinstance(step, str):
            bench.coach.receive(bench.incoming(f"m{number}", step))
        elif isinstance(step, int):
            if step < len(buttons):
                bench.tap(buttons[step], f"t{number}")
        else:
            end = clock.now() + step
            while (due_at := bench.coach.next_due_at()) is not None and due_at <= end:
                clock.at = due_at
                hear()
            clock.at = end
        hear()
    return bench, sent


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=14))
def test_the_promises_hold_in_any_talk(steps: list[str | dtm.timedelta | int]) -> None:
    """Short, never at night, never twice, at most three follow-ups a session, none for a past day."""
    bench, sent = play(steps)
    profile = bench.dossier.profile
    assert all(0 < len(text) <= 500 for _, _, text in sent)
    assert not [text for _, _, text in sent if "from yesterday" in text]
    follow_ups = [row for row in bench.dossier.owed if row.kind.is_follow_up]
    assert len({row.id for row in follow_ups}) == len(follow_ups)
    waiting = [row for row in follow_ups if row.state is OwedState.DUE]
    assert not [row for row in waiting if is_quiet(row.due_at, zone_of(profile.timezone), QuietHours())]
    assert not [row for row in waiting if row.due_at < bench.clock.now() - RELEASE_LASTS]
    releases = Counter(row.session for row in follow_ups if row.kind is OwedKind.RELEASE)
    assert all(count == 1 for count in releases.values())
    check_ins = Counter(row.session for row in follow_ups if row.kind is OwedKind.CHECK_IN)
    assert all(count == 1 for count in check_ins.values())
    assert [report.id for report in bench.dossier.reports] == list(
        dict.fromkeys(report.id for report in bench.dossier.reports)
    )
