"""The hours formula written a second time from its description, the numbers of the table typed in again."""

import math

from bot.domain.ruling import State

#: min, typical, max, past failure
ROWS = {
    "at_failure_last_set_only": (0, 0, 12, False),
    "at_failure_every_set": (12, 24, 48, False),
    "myo_reps": (12, 24, 36, True),
    "rest_pause": (12, 24, 48, True),
    "dropset": (12, 24, 48, True),
    "mechanical_dropset": (12, 24, 48, True),
    "lengthened_partials": (12, 24, 48, True),
    "partials_other": (12, 12, 36, True),
    "cheat_reps": (12, 24, 36, True),
    "forced_reps": (24, 36, 72, True),
    "negatives": (36, 48, 96, True),
    "same_muscle_superset": (0, 12, 24, False),
    "antagonist_superset": (0, 0, 12, False),
    "cluster_set": (0, 0, 0, False),
    "initial_partials": (0, 0, 12, False),
}
LONG = {"partials": "lengthened_partials", "cluster": "cluster_set", "superset": "antagonist_superset"}
QUICK = ["calves", "side_delts", "rear_delts", "forearms", "abs"]
SLOW = ["hamstrings", "glutes", "adductors"]


def second_sum(state: State) -> int:
    """Hours of rest, given that the verdict is not refer."""
    row = LONG.get(state.technique.value, state.technique.value)
    if row == "none":
        if state.effort is None or state.effort.value != "at_failure":
            return 48
        row = "at_failure_last_set_only" if state.last_set else "at_failure_every_set"
    low, typical, high, goes_on = ROWS[row]
    step = 3 if row == "at_failure_every_set" else 1
    extra = min(high, typical + 12 * (state.sets - step))
    extra = max(low, extra)
    if extra == 0 and not goes_on and state.mechanic.value in ("isolation", "compound_machine"):
        return 48
    extra += {"isolation": 0, "compound_machine": 12, "compound_free": 12, "spinal": 24}[state.mechanic.value]
    extra += -12 if state.muscle in QUICK else 12 if state.muscle in SLOW else 0
    extra += 24 if state.muscle == "lower_back" else 0
    if row == "negatives":
        extra += 12 if state.muscle in ("biceps", "triceps") else 0
        extra += 12 if state.first_time else 0
    extra += 12 * sum(
        [state.first_time, state.experience.value in ("beginner", "unknown"), state.sleep_low, state.deficit]
    )
    extra = min(96 if row == "negatives" else 72, extra)
    extra = max(12 if goes_on else 0, extra)
    return 48 + 12 * math.ceil(extra / 12)
