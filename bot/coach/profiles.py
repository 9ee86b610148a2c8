"""What a lifter tells about himself or herself, and the settings."""

import datetime as dtm
from dataclasses import fields, replace

from bot.coach import followups
from bot.coach.turn import Turn
from bot.domain.lifter import Experience, Profile, QuietHours
from bot.domain.reading import Intent, Reading
from bot.domain.training import Unit
from bot.domain.wallclock import zone_of
from bot.replies import help as helping
from bot.replies import profile as words
from bot.replies.reply import Reply, must, within_limit

A_MONTH = dtm.timedelta(days=365.25 / 12)
#: From this hour on "after" speaks of the end of a day.
EVENING = dtm.time(19)


def set_profile(turn: Turn, reading: Reading) -> Turn:
    """Take over what the message says about the lifter; deletion is only asked about here."""
    value = reading.value_for(Intent.SET_PROFILE)
    said = dict(value) if isinstance(value, dict) else {}
    if said.get("delete_data"):
        return ask_deletion(turn)
    return told(turn, said)


def ask_deletion(turn: Turn) -> Turn:
    """Nothing is deleted without a yes."""
    return turn.leaving_open("deletion").say(words.confirm_deletion())


def told(turn: Turn, said: dict[str, object]) -> Turn:
    """The turn with a changed profile, and a line that says what changed."""
    changed = _taken_over(turn, said)
    told = _saying(words.changed(turn.profile, changed.profile, turn.now), turn, changed)
    if len(named := _muscles(said.get("lagging"), turn)) == 1:
        told = told.about(muscle=next(iter(named)))
    most, lagging = turn.handbook.recovery.allowances.muscles_at_once, changed.profile.lagging
    return told.adding(
        words.too_many_lagging(most) if most < len(lagging) > len(turn.profile.lagging) else ""
    )


def located(turn: Turn, timezone: str) -> Turn:
    """The same for a time zone that was worked out from a shared location, perhaps wrongly near a border."""
    changed = _taken_over(turn, {"timezone": timezone})
    return _saying(words.located(changed.profile.timezone, turn.now.astimezone(changed.zone)), turn, changed)


def _taken_over(turn: Turn, said: dict[str, object]) -> Turn:
    return turn.with_dossier(profile=_noted(turn.profile, changed_by(turn.profile, said, turn), turn.now))


def _saying(headline: str, before: Turn, after: Turn) -> Turn:
    dates = moved(before, after) if before.profile != after.profile else ""
    return after.say(Reply(within_limit(must(headline), must(dates))))


def moved(before: Turn, after: Turn) -> str:
    """Which dates something that was told moved; empty when it moved none."""
    old, new = followups.all_ready_at(before), followups.all_ready_at(after)
    told = {muscle: _on_the_wall(at, before) for muscle, at in old.items()}
    ready = {
        muscle: at
        for muscle, at in new.items()
        if at > after.now and told.get(muscle) != _on_the_wall(at, after)
    }
    by_now = [muscle for muscle, at in new.items() if old.get(muscle, at) > after.now >= at]
    check_in_at = followups.next_check_in(after)
    asked_anew = check_in_at if check_in_at != followups.next_check_in(before) else None
    return words.moved(ready, by_now, asked_anew, after.zone, after.now)


def _on_the_wall(moment: dtm.datetime, turn: Turn) -> dtm.datetime:
    """A moment as the lifter's clock shows it: one that reads the same in a new zone has not moved."""
    return moment.astimezone(turn.zone).replace(tzinfo=None)


def _noted(before: Profile, after: Profile, now: dtm.datetime) -> Profile:
    """The profile with the time at which each changed fact was told."""
    told_now = {
        each.name: now for each in fields(Profile) if getattr(before, each.name) != getattr(after, each.name)
    }
    return replace(after, told={**after.told, **told_now})


