"""A page to what it reports: entries, or one question back, or nothing.

>>> read_sets(page, lexicon, Unit.KG).entries[0].sets[0].techniques
(Technique.PARTIALS,)
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.domain.problem import Problem
from bot.domain.reading import Ask, AskAbout, Choice, Kind, When
from bot.domain.training import Entry, SetEntry, Technique, Unit
from bot.language.lexicon import Lexicon
from bot.language.page import Page
from bot.language.sets.bare import is_bare
from bot.language.sets.circuits import circuit, in_rounds
from bot.language.sets.dates import without_dates
from bot.language.sets.emom import EMOM, by_the_minute
from bot.language.sets.entries import Read, read_segment
from bot.language.sets.gate import Gated, gate
from bot.language.sets.keyed import with_keys
from bot.language.sets.labels import labelled
from bot.language.sets.mark import names_of
from bot.language.sets.marks import marks, texts_of
from bot.language.sets.notes import without_notes
from bot.language.sets.pauses import PAUSING, with_pauses
from bot.language.sets.plausible import is_implausible, slip
from bot.language.sets.programmes import PROGRAMME, lists_days, without_programme
from bot.language.sets.remarks import without_aims, without_rejected
from bot.language.sets.segments import Segment, segments
from bot.language.sets.supersets import partners
from bot.language.sets.turns import COUNTING, in_turn
from bot.language.sets.unfinished import unfinished
from bot.language.sets.unloaded import unloaded, without_slip
from bot.language.text import HYPHEN, Shape
from bot.language.vocabulary import Vocabulary

MOST_CHOICES = 3
_ABOUT = {
    "plates": AskAbout.WEIGHT,
    "per_side_load": AskAbout.WEIGHT,
    "weights": AskAbout.WEIGHT,
    "order": AskAbout.ORDER,
    "rpe_or_load": AskAbout.ORDER,
    "range": AskAbout.REPS,
    "reps": AskAbout.REPS,
    "sets": AskAbout.SETS,
    "result": AskAbout.RESULT,
    "implausible": AskAbout.IMPLAUSIBLE,
    "chain": AskAbout.CONFIRM,
    "length": AskAbout.LENGTH,
}


class SetsReading(NamedTuple):
    """What the set notation of a message says.

    `guesses` are readings of low certainty that a reply shows; `negated` techniques that were
    refused; `used` the tokens that tell of the sets; `bare` that the message holds nothing else;
    `removal` that sets are only asked about because they may have to go.
    """

    kind: Kind = Kind.NOT_A_REPORT
    entries: tuple[Entry, ...] = ()
    ask: Ask | None = None
    guesses: tuple[str, ...] = ()
    when: When | None = None
    not_understood: tuple[Problem, ...] = ()
    negated: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    bare: bool = False
    removal: bool = False


def read_sets(page: Page, lexicon: Lexicon, unit: Unit) -> SetsReading:
    """Read the sets of a message. Total: any text gives a reading."""
    if not _may_tell(page, lexicon.notation):
        return SetsReading()
    if page.cut:
        return SetsReading(Kind.ASK, ask=Ask(AskAbout.LENGTH))
    written = marks(page, lexicon.notation, lexicon.plain)
    said = names_of(written)
    written = by_the_minute(written) if EMOM in said else written
    written = without_programme(written) if PROGRAMME in said else written
    undated, when = without_dates(labelled(with_keys(written, said), said), said)
    names_day = when is not None and when.weekday is not None
    undated = undated if said.isdisjoint(COUNTING) else in_turn(undated)
    undated = without_rejected(undated) if "but" in said else undated
    gated = gate(without_aims(undated) if "aimed" in said else undated, on_weekday=names_day)
    done = gated.done if said.isdisjoint(PAUSING) else with_pauses(gated.done)
    found, rounds = circuit(segments(without_notes(done, said)))
    reads = [read_segment(segment, lexicon, unit) for segment in found]
    if rounds > 1:
        reads = [read._replace(sets=in_rounds(read.sets, rounds)) for read in reads]
    outcome = _outcome(page, found, reads, lexicon, unit, gated)
    if outcome.kind is not Kind.NOT_A_REPORT and lists_days(written, _offered(outcome)):
        return SetsReading(when=when)
    bare = outcome.kind is Kind.REPORT and is_bare(written, page.mentions)
    return outcome._replace(when=when, negated=_negated(reads), bare=bare)


def _offered(outcome: SetsReading) -> tuple[Entry, ...]:
    """The entries that are read or offered as choices."""
    choices = outcome.ask.choices if outcome.ask is not None else ()
    return (*outcome.entries, *[entry for choice in choices for entry in choice.entries])


def _may_tell(page: Page, vocabulary: Vocabulary) -> bool:
    """Whether there is a figure, or a phrase that tells of training without one: most questions end here."""
    if any(token.shape is Shape.NUMBER for token in page.tokens):
        return True
    return any(vocabulary.telling.along([text for text in texts_of(page, vocabulary) if text != HYPHEN]))


def _negated(reads: Sequence[Read]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([each for read in reads for each in read.negated]))


def _outcome(
    page: Page, found: Sequence[Segment], reads: Sequence[Read], lexicon: Lexicon, unit: Unit, gated: Gated
) -> SetsReading:
    if gated.correction:
        return SetsReading(Kind.ASK, ask=Ask(AskAbout.CORRECTION))
    doubtful = [(at, read) for at, read in enumerate(reads) if read.doubts]
    entries = _entries(found, reads, lexicon)
    if doubtful:
        back = _ask_back(found, reads, lexicon, unit, doubtful)
        text = unloaded(page, found[doubtful[0][0]].marks) if back.about is AskAbout.WEIGHT else ""
        return SetsReading(Kind.ASK, ask=replace(back, text=text))
    if not entries:
        ask = unfinished(gated.done)
        if gated.removal and not ask:
            return SetsReading(Kind.ASK, ask=Ask(AskAbout.CORRECTION), removal=True)
        problems = _problems(page, reads)
        return SetsReading(Kind.ASK if ask else Kind.NOT_A_REPORT, ask=ask, not_understood=problems)
    if any(not entry.exercise for entry in entries):
        return SetsReading(Kind.ASK, ask=Ask(AskAbout.EXERCISE, choices=(Choice(entries),)))
    ambiguous = [read for read in reads if read.candidates and read.sets]
    if ambiguous:
        return _ask_which(entries, ambiguous[0], lexicon)
    slips = [(e, number) for e in entries for s in e.sets if (number := slip(s)) is not None]
    if slips:
        strange, number = slips[0]
        text = without_slip(page, number)
        return SetsReading(Kind.ASK, ask=Ask(AskAbout.IMPLAUSIBLE, strange.exercise, text=text))
    return SetsReading(
        Kind.REPORT,
        entries,
        guesses=tuple(dict.fromkeys([guess for read in reads for guess in read.guesses])),
        not_understood=_problems(page, reads),
        used=frozenset().union(*[range(m[0].first, m[-1].last) for s in found if (m := s.marks)]),
    )


def _entries(found: Sequence[Segment], reads: Sequence[Read], lexicon: Lexicon) -> tuple[Entry, ...]:
    """Entries of all segments that have sets, superset members marked, same exercise in a row joined."""
    refused = any("superset" in read.negated for read in reads)
    pairs = partners(found, refused)
    entries: list[Entry] = []
    for at, read in enumerate(reads):
        sets = read.sets or _shared(found, reads, at)
        if not sets:
            continue
        if at in pairs:
            sets = tuple(replace(s, techniques=(*s.techniques, Technique.SUPERSET)) for s in sets)
        exercise = lexicon.catalogue.exercise(read.exercise_id)
        name = exercise.name if exercise is not None else read.name
        entry = Entry(read.exercise_id, name, sets, read.name)
        last = entries[-1] if entries else None
        if last is not None and (last.exercise_id, last.exercise) == (entry.exercise_id, name):
            entries[-1] = replace(last, sets=(*last.sets, *sets))
        else:
            entries.append(entry)
    return tuple(entries)


def _shared(found: Sequence[Segment], reads: Sequence[Read], at: int) -> tuple[SetEntry, ...]:
    """`curls and pushdowns 3x12`: a name right before another on its line shares the sets of that one."""
    if at + 1 >= len(reads) or found[at].line != found[at + 1].line or found[at].name is None:
        return ()
    words = [mark for mark in found[at].marks if mark is not found[at].name]
    joined = len(words) == 1 and words[0].has("and", "/", "+", "&")
    return reads[at + 1].sets if joined else ()


def _ask_back(
    found: Sequence[Segment],
    reads: Sequence[Read],
    lexicon: Lexicon,
    unit: Unit,
    doubtful: Sequence[tuple[int, Read]],
) -> Ask:
    """One question about the first doubt, with the readings as ready choices."""
    at, read = doubtful[0]
    choices = []
    for choice in range(min(read.readings, MOST_CHOICES)):
        tried = [*reads[:at], read_segment(found[at], lexicon, unit, choice), *reads[at + 1 :]]
        entries = _entries(found, tried, lexicon)
        plausible = not any(is_implausible(s) for entry in entries for s in entry.sets)
        if plausible and all(entry.exercise for entry in entries):
            choices.append(Choice(entries))
    about = _ABOUT.get(read.doubts[0], AskAbout.CONFIRM)
    if read.readings and not choices:
        about = AskAbout.IMPLAUSIBLE
    return Ask(about, read.name, tuple(choices))


def _ask_which(entries: tuple[Entry, ...], read: Read, lexicon: Lexicon) -> SetsReading:
    choices = []
    for candidate in read.candidates[:MOST_CHOICES]:
        exercise = lexicon.catalogue.exercise(candidate)
        if exercise is None:
            continue
        chosen = tuple(
            replace(entry, exercise_id=candidate, exercise=exercise.name)
            if entry.exercise_id is None and entry.as_written == read.name
            else entry
            for entry in entries
        )
        choices.append(Choice(chosen, exercise.name))
    return SetsReading(Kind.ASK, ask=Ask(AskAbout.EXERCISE, read.name, tuple(choices)))


def _problems(page: Page, reads: Sequence[Read]) -> tuple[Problem, ...]:
    """Numbers that found no place."""
    found = []
    for mark in [mark for read in reads for mark in read.unread]:
        start, end = page.tokens[mark.first].start, page.tokens[mark.last - 1].end
        found.append(Problem("number_without_place", page.raw[start:end], start, end))
    return tuple(found)
