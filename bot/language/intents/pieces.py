"""A complaint told in pieces, that no sentence holds by itself.

"elbow. sharp. only on the way down"  injury, elbow
"""

from collections.abc import Iterator, Sequence

from bot.domain.reading import Intent
from bot.language.intents.findings import Finding, Heard
from bot.language.intents.pain import complaint
from bot.language.intents.sentences import as_one
from bot.language.lexicon import Lexicon
from bot.language.page import Page

LONGEST_PIECE = 4


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
        finding = Finding(Intent.PAIN_RED_FLAG, found.about, f"pain: {found.pain.value}")
        yield Heard(whole, (finding,), (), found, medical=False)