def changed_by(profile: Profile, said: dict[str, object], turn: Turn) -> Profile:
    """The profile after a statement; a value that makes no sense changes nothing."""
    table = turn.handbook.recovery
    for key, value in said.items():
        match key, value:
            case "experience", str():
                profile = replace(profile, experience=Experience(value))
            case "training_months", int() | float():
                profile = replace(profile, training_months=int(value))
                if "experience" not in said:
                    profile = replace(profile, experience=table.level(value))
            case "lagging", list() | tuple():
                profile = replace(profile, lagging=profile.lagging | _muscles(value, turn))
            case "not_lagging", list() | tuple():
                profile = replace(profile, lagging=profile.lagging - _muscles(value, turn))
            case "unit", str():
                profile = replace(profile, unit=Unit(value))
            case "timezone", str() if _is_zone(value):
                profile = replace(profile, timezone=value)
            case "quiet_until", str():
                profile = replace(
                    profile, quiet=_quiet(profile.quiet, dtm.time.fromisoformat(value), turn.text)
                )
            case "followups", str():
                profile = _followups(profile, on=value == "on", days=said.get("days"), now=turn.now)
            case "name", str():
                profile = replace(profile, name=value)
    return profile


def _quiet(quiet: QuietHours, time: dtm.time, text: str) -> QuietHours:
    """Quiet hours with another end; "don't text me after 10pm" is about when they begin."""
    if time >= EVENING and "after" in text.lower():
        return replace(quiet, start=time)
    return replace(quiet, end=time)


def _followups(profile: Profile, *, on: bool, days: object, now: dtm.datetime) -> Profile:
    if not on and isinstance(days, int | float):
        return replace(profile, followups=True, followups_paused_until=now + dtm.timedelta(days=days))
    return replace(profile, followups=on, followups_paused_until=None)


def _muscles(names: object, turn: Turn) -> frozenset[str]:
    if not isinstance(names, list | tuple):
        return frozenset()
    return frozenset(muscle for name in names for muscle in turn.catalogue.muscles_of(str(name)))


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except KeyError:
        return False
    return True


def welcome_back(turn: Turn) -> Turn:
    """Somebody is back after a break that the log may not know of: the first weeks count from now."""
    table = turn.handbook.recovery
    least = dtm.timedelta(days=table.comeback_after_days)
    last = max((each.at for each in turn.dossier.reports), default=None)
    if last is None or turn.now - last >= least:
        turn = turn.with_dossier(away_since=last or turn.now - least)
    return turn.say(words.welcome_back(table.comeback_days // 7))


def settings(turn: Turn) -> Turn:
    """Show what is known."""
    return turn.say(words.settings(turn.profile, turn.now))


def level(turn: Turn) -> Turn:
    """Say which level counts, since when, and where the next one begins by the months that were told."""
    table, profile = turn.handbook.recovery, turn.profile
    steps = (table.beginner_months, table.intermediate_months)
    return turn.say(words.level(profile, _months_now(turn), steps, turn.zone))


def _months_now(turn: Turn) -> int | None:
    """Months of training until today; None where none were told, or another level was told since."""
    told, profile = turn.profile.told, turn.profile
    at = told.get("training_months")
    if profile.training_months is None or at is None or told.get("experience", at) > at:
        return None
    return profile.training_months + int((turn.now - at) / A_MONTH)


def _chosen(turn: Turn, said: dict[str, object]) -> Turn:
    """A step of the set-up taken: what was known already needs no word."""
    after = told(turn, said)
    return turn if after.profile == turn.profile else after


def set_up(turn: Turn, answer: str) -> Turn:
    """One step of the three at the start; each can be skipped."""
    match answer:
        case "skip":
            return turn.say(helping.level_skipped(), helping.setup_unit())
        case _ if answer in set(Experience):
            return _chosen(turn, {"experience": answer}).say(helping.setup_unit())
        case _ if answer in set(Unit):
            return _chosen(turn, {"unit": answer}).say(helping.setup_zone(turn.profile.timezone))
        case "zone":
            return turn.say(helping.setup_zone(turn.profile.timezone))
        case "done":
            return turn.say(helping.setup_done())
        case _:
            return turn
