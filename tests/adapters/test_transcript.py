"""The `.chat` format: what its lines mean, and every mistake at once."""

import datetime as dtm

import pytest

from bot.adapters.transcript import BrokenScript, Edit, Expect, Press, Say, Wait, parse_script, parse_span
from bot.domain.lifter import Experience
from bot.domain.training import Unit


def test_every_kind_of_line_is_read() -> None:
    """Header, clock, messages, expectations, edits and taps."""
    script = parse_script(
        "# a comment\n\n"
        "lifter: name=Ana experience=beginner unit=lb tz=Europe/Amsterdam lagging=calves,chest\n"
        "@ 2026-11-20 18:05\n> bench 3x8\\n> squat\n< Logged\n!< late\n"
        "@ +1d 12h\nedit 1 > bench 3x9\ntap Undo\n@ 07:30\n"
    )
    assert script.profile.experience is Experience.BEGINNER
    assert (script.profile.unit, script.profile.lagging) == (Unit.LB, frozenset({"calves", "chest"}))
    assert script.steps == (
        Wait(4, date=dtm.date(2026, 11, 20), time=dtm.time(18, 5)),
        Say(5, "bench 3x8\n> squat"),
        Expect(6, "Logged"),
        Expect(7, "late", absent=True),
        Wait(8, by=dtm.timedelta(days=1, hours=12)),
        Edit(9, 1, "bench 3x9"),
        Press(10, "Undo"),
        Wait(11, time=dtm.time(7, 30)),
    )


@pytest.mark.parametrize(
    ("span", "hours"),
    [("2d", 48), ("+36h", 36), ("+ 1w 1d", 192), ("90m", 1.5), ("1d12h", 36)],
)
def test_spans_of_time(span: str, hours: float) -> None:
    """Days, hours, minutes and weeks, alone or together."""
    assert parse_span(span) == dtm.timedelta(hours=hours)


@pytest.mark.parametrize("span", ["", "2", "d", "2y", "soon", "-2d", "9999999999d"])
def test_no_spans(span: str) -> None:
    """Anything else is none."""
    assert parse_span(span) is None


def test_all_mistakes_are_told_at_once_with_their_lines() -> None:
    """A script with wrong lines does not start."""
    with pytest.raises(BrokenScript) as broken:
        parse_script("lifter: level=pro tz=Mars/Base\n> hi\nhello\n@ tomorrow\n@ 2026-13-40 10:00\n")
    assert [each.line for each in broken.value.mistakes] == [1, 1, 3, 4, 5]
