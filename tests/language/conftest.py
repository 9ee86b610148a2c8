"""The house rules, read once for all language tests."""

from pathlib import Path
from typing import Any

import pytest

from bot.adapters.rule_files import plain_documents
from bot.language.lexicon import Lexicon
from bot.language.lexicon_book import build_lexicon
from bot.language.reader import Reader


@pytest.fixture(scope="session")
def documents() -> dict[str, Any]:
    """The rule files as plain data."""
    return plain_documents(Path("rules"))


@pytest.fixture(scope="session")
def lexicon(documents: dict[str, Any]) -> Lexicon:
    """The vocabulary of the house."""
    return build_lexicon(documents)


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    """A reader with the vocabulary of the house."""
    return Reader(lexicon, lexicon.catalogue)
