"""Everything that a coach may edit, loaded: what the stages need besides time and history.

Built by `adapters.rule_files`, used by the coach; swapped as a whole, never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.coach.layers import Layer, apply
from bot.domain.catalogue import Catalogue
from bot.language.reader import Reader
from bot.recovery.table import RecoveryTable
from bot.rulebook.rule import Rulebook


@dataclass(frozen=True, slots=True)
class Handbook:
    """Rules, hours and vocabulary of one rules folder; `layers` has what differs for a group or a lifter."""

    rulebook: Rulebook
    recovery: RecoveryTable
    reader: Reader
    catalogue: Catalogue
    layers: Mapping[str, Layer] = field(default_factory=dict)

    def of(self, group: str, lifter: str) -> "Handbook":
        """The handbook for a lifter in a chat: the house rules, the group's on top, then the lifter's."""
        rulebook, recovery = self.rulebook, self.recovery
        for name in dict.fromkeys((group, lifter)):
            if layer := self.layers.get(name):
                rulebook, recovery = apply(layer, rulebook, recovery)
        return self if rulebook is self.rulebook else replace(self, rulebook=rulebook, recovery=recovery)
