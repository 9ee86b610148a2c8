"""Keeps a dossier small: what has done its work goes, so that a commit costs the same after ten years."""

import datetime as dtm
from dataclasses import replace

from bot.coach.delivery import FINISHED
from bot.domain.dossier import Dossier

#: Telegram delivers an update for up to 24 h; twice that covers any repetition.
ANSWERED_KEPT = dtm.timedelta(hours=48)
#: Long enough to edit an answer in place and to explain a follow-up.
OWED_KEPT = dtm.timedelta(days=14)
#: Personal drift looks at the last answers of the novelty window.
CHECK_INS_KEPT = dtm.timedelta(days=84)
PAINS_KEPT = dtm.timedelta(days=56)


def tidied(dossier: Dossier, now: dtm.datetime) -> Dossier:
    """The dossier without what no later step can need."""
    return replace(
        dossier,
        answered=tuple(each for each in dossier.answered if each.at > now - ANSWERED_KEPT),
        owed=tuple(
            each for each in dossier.owed if each.state not in FINISHED or each.due_at > now - OWED_KEPT
        ),
        check_ins=tuple(each for each in dossier.check_ins if each.at > now - CHECK_INS_KEPT),
        pains=tuple(each for each in dossier.pains if each.at > now - PAINS_KEPT),
    )
