"""Marks to atoms: the parts of speech of a set report.

An atom is a product of numbers, an effort, a technique with or without its own count, a scope, a failed repetition,
or a word or sign that steers how the others belong together.

    >>> [atom.kind for atom in atoms(marks_of("3x12 + 6 partials each set"))]
    [PRODUCT, ADDED, SCOPE]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.language.sets.marks import Mark
from bot.language.sets.numbers import Product, Role, has, is_number, mark_at, product_at

MOST_SCOPE = 10
MOST_EFFORTS = 10
MOST_ADDED_UNJOINED = 8
_STRUCTURES = ("rest_pause", "myo_reps", "cluster", "mechanical_dropset")
HIGHEST_RPE = 10


class Kind(Enum):
    """What an atom is."""

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
    BACKOFF = auto()
    EXERCISE = auto()
    TAIL = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sets: the last or first `count`, one by `numbers`, or all."""

    which: str
    count: int = 1
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
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


#: Marks that are an atom by themselves, in order of precedence.
_SIMPLE = (
    ("not_failure", Kind.NOT_FAILURE),
    ("no_warmup", Kind.WORD),
    ("count_to_failure", Kind.FAILURE),
    ("failure", Kind.FAILURE),
    ("amrap", Kind.AMRAP),
    ("warmup", Kind.WARMUP),
    ("work", Kind.WORK),
    ("backoff", Kind.BACKOFF),
    ("per_side", Kind.PER_SIDE),
    ("per_hand", Kind.PER_HAND),
    ("bodyweight", Kind.BODYWEIGHT),
    ("bands", Kind.BAND),
    ("negation", Kind.NEGATION),
    ("newline", Kind.STOP),
    ("plus", Kind.PLUS),
    ("then", Kind.THEN),
    ("at", Kind.AT),
    ("result", Kind.RESULT),
    ("only", Kind.ONLY),
    (",", Kind.COMMA),
    ("and", Kind.THEN),
    ("for", Kind.AT),
    (":", Kind.COLON),
    ("(", Kind.OPEN),
    ("[", Kind.OPEN),
    (")", Kind.CLOSE),
    ("]", Kind.CLOSE),
    (">", Kind.CHAIN),
    (".", Kind.STOP),
    (";", Kind.STOP),
    ("!", Kind.STOP),
    ("-", Kind.MINUS),
)


_RANK = {tag: rank for rank, (tag, _) in enumerate(_SIMPLE)}


def atoms(marks: Sequence[Mark]) -> tuple[Atom, ...]:
    """All atoms of a stretch of marks, in order."""
    return tuple(_atoms(marks))


def _atoms(marks: Sequence[Mark]) -> Iterator[Atom]:
    at = 0
    counts_seen = False
    while at < len(marks):
        atom = _atom_at(marks, at, counts_seen=counts_seen)
        counts_seen = counts_seen or atom.kind is Kind.PRODUCT
        yield atom
        at = atom.last


