"""Read with the real vocabulary of the house."""

from functools import cache
from pathlib import Path

from bot.adapters.rule_files import plain_documents
from bot.domain.training import Unit
from bot.language.lexicon import Lexicon
from bot.language.lexicon_book import build_lexicon
from bot.language.page import open_page
from bot.language.sets import SetsReading, read_sets

RULES = Path(__file__).parents[3] / "rules"


@cache
def lexicon() -> Lexicon:
    """The lexicon of the rules folder, built once."""
    return build_lexicon(plain_documents(RULES))


def read(text: str, unit: Unit = Unit.KG) -> SetsReading:
    """The sets reading of a message."""
    return read_sets(open_page(text, lexicon()), lexicon(), unit)
