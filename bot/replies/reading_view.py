"""A reading as the JSON object that `spotter read --jsonl` promises (less id and ms).

>>> as_contract(reading)["intents"]
['log_report']
"""

from typing import Any

from bot.domain.reading import Kind, Reading
from bot.domain.training import Continuation, Entry, SetEntry
from bot.replies.asking import ask_text


def as_contract(reading: Reading) -> dict[str, Any]:
    """The reading with the names and shapes of the contract; slots are null, one name, or a list."""
    stored = reading.kind is Kind.REPORT
    asks = reading.kind is Kind.ASK and reading.ask is not None
    return {
        "kind": reading.kind.value,
        "exercises": [_exercise(entry) for entry in reading.entries] if stored else [],
        "ask": ask_text(reading.ask) if asks and reading.ask is not None else None,
        "intents": [intent.value for intent in reading.intents],
        "technique": _slot(reading.technique),
        "exercise": _slot(reading.exercise),
        "muscle": _slot(reading.muscle),
        "value": reading.value,
        "negated": _slot(reading.negated),
        "clarify": [intent.value for intent in reading.clarify],
    }


def _slot(names: tuple[str, ...]) -> str | list[str] | None:
    if not names:
        return None
    return names[0] if len(names) == 1 else list(names)


def _exercise(entry: Entry) -> dict[str, Any]:
    return {
        "exercise": entry.exercise,
        "exercise_id": entry.exercise_id,
        "sets": [_set(each) for each in entry.sets],
    }


def _set(one: SetEntry) -> dict[str, Any]:
    """One set; `partials_only` and `sides` only where they say something."""
    unit = one.unit.value if one.unit is not None and one.load is not None else None
    shown: dict[str, Any] = {
        "reps": one.reps,
        "weight": one.load,
        "unit": unit,
        "rpe": one.rpe,
        "rir": one.rir,
        "seconds": one.seconds,
        "distance_m": one.distance_m,
        "to_failure": one.to_failure,
        "warmup": one.warmup,
        "techniques": [technique.value for technique in one.techniques],
        "bodyweight": one.bodyweight,
        "per_side": one.per_side,
        "extra": [_extra(each) for each in one.continuations],
    }
    if one.partials_only:
        shown["partials_only"] = True
    if one.sides is not None:
        shown["sides"] = list(one.sides)
    return shown


def _extra(each: Continuation) -> dict[str, Any]:
    return {"weight": each.load, "reps": each.reps, "kind": each.kind.value}
