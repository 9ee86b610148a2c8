"""A folder of rules -> the handbook that the coach works from, or only the reader of messages.

>>> load_handbook(rules_folder(None)).recovery.usual_h
48
"""

from pathlib import Path
from typing import Any

from bot.adapters.rule_files.folder import read_folder
from bot.adapters.rule_files.load import checked_documents, rules_from
from bot.coach.handbook import Handbook
from bot.domain.catalogue import Catalogue
from bot.language.lexicon import build_catalogue, build_lexicon
from bot.language.reader import Reader


def load_handbook(folder: Path) -> Handbook:
    """Everything that a coach may edit, ready for use.

    Raises:
        BrokenRules: with every error and its place.
    """
    read = read_folder(folder)
    documents = checked_documents(read)
    rules = rules_from(read, documents)
    reader, catalogue = _reader(documents)
    return Handbook(rules.rulebook, rules.recovery, reader, catalogue)


def load_reader(folder: Path) -> Reader:
    """What reads messages, without the rules: the quick path of `spotter read`.

    Raises:
        BrokenRules: with every error and its place.
    """
    return _reader(checked_documents(read_folder(folder)))[0]


def _reader(documents: dict[str, Any]) -> tuple[Reader, Catalogue]:
    catalogue = build_catalogue(documents)
    return Reader(build_lexicon(documents), catalogue), catalogue
