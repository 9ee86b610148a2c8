"""Questions about techniques and failure: which lift or muscle is meant, what the rules say, and why.

The subject is what the message names, else what the talk is about (for a few hours), else it is asked for:
never a wrong guess in silence.
"""

import datetime as dtm
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.coach import days, followups, hurting
from bot.coach.circumstances import SOMEBODY_ELSE, SUPPOSED
from bot.coach.nearest import waiting, would_change
from bot.coach.ruling import rule_on
from bot.coach.situation import asked
from bot.coach.turn import Turn
from bot.domain.dossier import Judged
from bot.domain.lifter import Pain
from bot.domain.owed import About
from bot.domain.reading import Intent, Reading
from bot.domain.ruling import Effort, Method, State
from bot.domain.training import Mechanic
from bot.domain.wallclock import training_day
from bot.history import metrics
from bot.replies import hurting as pain_words
from bot.replies import verdicts
from bot.replies.verdicts import Answer, Numbers
from bot.replies.words import on_day, on_lift, plain, technique

#: What "past failure" in general, or "which technique", is compared over.
ALL_ROUND = ("partials", "myo_reps", "rest_pause", "dropset")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: a lift with its prime muscle, or a muscle alone."""

    muscle: str | None = None
    exercise: str | None = None
    mechanic: Mechanic = Mechanic.ISOLATION
    name: str = ""

    def place(self, *, last_set: bool = True) -> str:
        """Where a technique would be done: " on the cable curl", " for calves"; empty for nowhere."""
        every = "" if last_set else " on every set"
        if self.exercise:
            return f"{every} {on_lift(self.name)}" if last_set else f"{every} of {self.name}"
        return f"{every} for {self.name}" if self.name else every


def subjects(turn: Turn, reading: Reading) -> tuple[Subject, ...]:
    """The lifts or muscles that the message names, in order."""
    lifts = tuple(of_exercise(turn, each) for each in reading.exercise)
    if lifts:
        return lifts
    return tuple(
        Subject(muscle=muscle, name=plain(name))
        for name in reading.muscle
        for muscle in turn.catalogue.muscles_of(name)
    )


def of_exercise(turn: Turn, exercise_id: str) -> Subject:
    """The subject for a lift."""
    exercise = turn.catalogue.exercise(exercise_id)
    if exercise is None:
        return Subject(name=plain(exercise_id))
    return Subject(
        exercise.primary[0] if exercise.primary else None,
        exercise.id,
        exercise.mechanic,
        exercise.name.lower(),
    )


def from_talk(turn: Turn) -> tuple[Subject, ...]:
    """What the conversation is about, while that is fresh."""
    talk = turn.subject
    if talk is None:
        return ()
    if talk.exercise is not None:
        return (of_exercise(turn, talk.exercise),)
    return (Subject(muscle=talk.muscle, name=plain(talk.muscle)),) if talk.muscle else ()


def loaded(turn: Turn, found: Iterable[Subject]) -> tuple[str, ...]:
    """Every muscle that the lifts or muscles of a question load: pain in one of them counts."""
    return tuple(
        muscle
        for each in found
        for muscle in (hurting.worked_by(turn, each.exercise) or (each.muscle,))
        if muscle
    )


def ask_technique(turn: Turn, reading: Reading) -> Turn:
    """Answer "should I dropset?"; without a subject, ask for it and remember the question."""
    found = subjects(turn, reading) or from_talk(turn)
    if not found:
        thing = " or ".join(technique(each) for each in _techniques(turn, reading))
        if rests := hurting.resting(turn, ()):
            return turn.say(pain_words.at_rest(rests))
        return turn.leaving_open("subject").say(verdicts.ask_about_what(thing, recent_subjects(turn)))
    if _is_for_another_day(turn, reading):
        return answer_then(turn, reading, found, days.next_one(reading.day, turn))
    return answer(turn, reading, found)


def _is_for_another_day(turn: Turn, reading: Reading) -> bool:
    """Whether one technique is asked about for a day to come: "should I dropset curls on friday?"."""
    one = len(_techniques(turn, reading)) == 1 and reading.value_for(Intent.ASK_TECHNIQUE) != "how_often"
    return one and reading.day not in {"", "today"}


def _techniques(turn: Turn, reading: Reading) -> tuple[str, ...]:
    """What is compared: those named, the usual ones for "which", that of just now, else past failure."""
    if reading.value_for(Intent.ASK_TECHNIQUE) == "which":
        return ALL_ROUND
    just_now = turn.subject.technique if turn.subject else None
    return reading.technique or (just_now or "any",)


def recent_subjects(turn: Turn) -> tuple[tuple[str, str], ...]:
    """The last three exercises trained, as buttons."""
    recent = dict.fromkeys(done.exercise.id for done in reversed(turn.log.sets) if done.exercise.id)
    names = [(turn.catalogue.exercise(each), each) for each in list(recent)[:3]]
    return tuple((exercise.name, f"about:{each}") for exercise, each in names if exercise)


def answer(turn: Turn, reading: Reading, found: tuple[Subject, ...]) -> Turn:
    """The verdict on the technique that a question names, or on several side by side."""
    answers = [strictest(turn, name, found, reading) for name in _techniques(turn, reading)]
    if rests := hurting.resting(turn, loaded(turn, found)):
        return remember(turn, answers[0]).say(pain_words.at_rest(rests))
    if reading.value_for(Intent.ASK_TECHNIQUE) == "how_often" and not reading.every_set:
        return remember(turn, answers[0]).say(
            verdicts.how_often(answers[0], _spacing_h(turn, answers[0].state))
        )
    if len(answers) > 1:
        turn = remember(turn, min(answers, key=lambda each: each.ruling.verdict.severity))
        return turn.say(verdicts.compared(tuple(answers)))
    return remember(turn, answers[0]).say(verdicts.verdict_reply(answers[0]))


def answer_then(turn: Turn, reading: Reading, found: tuple[Subject, ...], then: dtm.datetime | None) -> Turn:
    """The verdict on a technique at another moment ("on thursday?"); with None, from when it is on."""
    given = strictest(replace(turn, now=then or turn.now), _techniques(turn, reading)[0], found, reading)
    if rests := hurting.resting(turn, loaded(turn, found)):
        return remember(turn, given).say(pain_words.at_rest(rests))
    if then is None:
        from_when = next(waiting(turn, given.state, given.ruling.verdict), "")
        given = replace(given, from_when=from_when, nearest="")
    elif training_day(then, turn.zone) != training_day(turn.now, turn.zone):
        given = replace(given, on_day=on_day(then, turn.zone, turn.now))
    return remember(turn, given).say(verdicts.verdict_reply(given))


def strictest(turn: Turn, name: str, found: tuple[Subject, ...], reading: Reading) -> Answer:
    """The answer for the muscle that objects most, where a group or several lifts are meant."""
    answers = [ruled(turn, name, subject, last_set=not reading.every_set) for subject in found]
    return max(answers, key=lambda each: each.ruling.verdict.severity)


def ruled(turn: Turn, name: str, subject: Subject, *, last_set: bool = True) -> Answer:
    """Judge one technique on one lift or muscle, now."""
    state = asked(
        turn,
        muscle=subject.muscle,
        mechanic=subject.mechanic,
        method=Method.NONE if name == "any" else Method(name),
        effort=Effort.PAST_FAILURE if name == "any" else None,
        last_set=last_set,
    )
    state = replace(state, pain=hurting.pain_of(turn, loaded(turn, (subject,)), turn.now))
    # The rest that was told after the last session binds where it is longer than the usual spacing.
    ready = followups.ready_at(turn, subject.muscle) if subject.muscle else None
    resting = ready is not None and ready > turn.now and state.settled_effort is Effort.PAST_FAILURE
    placed = replace(state, too_soon=state.too_soon or resting)
    return verdict_on(turn, placed, subject, technique(name), name)


def verdict_on(turn: Turn, state: State, subject: Subject, thing: str, name: str | None) -> Answer:
    """The verdict on a state, with all that an answer says; `thing` is what is asked about, in words."""
    ruling = rule_on(state, turn.handbook)
    about_other = SOMEBODY_ELSE in turn.mentioned
    return Answer(
        ruling=ruling,
        state=state,
        thing=thing,
        place=subject.place(last_set=state.last_set or name is None),
        numbers=numbers(turn, state),
        now=turn.now,
        about=About(state.muscle, name, subject.exercise),
        nearest=next(iter(would_change(turn, state, ruling.verdict, done=about_other)), ""),
        somebody_else=about_other,
    )


def restated(turn: Turn, judged: Judged, *, every_set: bool = False) -> Answer:
    """A verdict that was given, with the lifter's figures as they are now; or the one for every set."""
    state = replace(judged.state, last_set=False) if every_set else judged.state
    bare = state.technique is Method.NONE
    general = bare and state.settled_effort is Effort.PAST_FAILURE
    name = "any" if general else state.technique.spoken
    thing = effort_words(state, None) if bare and not general else technique(name)
    muscle = Subject(muscle=state.muscle, name=plain(state.muscle or ""))
    subject = of_exercise(turn, judged.exercise) if judged.exercise else muscle
    given = verdict_on(turn, state, subject, thing, None if bare and not general else name)
    if state != judged.state:
        return given
    return replace(given, ruling=judged.ruling, nearest=judged.nearest)


