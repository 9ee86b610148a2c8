"""Properties of the set notation: any text gives a reading, and nothing is stored that was not done."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import AskAbout, Kind, When
from bot.language.sets import SetsReading
from tests.language.sets.compact import compact
from tests.language.sets.reading import read

PIECES = st.sampled_from(
    (
        *(
            "bench",
            "calf raise",
            "plank",
            "pull ups",
            "3x12",
            "80",
            "80kg",
            "62,5",
            "x",
            "+",
            "-",
            ">",
            "->",
            "/",
            ",",
            "@",
        ),
        *(
            "8",
            "10/8/6",
            "12L/10R",
            "RPE",
            "rir",
            "2 rir",
            "partials",
            "forced",
            "dropset",
            "drop",
            "rest-pause",
            "myo",
        ),
        *(
            "to failure",
            "last set",
            "each set",
            "set 2",
            "second",
            "failed on the 5th",
            "amrap",
            "got 9",
            "warm up",
            "work",
        ),
        *(
            "bw",
            "+10",
            "-20",
            "assisted",
            "each leg",
            "a side",
            "2 plates",
            "no",
            "then",
            "and",
            "for",
            "3 sets of",
            "reps",
        ),
        *(
            "\n",
            ".",
            "?",
            "(",
            ")",
            "[",
            "]",
            ":",
            "1:30",
            "45s",
            "40m",
            "yesterday",
            "A1",
            "A2",
            "superset",
            "🔥",
            "١٢",
        ),
    )
)


@given(st.text(max_size=200))
def test_any_text_gives_a_reading(text: str) -> None:
    """Total: no text raises."""
    assert read(text).kind in Kind


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_pieces_of_notation_give_a_reading(text: str) -> None:
    """Total on what looks like notation; what is asked back is never stored."""
    reading = read(text)
    assert not (reading.entries and reading.kind is not Kind.REPORT)
    assert all(entry.exercise and entry.sets for entry in reading.entries)


@given(st.lists(PIECES, min_size=2, max_size=12).map("".join))
def test_pieces_without_spaces_give_a_reading(text: str) -> None:
    """Glued pieces do not raise either."""
    assert read(text).kind in Kind


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 2000,
        "1/" * 2000,
        "bench 3x8 80, " * 290,
        "(" * 4096,
        "calf raise 12+5 partials " * 160,
        "9" * 4096,
    ],
    ids=["numbers", "slashes", "endless report", "brackets", "endless partials", "one number"],
)
def test_long_messages_give_a_reading(text: str) -> None:
    """The longest messages a chat can carry are read or refused, never an error."""
    assert read(text).kind in Kind


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("bench 80x8\n" * 40, None),
        ("bench 80x8\n" * 300, AskAbout.LENGTH),
        ("bench " + "80x8 " * 120, AskAbout.LENGTH),
        ("what a day at the gym, " * 170, None),
    ],
    ids=["forty sets", "three hundred sets", "all on one line", "no sets at all"],
)
def test_what_is_too_long_is_asked_for_in_parts(text: str, about: AskAbout | None) -> None:
    """More sets than anybody does in a week are not read in part, and not dropped without a word."""
    ask = read(text).ask
    assert (ask.about if ask else None) is about


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("bench 12x8", ["bench_press: 1*8@12", "bench_press: 8*12"]),
        ("deadlift 5x160", ["deadlift: 1*5@160", "deadlift: 5*160"]),
        ("squat 3x6-8 100", ["squat: 3*6@100", "squat: 3*8@100"]),
    ],
    ids=["12x8 is a load or repetitions", "5x160 is repetitions or sets", "a range offers both ends"],
)
def test_a_question_carries_its_readings(text: str, choices: list[str]) -> None:
    """Each choice is a ready report; implausible ones are left out."""
    ask = read(text).ask
    assert ask is not None
    offered = [
        compact(read(text).__class__(kind=Kind.REPORT, entries=choice.entries)) for choice in ask.choices
    ]
    assert set(offered) <= set(choices)
    assert choices[0] in offered


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("yesterday: squat 3x5 120", When(days_ago=1)),
        ("Mon 12/5 - squat 4x6 105kg", When(weekday=0)),
    ],
    ids=["yesterday", "a weekday with a date"],
)
def test_day_words_are_kept(text: str, when: When) -> None:
    """Dates leave the numbers and stay as `when`."""
    assert read(text).when == when


def test_a_nameless_report_keeps_its_sets_for_the_answer() -> None:
    """`3x12 @ 60kg`: the exercise is asked for, the sets wait in the choice."""
    ask = read("3x12 @ 60kg").ask
    assert ask is not None
    assert ask.about is AskAbout.EXERCISE
    assert len(ask.choices[0].entries[0].sets) == 3


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("calf raise 3x12 + partials", "partials_every_set"),
        ("calf raise 3x15 90kg + dropset", "dropset_last_set"),
        ("hack squat 100x12+5+4", "rest_pause_by_shape"),
    ],
)
def test_uncertain_readings_are_named(text: str, guess: str) -> None:
    """What a reply must show is in `guesses`."""
    assert guess in read(text).guesses


def test_a_refused_technique_is_reported_as_refused() -> None:
    """`no dropset` is negated, not done."""
    reading = read("curls 3x12 no dropset today")
    assert reading.negated == ("dropset",)
    assert reading.entries[0].sets[0].techniques == ()


def _numbers_carried(reading: SetsReading) -> set[float]:
    """Every number that the sets of a reading say, and how many sets may stand together."""
    sets = [one for entry in reading.entries for one in entry.sets]
    said: set[float | int] = {*range(1, len(sets) + 1)}
    for one in sets:
        values = (one.reps, one.load, one.rpe, one.rir, one.seconds, one.distance_m, *(one.sides or ()))
        added = (value for each in one.continuations for value in (each.reps, each.load))
        said |= {abs(value) for value in (*values, *added) if value is not None}
    return {float(value) for value in said}


LIFTED = st.sampled_from(("bench", "squat", "leg curl", "hammer curls", "leg press"))
GROUPS = st.sampled_from(
    (
        *("3x12", "4x8 80kg", "80x8x3", "100 5 5 4", "12/10/8 40kg", "60 kg x 9", "3 sets of 11", "5x5 @ 95"),
        *("80x8, 80x7", "2x15 + 6 partials", "70x9 > 50x7", "rpe 8", "2 rir", "3x10 14kg + 2 forced", "55"),
        *("with 42", "at 37.5", "then 17", ", 19", "(23)", "- 27", "x 31", "7 reps"),
    )
)


@given(LIFTED, st.lists(GROUPS, min_size=1, max_size=4))
def test_every_number_is_carried_or_named(lift: str, groups: list[str]) -> None:
    """What a report stores or names covers every number written: none is lost silently."""
    text = f"{lift} {' '.join(groups)}"
    reading = read(text)
    if reading.kind is not Kind.REPORT:
        return
    named = " ".join(problem.text for problem in reading.not_understood)
    carried = _numbers_carried(reading)
    for written in re.findall(r"\d+(?:\.\d+)?", text):
        assert float(written) in carried or written in named, (text, compact(reading), named)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("bench 3x8 80 77", "77"),
        ("bench 60x10, other two were 12", "12"),
        ("squat 3x5 100 r2", "2"),
    ],
)
def test_a_number_without_place_is_named(text: str, named: str) -> None:
    """The reply can say which number it did not use."""
    assert named in [problem.text for problem in read(text).not_understood]


def test_an_unknown_word_beside_a_name_makes_it_doubtful() -> None:
    """`zercher thingy` may be another lift: the reply echoes what was read."""
    assert any(guess.startswith("name_fuzzy:") for guess in read("zercher thingy 3x10 20").guesses)
