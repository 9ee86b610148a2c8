"""Undo, by word or command: what was written last is taken back, and named; a button takes its report back.

"undo" after an answer to a check-in takes back the answer, after "im advanced" the level, after sets the
sets; a correction is taken back alone. What one message wrote goes together. What is older than two days is
asked about first.
"""

import datetime as dtm
import re
from dataclasses import replace

from bot.coach import choices, corrections, feelings, profiles, reports
from bot.coach.turn import Turn
from bot.domain.dossier import OpenQuestion, Told
from bot.domain.reading import AskAbout, Intent, Reading
from bot.domain.training import Report
from bot.replies import hurting as pain_words
from bot.replies import logged as words
from bot.replies import profile as profile_words
from bot.replies.follow_ups import as_felt
from bot.replies.reply import Reply

#: Nobody means what is older than this without saying so.
FRESH = dtm.timedelta(days=2)
#: So many messages can be taken back one after the other.
KEPT = 5
#: These want the sets gone, not what was changed in them.
_DELETES = re.compile(
    r"\b(delete|remove|erase|scrap|scratch|wipe|bin|trash)\b(?!.*\b(change|correction|edit)\b)", re.IGNORECASE
)
_NEVER = dtm.datetime.min.replace(tzinfo=dtm.UTC)


def noted(before: Turn, after: Turn) -> Turn:
    """The turn after a message, knowing what it told beside sets, so that it can be taken back."""
    was, now = before.dossier, after.dossier
    if after.forget or after.talk.told != before.talk.told:
        return after
    profile = was.profile
    if after.report is not None:  # what sets teach about names goes with no undo
        profile = replace(profile, names=now.profile.names, own_exercises=now.profile.own_exercises)
    told = Told(
        after.now,
        now.counter,
        report=after.report or "",
        profile=profile if profile != now.profile else None,
        felt=len(now.check_ins) - len(was.check_ins),
        healed=tuple(note for note in was.pains if note not in now.pains),
        hurts=any(note not in was.pains for note in now.pains),
        rewrote=_rewritten(before, after),
    )
    if not (told.profile or told.felt or told.healed or told.hurts or told.rewrote):
        return after
    return after.with_talk(told=(*after.talk.told, told)[-KEPT:])


def _rewritten(before: Turn, after: Turn) -> Report | None:
    """The report that a message has changed, as it was; one that was only logged is taken back whole."""
    kept = set(map(id, after.dossier.reports))
    gone = [each for each in before.dossier.reports if id(each) not in kept]  # most are the very same
    now = {report.id: report for report in after.dossier.reports} if gone else {}
    return next((each for each in gone if each.id in now and each.entries != now[each.id].entries), None)


def _without_gone(turn: Turn) -> Turn:
    """The turn without changes of reports that are in the log no more."""
    told = turn.talk.told
    kept = tuple(each for each in told if each.rewrote is None or reports.by_id(turn, each.rewrote.id))
    return turn if kept == told else turn.with_talk(told=kept)


def undo(turn: Turn, reading: Reading) -> Turn:
    """Take back the lift that a message names, else what was written last: sets, half of them, or words."""
    if reading.exercise:
        return _lift(turn, reading)
    turn = _without_gone(turn)
    question, latest = choices.open_question(turn), reports.latest(turn)
    told = turn.talk.told[-1] if turn.talk.told else None
    written = _report_key(latest)
    last = max(written, (told.at, told.number) if told else written)
    is_open = question is not None and (question.asked_at, question.number) > last
    if question and is_open and (after := _dropped(turn, question)):
        return after
    if told is not None and turn.now - told.at <= FRESH:
        came_last = (told.at, told.number) >= written
        if told.rewrote is not None and came_last and _DELETES.search(turn.text):
            return reports.take_back(turn, told.rewrote.id)
        if told.rewrote is None and latest is not None and told.report == latest.id:
            return _untold(reports.take_back(turn, latest.id), told)
        if came_last:
            return _untold(turn, told)
    if latest is not None and turn.now - latest.logged_at > FRESH:
        return _offered(turn, latest)
    return reports.take_back(turn)


