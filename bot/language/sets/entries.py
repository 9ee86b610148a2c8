"""One segment to its sets.

>>> read_segment(segment, lexicon, Unit.KG).sets[0].reps
12
"""

from typing import NamedTuple

from bot.domain.training import SetEntry, Unit
from bot.language.lexicon import Lexicon
from bot.language.sets.assemble import Assembly
from bot.language.sets.atoms import atoms
from bot.language.sets.facts import Facts, inner_techniques
from bot.language.sets.leftover import leftover
from bot.language.sets.mark import Mark
from bot.language.sets.scopes import apply
from bot.language.sets.segments import Segment, is_clearly_training
from bot.language.sets.steps import assembled

#: Marks of one exercise; nobody writes more, and the grammar looks around itself.
LONGEST_SEGMENT = 300


class Read(NamedTuple):
    """What one segment says; `unread` are numbers that found no place."""

    exercise_id: str | None
    name: str
    sets: tuple[SetEntry, ...] = ()
    doubts: tuple[str, ...] = ()
    readings: int = 0
    guesses: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    unread: tuple[Mark, ...] = ()


def read_segment(segment: Segment, lexicon: Lexicon, unit: Unit, choice: int = 0) -> Read:
    """Read one segment; `choice` picks among sensible readings."""
    exercise_id, name, candidates, guesses = _named(segment)
    if len(segment.marks) > LONGEST_SEGMENT:
        return Read(exercise_id, name, doubts=("length",))
    facts = Facts.of(lexicon.catalogue.exercise(exercise_id), segment.name)
    named = segment.name is not None or bool(segment.words)
    if not named and not is_clearly_training(segment):
        return Read(exercise_id, name, unread=tuple(m for m in segment.marks if m.number is not None))
    sequence = atoms(segment.marks)
    state = assembled(sequence, facts, unit, lexicon.notation.technique_class, choice)
    _techniques_of_name(state, segment)
    apply(state)
    finished = _sets(state)
    doubts = tuple(state.doubts) if named or finished else ()
    return Read(
        exercise_id,
        name,
        finished,
        doubts,
        state.readings,
        (*guesses, *state.guesses),
        tuple(state.negated),
        candidates,
        leftover(state, segment.marks, finished) if finished else (),
    )


def _named(segment: Segment) -> tuple[str | None, str, tuple[str, ...], tuple[str, ...]]:
    """The exercise: id, name as written, candidates when it is ambiguous, and guesses to show."""
    mark = segment.name
    if mark is None or mark.mention is None:
        return None, " ".join(word.text for word in segment.words), (), ()
    mention = mark.mention
    exercise_id = (mention.meaning if mention.kind == "exercise" else mention.exercise) or None
    candidates = mention.candidates if exercise_id is None else ()
    doubtful = exercise_id is not None and (mention.fuzzy or _has_unknown_neighbour(segment, mark))
    guesses = (f"name_fuzzy:{exercise_id}",) if doubtful else ()
    return exercise_id, mark.text, candidates, guesses


def _has_unknown_neighbour(segment: Segment, name: Mark) -> bool:
    """`zercher thingy 3x10`: a word that nothing knows beside the name may belong to it."""
    at = segment.marks.index(name)
    for beside in segment.marks[max(0, at - 1) : at + 2]:
        if beside is not name and (beside.is_unknown or "plain" in beside.names):
            return True
    return False


def _techniques_of_name(state: Assembly, segment: Segment) -> None:
    """`negative pull-ups`: what the name itself says holds for every set."""
    for technique in inner_techniques(segment.name):
        if technique == "superset":
            continue
        for group in state.groups:
            for draft in group.sets:
                draft.mark(technique)
                draft.partials_only = draft.partials_only or technique == "partials"


def _sets(state: Assembly) -> tuple[SetEntry, ...]:
    """The finished sets; one like the set before it is the same value."""
    bodyweight = state.facts.bodyweight or state.said_bodyweight
    drafts = [draft for group in state.groups for draft in group.sets]
    found: list[SetEntry] = []
    for at, draft in enumerate(drafts):
        same = at > 0 and draft == drafts[at - 1]
        found.append(found[-1] if same else draft.finished(bodyweight=bodyweight))
    return tuple(found)
