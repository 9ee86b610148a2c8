"""Numbers that nobody lifts are asked about, never stored.

>>> is_implausible(SetEntry(reps=500, load=1000, unit=Unit.KG), bodyweight=False)
True
"""

from bot.domain.training import SetEntry

HEAVIEST_KG = 650
MOST_REPS_LOADED = 120
MOST_REPS = 1000
LONGEST_HOLD_S = 7200


def is_implausible(entry: SetEntry) -> bool:
    """Whether one set cannot have happened as read."""
    return slip(entry) is not None


def slip(entry: SetEntry) -> float | None:
    """The number that nobody lifts, repeats or holds, as written; None for a set that can have happened."""
    load_kg = entry.load_kg
    if load_kg is not None and abs(load_kg) > HEAVIEST_KG:
        return entry.load
    reps = entry.reps or 0
    loaded = load_kg is not None and load_kg > 0
    if reps > (MOST_REPS_LOADED if loaded else MOST_REPS):
        return float(reps)
    too_long = (entry.seconds or 0) > LONGEST_HOLD_S and entry.distance_m is None
    return entry.seconds if too_long else None
