"""What a message is that wants nothing: thanks, an "ok", an insult, noise, another topic."""

from collections.abc import Sequence

from bot.language.intents.findings import Heard
from bot.language.lexicon import Lexicon
from bot.language.page import Page


def small_talk(page: Page, lexicon: Lexicon, heard: Sequence[Heard]) -> str:
    """smalltalk, ack, hostile, garbage or off_topic."""
    if lexicon.is_rude([word.text for word in page.words]):
        return "hostile"
    for each in heard:
        hit = next(lexicon.grammar.hits("other", each.spoken.sentence), None)
        if hit is not None:
            return str(hit.pattern.value)
    texts = [word.text for word in page.words if word.text[0].isalpha()]
    if texts and not any(lexicon.is_known(text) for text in texts):
        return "garbage"
    if not texts and any(token.text.isalnum() for token in page.tokens):
        return "garbage"
    named = any(each.spoken.placed for each in heard)
    asks = any(each.spoken.asks for each in heard)
    off = any(each.spoken.has("@off_topic", 0, len(each.spoken.words)) is not None for each in heard)
    return "off_topic" if (asks or off) and not named else "smalltalk"
