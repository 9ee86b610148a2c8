"""The rule documents turned into the lexicon and the catalogue; `lexicon` asks it.

In: documents by file stem (`exercises`, `muscles`, `techniques`, `questions`, `red-flags` ...).

    >>> build_lexicon(documents).set_right("drpset")
    'dropset'
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.training import Exercise, Measure, Mechanic
from bot.language.grammar import build_grammar
from bot.language.intents.floor import FLOOR
from bot.language.lexicon import ANY, Lexicon
from bot.language.name_book import build_names
from bot.language.phrases import Phrases
from bot.language.vocabulary import build_vocabulary

Document = Mapping[str, Any]


def build_lexicon(documents: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a rules folder."""
    questions: Document = documents["questions"]
    flags: Document = documents["red-flags"]
    exercises: Document = documents["exercises"]
    techniques: Document = documents["techniques"]
    grammar = build_grammar(questions, flags, FLOOR)
    plain = frozenset(" ".join(map(str, questions["plain"])).split())
    sure, gym = _technique_tables(techniques, questions, plain)
    foreign: Document = flags.get("foreign", {})
    names = build_names(exercises)
    taken = plain | names.vocabulary | names.spelling.words.keys() | grammar.vocabulary
    chat = {slip: word for slip, word in _swapped(questions.get("swapped", ())) if slip not in taken}
    chat |= {str(k): str(v) for k, v in questions["chat"].items()}
    return Lexicon(
        names=names,
        muscles=Phrases(_muscle_words(documents["muscles"])),
        techniques=sure,
        gym_techniques=gym,
        idioms=Phrases(_idioms(questions, techniques)),
        lifting=frozenset(word for word in map(str, questions["lifting"]) if " " not in word),
        about_lifting=Phrases({word: "" for word in map(str, questions["lifting"]) if " " in word}),
        plain=plain,
        chat=chat,
        everyday=frozenset(map(str, exercises["spelling"].get("everyday", ()))),
        spoilers=frozenset(map(str, exercises["spelling"].get("spoilers", ()))),
        vocabulary=grammar.vocabulary,
        grammar=grammar,
        circumstances=Phrases(_circumstances(documents["circumstances"])),
        variations=Phrases(dict.fromkeys(map(str, questions["variations"]), "")),
        rude=Phrases(dict.fromkeys(map(str, questions["words"]["hostile"]), "hostile")),
        answers={
            " ".join(chat.get(word, word) for word in answer.split()): feeling
            for answer, feeling in _inverted(questions.get("answers", {})).items()
        },
        emoji=_inverted(questions.get("emoji", {})),
        zones=_inverted(questions["zones"]),
        regions=_inverted(flags["regions"]),
        foreign={k: frozenset(map(str, v)) for k, v in questions["foreign"].items()},
        foreign_gone=Phrases(dict.fromkeys(map(str, foreign.get("gone", ())), "gone")),
        foreign_pain=Phrases(dict.fromkeys(map(str, foreign.get("pain", ())), "pain")),
        foreign_regions=Phrases(_inverted(foreign.get("regions", {}))),
        catalogue=build_catalogue(documents),
        notation=build_vocabulary(documents),
    )


def _swapped(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each word with two neighbouring letters swapped -> the word: cna -> can."""
    for word in map(str, words):
        for at in range(len(word) - 1):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], word


def _circumstances(document: Document) -> dict[str, str]:
    """Phrase -> the fact that it states."""
    return _inverted({fact: words for fact, words in document.items() if fact != "version"})


def _inverted(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Meaning -> words, turned into word -> meaning."""
    return {str(word): meaning for meaning, members in words.items() for word in members}


def _idioms(questions: Document, techniques: Document) -> Iterable[tuple[str, str]]:
    for phrase in (*questions["idioms"], *techniques.get("not_a_technique", ())):
        yield str(phrase), "idiom"


def _technique_tables(
    techniques: Document, questions: Document, plain: frozenset[str]
) -> tuple[Phrases[str], Phrases[str]]:
    """Words that always name a technique, and those that do so only in talk about lifting."""
    sure, gym = dict[str, str](), dict[str, str]()
    for technique, entry in techniques["techniques"].items():
        for word in map(str, entry.get("words", ())):
            (gym if word in plain else sure)[word] = technique
        gym |= {str(word): technique for word in questions["gym_words"].get(technique, ())}
    sure |= {str(word): ANY for word in questions["words"].get("any_technique", ())}
    return Phrases(sure), Phrases(gym)


def _muscle_words(document: Document) -> Iterable[tuple[str, str]]:
    for muscle, words in document["muscles"].items():
        yield muscle.replace("_", " "), muscle
        for word in words:
            yield str(word), muscle
    bare_off = document.get("bare_groups_off", ())
    for group, entry in document["groups"].items():
        if group not in bare_off:
            yield group.replace("_", " "), group
        for word in entry.get("also", ()):
            yield str(word), group


def build_catalogue(documents: Mapping[str, Any]) -> Catalogue:
    """The exercises and muscles of a rules folder."""
    entries: Document = documents["exercises"]["exercises"]
    muscles: Document = documents["muscles"]
    bare = Catalogue(
        exercises={each: _exercise(each, entry) for each, entry in entries.items()},
        muscles=tuple(muscles["muscles"]),
        groups={group: tuple(entry["muscles"]) for group, entry in muscles["groups"].items()},
    )
    around: Document = documents["red-flags"].get("around", {})
    return replace(bare, around={region: _all_of(names, bare) for region, names in around.items()})


def _all_of(names: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The muscles behind names of muscles and groups; an unknown name is a mistake in the file."""
    if unknown := [name for name in names if not catalogue.muscles_of(name)]:
        raise KeyError(unknown[0])
    return tuple(dict.fromkeys(muscle for name in names for muscle in catalogue.muscles_of(name)))


def _exercise(exercise_id: str, entry: Document) -> Exercise:
    return Exercise(
        id=exercise_id,
        name=entry["name"].lower(),
        primary=tuple(entry["primary"]),
        secondary=tuple(entry.get("secondary", ())),
        mechanic=Mechanic(entry["mechanic"]),
        equipment=entry["equipment"],
        bodyweight=bool(entry.get("bodyweight")),
        assisted=bool(entry.get("assisted")),
        unilateral=bool(entry.get("unilateral")),
        measure=Measure(entry.get("measure", "reps")),
        parent=entry.get("parent"),
    )
