"""What a message is that wants nothing: thanks, an "ok", an insult, noise, another topic."""

from collections.abc import Sequence

from bot.language.grammar import Hit
from bot.language.intents.findings import Heard
from bot.language.intents.sentences import Spoken
from bot.language.lexicon import Lexicon
from bot.language.page import Page

TONES = (THANKS, DOUBT) = ("thanks", "doubt")
REMARKS = (EXAMPLE, SOMEBODY_ELSE) = ("example", "somebody_else")


#: Without one of these no other people are spoken of.
_OTHERS = frozenset({"@other_person", "@everyone", "@idol", "@huge", "him", "her", "them"})
#: Words that open a question, and tell of what somebody does as well.
_TELLING = frozenset({"do", "does", "did", "is", "are", "was", "were", "has", "have"})
#: What asks wherever it stands.
_ASKING = frozenset({"@ask_strong", "@ask_mark", "@wondering", "@considering"})


def somebody(heard: Sequence[Heard], lexicon: Lexicon) -> str:
    """The remark about other people in a message that asks nothing: `example`, `somebody_else`, or ""."""
    if all(_OTHERS.isdisjoint(each.spoken.sentence.labels) for each in heard):
        return ""
    found = ""
    for each in heard:
        hits = lexicon.grammar.all_hits("other", each.spoken.sentence)
        remarks = [hit for hit in hits if hit.pattern.intent in REMARKS]
        if _asks(each.spoken, remarks):
            return ""
        found = found or next((hit.pattern.intent for hit in remarks), "")
    return found


def _asks(spoken: Spoken, remarks: Sequence[Hit]) -> bool:
    """Whether a sentence asks beside its remarks: "he does it" only looks like a question."""
    sentence = spoken.sentence
    told = {at for hit in remarks for at in range(hit.start, hit.end) if spoken.words[at].text in _TELLING}
    told -= sentence.starts
    asking = {at for at, labels in enumerate(sentence.edges) if at in sentence.starts and "@ask" in labels}
    asking.update(at for label in _ASKING & sentence.labels for at in sentence.places[label])
    return spoken.asks or bool(asking - told)


def tone(heard: Sequence[Heard], lexicon: Lexicon) -> str:
    """`thanks` for a message that begins with it, `doubt` for one that does not believe a verdict, or ""."""
    hits = (hit for each in heard[:1] for hit in lexicon.grammar.all_hits("other", each.spoken.sentence))
    return next((hit.pattern.intent for hit in hits if hit.pattern.intent in TONES), "")


def small_talk(page: Page, lexicon: Lexicon, heard: Sequence[Heard]) -> str:
    """smalltalk, ack, hostile, garbage or off_topic."""
    if lexicon.is_rude([word.text for word in page.words]):
        return "hostile"
    for each in heard:
        hits = lexicon.grammar.hits("other", each.spoken.sentence)
        value = next((hit.pattern.value for hit in hits if hit.pattern.intent not in REMARKS), None)
        if value is not None:
            return str(value)
    texts = [word.text for word in page.words if word.text[0].isalpha()]
    if texts and not any(lexicon.is_known(text) for text in texts):
        return "garbage"
    if not texts and any(token.text.isalnum() for token in page.tokens):
        return "garbage"
    named = any(each.spoken.placed for each in heard)
    asks = any(each.spoken.asks for each in heard)
    off = any(each.spoken.has("@off_topic", 0, len(each.spoken.words)) is not None for each in heard)
    return "off_topic" if (asks or off) and not named else "smalltalk"
