"""What a lifter tells about himself or herself, as the value of `set_profile`.

"im a beginner, use lb"        {"experience": "beginner", "unit": "lb"}
"pause follow ups for a week"  {"followups": "off", "days": 7}
"""

from collections.abc import Iterator, Sequence

from bot.language.grammar import Hit
from bot.language.intents import values
from bot.language.intents.scopes import about_others
from bot.language.intents.sentences import Spoken
from bot.language.intents.zones import written_zone, zone_at
from bot.language.lexicon import Lexicon
from bot.language.page import Page

LONGEST_NAME = 2
_SAYS_ANYTHING = frozenset({"im", "i", "this", "its", "it"})
_CHATTER = frozenset({"@filler", "@thanks", "@nice"})
_REQUESTS = frozenset({"followups", "delete_data", "quiet_until", "unit"})
#: What is understood without a value that could be stored: asked back.
_UNKNOWN = frozenset({"comeback", "quiet_days"})
#: A clause that begins so asks: "are my arms small".
_OPENERS = frozenset({"is", "are", "am", "was", "were", "do", "does", "did", "will", "would", "could", "can"})
_WHY = frozenset({"why", "did", "when", "how"})
_IS = frozenset({"is", "are", "fall", "fell", "falling"})
_TELLING = frozenset({"im", "i", "ive", "is", "are", "am"})
_AGAINST = frozenset({"than", "to", "behind", "unlike", "vs", "with"})
_CONDITIONS = frozenset({"if", "when", "until", "whether", "unless"})
_NO_NAMES = frozenset(
    {
        "me",
        "you",
        "it",
        "a",
        "an",
        "the",
        "that",
        "when",
        "if",
        "later",
        "back",
        "not",
        "on",
        "in",
        "for",
        "at",
        "to",
    }
)


def profile(
    spoken: Spoken, page: Page, lexicon: Lexicon, questions: Sequence[Hit] = (), *, of_others: bool = False
) -> dict[str, object] | None:
    """The facts told in one sentence; an empty object for "used to lift, just came back"; None for none.

    Words of a question tell nothing: "can i train biceps 2 days in a row". With `of_others` it is what is
    told of another person instead: "hes been lifting 3 months".
    """
    found: dict[str, object] = {}
    told: list[Hit] = []
    for hit in lexicon.grammar.hits("profile", spoken.sentence):
        if (
            _is_someone_elses(spoken, hit, of_others=of_others)
            or _is_asked(spoken, hit, questions)
            or _is_about_set(spoken, hit)
            or _is_choice(spoken, hit)
            or hit.pattern.intent in found
        ):
            continue
        facts = _facts(spoken, page, lexicon, hit)
        if (
            facts is None
            or _is_no_weakness(spoken, hit)
            or _contradicts(found, told, hit.pattern.intent)
            or _is_said(hit, told)
        ):
            continue
        found = {**facts, **found}
        told.append(hit)
    zone = written_zone(page.raw)
    if zone is not None:
        return {**found, "timezone": zone}
    return found if told else None


def _is_about_set(spoken: Spoken, hit: Hit) -> bool:
    """Whether a bare "stop" ends a set instead of the messages: "partials on rows, or just stop"."""
    bare = hit.pattern.intent == "followups" and hit.end - hit.start == 1
    return bare and (bool(spoken.placed) or "@gym" in spoken.sentence.labels)


def _is_choice(spoken: Spoken, hit: Hit) -> bool:
    """Whether a unit is one of two: "am i set to kg or lbs" sets nothing."""
    around = (*spoken.words[hit.end - 2 : hit.end - 1], *spoken.words[hit.end : hit.end + 1])
    return hit.pattern.intent == "unit" and any(word.text == "or" for word in around)


def _is_asked(spoken: Spoken, hit: Hit, questions: Sequence[Hit]) -> bool:
    """Whether a fact begins inside a question; what is requested ("can you use kg") stays a request."""
    if hit.pattern.intent in _REQUESTS:
        return False
    return any(
        question.start <= hit.start < _end_of(spoken, question, hit.pattern.intent) for question in questions
    )


def _end_of(spoken: Spoken, question: Hit, field: str) -> int:
    """Where a question ends: spans of time belong to it as long as its clause ("ok to squat 3 days ...")."""
    return spoken.clause_of(question.end - 1)[1] if field == "training_months" else question.end


def _is_someone_elses(spoken: Spoken, hit: Hit, *, of_others: bool) -> bool:
    """A condition, another person or a question about the fact instead of the fact."""
    start, _ = spoken.clause_of(hit.start)
    before = {word.text for word in spoken.words[start : hit.start]}
    if hit.pattern.intent == "followups" and not _WHY.isdisjoint(before):
        return True
    named = hit.pattern.intent == "name" and "me" in {w.text for w in spoken.words[hit.start : hit.end]}
    if named or hit.pattern.intent in _REQUESTS:
        return False
    return (
        bool(before & _CONDITIONS)
        or about_others(spoken, start, hit.end) is not of_others
        or _is_inside_question(spoken, start, hit)
    )


def _is_inside_question(spoken: Spoken, start: int, hit: Hit) -> bool:
    """Whether a clause asks for the fact: "are my arms small", "do you think im a beginner"."""
    if start >= hit.start or spoken.words[start].text not in _OPENERS:
        return False
    opener, subject = spoken.words[start].text, spoken.words[start + 1].text
    if "@subject" not in spoken.sentence.edges[start + 1] or (subject == "you" and opener != "do"):
        return False
    return subject == "you" or not any(word.text in _TELLING for word in spoken.words[hit.start : hit.end])


