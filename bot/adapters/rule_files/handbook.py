"""A folder of rules -> the handbook that the coach works from, or only the reader of messages.

>>> load_handbook(rules_folder(None)).recovery.usual_h
48
"""

from pathlib import Path
from typing import Any

from bot.adapters.rule_files.build import layer_from
from bot.adapters.rule_files.findings import BrokenRules, Finding
from bot.adapters.rule_files.folder import OVERRIDES, RuleFolder, read_folder, shown
from bot.adapters.rule_files.load import checked_documents, rules_from
from bot.coach.handbook import Handbook
from bot.domain.catalogue import Catalogue
from bot.language.lexicon_book import build_catalogue, build_lexicon
from bot.language.reader import Reader


def load_handbook(folder: Path) -> Handbook:
    """Everything that a coach may edit, ready for use.

    Raises:
        BrokenRules: with every error and its place.
    """
    read = read_folder(folder)
    documents = checked_documents(read)
    rules = rules_from(read, documents)
    reader, catalogue = _reader(read, documents)
    names = {stem: stem.removeprefix(OVERRIDES) for stem in documents if stem.startswith(OVERRIDES)}
    layers = {name: layer_from(name, documents[stem]) for stem, name in names.items()}
    return Handbook(rules.rulebook, rules.recovery, reader, catalogue, layers)


def load_reader(folder: Path) -> Reader:
    """What reads messages, without the rules: the quick path of `spotter read`.

    Raises:
        BrokenRules: with every error and its place.
    """
    read = read_folder(folder)
    return _reader(read, checked_documents(read))[0]


def _reader(folder: RuleFolder, documents: dict[str, Any]) -> tuple[Reader, Catalogue]:
    try:
        catalogue = build_catalogue(documents)
        return Reader(build_lexicon(documents), catalogue), catalogue
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # Their build is checked by nothing but the language that uses them.
        said = f"the lists of words are not complete: look for {error} in notation, questions and red-flags."
        raise BrokenRules((Finding(shown(folder.path), 1, 1, said),)) from error
