"""The short ways through a message find what the long ones find: nothing is skipped that says something."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import Kind
from bot.domain.training import Unit
from bot.language.intents.sentences import sentences
from bot.language.intents.understand import Understood, understand
from bot.language.lexicon import Lexicon
from bot.language.page import Page, open_page
from bot.language.sets.dates import without_dates
from bot.language.sets.labels import labelled
from bot.language.sets.mark import names_of
from bot.language.sets.marks import marks
from bot.language.sets.notes import without_notes
from bot.language.sets.reading import SetsReading, read_sets

FOLDER = Path(__file__).parent
SETS = (
    "bench|calf raise|calves|3x12|80kg|80|8|,|.|+|last set|to failure|then|partials|dropset|warm up|each leg"
)
MORE_SETS = "rpe 8|@|12|first|bis|mon|set 2:|for|amrap"
TALK = "no|my|hurts|should|i|did|today|?|knee|sore|last|time|same"
SAID = st.sampled_from([said for words in (SETS, MORE_SETS, TALK) for said in words.split("|")])


def messages() -> Iterator[str]:
    """Every message of the tables of this folder."""
    for path in sorted((*FOLDER.glob("sets/habits*.yaml"), *FOLDER.glob("intents/*.yaml"))):
        for rows in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            yield from (row[0] for row in rows)


class Read(NamedTuple):
    """A message on its way through the reader."""

    page: Page
    sets: SetsReading
    meant: Understood


def read(text: str, lexicon: Lexicon) -> Read:
    """What a message holds and wants."""
    page = open_page(text, lexicon)
    sets = read_sets(page, lexicon, Unit.KG)
    return Read(page, sets, understand(page, lexicon, sets, ""))


def the_long_way(each: Read, lexicon: Lexicon) -> Understood:
    """What the message wants when everything is asked of it."""
    return understand(each.page, lexicon, each.sets._replace(bare=False), "")


@pytest.fixture(scope="module")
def all_read(lexicon: Lexicon) -> list[Read]:
    """Every message of the tables, read."""
    return [read(text, lexicon) for text in messages()]


def test_a_report_of_nothing_but_sets_says_nothing_else(lexicon: Lexicon, all_read: list[Read]) -> None:
    """The bare reports of the tables mean the same when everything is asked of them, too."""
    bare = [each for each in all_read if each.sets.bare]
    assert len(bare) > 500
    assert [each.page.raw for each in bare if each.meant != the_long_way(each, lexicon)] == []


def test_no_sets_are_where_nothing_may_tell_of_any(lexicon: Lexicon, all_read: list[Read]) -> None:
    """The messages that end early, as neither a figure nor a telling phrase is in them, have no sets."""
    telling = replace(lexicon, notation=replace(lexicon.notation, telling=lexicon.notation.phrases))
    skipped = [each.page for each in all_read if each.sets == SetsReading()]
    assert len(skipped) > 1000
    found = (read_sets(page, telling, Unit.KG) for page in skipped)
    assert [sets for sets in found if sets.kind is not Kind.NOT_A_REPORT or sets.when] == []


def test_what_is_nowhere_in_a_message_is_not_missed(lexicon: Lexicon, all_read: list[Read]) -> None:
    """Labels, dates and notes are the same when they are looked for as if everything had been said."""
    written = [marks(each.page, lexicon.notation, lexicon.plain) for each in all_read]
    everything = names_of(mark for found in written for mark in found)
    for found in written:
        said = names_of(found)
        for without in (labelled, without_dates, without_notes):
            assert without(found, said) == without(found, everything)


def test_no_pattern_is_passed_over_that_may_hold(lexicon: Lexicon, all_read: list[Read]) -> None:
    """Of every twentieth message: the patterns looked up are all of those whose elements occur."""
    grammar = lexicon.grammar
    every = {pattern.number: pattern for rows in grammar.index.values() for _, _, pattern in rows}
    for spoken in (spoken for each in all_read[::20] for spoken in sentences(each.page, lexicon)):
        labels = spoken.sentence.labels
        looked_up = {pattern.number for found in grammar.possible(labels).values() for pattern in found}
        missing = (number for number in every if number not in looked_up)
        assert all(any(map(labels.isdisjoint, every[number].template.needed)) for number in missing)


def test_no_lift_is_named_where_all_is_talk(lexicon: Lexicon, all_read: list[Read]) -> None:
    """The messages that are not searched for names, as only small words of names are in them, have none."""
    searching = replace(lexicon, names=replace(lexicon.names, guides=lexicon.names.parts))
    talk = [each.page for each in all_read if lexicon.names.are_talk([word.text for word in each.page.words])]
    assert len(talk) > 1000
    assert [page.raw for page in talk if open_page(page.raw, searching).mentions != page.mentions] == []


def test_a_name_is_never_taken_for_talk(lexicon: Lexicon) -> None:
    """Wherever the letters of a name are parted once more, one of its words tells it from talk."""
    names = lexicon.names
    parted = [f"{key[:at]} {key[at:]}".split() for key in names.keys for at in range(len(key))]
    talk = [words for words in parted if names.are_talk(words)]
    no = [False] * max(map(len, parted))
    assert [words for words in talk if any(names.locate(words, no, no))] == []


@given(st.lists(SAID, min_size=1, max_size=9).map(" ".join))
def test_the_short_ways_agree_with_the_long_ones(lexicon: Lexicon, text: str) -> None:
    """Any words of sets and talk in any order."""
    found = read(text, lexicon)
    assert found.meant == the_long_way(found, lexicon)
