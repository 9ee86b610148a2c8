"""Signs that always count, whatever a rule file says: a coach may add to these, never remove one.

Same shape as `levels` in red-flags.yaml.
"""

from collections.abc import Mapping, Sequence
from typing import Any

FLOOR: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "emergency": (
        {"sign": "despair", "says": ("i (want|wanna) [to] die", "kill myself", "suicidal")},
        {
            "sign": "chest_pain",
            "says": (
                "chest (pain|pains|pressure|hurts)",
                "(pain|pressure) (in|on) [my|the] chest",
            ),
        },
        {
            "sign": "fainting",
            "says": ("(fainted|fainting|passed out|blacked out|collapsed)",),
        },
        {
            "sign": "dark_urine",
            "says": (
                "(pee|urine|piss) .. (dark|brown|black|cola|red|bloody)",
                "(dark|brown|black|cola|red|bloody) [colored|coloured] (pee|urine|piss)",
            ),
        },
        {
            "sign": "swelling",
            "says": (
                "(calf|leg|arm|elbow|knee) .. (swollen|massive|huge) .. (hot|red|warm)",
                "(calf|leg|arm|elbow|knee) .. (hot|red|warm) .. (swollen|massive|huge)",
            ),
        },
    ),
    "injury": (
        {"sign": "numbness", "says": ("(numb|numbness|tingling)",)},
        {"sign": "pop", "says": ("(felt|heard) (a|something) (pop|snap|tear)",)},
    ),
}
