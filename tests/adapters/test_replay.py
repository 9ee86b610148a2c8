"""Playing `.chat` files: what an expectation sees, how the clock moves, and what is wrong with a script."""

import datetime as dtm
from pathlib import Path

import pytest

from bot.adapters.replay import Failure, Played, play
from bot.adapters.rule_files import load_handbook, rules_folder
from bot.adapters.transcript import BrokenScript, parse_script
from bot.adapters.transcript_view import as_json, as_text, failure_text

HANDBOOK = load_handbook(rules_folder(None))
REPORT = "@ 2026-11-20 18:05\n> calf raise 3x12 + partials\n"


def played(script: str) -> Played:
    """The script as `spotter replay` plays it."""
    return play(parse_script(script), HANDBOOK)


def failed(script: str) -> list[int]:
    """The lines that failed."""
    return [each.line for each in played(script).failures]


@pytest.mark.parametrize(
    ("script", "lines"),
    [
        pytest.param(REPORT + "tap Why?\n< Logged\n", [], id="a tap begins nothing new"),
        pytest.param(
            REPORT + "edit 1 > calf raise 3x10\n< Logged\n< Changed\n", [], id="an edit begins nothing new"
        ),
        pytest.param(REPORT + "tap Why?\n!< Logged\n", [4], id="what was said before a tap still counts"),
        pytest.param(REPORT + "> /settings\n< Logged\n", [4], id="a message begins anew"),
        pytest.param(REPORT + "@ +1m\n< Logged\n", [4], id="the clock begins anew"),
        pytest.param(REPORT + "@ +1d\n< how do your calves\n", [], id="capitals do not matter"),
        pytest.param(REPORT + "tap Nope\n", [3], id="a button that is not there"),
        pytest.param(REPORT + "edit 2 > bench 3x8\n", [3], id="a message that was not sent"),
        pytest.param(REPORT + "@ 2026-11-19 10:00\n", [3], id="a day that is past"),
        pytest.param(REPORT + "@ 09:00\n< How do your calves\n", [], id="a time alone is the next such time"),
    ],
)
def test_what_a_step_sees(script: str, lines: list[int]) -> None:
    """Expectations look back to the last message or clock line; failures name their line."""
    assert failed(script) == lines


def test_a_failure_says_what_was_expected_and_what_was_said() -> None:
    """What cannot be done is told as what it is."""
    wrong, missing = played(REPORT + "< Nothing like it\ntap Nope\n").failures
    assert failure_text(wrong, Path("a.chat")).startswith(
        "a.chat:3: expected a message with “Nothing like it”"
    )
    assert "\n  said: Logged" in failure_text(wrong, Path("a.chat"))
    assert failure_text(missing, Path("a.chat")).startswith("a.chat:4: there is no button “Nope”; the latest")
    assert failure_text(Failure(9, "expected a message with “x”", ()), Path("a.chat")).endswith(
        "nothing was said"
    )


def test_an_unknown_muscle_is_a_mistake_with_its_line() -> None:
    """It would change no verdict, and nobody would know why."""
    with pytest.raises(BrokenScript) as broken:
        played("# calves, misspelt\nlifter: lagging=calfes,chest\n" + REPORT)
    (mistake,) = broken.value.mistakes
    assert mistake.line == 2
    assert "calves" in mistake.says


def test_a_group_of_muscles_lags_as_a_whole() -> None:
    """Legs are quads, hamstrings, glutes, adductors and calves."""
    (reply,) = [
        event for event in played("lifter: lagging=legs\n> /settings\n").events if event.kind == "reply"
    ]
    assert "calves" in reply.text
    assert "quads" in reply.text


def test_times_are_those_of_the_lifter_also_after_a_move() -> None:
    """Nine in the morning in New York, not three in the afternoon in Berlin."""
    found = played("lifter: tz=Europe/Berlin\n" + REPORT + "> I'm in New York\n@ +1d\n").events
    first, last = found[0], found[-1]
    assert as_json(first)["at"] == "2026-11-20T18:05:00+01:00"
    assert (last.kind, as_json(last)["at"]) == ("follow_up", "2026-11-21T09:00:00-05:00")
    assert as_text(last).startswith("Sat 21 Nov 09:00  coach")


def test_the_clock_of_a_script_follows_the_lifter() -> None:
    """`@ 20:00` is eight in the evening where the lifter is now."""
    found = played("lifter: tz=Europe/Berlin\n" + REPORT + "> I'm in New York\n@ 20:00\n> hi\n").events
    assert found[-1].at == dtm.datetime(2026, 11, 21, 1, 0, tzinfo=dtm.UTC)


def test_a_time_zone_that_is_the_default_is_told_all_the_same() -> None:
    """`tz=UTC` is a statement: nobody is asked for a city again."""
    assert "timezone" in parse_script("lifter: tz=UTC\n> hi\n").told
    assert "timezone" not in parse_script("lifter: name=Ana\n> hi\n").told


AFTER_MONTHS = """
lifter: experience=advanced tz=Europe/London
@ 2026-03-02 18:00
> bench 3x8 80
@ 2026-09-07 18:00
> hey
@ +5m
> bench 3x8 60
< Last time (Mon 2 Mar): bench press 3x8 80 kg
> best bench?
< 8 x 80 kg (Mon 2 Mar)
> dropset on pec deck?
< You're just back
"""


def test_a_break_is_known_when_its_reports_are_archived() -> None:
    """What left the recent log still says how long somebody was away, and what was lifted before."""
    assert not play(parse_script(AFTER_MONTHS), HANDBOOK).failures
