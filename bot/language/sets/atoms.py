"""Marks to atoms: the parts of speech of a set report.

An atom is a product of numbers, an effort, a technique with or without its own count, a scope, a
failed repetition, or a word or sign that steers how the others belong together.

    >>> [atom.kind for atom in atoms(marks_of("3x12 + 6 partials each set"))]
    [PRODUCT, PLUS, ADDED, SCOPE]
"""

from collections.abc import Sequence

from bot.language.sets.atom import Atom, Kind
from bot.language.sets.atom_added import added_at, counted_structure_at, mini_sets_at
from bot.language.sets.atom_efforts import EFFORTS, effort_at, failed_rep_at
from bot.language.sets.atom_scopes import SCOPES, scope_at
from bot.language.sets.factor import Factor, Value
from bot.language.sets.mark import Mark, has, is_number, names_of
from bot.language.sets.products import Product, product_at
from bot.language.sets.units import Role

MOST_LABELLED = 6
AND = "and"
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
    ("again_set", Kind.AGAIN),
    (",", Kind.COMMA),
    (AND, Kind.THEN),
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
#: With one of these, or with a number, an atom of several marks may begin.
_BEGINS = (
    SCOPES
    | {"blocked", "each_reps", "@", "rpe", "rir", "failed", "assist", "x", "-", "=", ">"}
    | {
        "tech",
        "tech_told",
        "tech_short",
        "tech_lead",
        "a",
        "an",
        "helped",
    }
)
#: Without one of these no number counts anything but sets and repetitions; "+2p" is two partials.
_COUNTED = frozenset({"minis", "tech", "tech_short", "tech_counted", "tech_told", "p"})


def atoms(marks: Sequence[Mark]) -> tuple[Atom, ...]:
    """All atoms of a stretch of marks, in order."""
    found: list[Atom] = []
    at = 0
    counts_seen = False
    said = names_of(marks)
    while at < len(marks):
        atom = _atom_at(marks, at, said, counts_seen=counts_seen)
        counts_seen = counts_seen or atom.kind is Kind.PRODUCT
        found.append(atom)
        at = atom.last
    return tuple(found)


def _atom_at(marks: Sequence[Mark], at: int, said: frozenset[str], *, counts_seen: bool) -> Atom:
    """The atom at `at`; `said` is everything in the marks: what is not there is not looked for."""
    mark = marks[at]
    if "blocked" in mark.names:
        return Atom(Kind.WORD, at, at + 1)
    if mark.mention is not None:
        return Atom(Kind.EXERCISE, at, at + 1)
    told = not _BEGINS.isdisjoint(mark.names)
    if mark.number is None and not told:
        return _simple(marks, at)
    counts = mark.number is not None and not _COUNTED.isdisjoint(said)
    return (
        (_single_told(marks, at) if told else None)
        or (None if EFFORTS.isdisjoint(said) else effort_at(marks, at))
        or (_told(marks, at, counts_seen=counts_seen) if told else None)
        or (_counted(marks, at, counts_seen=counts_seen) if counts else None)
        or (_technique(marks, at, counts_seen=counts_seen) if told else None)
        or _product(marks, at, said)
        or (_chain(marks, at) if told else None)
        or _simple(marks, at)
    )


