"""The product in a few calls: stored once, answered, corrected, followed up."""

from dataclasses import replace

import pytest

from bot.domain.incoming import Tap
from bot.domain.owed import OwedState
from bot.ports import StoreUnavailable
from tests.coach.conftest import Bench

PARTIALS = "calf raise 3x12 + partials"


def test_one_message_is_one_commit(bench: Bench) -> None:
    """The report, the answer and the follow-ups are saved together, before anything is sent."""
    bench.coach.receive(bench.incoming("m1", PARTIALS))
    assert bench.store.saves == 1
    assert len(bench.dossier.reports) == 1
    assert len(bench.follow_ups()) == 3
    assert bench.collect()[0].text.startswith("Logged")


def test_a_repeated_message_stores_nothing_and_is_answered_again(bench: Bench) -> None:
    """Telegram may deliver the same update twice."""
    first = bench.say(PARTIALS, "m1")
    again = bench.say(PARTIALS, "m1")
    assert first == again
    assert len(bench.dossier.reports) == 1
    assert len(bench.follow_ups()) == 3


def test_an_unsent_answer_is_still_owed_after_a_crash(bench: Bench) -> None:
    """Collected but not sent means due again for the next process."""
    bench.coach.receive(bench.incoming("m1", PARTIALS))
    bench.collect()
    reborn = type(bench.coach)(bench.coach.handbook, bench.store, bench.clock)
    reborn.recover()
    assert [row.cause for row in reborn.collect()] == ["m1"]


def test_a_repeated_message_keeps_its_place_before_a_later_one(bench: Bench) -> None:
    """After a crash Telegram repeats what it was not told about, and the answers still come in order."""
    bench.coach.receive(bench.incoming("m1", PARTIALS))
    bench.clock.advance(seconds=1)
    bench.coach.receive(bench.incoming("m2", "bench 3x8 80"))
    bench.clock.advance(seconds=1)
    bench.coach.receive(bench.incoming("m1", PARTIALS))
    assert [row.cause for row in bench.collect()] == ["m1", "m2"]


def test_nothing_is_owed_when_nothing_could_be_saved(bench: Bench) -> None:
    """A full disk stores no half of a message."""
    bench.store.refuse = "the disk is full."
    with pytest.raises(StoreUnavailable):
        bench.coach.receive(bench.incoming("m1", PARTIALS))
    bench.store.refuse = ""
    assert bench.dossier.reports == ()
    assert bench.say(PARTIALS, "m1")[0].startswith("Logged")


def test_an_edit_replaces_the_sets_and_moves_the_release(bench: Bench) -> None:
    """One set past failure costs less than three."""
    bench.say(PARTIALS, "m1")
    before = bench.follow_ups()[-1].due_at
    said = bench.edit("m1", "calf raise 3x12, last set + partials", "u2")
    assert said[0].startswith("Changed")
    assert "Before: " in said[0]
    assert len(bench.dossier.reports) == 1
    assert bench.follow_ups()[-1].due_at < before


def test_an_edit_delivered_twice_is_dealt_with_once(bench: Bench) -> None:
    """The same edit again changes nothing."""
    bench.say(PARTIALS, "m1")
    bench.edit("m1", "calf raise 4x12 + partials", "u2")
    counter = bench.dossier.counter
    bench.edit("m1", "calf raise 4x12 + partials", "u2")
    assert bench.dossier.counter == counter


def test_an_edit_to_nonsense_takes_the_sets_back(bench: Bench) -> None:
    """No sets in the edited message means no report and no follow-ups."""
    bench.say(PARTIALS, "m1")
    said = bench.edit("m1", "hey", "u2")
    assert "took back" in said[0]
    assert (bench.dossier.reports, bench.follow_ups()) == ((), [])


@pytest.mark.parametrize("take_back", ["edit", "undo"])
def test_a_report_that_is_gone_is_gone_from_the_talk(bench: Bench, take_back: str) -> None:
    """Its verdict is not explained any more, and its lift is not what "should I?" is about."""
    bench.say(PARTIALS, "m1")
    if take_back == "undo":
        bench.say("undo")
    else:
        bench.edit("m1", "hey", "u2")
    assert "haven't given you a verdict yet" in bench.say("why?")[0]
    assert bench.say("should I dropset?")[0].startswith("Which exercise or muscle")


def test_an_edit_answers_in_place(bench: Bench) -> None:
    """The coach's own answer is edited, not repeated."""
    bench.say(PARTIALS, "m1")
    bench.coach.edited(bench.incoming("m1", "calf raise 4x12 + partials"))
    assert bench.collect()[0].replaces == "c-m1:0"


def test_undo_by_button_takes_back_that_report(bench: Bench) -> None:
    """Even when another one came after it."""
    bench.say(PARTIALS, "m1")
    bench.say("bench 3x8 80", "m2")
    _, said = bench.tap(f"v1:undo:{bench.dossier.reports[0].id}", "t1")
    assert said[0].startswith("Taken back")
    assert [report.source for report in bench.dossier.reports] == ["m2"]
    assert bench.follow_ups() == []


