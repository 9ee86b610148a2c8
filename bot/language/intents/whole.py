"""Short messages that mean something only as a whole, after what was said before: "so no?", "when then?".

Inside a longer message the same words ask about that message: "after failing i rest 15s, is that ok".
"""

from collections.abc import Sequence

from bot.domain.reading import Intent
from bot.language.intents import values
from bot.language.intents.findings import Finding, Heard
from bot.language.lexicon import Lexicon


def whole_message(heard: Sequence[Heard], lexicon: Lexicon) -> tuple[Heard, ...]:
    """The one sentence of a message with what it means as a whole; empty for all others."""
    if len(heard) != 1 or heard[0].complaint is not None or heard[0].spoken.placed:
        return ()
    spoken = heard[0].spoken
    end = len(spoken.words) - spoken.asks
    for hit in lexicon.grammar.all_hits("whole", spoken.sentence):
        if hit.start == 0 and hit.end >= end:
            value = values.day(spoken) if hit.pattern.value == "day" else str(hit.pattern.value)
            by = f"{hit.pattern.number} {hit.pattern.template.source}"
            return (heard[0]._replace(findings=(Finding(Intent(hit.pattern.intent), value, by),)),)
    return ()
