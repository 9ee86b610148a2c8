"""Keeps a dossier small: what has done its work goes, so that a commit costs the same after ten years."""

import datetime as dtm
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.coach.delivery import FINISHED
from bot.coach.followups import LOOK_BACK
from bot.coach.hurting import lasts
from bot.domain.dossier import Dossier

Item = TypeVar("Item")

#: Telegram delivers an update for up to 24 h; twice that covers any repetition.
ANSWERED_KEPT = dtm.timedelta(hours=48)
#: Long enough to edit an answer in place and to explain a follow-up.
OWED_KEPT = dtm.timedelta(days=14)
#: Personal drift looks at the last answers of the novelty window.
CHECK_INS_KEPT = dtm.timedelta(days=84)


def with_break(dossier: Dossier, now: dtm.datetime, least: dtm.timedelta) -> Dossier:
    """The dossier, noting a break from training of at least this long while its reports are still at hand."""
    last = max((each.at for each in dossier.reports), default=None)
    return replace(dossier, away_since=last) if last is not None and now - last >= least else dossier


def tidied(dossier: Dossier, now: dtm.datetime) -> Dossier:
    """The dossier without what no later step can need."""
    return replace(
        dossier,
        answered=_kept(dossier.answered, lambda each: each.at > now - ANSWERED_KEPT),
        owed=_kept(dossier.owed, lambda each: each.state not in FINISHED or each.due_at > now - OWED_KEPT),
        check_ins=_kept(dossier.check_ins, lambda each: each.at > now - CHECK_INS_KEPT),
        circumstances=_kept(dossier.circumstances, lambda each: each.at > now - LOOK_BACK),
        pains=_kept(dossier.pains, lambda each: lasts(each, now)),
    )


def _kept(items: tuple[Item, ...], is_wanted: Callable[[Item], bool]) -> tuple[Item, ...]:
    """The wanted items; the very same tuple if all are: what was derived from it stays known."""
    wanted = tuple(filter(is_wanted, items))
    return items if len(wanted) == len(items) else wanted
