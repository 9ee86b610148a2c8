"""How one message is understood: the output of `language`, the input of the coach.

The names of kinds, intents and slots are those of `spotter read --jsonl`.
"""

import datetime as dtm
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.lifter import Pain
from bot.domain.problem import Problem
from bot.domain.ruling import Topic
from bot.domain.training import Entry

#: What a slot `value` may hold: a word, or a small object such as {"rir": 2}.
Value: TypeAlias = str | dict[str, object] | None


class Kind(StrEnum):
    """What becomes of the sets in a message."""

    REPORT = "report"
    ASK = "ask"
    NOT_A_REPORT = "not_a_report"


class Intent(StrEnum):
    """What a message wants, most important first."""

    PAIN_RED_FLAG = "pain_red_flag"
    ASK_WHY = "ask_why"
    ASK_TECHNIQUE = "ask_technique"
    ASK_FAILURE = "ask_failure"
    ASK_READY = "ask_ready"
    ASK_VOLUME = "ask_volume"
    ASK_HISTORY = "ask_history"
    LOG_REPORT = "log_report"
    SET_PROFILE = "set_profile"
    CHECK_IN = "check_in"
    UNDO = "undo"
    HELP = "help"
    OTHER = "other"


class AskAbout(StrEnum):
    """What the coach has to ask before anything is stored."""

    EXERCISE = "exercise"
    MUSCLE = "muscle"
    SETS = "sets"
    REPS = "reps"
    WEIGHT = "weight"
    ORDER = "order"
    IMPLAUSIBLE = "implausible"
    RESULT = "result"
    CONFIRM = "confirm"
    CORRECTION = "correction"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the readings offered as a button; tapping it stores `entries`."""

    entries: tuple[Entry, ...]
    label: str = ""


#: Stands in a text where an answer belongs; nobody types it.
SLOT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question back to the lifter, as data; `replies` finds the words. At most three choices.

    `text` is the message with a `SLOT` for the answer, where there is one place for it.
    """

    about: AskAbout
    subject: str = ""
    choices: tuple[Choice, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When the training took place, as written: days back from the message, or a calendar date."""

    days_ago: int | None = None
    weekday: int | None = None
    date: dtm.date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text and what it was taken for (for the developer's view)."""

    start: int
    end: int
    tag: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, understood.

    `technique`, `exercise`, `muscle` hold what the text names, in order (empty = nothing named); `negated`
    the techniques refused. `guesses` are readings of low certainty that a reply must show; `not_understood`
    has the places in the text. `varies` says that the message begins like a change to what was asked before
    ("what about ..."); `day` is the one it speaks of: today, tomorrow or a weekday. `remark` says more of
    small talk: `thanks`, other people as an `example`, or (`somebody_else`) their sets; `theirs` is what it
    tells of another person. `places` are the body regions or muscles that hurt, or the regions said to be
    well again. `pain`, `topic`, `every_set` and `circumstances` (facts mentioned for this one answer) feed
    the rules. `trace` names the pattern that won, for the developer's view.
    """

    text: str
    kind: Kind = Kind.NOT_A_REPORT
    entries: tuple[Entry, ...] = ()
    ask: Ask | None = None
    intents: tuple[Intent, ...] = (Intent.OTHER,)
    technique: tuple[str, ...] = ()
    exercise: tuple[str, ...] = ()
    muscle: tuple[str, ...] = ()
    value: Value = None
    values: tuple[tuple[Intent, Value], ...] = ()
    negated: tuple[str, ...] = ()
    clarify: tuple[Intent, ...] = ()
    when: When | None = None
    pain: Pain = Pain.NONE
    places: tuple[str, ...] = ()
    topic: Topic = Topic.TRAINING
    every_set: bool = False
    varies: bool = False
    day: str = ""
    remark: str = ""
    theirs: Value = None
    circumstances: frozenset[str] = frozenset()
    guesses: tuple[str, ...] = ()
    not_understood: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = ()
    trace: tuple[str, ...] = ()

    @property
    def intent(self) -> Intent:
        """What has to be dealt with first."""
        return self.intents[0]

    def value_for(self, intent: Intent) -> Value:
        """The value that belongs to one of the intents; `value` is that of the first."""
        return dict(self.values).get(intent, self.value if intent is self.intent else None)