def _is_no_weakness(spoken: Spoken, hit: Hit) -> bool:
    """Whether the word for a weak muscle means another thing: "a tiny bit sore", "behind my back"."""
    if hit.pattern.intent != "lagging":
        return False
    after = range(hit.end, min(hit.end + 2, len(spoken.words)))
    said = {word.text for word in spoken.words[hit.start : hit.end]}
    behind = spoken.words[hit.end - 1].text == "behind" and _IS.isdisjoint(said)
    if behind and spoken.has("{body}", hit.end, hit.end + 2) is not None:
        return True
    return any("@sore" in spoken.sentence.edges[at] for at in after)


def _is_said(hit: Hit, told: list[Hit]) -> bool:
    """Whether "started lifting 6 weeks ago" has already been taken as a number of months."""
    return hit.pattern.intent == "experience" and any(
        other.pattern.intent == "training_months" and hit.start < other.end and other.start < hit.end
        for other in told
    )


def _contradicts(found: dict[str, object], told: list[Hit], field: str) -> bool:
    """One field of a kind: no longer lagging is not lagging as well, quiet on sundays is not "off"."""
    if field in ("lagging", "not_lagging"):
        return bool({"lagging", "not_lagging"} & found.keys())
    quiet = any(hit.pattern.intent == "quiet_days" for hit in told)
    return field == "followups" and (quiet or bool({"followups", "quiet_until"} & found.keys()))


def _facts(spoken: Spoken, page: Page, lexicon: Lexicon, hit: Hit) -> dict[str, object] | None:
    """The value of one pattern; None when it is not in the words after all."""
    field, take = hit.pattern.intent, hit.pattern.take
    if field in _UNKNOWN:
        return {}
    if take == "since":
        months = values.months_since(spoken, hit.start, page.today)
        return {field: months} if months is not None else {}
    if take == "":
        return {field: hit.pattern.value}
    if take == "pause":
        days = values.days(spoken, hit.start) or values.days_until(spoken, hit.start, page.today)
        return {"followups": "off", "days": days} if days is not None else None
    value = _taken(spoken, page, lexicon, hit)
    return {field: value} if value else None


def _taken(spoken: Spoken, page: Page, lexicon: Lexicon, hit: Hit) -> object:
    match hit.pattern.take:
        case "duration":
            return values.months(spoken, hit.start)
        case "muscles":
            return list(_muscles(spoken, hit))
        case "zone":
            return zone_at(spoken, page, lexicon, hit.start)
        case "clock":
            return values.clock(spoken, hit.start)
        case "second_clock":
            return values.clock_up_to(spoken, hit.end)
        case _:
            return _name(spoken, page, lexicon, hit)


def _muscles(spoken: Spoken, hit: Hit) -> Iterator[str]:
    """The muscles of the pattern and those joined to them ("calves and biceps are lagging")."""
    start, _ = spoken.clause_of(hit.start)
    _, end = spoken.clause_of(hit.end - 1)
    muscles = [each for each in spoken.placed if each.mention.kind == "muscle"]
    for each in muscles:
        if each.start and _is_compared(spoken, each.start):
            continue
        listed = each.start == end or spoken.words[each.start - 1].text == "and"
        if listed and each.start >= end:
            end = each.end
        if start <= each.start < end:
            yield each.mention.meaning


def _is_compared(spoken: Spoken, place: int) -> bool:
    """Whether a muscle is only what another one is held against: "arms are small compared to my legs"."""
    before = [word.text for word in spoken.words[max(0, place - 2) : place] if word.text != "my"]
    return before[-1:] != [] and before[-1] in _AGAINST


def _name(spoken: Spoken, page: Page, lexicon: Lexicon, hit: Hit) -> str | None:
    """The name after "call me": as written; after "im" only with a capital and if it is no known word."""
    first, last = spoken.words[hit.start].text, spoken.words[hit.end - 1].text
    weak = last != "called" and (first in _SAYS_ANYTHING or (first == "my" and hit.end - hit.start == 1))
    picked: list[str] = []
    for at, word in enumerate(spoken.words[hit.end : hit.end + LONGEST_NAME], hit.end):
        token = page.tokens[word.token]
        written = page.raw[token.start : token.end]
        if (word.breaks and picked) or token.text in _NO_NAMES or not written[:1].isalpha():
            break
        capital, known = written[0].isupper(), lexicon.is_known(token.text)
        if weak and (not capital or known):
            break
        if "@when" in spoken.sentence.edges[at] or (
            picked and not _goes_on(spoken, lexicon, at, capital=capital)
        ):
            break
        picked.append(written if capital else written.capitalize())
    if weak and hit.end + len(picked) not in spoken.sentence.ends:
        return None
    return " ".join(picked) or None


def _goes_on(spoken: Spoken, lexicon: Lexicon, at: int, *, capital: bool) -> bool:
    """Whether a second word belongs to the name: with a capital, or at the end and no everyday word."""
    chatter = not _CHATTER.isdisjoint(spoken.sentence.edges[at])
    closes = at + 1 == len(spoken.words) and spoken.words[at].text not in lexicon.plain
    return not chatter and (capital or closes)
