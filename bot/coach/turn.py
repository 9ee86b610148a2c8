"""One message being dealt with: the dossier as it is now, what was said so far, and the lenses on it.

Every step is a function from a `Turn` to the next one; only `Coach` loads and saves.
"""

import datetime as dtm
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.coach.handbook import Handbook
from bot.domain.catalogue import Catalogue
from bot.domain.dossier import Conversation, Dossier, Judged, OpenQuestion
from bot.domain.identity import Same
from bot.domain.lifter import CheckIn, Profile, Soreness
from bot.domain.reading import Reading
from bot.domain.training import Exercise, Report
from bot.domain.wallclock import zone_of
from bot.history.log import DoneSet, TrainingLog, sets_of
from bot.history.metrics import weaker_sets
from bot.language.reader import Context
from bot.replies.reply import Reply, must, within_limit

#: How long "the exercise of just now" may be used without being named.
CONTEXT_LASTS = dtm.timedelta(hours=3)
#: How many verdicts stay explainable.
RULINGS_KEPT = 5


# One turn asks for these dozens of times, and they only change with the dossier.
@lru_cache(maxsize=4)
def _catalogue(house: Same[Catalogue], own: Same[tuple[Exercise, ...]]) -> Catalogue:
    return house.value.with_own(own.value)


@lru_cache(maxsize=4)
def _log(reports: Same[tuple[Report, ...]], catalogue: Same[Catalogue], zone: dtm.tzinfo) -> TrainingLog:
    return TrainingLog.of(reports.value, catalogue.value, zone)


@lru_cache(maxsize=4)
def _weaker(log: Same[TrainingLog]) -> tuple[DoneSet, ...]:
    return weaker_sets(log.value)


@lru_cache(maxsize=4)
def _answers(said: Same[tuple[CheckIn, ...]], log: Same[TrainingLog]) -> tuple[CheckIn, ...]:
    shown = [CheckIn(done.at, Soreness.WEAKER, done.exercise.primary) for done in _weaker(log)]
    return tuple(sorted((*said.value, *shown), key=lambda each: each.at))


def forget_derived() -> None:
    """Let go of everything that was remembered of any lifter: one has asked to be deleted."""
    for remembered in (_catalogue, _log, _weaker, _answers, sets_of):
        remembered.cache_clear()


@dataclass(frozen=True, slots=True)
class Turn:
    """A message (`source`, `text`) on its way through the coach at `now`.

    `mentioned` are facts that it states for its own answer only (short sleep, a training partner ...);
    `history` reads every report from the store, for the few who ask.
    """

    dossier: Dossier
    handbook: Handbook
    now: dtm.datetime
    source: str
    text: str
    replies: tuple[Reply, ...] = ()
    report: str | None = None
    mentioned: frozenset[str] = frozenset()
    forget: bool = False
    history: Callable[[], Iterable[Report]] = tuple

    @property
    def profile(self) -> Profile:
        """The lifter's profile."""
        return self.dossier.profile

    @property
    def talk(self) -> Conversation:
        """What the conversation is about."""
        return self.dossier.conversation

    @property
    def zone(self) -> dtm.tzinfo:
        """The lifter's time zone."""
        return zone_of(self.profile.timezone)

    @property
    def catalogue(self) -> Catalogue:
        """All exercises, the lifter's own included."""
        return _catalogue(Same(self.handbook.catalogue), Same(self.profile.own_exercises))

    @property
    def log(self) -> TrainingLog:
        """The past that the rules look back on."""
        return _log(Same(self.dossier.reports), Same(self.catalogue), self.zone)

    @property
    def whole_log(self) -> TrainingLog:
        """Everything that was ever trained, archived months included: dear, for questions about the past."""
        reports = {each.id: each for each in (*self.history(), *self.dossier.reports)}
        in_order = sorted(reports.values(), key=lambda each: (each.at, each.number))
        return TrainingLog.of(tuple(in_order), self.catalogue, self.zone)

    @property
    def weaker(self) -> tuple[DoneSet, ...]:
        """Sets that show lost reps, one for each exercise and day."""
        return _weaker(Same(self.log))

    @property
    def answers(self) -> tuple[CheckIn, ...]:
        """How muscles felt: what the lifter said, and what lost reps say unasked; oldest first."""
        return _answers(Same(self.dossier.check_ins), Same(self.log))

    def read(self, text: str, awaiting: str = "") -> Reading:
        """A text as this lifter means it today; `awaiting` is the kind of what the coach asked last."""
        profile = self.profile
        today = self.now.astimezone(self.zone).date()
        return self.handbook.reader.read(
            text,
            unit=profile.unit,
            names=profile.names,
            own=profile.own_exercises,
            context=Context(awaiting, today),
        )

    def muscles_named(self, reading: Reading) -> tuple[str, ...]:
        """The muscles that a message names, its groups taken apart, each once."""
        named = (muscle for name in reading.muscle for muscle in self.catalogue.muscles_of(name))
        return tuple(dict.fromkeys(named))

    def say(self, *replies: Reply) -> "Turn":
        """The turn with more said."""
        return replace(self, replies=self.replies + replies)

    def adding(self, line: str) -> "Turn":
        """The turn with a line at the end of what was said last."""
        if not line or not self.replies:
            return self
        *others, last = self.replies
        text = within_limit(must(last.text), must(line))
        return replace(self, replies=(*others, replace(last, text=text)))

    def with_dossier(self, **changes: object) -> "Turn":
        """The turn with parts of the dossier replaced."""
        return replace(self, dossier=replace(self.dossier, **changes))  # type: ignore[arg-type]

    def with_talk(self, **changes: object) -> "Turn":
        """The turn with parts of the conversation replaced."""
        return self.with_dossier(conversation=replace(self.talk, **changes))  # type: ignore[arg-type]

    def leaving_open(self, kind: str, **known: object) -> "Turn":
        """The turn with a question about its message as the one that waits for an answer."""
        number, known_as = self.dossier.counter + 1, {"source": self.source, "text": self.text, **known}
        question = OpenQuestion(kind, self.now, number=number, **known_as)  # type: ignore[arg-type]
        return self.with_dossier(counter=number).with_talk(question=question)

    def about(
        self,
        *,
        exercise: str | None = None,
        muscle: str | None = None,
        technique: str | None = None,
    ) -> "Turn":
        """The turn with a new lift or muscle as the subject; the technique stays until another is named."""
        return self.with_talk(
            exercise=exercise,
            muscle=muscle,
            technique=technique or self.talk.technique,
            spoken_at=self.now,
        )

    @property
    def subject(self) -> Conversation | None:
        """The subject of talk while it is fresh enough to be meant without being named."""
        talk = self.talk
        fresh = talk.spoken_at is not None and self.now - talk.spoken_at <= CONTEXT_LASTS
        return talk if fresh and (talk.exercise or talk.muscle) else None

    def remembering(self, judged: Judged) -> "Turn":
        """The turn with a verdict kept for "why?", and the oldest ones let go."""
        return self.with_talk(rulings=(*self.talk.rulings, judged)[-RULINGS_KEPT:])

    def next_id(self, prefix: str) -> tuple[str, "Turn"]:
        """A new identifier within this lifter, and the turn that has used it."""
        number = self.dossier.counter + 1
        return f"{prefix}{number}", self.with_dossier(counter=number)
