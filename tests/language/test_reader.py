"""The reader as a whole: total, careful with refusals and pain, and open about how it came to a reading."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lifter import Pain
from bot.domain.reading import Intent, Kind
from bot.domain.ruling import Topic
from bot.domain.training import Exercise
from bot.language.lexicon import Lexicon
from bot.language.lexicon_book import build_lexicon
from bot.language.reader import Context, Reader

TECHNIQUES = {
    "dropset": "dropset",
    "rest-pause": "rest_pause",
    "forced reps": "forced_reps",
    "negatives": "negatives",
    "partials": "partials",
    "myo reps": "myo_reps",
}
REFUSALS = ("no {} today", "ok no {} then", "I won't do {}", "skipping {}", "not doing {} this time")
WORDS = [
    "bench",
    "squat",
    "calves",
    "dropset",
    "partials",
    "no",
    "not",
    "should",
    "i",
    "can",
    "today",
    "?",
    ",",
    ".",
    "3x12",
    "80kg",
    "to",
    "failure",
    "sore",
    "knee",
    "hurts",
    "why",
    "when",
    "last",
    "week",
    "delete",
    "lb",
    "berlin",
    "7/10",
    "und",
    "ich",
    "nicht",
    "+",
    ">",
    "@8",
    "rpe",
]


@given(st.text(max_size=80))
def test_any_text_gives_a_reading(reader: Reader, text: str) -> None:
    """Whatever is sent, one reading comes back and nothing is raised."""
    reading = reader.read(text)
    assert reading.text == text
    assert reading.intents


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_word_salad_gives_a_consistent_reading(reader: Reader, text: str) -> None:
    """Entries only in reports; a refused technique is never asked about or stored."""
    reading = reader.read(text)
    assert bool(reading.entries) == (reading.kind is Kind.REPORT)
    assert not set(reading.technique) & set(reading.negated)
    assert (reading.pain is Pain.NONE) == (Intent.PAIN_RED_FLAG not in reading.intents)


@pytest.mark.parametrize("frame", REFUSALS)
@pytest.mark.parametrize("words", TECHNIQUES)
def test_refused_technique_is_negated(reader: Reader, frame: str, words: str) -> None:
    """A technique that is named but refused is neither wanted nor stored."""
    reading = reader.read(frame.format(words))
    assert reading.negated == (TECHNIQUES[words],)
    assert reading.technique == ()
    assert reading.kind is Kind.NOT_A_REPORT


@pytest.mark.parametrize(
    "text",
    [
        "he did 5x5 squats with 140",
        "tomorrow: bench 3x8 80",
        "gonna do 4x10 leg curls with partials",
        "what if i do 3x12 curls with a dropset",
    ],
)
def test_other_people_and_plans_are_not_stored(reader: Reader, text: str) -> None:
    """Only what the lifter has done is a report."""
    assert reader.read(text).kind is not Kind.REPORT


@pytest.mark.parametrize(
    ("text", "pain"),
    [
        ("knee is a bit achy", Pain.ACHE),
        ("sharp pain in my elbow", Pain.INJURY),
        ("chest pressure and i feel faint", Pain.EMERGENCY),
        ("no pain at all", Pain.NONE),
        ("quads are killing me", Pain.NONE),
        ("my mate has knee pain", Pain.NONE),
        ("my dad has chest pain", Pain.EMERGENCY),
        ("no chest pain but my arm is numb", Pain.INJURY),
        ("the knee pain is gone", Pain.NONE),
    ],
)
def test_level_of_pain(reader: Reader, text: str, pain: Pain) -> None:
    """An ache, an injury, an emergency: or a figure of speech."""
    assert reader.read(text).pain is pain


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("left pec hurts", ("chest",)),
        ("my left knee is swollen", ("knee",)),
        ("my knee and my elbow hurt badly", ("knee", "elbow")),
        ("calf raise 3x12, calf cramped with sharp pain", ("calves",)),
        ("can i train chest with elbow pain?", ("elbow",)),
        ("my knee popped. elbow aches a bit", ("knee",)),
        ("i hurt myself", ()),
        ("my knee is fine now", ("knee",)),
        ("me duele la rodilla", ("knee",)),
    ],
)
def test_place_of_pain(reader: Reader, text: str, places: tuple[str, ...]) -> None:
    """What hurts worst, or is well again; not what is asked about beside it."""
    assert reader.read(text).places == places


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "i wanna die",
        "i wish i was dead",
        "i feel like killing myself",
        "I don't want to live anymore",
        "everyone would be better off without me",
        "thinking about suicide again",
        "life isn't worth living",
        "bench 3x8 80. i just want to die",
    ],
)
def test_despair_is_heard(reader: Reader, text: str) -> None:
    """Somebody who does not want to live, in whatever words."""
    reading = reader.read(text)
    assert (reading.pain, reading.value_for(Intent.PAIN_RED_FLAG)) == (Pain.EMERGENCY, "despair")


@pytest.mark.parametrize(
    "text",
    [
        "those squats make me want to die",
        "i want to die after leg day lol",
        "i'm killing myself on squats",
        "suicide grip on bench ok?",
        "my legs are dead",
        "i want to do dead hangs",
        "i don't want to die",
    ],
)
def test_gym_talk_of_dying_is_no_despair(reader: Reader, text: str) -> None:
    """Figures of speech, and names that sound like it."""
    assert reader.read(text).pain is Pain.NONE


def test_red_flags_survive_an_emptied_rule_file(documents: dict[str, Any]) -> None:
    """A coach may add signs, but the built-in ones always count."""
    bare = {**documents, "red-flags": {**documents["red-flags"], "levels": {}}}
    lexicon = build_lexicon(bare)
    reader = Reader(lexicon, lexicon.catalogue)
    for text in (
        "chest pain",
        "i fainted",
        "my pee is brown",
        "my hand is numb",
        "felt a pop",
        "i want to die",
    ):
        assert reader.read(text).pain is not Pain.NONE


@pytest.mark.parametrize(
    "text",
    [
        "should i take ibuprofen for my doms?",
        "ice or heat?",
        "can i lift while pregnant",
        "when can i squat after acl surgery",
        "is trt worth it",
    ],
)
def test_medical_questions_are_marked(reader: Reader, text: str) -> None:
    """Questions for a doctor are told apart from training."""
    assert reader.read(text).topic is Topic.MEDICAL


def test_words_of_one_lifter_win(reader: Reader) -> None:
    """Own words and own exercises are read as the lifter means them."""
    own = Exercise("own:sled-thing", "sled thing", primary=("quads",))
    assert reader.read("the beast 3x10", names={"the beast": "leg_press"}).exercise == ("leg_press",)
    assert reader.read("sled thing 3x10", own=(own,)).exercise == ("own:sled-thing",)


@pytest.mark.parametrize("text", ["deadlift 5x160, legs sore", "hit chest and tris, good session"])
def test_a_check_in_beside_sets_leaves_the_question_about_them(reader: Reader, text: str) -> None:
    """What has to be asked about sets is asked, and the check-in is heard too."""
    reading = reader.read(text)
    assert reading.kind is Kind.ASK
    assert Intent.CHECK_IN in reading.intents


@pytest.mark.parametrize(
    ("text", "feeling"),
    [("kinda", "bit_sore"), ("yes", "sore"), ("nope not at all", "fresh"), ("very", "very_sore")],
)
def test_short_answers_count_while_the_coach_waits(reader: Reader, text: str, feeling: str) -> None:
    """A "kinda" is a check-in after "still sore?", and small talk without it."""
    assert reader.read(text, context=Context(awaiting="check_in")).value == feeling
    assert reader.read(text).intent is Intent.OTHER


def test_the_trace_names_the_template_that_won(reader: Reader) -> None:
    """The developer's view can say why."""
    reading = reader.read("why not?")
    assert any("why" in step for step in reading.trace)


def test_spans_point_into_the_text(reader: Reader) -> None:
    """What was named is shown at its place."""
    text = "Leg curl 3x10 + partials"
    found = {text[s.start : s.end]: s.meaning for s in reader.read(text).spans}
    assert found == {"Leg curl": "leg_curl", "partials": "partials"}


def test_misspelt_names_are_echoed(reader: Reader) -> None:
    """A name that was set right is shown as a guess."""
    assert "bench_press" in reader.read("benhc press 3x8 80").guesses


def test_lexicon_reads_every_document(lexicon: Lexicon) -> None:
    """The vocabulary of all five files is there."""
    assert lexicon.zones["berlin"] == "Europe/Berlin"
    assert lexicon.catalogue.muscles_of("arms") == ("biceps", "triceps", "forearms")
