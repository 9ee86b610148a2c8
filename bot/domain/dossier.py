"""All that is kept about one lifter, as one value: what a commit replaces, all of it or nothing.

store.load(lifter) -> Dossier -> (coach) -> Dossier -> store.save(lifter, dossier)
"""

import datetime as dtm
from dataclasses import dataclass, field

from bot.domain.lifter import CheckIn, Circumstances, PainNote, Profile
from bot.domain.owed import Owed
from bot.domain.reading import Ask, Value
from bot.domain.ruling import Ruling, State
from bot.domain.training import Entry, Report


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that the coach asked and the lifter has not answered yet.

    `kind` says what an answer would settle (a report's sets, a muscle for a technique, a deletion ...);
    `entries` and `value` hold what was already understood, `at` when the training ended, `report` the stored
    report that the answer replaces; `number` its place among the lifter's reports and questions.
    """

    kind: str
    asked_at: dtm.datetime
    source: str
    text: str = ""
    ask: Ask | None = None
    entries: tuple[Entry, ...] = ()
    value: Value = None
    at: dtm.datetime | None = None
    report: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that was given: the state it was given for and the ruling, kept for "why?".

    `nearest` is the nearest change that would have altered it, in words, for the rules as they were;
    `report` the report whose sets were judged, where no question was asked; `supposed` says that it was about
    another person, or another level than the lifter's.
    """

    id: str
    at: dtm.datetime
    state: State
    ruling: Ruling
    exercise: str | None = None
    question: str = ""
    nearest: str = ""
    report: str = ""
    supposed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the lifter's that was answered, for "and on squats?"."""

    at: dtm.datetime
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a message that told anything but sets has changed, for undo.

    `number` is the lifter's counter then, `report` the report that came with it; `profile` the one before,
    `felt` how many answers it gave, `healed` the pains that it ended, `hurts` says that it spoke of pain, and
    `rewrote` is the report before it was corrected or completed.
    """

    at: dtm.datetime
    number: int
    report: str = ""
    profile: Profile | None = None
    felt: int = 0
    healed: tuple[PainNote, ...] = ()
    hurts: bool = False
    rewrote: Report | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the talk is about right now. Times bound how long each part may be used as context."""

    exercise: str | None = None
    muscle: str | None = None
    technique: str | None = None
    spoken_at: dtm.datetime | None = None
    question: OpenQuestion | None = None
    asked: Asked | None = None
    told: tuple[Told, ...] = ()
    rulings: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A message that was dealt with: its key, when, and the report that it caused."""

    key: str
    at: dtm.datetime
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A lifter's whole recent state; `reports` are those that the rules look back on, oldest first.

    `away_since` is the last training before the latest long break: its reports may be archived by now.
    """

    lifter: str
    profile: Profile = field(default_factory=Profile)
    conversation: Conversation = Conversation()
    reports: tuple[Report, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    pains: tuple[PainNote, ...] = ()
    circumstances: tuple[Circumstances, ...] = ()
    owed: tuple[Owed, ...] = ()
    answered: tuple[Answered, ...] = ()
    counter: int = 0
    first_seen: dtm.datetime | None = None
    away_since: dtm.datetime | None = None
    chat: str = ""
