"""A coach's rulebook as frozen values: rules in file order, and the evidence that they name.

>>> Rule("late", "Not late", (OneOf("last_set", (False,)),), Verdict.CAUTION, "Save it.").verdict
<Verdict.CAUTION: 'caution'>
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.ruling import Verdict
from bot.rulebook.conditions import Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """One caution rule; it holds when every condition in `when` does.

    `about` names it in a few words for the coach; `say`, `instead` and `because` are what a lifter reads;
    `shows_hours` says whether a reply mentions the recovery hours; `layer` names whose override changed it.
    """

    id: str
    about: str
    when: tuple[Condition, ...]
    verdict: Verdict
    say: str
    instead: str = ""
    because: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = "practice"
    shows_hours: bool = False
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One card: who says so. `sure` is how far it carries; `read` what of it was read."""

    id: str
    title: str
    design: str
    who: str
    result: str
    does_not_show: str
    sure: str
    read: str
    year: int | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules in file order. `otherwise` speaks when no rule does; `content_hash` names these files.

    `overrides` says in words what a group's or a lifter's own files change in them.
    """

    rules: tuple[Rule, ...]
    otherwise: Rule
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    name: str = ""
    content_hash: str = ""
    overrides: tuple[str, ...] = ()

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with this id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