def numbers(turn: Turn, state: State) -> Numbers | None:
    """The lifter's own figures for the muscle that was asked about."""
    if state.muscle is None:
        return None
    table = turn.handbook.recovery
    days = table.allowances.window_days
    recent = metrics.in_days(turn.log.sets, days, turn.now, turn.zone)
    last = metrics.last_past_failure(turn.log.sets, state.muscle)
    return Numbers(
        sets_done=metrics.past_failure_sets(recent, state.muscle),
        sets_allowed=table.allowance(state.experience, lagging=state.lagging),
        window_days=days,
        last_at=last.at if last else None,
        body_done=metrics.past_failure_sets(recent),
        body_allowed=table.whole_body(state.experience),
        a_session=table.per_session(state.experience, lagging=state.lagging),
    )


def _spacing_h(turn: Turn, state: State) -> int:
    """The least hours between two past-failure sessions of the muscle."""
    return turn.handbook.recovery.spacing_h(state.muscle, state.technique)


def remember(turn: Turn, given: Answer) -> Turn:
    """The turn with the verdict kept, and its subject as what the talk is about."""
    return (
        _kept(turn, given)
        .with_talk(question=None)
        .about(exercise=given.about.exercise, muscle=given.state.muscle, technique=given.about.technique)
    )


def _kept(turn: Turn, given: Answer) -> Turn:
    """The turn with the verdict kept for "why?"."""
    judged_id, turn = turn.next_id("j")
    about = given.about.exercise
    judged = Judged(judged_id, turn.now, given.state, given.ruling, about, turn.text, given.nearest)
    return turn.remembering(replace(judged, supposed=bool(turn.mentioned & SUPPOSED)))