def felt_instead(turn: Turn, reading: Reading) -> Turn | None:
    """Another answer in place of the one just given: "i meant very sore"; None for anything else."""
    told = turn.talk.told[-1] if turn.talk.told else None
    corrects = Intent.UNDO in reading.intents or (reading.ask and reading.ask.about is AskAbout.CORRECTION)
    soreness = feelings.soreness_from(reading.value_for(Intent.CHECK_IN))
    if not corrects or soreness is None or told is None or not told.felt:
        return None
    if turn.now - told.at > FRESH or (told.at, told.number) < _report_key(reports.latest(turn)):
        return None
    kept = len(turn.dossier.check_ins) - told.felt
    meant = tuple(dict.fromkeys(muscle for each in turn.dossier.check_ins[kept:] for muscle in each.muscles))
    before = turn.with_talk(told=turn.talk.told[:-1]).with_dossier(check_ins=turn.dossier.check_ins[:kept])
    after = feelings.felt(before, soreness, turn.muscles_named(reading) or meant)
    now = Told(turn.now, after.dossier.counter, felt=1)
    return after.with_talk(told=(*after.talk.told, now))


def _report_key(latest: Report | None) -> tuple[dtm.datetime, int]:
    return (latest.logged_at, latest.number) if latest else (_NEVER, 0)


def _lift(turn: Turn, reading: Reading) -> Turn:
    """Take a lift out of the latest report that holds it, and the report if it holds no other."""
    found = reports.named(turn, reading)
    if found is None:
        return turn.say(words.not_in_log())
    report, at = found
    left = (*report.entries[:at], *report.entries[at + 1 :])
    if not left:
        return reports.take_back(turn, report.id)
    return corrections.rewritten(turn, report, left, report.text)


def _dropped(turn: Turn, question: OpenQuestion) -> Turn | None:
    """The turn without a question that would have written something; None for one that only asks."""
    match question.kind:
        case "report" | "own_exercise":
            return turn.with_talk(question=None).say(words.dropped())
        case "deletion":
            return turn.with_talk(question=None).say(profile_words.kept())
        case choices.UNDO:
            return reports.take_back(turn, question.report)
        case _:
            return None


def _offered(turn: Turn, report: Report) -> Turn:
    """Ask about sets that are older than anybody may have in mind."""
    asking = turn.leaving_open(choices.UNDO, report=report.id)
    return asking.say(words.take_that_back(report, turn.profile, reports.day_of(report, turn)))


def _untold(turn: Turn, told: Told) -> Turn:
    """The turn as before what was told, with the dates that this moves; pain only ends in so many words."""
    now = reports.by_id(turn, told.rewrote.id) if told.rewrote else None
    if told.rewrote is not None and now is not None:
        turn = turn.with_talk(told=turn.talk.told[:-1])
        return corrections.rewritten(turn, now, told.rewrote.entries, told.rewrote.text)
    if told.hurts:
        line = pain_words.stays(turn.dossier.pains)
        return turn.adding(line) if turn.replies else turn.say(Reply(line))
    kept = len(turn.dossier.check_ins) - told.felt
    said = (
        *(as_felt(each) for each in turn.dossier.check_ins[kept:]),
        *(profile_words.statements(told.profile, turn.profile, turn.now) if told.profile else ()),
        *pain_words.fine_again(told.healed),
    )
    after = turn.with_talk(told=turn.talk.told[:-1]).with_dossier(
        profile=told.profile or turn.profile,
        check_ins=turn.dossier.check_ins[:kept],
        pains=(*turn.dossier.pains, *told.healed),
    )
    dates = profiles.moved(turn, after)
    if after.replies:
        return after.adding(words.untold_too(said, dates))
    return after.say(words.untold(said, dates))