def _told(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """What a word begins."""
    return (
        scope_at(marks, at, counts_seen=counts_seen)
        or failed_rep_at(marks, at, counts_seen=counts_seen)
        or _assist(marks, at)
    )


def _counted(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    """What a number counts, other than sets and repetitions."""
    return (
        mini_sets_at(marks, at)
        or added_at(marks, at, counts_seen=counts_seen)
        or counted_structure_at(marks, at, counts_seen=counts_seen)
    )


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
    ranks = [_RANK[name] for name in mark.names if name in _RANK]
    if not ranks:
        return Atom(Kind.WORD, at, at + 1, form=mark.text)
    tag, kind = _SIMPLE[min(ranks)]
    form = tag if tag == AND else mark.text
    return Atom(kind, at, at + 1, form=form, spaced=mark.spaced, touches=touches)


def _singles(marks: Sequence[Mark], at: int) -> Product | None:
    """`5 singles`, `3 heavy doubles`: sets of one or two; `a single at 180`, `triple with 100`."""
    if "each_reps" in marks[at].names:
        if not (_is_loaded(marks, at + 1) or _is_asked_for(marks, at - 1)):
            return None
        reps = Value(float(marks[at].tags["each_reps"] or 1))
        return Product((Factor((reps,), Role.REPS),), at, at + 1)
    named = at + 1
    if has(marks, named, "filler", "work") and not has(marks, named, "each_reps"):
        named += 1
    if not is_number(marks, at) or not has(marks, named, "each_reps"):
        return None
    reps = Value(float(marks[named].tags["each_reps"] or 1))
    sets = Value(marks[at].number or 1.0)
    return Product((Factor((sets,), Role.SETS), Factor((reps,), Role.REPS)), at, named + 1)


def _is_asked_for(marks: Sequence[Mark], at: int) -> bool:
    """`100 for a triple`."""
    return has(marks, at, "for") or (has(marks, at, "filler") and has(marks, at - 1, "for"))


def _single_told(marks: Sequence[Mark], at: int) -> Atom | None:
    """`top single 180`: before "top single" is taken as a word for work sets only."""
    product = _singles(marks, at) if has(marks, at, "each_reps") else None
    return (
        None
        if product is None
        else Atom(Kind.PRODUCT, at, product.last, product=product, spaced=marks[at].spaced)
    )


def _is_loaded(marks: Sequence[Mark], at: int) -> bool:
    """Whether a load follows: `at 180`, `with 100 kg`, `120`."""
    return is_number(marks, at + has(marks, at, "at", "@", "of", ":"))


def _product(marks: Sequence[Mark], at: int, said: frozenset[str]) -> Atom | None:
    start = at
    if marks[at].text == "x" and is_number(marks, at + 1):
        start = at + 1
    product = (_singles(marks, at) if "each_reps" in said else None) or product_at(marks, start)
    if product is None:
        return None
    form = "x" if start > at else ""
    return Atom(Kind.PRODUCT, at, product.last, product=product, form=form, spaced=marks[at].spaced)


def _assist(marks: Sequence[Mark], at: int) -> Atom | None:
    """`15kg assist`, `assist 15`."""
    mark = marks[at]
    by_somebody = mark.has("helped") and has(marks, at - 1, "third_person")
    if not mark.has("assist") or by_somebody or (mark.has("tech_short") and has(marks, at + 1, "reps")):
        return None
    return Atom(Kind.ASSIST, at, at + 1, technique=str(mark.tags.get("tech_short") or ""))


def _technique(marks: Sequence[Mark], at: int, *, counts_seen: bool) -> Atom | None:
    mark = marks[at]
    if _helps_elsewhere(marks, at):
        return None
    behind = at + 1 + has(marks, at + 1, ",")
    if mark.has("tech_lead") and counts_seen and is_number(marks, behind):
        return Atom(Kind.TECHNIQUE, at, behind, technique=str(mark.tags["tech_lead"]), form="lead")
    if mark.has("helped") and counts_seen and has(marks, at - 1, "third_person"):
        after, tail = _after_help(marks, at + 1)
        return Atom(Kind.TECHNIQUE, at, after, technique="forced_reps", form="tail" if tail else "tech_told")
    for form in ("tech", "tech_told", "tech_short"):
        if mark.has(form) and (form == "tech" or counts_seen or _next_to_numbers(marks, at)):
            after, tail = _after_technique(marks, at)
            numbered = has(marks, after + 1, ":") and is_number(marks, after + 2)
            if numbered and (number := marks[after].number) is not None and number <= MOST_LABELLED:
                after += 2  # dropset 1: 70x9
            return Atom(
                Kind.TECHNIQUE,
                at,
                after,
                technique=str(mark.tags[form]),
                form="tail" if tail else form,
                values=_scheme(mark),
                spaced=mark.spaced,
            )
    return None


def _helps_elsewhere(marks: Sequence[Mark], at: int) -> bool:
    """`gym mate helped me load the bar`: a hand with something else than a repetition."""
    helps = marks[at].has("helped") or marks[at].tags.get("tech_told") == "forced_reps"
    return helps and has(marks, at + 1, "help_aside")


def _after_help(marks: Sequence[Mark], at: int) -> tuple[int, bool]:
    """Where words of help end, and whether they count repetitions of the set: `helped me with 2`."""
    place = at + has(marks, at, "filler")
    place += has(marks, place, "at")
    if place == at or not is_number(marks, place) or has(marks, place + 1, "more", "extra", "tech", "sets"):
        return at, False
    return place + 1 + has(marks, place + 1, "reps"), True


def _scheme(mark: Mark) -> tuple[float, ...]:
    """`21s`: the name of the technique counts the repetitions."""
    return (float(mark.text[:2]),) if mark.text[:2].isdigit() else ()


def _after_technique(marks: Sequence[Mark], at: int) -> tuple[int, bool]:
    """The mark after a technique, and whether it tells of the last repetitions: `cheated the last three`."""
    after = at + 1
    if marks[at].tags.get("tech_told") == "forced_reps" and not marks[at].text.endswith((" last", " final")):
        return _after_help(marks, after)
    if has(marks, after, "reps", "sets") and not is_number(marks, after + 1):
        return after + 1, False
    if not marks[at].text.endswith((" last", " final")) or has(marks, after, "sets"):
        return after, False
    if is_number(marks, after) and not has(marks, after + 1, "sets", "times", "unit_kg", "unit_lb"):
        return after + 1 + has(marks, after + 1, "reps"), True
    few = after < len(marks) and marks[after].text in ("few", "couple", "bit", "rep", "reps")
    return after + few, few


def _next_to_numbers(marks: Sequence[Mark], at: int) -> bool:
    """Short words count as techniques only where numbers follow soon."""
    return any(is_number(marks, place) for place in range(at + 1, min(at + 4, len(marks))))