def _atom_at(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom:
    mark = marks[at]
    if mark.has("blocked"):
        return Atom(Kind.WORD, at, at + 1)
    return (
        _exercise(marks, at)
        or _effort(marks, at)
        or _scope(marks, at, counts_seen=counts_seen)
        or _failed_rep(marks, at, counts_seen=counts_seen)
        or _assist(marks, at)
        or _added(marks, at, counts_seen=counts_seen)
        or _technique(marks, at, counts_seen=counts_seen)
        or _product(marks, at)
        or _chain(marks, at)
        or _simple(marks, at)
    )


def _exercise(marks: Sequence[Mark], at: int) -> Atom | None:
    if marks[at].mention is None:
        return None
    return Atom(Kind.EXERCISE, at, at + 1)


def _chain(marks: Sequence[Mark], at: int) -> Atom | None:
    """`>`, `->`, `=>`, `>>`."""
    end = at
    while has(marks, end, "-", "=", ">") and end - at < 3:  # noqa: PLR2004
        end += 1
    if end > at and has(marks, end - 1, ">"):
        return Atom(Kind.CHAIN, at, end)
    return None


def _simple(marks: Sequence[Mark], at: int) -> Atom:
    mark = marks[at]
    touches = at + 1 < len(marks) and not marks[at + 1].spaced
    rank = min((_RANK[name] for name in mark.names if name in _RANK), default=None)
    if rank is None:
        return Atom(Kind.WORD, at, at + 1)
    return Atom(_SIMPLE[rank][1], at, at + 1, form=mark.text, spaced=mark.spaced, touches=touches)


def _product(marks: Sequence[Mark], at: int) -> Atom | None:
    start = at
    if marks[at].text == "x" and is_number(marks, at + 1):
        start = at + 1
    product = product_at(marks, start)
    if product is None:
        return None
    form = "x" if start > at else ""
    return Atom(Kind.PRODUCT, at, product.last, product=product, form=form, spaced=marks[at].spaced)


def _effort(marks: Sequence[Mark], at: int) -> Atom | None:
    """`RPE 7/8/9`, `8.5 rpe`, `2 RIR`, `rir 1-2`, `2 left in the tank`, `1 short of failure`."""
    mark = marks[at]
    if mark.text == "@" and has(marks, at + 1, "rpe", "rir"):
        found = _effort(marks, at + 1)
        return found and Atom(found.kind, at, found.last, values=found.values)
    if mark.has("rpe", "rir") and not mark.has("number"):
        start = at + 1
        while has(marks, start, "@", ":", "of", "(", "was", "=", "is", "at") and start < at + 3:
            start += 1
        values, after = _numbers(marks, start)
        if values:
            kind = Kind.RPE if mark.has("rpe") else Kind.RIR
            return _effort_atom(kind, marks, at, after, values)
        return None
    values, after = _numbers(marks, at)
    if not values:
        return None
    if has(marks, after, "reps") and has(marks, after + 1, "rir", "short_of"):
        after += 1
    if has(marks, after, "rpe") and not is_number(marks, after + 1):
        return _effort_atom(Kind.RPE, marks, at, after + 1, values)
    if has(marks, after, "rir") and not is_number(marks, after + 1) and max(values) <= HIGHEST_RPE:
        return _effort_atom(Kind.RIR, marks, at, after + 1, values)
    if has(marks, after, "short_of") and max(values) <= HIGHEST_RPE:
        return _effort_atom(Kind.RIR, marks, at, after + 1, values)
    return None


def _effort_atom(kind: Kind, marks: Sequence[Mark], first: int, last: int, values: tuple[float, ...]) -> Atom:
    """An effort; a range keeps its harder end (C11)."""
    ranged = len(values) == 2 and any(mark.has("-", "to") for mark in marks[first:last])  # noqa: PLR2004
    if ranged:
        values = (max(values) if kind is Kind.RPE else min(values),)
    return Atom(kind, first, last, values=values)


def _numbers(marks: Sequence[Mark], at: int) -> tuple[tuple[float, ...], int]:
    """Numbers with list signs between them: 7/8/9, 1-2, 7, 8, 8."""
    values = list[float]()
    start = at
    while is_number(marks, at) and len(values) < MOST_EFFORTS:
        values.append(marks[at].number or 0.0)
        at += 1
        if (has(marks, at, "/", "-", ",") and is_number(marks, at + 1) and _is_effort_list(marks, at)) or (
            has(marks, at, "to") and is_number(marks, at + 1)
        ):
            at += 1
        else:
            break
    if has(marks, start - 1, "(") and has(marks, at, ")"):
        at += 1
    return tuple(values), at


def _is_effort_list(marks: Sequence[Mark], at: int) -> bool:
    """A comma joins efforts only without a space or with another effort-sized number that nothing claims."""
    if marks[at].text != ",":
        return True
    value = marks[at + 1].number or 0
    claimed = has(marks, at + 2, "times", "unit_kg", "unit_lb", "reps", "sets", "tech", "at", "@")
    return value <= HIGHEST_RPE and not claimed


def _scope(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    mark = marks[at]
    for tag in ("all_sets", "last_set", "first_set"):
        if mark.has(tag):
            which = tag.removesuffix("_sets").removesuffix("_set")
            label = which == "first" and is_number(marks, at + 1)
            return Atom(Kind.SCOPE, at, at + 1, scope=Scope(which), form="label" if label else "")
    if mark.has("each") and counts_seen:
        return Atom(Kind.SCOPE, at, at + 1, scope=Scope("all"), form="each")
    if mark.has("last") or (mark.has("ordinal") and mark.tags["ordinal"] == 1 and _counts_sets(marks, at)):
        return _last(marks, at)
    if mark.has("ordinal") and not has(marks, at - 1, "failed"):
        return _ordinal(marks, at)
    if mark.text in ("set", "sets", "satz", "serie") and is_number(marks, at + 1):
        return _numbered(marks, at)
    return None


def _counts_sets(marks: Sequence[Mark], at: int) -> bool:
    """`first two sets`."""
    return is_number(marks, at + 1) and has(marks, at + 2, "sets")


def _last(marks: Sequence[Mark], at: int) -> Atom | None:
    """`last 2 sets`, `last two`; but `last 3 reps`, `last few` only tell where in the set."""
    which = "last" if marks[at].has("last") else "first"
    number = marks[at + 1].number if is_number(marks, at + 1) else None
    if number is None:
        if has(marks, at + 1, "reps") or (mark_at(marks, at + 1) or marks[at]).text in (
            "few",
            "couple",
            "bit",
        ):
            return Atom(Kind.TAIL, at, at + 2)
        if has(marks, at + 1, "sets"):
            return Atom(Kind.SCOPE, at, at + 2, scope=Scope(which))
        ends = at + 1 >= len(marks) or has(
            marks, at + 1, ",", ".", ")", "newline", "failure", "tech", "amrap"
        )
        return Atom(Kind.SCOPE, at, at + 1, scope=Scope(which)) if ends else None
    if number > MOST_SCOPE:
        return None
    if has(marks, at + 2, "sets"):
        return Atom(Kind.SCOPE, at, at + 3, scope=Scope(which, int(number)))
    told = any(has(marks, place, "tech_told", "tech_short") for place in range(max(0, at - 4), at + 5))
    if has(marks, at + 2, "reps", "tech") or told:
        return Atom(Kind.TAIL, at, at + 3 if has(marks, at + 2, "reps") else at + 2, values=(number,))
    return Atom(Kind.SCOPE, at, at + 2, scope=Scope(which, int(number)))


def _ordinal(marks: Sequence[Mark], at: int) -> Atom | None:
    number = int(float(marks[at].tags["ordinal"] or 0))
    after = at + 1
    if has(marks, after, "sets") or (mark_at(marks, after) is not None and marks[after].text == "one"):
        after += 1
    elif not is_number(marks, after):
        return None
    label = is_number(marks, after) or (has(marks, after, ":") and is_number(marks, after + 1))
    return Atom(Kind.SCOPE, at, after, scope=Scope("set", 1, (number,)), form="label" if label else "")


def _numbered(marks: Sequence[Mark], at: int) -> Atom | None:
    """`set 3`, `sets 2 and 3`, and the label `Set 1:`."""
    numbers = [int(marks[at + 1].number or 0)]
    after = at + 2
    while has(marks, after, "and", ",", "&", "/") and is_number(marks, after + 1) and marks[at].text != "set":
        numbers.append(int(marks[after + 1].number or 0))
        after += 2
    if max(numbers) > MOST_SCOPE * 2 or has(marks, after, "times", "reps", "unit_kg", "unit_lb", "of"):
        return None
    label = (
        has(marks, after, ":", "-", ".", ")") or is_number(marks, after) or has(marks, after, "bodyweight")
    )
    if label and has(marks, after, ":", "-", ".", ")"):
        after += 1
    scope = Scope("set", 1, tuple(numbers))
    return Atom(Kind.SCOPE, at, after, scope=scope, form="label" if label else "")


def _failed_rep(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """`failed on the 5th`, `couldn't finish rep 10`, `missed the last rep`, `x FAIL`."""
    mark = marks[at]
    if not mark.has("failed") or mark.has("not_failure"):
        return None
    place = at + 1
    while (
        place < len(marks)
        and place < at + 4
        and marks[place].text in ("on", "the", "at", "rep", "my", "number", "nr", "#")
    ):
        place += 1
    following = mark_at(marks, place)
    if following is None or following.has("newline", ",", ".", "!", ")", "]"):
        return Atom(Kind.FAILED_REP, at, place) if counts_seen else None
    if following.has("to") or following.text in ("my", "because", "me", "again"):
        return None
    if following.has("ordinal"):
        after = place + 1 + has(marks, place + 1, "reps")
        return Atom(Kind.FAILED_REP, at, after, values=(float(following.tags["ordinal"] or 0),))
    if following.number is not None and not has(marks, place + 1, "times", "unit_kg", "unit_lb"):
        return Atom(Kind.FAILED_REP, at, place + 1, values=(following.number,))
    if following.has("last", "last_set"):
        after = place + 1
        while has(marks, after, "reps") or (
            mark_at(marks, after) is not None and marks[after].text in ("one",)
        ):
            after += 1
        return Atom(Kind.FAILED_REP, at, after, form="last")
    return Atom(Kind.FAILED_REP, at, at + 1) if counts_seen else None


def _assist(marks: Sequence[Mark], at: int) -> Atom | None:
    """`15kg assist`, `assist 15`."""
    mark = marks[at]
    if not mark.has("assist") or (mark.has("tech_short") and has(marks, at + 1, "reps")):
        return None
    return Atom(Kind.ASSIST, at, at + 1, technique=str(mark.tags.get("tech_short") or ""))


def _added(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """`6 lengthened partials`, `5p`, `+3 assisted reps`, `3 eccentric-only reps`; only after sets."""
    if not counts_seen or not is_number(marks, at) or _is_load_before(marks, at):
        return None
    after = at + 1
    if has(marks, after, "more", "extra") or (
        after < len(marks) and marks[after].text in ("more", "extra", "additional", "bonus")
    ):
        after += 1
    mark = mark_at(marks, after)
    if mark is None or has(marks, at - 1, "times") or "." in marks[at].text:
        return None
    technique = mark.tags.get("tech") or mark.tags.get("tech_short") or mark.tags.get("tech_counted")
    if mark.text == "p" and not mark.spaced and has(marks, at - 1, "+"):
        technique = "partials"
    told = None
    if technique is None and mark.has("reps"):
        told = mark_at(marks, after + 1)
        if told is not None and told.has("tech", "tech_short", "tech_told"):
            technique = told.tags.get("tech") or told.tags.get("tech_short") or told.tags.get("tech_told")
            after += 1
    if technique in (None, "superset", *_STRUCTURES):
        return None
    end = after + 1
    if has(marks, end, "reps"):
        end += 1
    return Atom(Kind.ADDED, at, end, technique=str(technique), values=(marks[at].number or 0,))


def _is_load_before(marks: Sequence[Mark], at: int) -> bool:
    """`3x10 40 partials`: a number right after the sets is the load, unless it is as small as added reps are."""
    before = mark_at(marks, at - 1)
    return before is not None and before.number is not None and (marks[at].number or 0) > MOST_ADDED_UNJOINED


def _technique(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    mark = marks[at]
    for form in ("tech", "tech_told", "tech_short"):
        if mark.has(form) and (form == "tech" or counts_seen or _next_to_numbers(marks, at)):
            after = at + 1
            if has(marks, after, "reps", "sets") and not is_number(marks, after + 1):
                after += 1
            return Atom(
                Kind.TECHNIQUE, at, after, technique=str(mark.tags[form]), form=form, spaced=mark.spaced
            )
    return None


def _next_to_numbers(marks: Sequence[Mark], at: int) -> bool:
    """Short words count as techniques only where numbers follow soon."""
    return any(is_number(marks, place) for place in range(at + 1, min(at + 4, len(marks))))


def is_count(atom: Atom) -> bool:
    """Whether an atom is a product that could be a set group by itself."""
    product = atom.product
    return product is not None and (
        len(product.factors) > 1 or any(f.role in (Role.REPS, Role.SECONDS) for f in product.factors)
    )
