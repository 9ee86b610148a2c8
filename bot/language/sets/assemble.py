"""The state while the sets of one exercise are put together, left to right.

Numbers become groups (`placing`, `making`); efforts, techniques and scopes are collected as
modifiers (`steps`) and applied at the end (`scopes`), because a scope may stand before or after
what it limits.

    >>> Assembly(facts, Unit.KG, atoms).last is None
    True
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.training import Unit
from bot.language.sets.atom import Atom, Kind, Scope
from bot.language.sets.drafts import Group
from bot.language.sets.facts import Facts

MOST_SETS_MADE = 30
STRUCTURES = frozenset({"rest_pause", "myo_reps", "cluster", "mechanical_dropset"})


@dataclass(frozen=True, slots=True)
class Modifier:
    """An effort or a technique that waits for its sets.

    `anchor` is the number of groups written before it; 0 = it stands in front of all. `phrase` and
    `order` place it among the scopes. `joined` tells "+ dropset" from "3x10 rest-pause".
    """

    kind: Kind
    anchor: int
    phrase: int
    order: int
    technique: str = ""
    values: tuple[float, ...] = ()
    joined: bool = False
    form: str = ""
    only: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A scope and where it stands."""

    scope: Scope
    phrase: int
    order: int
    anchor: int


@dataclass(slots=True)
class Load:
    """A load that waits for sets; `fresh` until the first group took it."""

    values: tuple[float, ...]
    unit: Unit
    fresh: bool = True
    bare: bool = False
    place: int = 0


@dataclass(slots=True)
class Assembly:
    """The state while one exercise is read, and the outcome."""

    facts: Facts
    unit: Unit
    atoms: Sequence[Atom]
    groups: list[Group] = field(default_factory=list)
    modifiers: list[Modifier] = field(default_factory=list)
    scopes: list[Placed] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    readings: int = 0
    choice: int = 0
    guesses: list[str] = field(default_factory=list)
    negated: list[str] = field(default_factory=list)
    load: Load | None = None
    sets: int | None = None
    phrase: int = 0
    clause: int = 0
    warm: str = ""
    dropping: bool = False
    chained: bool = False
    amrap: bool = False
    bare_next: bool = False
    label: Scope | None = None
    labels: frozenset[str] | None = None
    awaits: Group | None = None
    said_bodyweight: bool = False
    per_side_next: bool = False
    classes: Mapping[str, str] = field(default_factory=dict)
    warmed: bool = False
    settled: set[str] = field(default_factory=set)
    scheme: int | None = None
    planned: bool = False
    taken: int = -1

    @property
    def last(self) -> Group | None:
        """The latest group."""
        return self.groups[-1] if self.groups else None

    def before(self, at: int, skip: frozenset[Kind] = frozenset()) -> Atom | None:
        """The atom before `at`, leaving out some kinds."""
        for place in range(at - 1, -1, -1):
            if self.atoms[place].kind not in skip:
                return self.atoms[place]
        return None

    def after(self, at: int, skip: frozenset[Kind] = frozenset()) -> Atom | None:
        """The atom after `at`, leaving out some kinds."""
        for atom in self.atoms[at + 1 :]:
            if atom.kind not in skip:
                return atom
        return None
