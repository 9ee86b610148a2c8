"""Sets while they are being put together, and what they become.

>>> Draft(reps=12, techniques=["partials"]).finished(bodyweight=False)
SetEntry(reps=12, techniques=(Technique.PARTIALS,))
"""

from dataclasses import dataclass, field, fields, replace
from operator import attrgetter

from bot.domain.training import Continuation, SetEntry, Technique, Unit


@dataclass(slots=True)
class Draft:
    """One set in the making, with the fields of `SetEntry`; `bare` = no load may be inherited."""

    reps: int | None = None
    load: float | None = None
    unit: Unit | None = None
    rpe: float | None = None
    rir: float | None = None
    seconds: int | None = None
    distance_m: float | None = None
    to_failure: bool = False
    amrap: bool = False
    warmup: bool = False
    techniques: list[str] = field(default_factory=list)
    per_side: bool = False
    sides: tuple[int, int] | None = None
    partials_only: bool = False
    extra: list[Continuation] = field(default_factory=list)
    bare: bool = False

    def copy(self) -> "Draft":
        """The same set once more, sharing nothing."""
        other = Draft(*_fields(self))
        other.techniques, other.extra = list(self.techniques), list(self.extra)
        return other

    def mark(self, technique: str) -> None:
        """Note a technique, once."""
        if technique not in self.techniques:
            self.techniques.append(technique)

    def add(self, technique: str, reps: int | None, load: float | None = None) -> None:
        """Note a continuation; without an own load it keeps that of the set, except for a drop."""
        self.mark(technique)
        kept = self.load if load is None and technique != "dropset" else load
        self.extra.append(Continuation(Technique(technique), reps, kept))

    def drop(self, lower: "Draft") -> None:
        """Take another set in as a drop of this one."""
        self.add("dropset", lower.reps, lower.load)
        self.to_failure = self.to_failure or lower.to_failure

    def _loaded(self, each: Continuation) -> Continuation:
        """A continuation with the load of the set, also where that was written later; a drop has its own."""
        inherits = each.load is None and each.kind is not Technique.DROPSET
        return replace(each, load=self.load) if inherits else each

    def finished(self, *, bodyweight: bool) -> SetEntry:
        """The set as a value; RIR 0, RPE 10 and an AMRAP without reserve are failure (C6)."""
        proven = self.rir == 0 or self.rpe == 10  # noqa: PLR2004
        spared = (self.rpe is not None and self.rpe < 10) or bool(self.rir)  # noqa: PLR2004
        return SetEntry(
            reps=self.reps,
            load=self.load,
            unit=self.unit if self.load is not None else None,
            rpe=self.rpe,
            rir=self.rir,
            seconds=self.seconds,
            distance_m=self.distance_m,
            to_failure=proven or self.to_failure or (self.amrap and not spared),
            warmup=self.warmup,
            techniques=tuple(map(Technique, self.techniques)),
            bodyweight=bodyweight,
            per_side=self.per_side,
            sides=self.sides,
            partials_only=self.partials_only,
            continuations=tuple(map(self._loaded, self.extra)),
        )


_fields = attrgetter(*(each.name for each in fields(Draft)))


@dataclass(slots=True)
class Group:
    """Sets that were written together; `form` is sets (3x12), list (12/10/8) or single (80x8)."""

    sets: list[Draft]
    form: str
    loaded: bool = False
    clause: int = 0

    @property
    def is_listed(self) -> bool:
        """Whether the sets have counts of their own."""
        return self.form == "list" or len({draft.reps for draft in self.sets}) > 1

    @property
    def is_one_set(self) -> bool:
        """Whether this is exactly one set."""
        return len(self.sets) == 1