@pytest.mark.parametrize(
    "action",
    [
        "",
        "v1",
        "v2:undo:r1",
        "v1:nonsense",
        "v1:level:god",
        "v1:feel:x:y",
        "v1:delete:yes",
        "v1:mean:other",
        "v1:unit:st",
    ],
)
def test_old_or_forged_buttons_change_nothing(bench: Bench, action: str) -> None:
    """Data that means nothing (any more) gets a polite line."""
    bench.say("bench 3x8 80")
    before = bench.dossier
    toast, said = bench.tap(action, "t1")
    assert toast
    assert said == []
    assert bench.dossier == before


def test_a_tap_is_about_the_muscles_of_its_check_in(bench: Bench) -> None:
    """The morning's session owes a release by the same day's name, and is no part of the question."""
    bench.say(PARTIALS, "m1")
    bench.wait(hours=13)
    bench.say("cable curl 12, 11, 10 then drop 15x8", "m2")
    rows = [row for row in bench.dossier.owed if row.session == "2026-11-21"]
    assert {row.muscles for row in rows} == {("calves",), ("biceps",)}
    bench.store.save(replace(bench.dossier, owed=tuple(reversed(bench.dossier.owed))))
    bench.tap("v1:feel:2026-11-21:sore", "t1")
    assert [each.muscles for each in bench.dossier.check_ins] == [("calves",)]


def test_a_tap_delivered_twice_counts_once(bench: Bench) -> None:
    """One answer to a check-in, however often it arrives."""
    bench.say(PARTIALS, "m1")
    bench.wait(hours=24)
    day = bench.dossier.owed[0].session or bench.follow_ups(OwedState.SENT)[0].session
    bench.tap(f"v1:feel:{day}:sore", "t1")
    bench.tap(f"v1:feel:{day}:sore", "t1")
    assert len(bench.dossier.check_ins) == 1


def test_deleting_everything_is_confirmed_and_leaves_nothing(bench: Bench) -> None:
    """Asked first, then gone, with one goodbye."""
    bench.say(PARTIALS, "m1")
    assert "Delete everything" in bench.say("/deleteme")[0]
    assert len(bench.dossier.reports) == 1
    _, said = bench.tap("v1:delete:yes", "t1")
    assert said[0].startswith("Done")
    assert bench.store.dossiers == {}


def test_a_deletion_can_be_called_off(bench: Bench) -> None:
    """No means no."""
    bench.say(PARTIALS, "m1")
    bench.say("/deleteme")
    bench.tap("v1:delete:no", "t1")
    assert len(bench.dossier.reports) == 1
    toast, _ = bench.tap("v1:delete:yes", "t2")
    assert toast


def test_no_answer_exceeds_the_limit_whatever_was_written(bench: Bench) -> None:
    """An exercise name of a thousand letters is not echoed whole."""
    assert all(len(text) <= 500 for text in bench.say(f"{'a' * 1000} 3x8 80"))


def test_an_edit_that_leaves_a_question_keeps_the_old_sets(bench: Bench) -> None:
    """A name nobody knows asks for its muscle; until the answer, nothing is taken back."""
    bench.say("bench 3x8 80", "m1")
    assert "Which muscle" in bench.edit("m1", "fizzlepress 3x10 20", "u2")[0]
    assert [entry.exercise_id for entry in bench.dossier.reports[0].entries] == ["bench_press"]
    bench.say("chest")
    assert [entry.exercise for entry in bench.dossier.reports[0].entries] == ["fizzlepress"]
    assert len(bench.dossier.reports) == 1


def test_a_question_in_between_does_not_lose_the_day(bench: Bench) -> None:
    """Yesterday stays yesterday when the muscle had to be asked for."""
    bench.say("yesterday fizzlepress 3x10 20")
    bench.say("chest")
    assert (bench.clock.now() - bench.dossier.reports[0].at).days >= 0
    assert bench.dossier.reports[0].at.date() < bench.clock.now().date()


def test_what_is_written_after_a_deletion_stays(bench: Bench) -> None:
    """A new report before the goodbye has gone out belongs to a new start."""
    bench.say(PARTIALS, "m1")
    bench.say("/deleteme")
    bench.coach.tapped(Tap("ana", "ana", "t1", "v1:delete:yes", bench.clock.now()))
    bench.coach.receive(bench.incoming("m9", "bench 3x8 80"))
    bench.hear()
    bench.hear()
    assert [report.source for report in bench.dossier.reports] == ["m9"]


def test_undo_takes_the_report_that_was_logged_last(bench: Bench) -> None:
    """Also among many of the same moment."""
    for number in range(12):
        bench.say(f"bench 3x{number + 1} 80", f"m{number}")
    bench.say("/undo")
    assert {report.source for report in bench.dossier.reports} == {f"m{number}" for number in range(11)}


def test_the_whole_body_allowance_counts_the_same_day(bench: Bench) -> None:
    """The second muscle of an intermediate's day finds the allowance used."""
    bench.say("im intermediate")
    bench.say("my calves and biceps are lagging")
    bench.say("calf raise 5x12 60, last set + partials")
    assert "Costs more than it returns" in bench.say("cable curl 20kg 12, 11, 10 then drop 15x8")[0]
