"""The closed list of facts that a rule may look at: name, kind, values, meaning, and how a state shows it.

In comes a `State`, out comes its value for every fact. A new fact is added here and nowhere else; rule
files, their checks and their schema follow.

    >>> values_of(State(technique=Method.PARTIALS))["technique"]
    <Method.LENGTHENED_PARTIALS: 'lengthened_partials'>
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TypeAlias

from bot.domain.lifter import Experience, Pain, Soreness
from bot.domain.ruling import Effort, Method, State, Topic
from bot.domain.training import Mechanic

FactValue: TypeAlias = str | bool | float | None


class FactKind(StrEnum):
    """What kind of value a fact has."""

    WORD = "word"
    YES_NO = "yes or no"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One fact. `values` are the allowed words; a word without any is the name of a muscle."""

    name: str
    kind: FactKind
    meaning: str
    read: Callable[[State], FactValue]
    values: tuple[str, ...] = ()


def _word(name: str, values: type[StrEnum], meaning: str, read: str = "") -> KnownFact:
    words = tuple(each.value for each in values)
    return KnownFact(name, FactKind.WORD, meaning, attrgetter(read or name), words)


def _yes_no(name: str, meaning: str) -> KnownFact:
    return KnownFact(name, FactKind.YES_NO, meaning, attrgetter(name))


def _number(name: str, meaning: str) -> KnownFact:
    return KnownFact(name, FactKind.NUMBER, meaning, attrgetter(name))


_ALL = (
    _word("experience", Experience, "How long the lifter has trained; unknown until told."),
    _word(
        "technique",
        Method,
        "What is done with the set. partials, cluster and superset are short for lengthened_partials, "
        "cluster_set and antagonist_superset.",
        read="technique.row",
    ),
    _word("effort", Effort, "How close to failure the set ends.", read="settled_effort"),
    _word("mechanic", Mechanic, "How the lift loads the body; spinal means that the back carries it."),
    KnownFact("muscle", FactKind.WORD, "The muscle that is trained.", attrgetter("muscle")),
    _yes_no("last_set", "Whether it is the last set for that muscle."),
    _number("techniques_in_set", "How many past-failure techniques one set carries."),
    _yes_no("lagging", "Whether the lifter calls this muscle a lagging one."),
    _yes_no("spotter", "Whether a training partner helps."),
    _number("pf_left", "Past-failure sets that this week still allows, for the muscle or the whole body."),
    _yes_no("over_allowance", "Whether the sets asked about are more than this week still allows."),
    _yes_no("too_soon", "Whether the muscle's last past-failure session is less than the spacing ago."),
    _number("weeks_in_a_row", "Weeks in a row with past-failure work for that muscle."),
    _number(
        "weekly_sets", "Hard sets of that muscle in the last seven days; not known while the log is young."
    ),
    _number("session_sets", "Hard sets of that muscle in this session."),
    _word("soreness", Soreness, "How the muscle feels; weaker means two or more reps down at the same load."),
    _word("pain", Pain, "Pain beyond soreness: a nagging joint, signs of an injury, signs of an emergency."),
    _word("question", Topic, "What the question is about; medical ones are not for a coach."),
    _yes_no("sleep_low", "Under six hours of sleep, two nights in a row."),
    _yes_no("deficit", "Eating below maintenance."),
    _yes_no("first_time", "First time with this technique on this muscle in the last eight weeks."),
    _yes_no("comeback", "In the first four weeks after three or more weeks off."),
    _number("sets", "Sets of that kind for that muscle in the session."),
)
FACTS: Mapping[str, KnownFact] = {fact.name: fact for fact in _ALL}
_READERS = tuple((fact.name, fact.read) for fact in _ALL)


def values_of(state: State) -> dict[str, FactValue]:
    """Every fact's value in a state; None where it is not known."""
    return {name: read(state) for name, read in _READERS}


def as_words(value: FactValue) -> str:
    """A value as a rule file writes it."""
    match value:
        case None:
            return "not known"
        case bool():
            return "true" if value else "false"
        case str():
            return str(value)  # a plain word, also where the value is a member of an enumeration
        case _:
            return f"{value:g}"
