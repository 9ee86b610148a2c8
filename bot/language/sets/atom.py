"""The parts of speech of a set report."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from bot.language.sets.products import Product


class Kind(Enum):
    """What an atom is."""

    #: By what it is: an atom is looked up by its kind at every step, and hashing a name takes longer.
    __hash__ = object.__hash__

    PRODUCT = auto()
    RPE = auto()
    RIR = auto()
    TECHNIQUE = auto()
    ADDED = auto()
    SCOPE = auto()
    FAILURE = auto()
    NOT_FAILURE = auto()
    FAILED_REP = auto()
    AMRAP = auto()
    WARMUP = auto()
    WORK = auto()
    PER_SIDE = auto()
    PER_HAND = auto()
    BODYWEIGHT = auto()
    ASSIST = auto()
    BAND = auto()
    PLUS = auto()
    MINUS = auto()
    THEN = auto()
    AT = auto()
    COMMA = auto()
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    CHAIN = auto()
    COLON = auto()
    RESULT = auto()
    NEGATION = auto()
    ONLY = auto()
    AGAIN = auto()
    BACKOFF = auto()
    EXERCISE = auto()
    TAIL = auto()
    WORD = auto()


#: What may stand in between without a say.
WORDS = frozenset({Kind.WORD})
BRACKETS = frozenset({Kind.OPEN})


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sets: the last or first `count`, one by `numbers`, or all."""

    which: str
    count: int = 1
    numbers: tuple[int, ...] = ()


class Atom(NamedTuple):
    """One part of speech; marks `first` to `last` (exclusive)."""

    kind: Kind
    first: int
    last: int
    product: Product | None = None
    technique: str = ""
    form: str = ""
    values: tuple[float, ...] = ()
    scope: Scope | None = None
    spaced: bool = True
    touches: bool = False
