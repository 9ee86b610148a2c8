"""Readings in the short form of habits.yaml."""

from itertools import groupby

from bot.domain.reading import Kind
from bot.domain.training import SetEntry, Unit
from bot.language.sets import SetsReading


def one_set(entry: SetEntry) -> str:
    """`12@60 rpe8 F partials+6`."""
    if entry.distance_m is not None:
        count = f"{entry.distance_m:g}m" + (f" {entry.seconds}s" if entry.seconds is not None else "")
    elif entry.seconds is not None:
        count = f"{entry.seconds}s"
    else:
        count = "-" if entry.reps is None else str(entry.reps)
    if entry.load is not None:
        count += f"@{entry.load:g}" + ("lb" if entry.unit is Unit.LB else "")
    flags = {"F": entry.to_failure, "W": entry.warmup, "side": entry.per_side}
    counted = {each.kind for each in entry.continuations}
    return " ".join(
        (
            count,
            *([] if entry.rpe is None else [f"rpe{entry.rpe:g}"]),
            *([] if entry.rir is None else [f"rir{entry.rir:g}"]),
            *(name for name, on in flags.items() if on),
            *(each for each in entry.techniques if each not in counted),
            *(
                f"{each.kind}+{'-' if each.reps is None else each.reps}"
                + (f"@{each.load:g}" if each.load is not None and each.load != entry.load else "")
                for each in entry.continuations
            ),
        )
    )


def compact(reading: SetsReading) -> str:
    """The whole reading in one line."""
    if reading.kind is Kind.NOT_A_REPORT:
        return "nothing"
    if reading.ask is not None:
        return f"ask:{reading.ask.about}"
    return " | ".join(
        f"{entry.exercise_id or entry.exercise}: "
        + "; ".join(f"{len(tuple(same))}*{text}" for text, same in groupby(map(one_set, entry.sets)))
        for entry in reading.entries
    )
