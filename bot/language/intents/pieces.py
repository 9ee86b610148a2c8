"""What is told in pieces, that no sentence holds by itself: a complaint, a way of doing reps that is judged.

"elbow. sharp. only on the way down"             injury, elbow
"8 reps, rack it. 15 sec, 3 more. ok on rows?"   ask_technique, rest_pause
"""

from collections.abc import Iterator, Sequence

from bot.domain.reading import Intent
from bot.language.intents.findings import Finding, Heard
from bot.language.intents.leaning import asks
from bot.language.intents.pain import complaint
from bot.language.intents.sentences import Spoken, as_one
from bot.language.lexicon import Lexicon
from bot.language.page import Page

LONGEST_PIECE = 4
LONGEST_VERDICT = 12
#: A sentence with one of these asks for something else than a verdict on the way before it.
_OTHERWISE = frozenset(
    {"sets", "volume", "@cue_ready", "@cue_why", "@resting", "@left", "@done_sets", "@off_topic", "@progress"}
    | {"how many", "how much", "when", "why", "how long", "last time", "@day"}
)


def in_pieces(page: Page, lexicon: Lexicon, heard: Sequence[Heard]) -> Iterator[Heard]:
    """The whole message heard as one sentence, where a body part stands nearly alone."""
    alone = [each for each in heard if len(each.spoken.words) <= LONGEST_PIECE]
    if len(heard) == 1 or any(each.complaint for each in heard):
        return
    if all("{region}" not in each.spoken.sentence.labels for each in alone):
        return
    whole = as_one(page, lexicon)
    found = complaint(whole, lexicon) if whole is not None else None
    if whole is not None and found is not None:
        finding = Finding(Intent.PAIN_RED_FLAG, found.about, f"pain: {found.pain}")
        yield Heard(whole, (finding,), (), found, medical=False)


def asked_of_way(page: Page, lexicon: Lexicon, heard: Sequence[Heard]) -> Heard | None:
    """A verdict asked for in a sentence after the one that names or tells a technique."""
    if len(heard) == 1 or not any(_asks_for_verdict(each.spoken) for each in heard[1:]):
        return None
    for each in heard:
        if _way(each.spoken) and not each.refused and each is not heard[-1]:
            return Heard(each.spoken, (_OF_WAY,), (), None, medical=False)
    whole = as_one(page, lexicon)
    named = any(each.refused for each in heard)
    told = whole is not None and not named and _way(whole)
    return Heard(whole, (_OF_WAY,), (), None, medical=False) if whole is not None and told else None


_OF_WAY = Finding(Intent.ASK_TECHNIQUE, None, "a verdict on the way told before")


def _way(spoken: Spoken) -> bool:
    return any(placed.mention.kind == "technique" for placed in spoken.placed)


def _asks_for_verdict(spoken: Spoken) -> bool:
    short = len(spoken.words) <= LONGEST_VERDICT
    return short and asks(spoken) and _OTHERWISE.isdisjoint(spoken.sentence.labels)