def effort_words(state: State, value: object) -> str:
    """How hard the sets are that a question is about, in words."""
    if state.settled_effort is Effort.NEAR_FAILURE:
        rir = value.get("rir") if isinstance(value, dict) else None
        return f"stopping with {rir} in reserve" if rir else "stopping short of failure"
    return "the last set to failure" if state.last_set else "every set to failure"


def pain(turn: Turn, reading: Reading) -> Turn:
    """Pain comes first and alone: what kind of help, how urgently, and nothing about training."""
    exercise = of_exercise(turn, reading.exercise[0]) if reading.exercise else Subject()
    effort = Effort.AT_FAILURE if reading.pain is Pain.ACHE else None
    muscle = next(iter(turn.muscles_named(reading)), exercise.muscle)
    state = State(
        pain=reading.pain,
        question=reading.topic,
        effort=effort,
        muscle=muscle,
        experience=turn.profile.experience,
    )
    ruling = rule_on(state, turn.handbook)
    given = Answer(ruling, state, "", "", None, turn.now, About(muscle, None, exercise.exercise))
    if reading.pain is Pain.ACHE and not hurting.asks(reading):
        told = pain_words.ache_noted(reading.places, ruling.instead, given.about)
    else:
        told = pain_words.reported(ruling, given.about)
    return _kept(turn, given).say(told)
