"""Word tables, spelling and templates."""

import pytest

from bot.language.intents.sentences import sentences
from bot.language.lexicon import Lexicon
from bot.language.page import open_page
from bot.language.phrases import Phrases
from bot.language.spelling import singular
from bot.language.templates import TemplateError, compile_template


def test_longest_phrase_wins() -> None:
    """A mechanical drop set is no drop set."""
    table = Phrases({"drop set": "dropset", "mechanical drop set": "mechanical_dropset"})
    words = ["mechanical", "drop", "set"]
    assert table.at(words, 0) == (3, "mechanical_dropset")
    assert table.at(words, 1) == (2, "dropset")
    assert table.at(words, 2) is None


@pytest.mark.parametrize(
    ("word", "single"),
    [("curls", "curl"), ("presses", "press"), ("press", "press"), ("carries", "carry"), ("ups", "up")],
)
def test_rough_singular(word: str, single: str) -> None:
    """Good enough for exercise names."""
    assert singular(word) == single


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("drpset", "dropset"),
        ("tmrw", "tomorrow"),
        ("whats", "what is"),
        ("extenstion", "extension"),
        ("number", "number"),
        ("partial", "partial"),
        ("zzqqkk", "zzqqkk"),
    ],
)
def test_words_are_set_right(lexicon: Lexicon, word: str, meant: str) -> None:
    """Slips are mended; known English words and noise stay as they are."""
    assert lexicon.set_right(word) == meant


@pytest.mark.parametrize(
    ("template", "text", "holds"),
    [
        ("when (can|could) i .. {part}", "when can i please do my calves", True),
        ("when (can|could) i .. {part}", "when can you", False),
        ("^ why $", "ok but why", True),
        ("^ why $", "thats why", False),
        ("{technique} .. ?", "dropset today?", True),
        ("{technique} .. ?", "dropset today", False),
        ("{n} [more] sets", "3 more sets", True),
        ("can ... {part}", "can dropsets help calves", False),
    ],
)
def test_template(lexicon: Lexicon, template: str, text: str, *, holds: bool) -> None:
    """Words, choices, gaps, things named, starts and ends; no gap skips a technique."""
    spoken = sentences(open_page(text, lexicon), lexicon)[0]
    assert (compile_template(template).match(spoken.sentence) is not None) == holds


@pytest.mark.parametrize("source", ["when (can i", "[please]", "^ $"])
def test_broken_template_is_refused(source: str) -> None:
    """A template that cannot be read or looks for nothing is an error of the rule file."""
    with pytest.raises(TemplateError):
        compile_template(source)
