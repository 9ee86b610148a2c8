"""One message in, one Reading out: the way into `language`.

Total: any text gives a Reading, nothing is raised, nothing is guessed silently.

    >>> reader.read("did 3x12 curls should I add a dropset?").intents
    (<Intent.ASK_TECHNIQUE: 'ask_technique'>, <Intent.LOG_REPORT: 'log_report'>)
"""

import datetime as dtm
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.catalogue import Catalogue
from bot.domain.reading import Kind, Reading, Span
from bot.domain.training import Exercise, Unit
from bot.language.intents.understand import Understood, understand
from bot.language.lexicon import Lexicon
from bot.language.page import Page, open_page, without_address
from bot.language.sets.reading import SetsReading, read_sets

#: More words than this are a question of their own.
LONGEST_VARIATION = 9
_ALL = frozenset({"every", "all", "each"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the talk was about when the message came.

    `awaiting` is the kind of what the coach asked last ("check_in", or that of an open question), "" for
    nothing; `today` the lifter's date, where it is known.
    """

    awaiting: str = ""
    today: dtm.date | None = None


NO_CONTEXT = Context()
#: A report, a question and slips: it asks for all that there is.
_STRANGE = "hak squatz 3x8 80, shuld i treain calfs agian tomorow?"


@dataclass(frozen=True)
class Reader:
    """Reads messages with one vocabulary."""

    lexicon: Lexicon
    catalogue: Catalogue

    def warm_up(self) -> None:
        """Build what is built when it is first asked for, so that nobody's message waits for it."""
        self.read(_STRANGE)

    def read(
        self,
        text: str,
        *,
        unit: Unit = Unit.KG,
        names: Mapping[str, str] | None = None,
        own: tuple[Exercise, ...] = (),
        context: Context = NO_CONTEXT,
    ) -> Reading:
        """Understand a message.

        Args:
            text: What the lifter wrote.
            unit: The lifter's usual unit, for loads without one.
            names: The lifter's own words for exercises (word -> exercise id).
            own: The lifter's own exercises.
            context: What the talk was about.
        """
        page = without_address(open_page(text, self.lexicon, names, own, today=context.today))
        sets = read_sets(page, self.lexicon, unit)
        found = understand(page, self.lexicon, sets, context.awaiting)
        return _reading(text, page, sets, found, self.lexicon)


def _reading(text: str, page: Page, sets: SetsReading, found: Understood, lexicon: Lexicon) -> Reading:
    if found.explains_sets:
        sets = SetsReading(negated=sets.negated)
    texts = [word.text for word in page.words]
    return Reading(
        text=text,
        kind=sets.kind,
        entries=sets.entries,
        ask=sets.ask,
        intents=found.intents,
        technique=found.technique,
        exercise=found.exercise,
        muscle=found.muscle,
        value=dict(found.values).get(found.intents[0]),
        values=found.values,
        negated=found.negated,
        clarify=found.clarify,
        when=sets.when,
        pain=found.pain,
        places=found.places,
        topic=found.topic,
        every_set=_every_set(texts),
        varies=_varies(texts, lexicon),
        day=found.day,
        remark=found.remark,
        theirs=found.theirs,
        circumstances=_circumstances(texts, lexicon),
        guesses=(*sets.guesses, *_mended(page, sets)),
        not_understood=sets.not_understood,
        spans=tuple(_spans(page)),
        trace=found.trace,
    )


def _varies(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the message begins like a change to a question before: "what about", "same for"."""
    return 0 < len(texts) <= LONGEST_VARIATION and lexicon.variations.at(texts, 0) is not None


def _every_set(texts: Sequence[str]) -> bool:
    """Whether all sets are meant: "every set", "all 4 sets", "each of my sets"."""
    if _ALL.isdisjoint(texts):
        return False
    return any(
        text in {"set", "sets"} and _ALL.intersection(texts[max(0, at - 3) : at])
        for at, text in enumerate(texts)
    )


def _circumstances(texts: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """What the message mentions about sleep, diet, company or a break: facts for this one answer."""
    return frozenset([fact for *_, fact in lexicon.circumstances.along(texts) if fact != "nothing"])


def _mended(page: Page, sets: SetsReading) -> tuple[str, ...]:
    """Names that were set right, for an echo ("read as hip thrust")."""
    if sets.kind is Kind.NOT_A_REPORT:
        return ()
    return tuple(m.meaning for m in page.mentions if m.kind == "exercise" and m.fuzzy and m.meaning)


def _spans(page: Page) -> list[Span]:
    return [
        Span(page.tokens[m.first].start, page.tokens[m.last - 1].end, m.kind, m.meaning)
        for m in page.mentions
    ]
