"""Everything that a coach may edit, loaded: what the stages need besides time and history.

Built by `adapters.rule_files`, used by the coach; swapped as a whole, never changed.
"""

from dataclasses import dataclass

from bot.domain.catalogue import Catalogue
from bot.language.reader import Reader
from bot.recovery.table import RecoveryTable
from bot.rulebook.rule import Rulebook


@dataclass(frozen=True, slots=True)
class Handbook:
    """Rules, hours and vocabulary of one rules folder."""

    rulebook: Rulebook
    recovery: RecoveryTable
    reader: Reader
    catalogue: Catalogue
