"""Entries to the short text that a lifter could have written; read again, it gives the same entries.

One line per exercise; sets that differ in something that a list cannot say stand behind each other
with commas.

    >>> print_entries((Entry("calf_raise", "standing calf raise", 3 * (one_set,)),), Unit.KG)
    'standing calf raise: 3x12 + partials'
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.domain.training import Continuation, Entry, SetEntry, Technique, Unit

_WORDS = {
    Technique.PARTIALS: "partials",
    Technique.FORCED_REPS: "forced reps",
    Technique.CHEAT_REPS: "cheat reps",
    Technique.NEGATIVES: "negatives",
    Technique.REST_PAUSE: "rest-pause",
    Technique.MYO_REPS: "myo-reps",
    Technique.DROPSET: "dropset",
    Technique.MECHANICAL_DROPSET: "mechanical dropset",
    Technique.CLUSTER: "cluster set",
    Technique.SUPERSET: "superset",
}
_ADDED = frozenset({Technique.PARTIALS, Technique.FORCED_REPS, Technique.CHEAT_REPS, Technique.NEGATIVES})


def print_entries(entries: tuple[Entry, ...], unit_default: Unit) -> str:
    """The canonical short text of a report; loads without a unit are in `unit_default`."""
    return "\n".join(_entry(entry, unit_default) for entry in entries)


def _entry(entry: Entry, unit_default: Unit) -> str:
    kinds = [(one, len(tuple(same))) for one, same in groupby(entry.sets)]
    parts = [text for one, times in kinds for text in _alike(one, times, unit_default, alone=len(kinds) == 1)]
    return f"{entry.exercise}: {'; '.join(parts)}"


def _alike(entry: SetEntry, times: int, unit_default: Unit, *, alone: bool) -> list[str]:
    """Equal sets in one piece; loads of drops belong to one set only, so each such set stands by itself."""
    if Technique.DROPSET in entry.techniques and times > 1:
        if alone and not entry.continuations:
            return [f"{_group(entry, times, unit_default)} each set"]
        return [_group(entry, 1, unit_default)] * times
    return [_group(entry, times, unit_default)]


def number(value: float) -> str:
    """A number without trailing zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _group(entry: SetEntry, times: int, unit_default: Unit) -> str:
    """`3x12 60 kg @8 to failure + 6 partials`."""
    return " ".join(
        (
            _count(entry, times),
            *_load(entry, unit_default),
            *_effort(entry),
            *_techniques(entry),
            *(("(warmup)",) if entry.warmup else ()),
        )
    )


def _count(entry: SetEntry, times: int) -> str:
    sets = f"{times}x"
    side = "/side" if entry.per_side and entry.sides is None else ""
    if entry.sides is not None:
        left, right = entry.sides
        return f"{sets}{left}L/{right}R"
    if entry.seconds is not None:
        return f"{sets}{entry.seconds}s{side}"
    if entry.distance_m is not None:
        return f"{sets}{number(entry.distance_m)}m{side}"
    if entry.reps is None:
        return f"{times} sets to failure"
    return f"{sets}{entry.reps}{side}"


def _load(entry: SetEntry, unit_default: Unit) -> Iterator[str]:
    if entry.load is None:
        return
    unit = entry.unit or unit_default
    yield f"{number(entry.load)} {unit}"


def _effort(entry: SetEntry) -> Iterator[str]:
    if entry.rpe is not None:
        yield f"RPE {number(entry.rpe)}"
    if entry.rir is not None:
        yield f"{number(entry.rir)} RIR"
    if entry.to_failure and entry.reps is not None:
        yield "to failure"


def _techniques(entry: SetEntry) -> Iterator[str]:
    counted = {each.kind for each in entry.continuations}
    for technique in entry.techniques:
        word = _WORDS[technique]
        if technique in counted:
            yield from _continuations(technique, [c for c in entry.continuations if c.kind is technique])
        elif technique is Technique.PARTIALS and entry.partials_only:
            yield f"{word} only"
        elif technique in _ADDED:
            yield f"+ {word}"
        else:
            yield word


def _continuations(technique: Technique, added: Sequence[Continuation]) -> Iterable[str]:
    word = _WORDS[technique]
    if technique in _ADDED:
        return [f"+ {each.reps} {word}" for each in added]
    if technique is Technique.DROPSET:
        return ["drop " + " > ".join(_drop(each) for each in added)]
    return [word, "+".join(["", *(str(each.reps) for each in added)])]


def _drop(each: Continuation) -> str:
    load = "" if each.load is None else number(each.load)
    if each.reps is None:
        return load
    return f"{load}x{each.reps}"
