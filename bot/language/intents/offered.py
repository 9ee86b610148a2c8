"""What is offered as buttons when the coach asks back instead of guessing."""

from collections.abc import Sequence

from bot.domain.reading import Intent, Kind
from bot.language.intents.findings import Finding, Heard
from bot.language.sets.reading import SetsReading

_BESIDE_NAMES = frozenset({"my", "the", "and", "or", "some"})


def offered(findings: Sequence[Finding], heard: Sequence[Heard], sets: SetsReading) -> tuple[Intent, ...]:
    """Offered instead of guessing: a bare technique or name, a comeback without a number."""
    leans = tuple(f.intent for f in findings if f.by.startswith("leans"))
    if leans[1:]:
        return leans
    only = findings[0] if len(findings) == 1 else None
    if only is None or sets.kind is not Kind.NOT_A_REPORT:
        return ()
    if only.by == "a technique and nothing else":
        bare = all(p.mention.kind == "technique" for h in heard for p in h.spoken.placed)
        return (Intent.ASK_TECHNIQUE, Intent.LOG_REPORT) if bare else ()
    if only.by == "talk" and all(map(_is_bare_name, heard)):
        return (Intent.ASK_TECHNIQUE, Intent.ASK_HISTORY, Intent.LOG_REPORT)
    if only.intent is Intent.SET_PROFILE and only.value is None:
        return (Intent.SET_PROFILE,)
    return ()


def _is_bare_name(heard: Heard) -> bool:
    """Whether a sentence is an exercise or a muscle and nothing else: "leg press", "calves"."""
    spoken = heard.spoken
    named = {at for p in spoken.placed for at in range(p.start, p.end)}
    return bool(named) and all(
        at in named or word.text in _BESIDE_NAMES or "@filler" in spoken.sentence.edges[at]
        for at, word in enumerate(spoken.words)
    )
