"""The questions of one sentence: which templates hold, and which of them mean another thing here.

"dropset on leg ext today?"  asks for the dropset, not whether today is a day to train
"last set was to failure"    tells
"""

from collections.abc import Iterator, Sequence

from bot.domain.reading import Intent
from bot.language.grammar import Hit
from bot.language.intents.leaning import asks
from bot.language.intents.scopes import intends, is_hearsay
from bot.language.intents.sentences import Placed, Spoken
from bot.language.lexicon import ANY, Lexicon

_MINE = frozenset(
    {"i", "im", "my", "me", "we", "it", "them", "they", "again", "recovered", "recovery", "ready", "gym"}
)
_ONCE_DONE = frozenset({"if", "after", "did", "done", "doing", "say"})
_NEXT_QUESTION = frozenset({"and", "but", "also", "then", "plus", "or"})
_PAST = frozenset({"wasnt", "werent", "didnt", "was", "were", "did", "took", "went", "had", "got"})
_AUXILIARIES = frozenset({"can", "could", "should", "will", "would", "may", "shall", "do", "am", "is", "are"})
_SUBJECTS = frozenset({"i", "im", "we", "it", "its", "they", "he", "she", "you", "that", "am", "ill", "was"})
#: A question inside another sentence: "not sure if i should".
_INDIRECT = frozenset(
    {"if", "whether", "when", "what", "how", "which", "so", "or", "why", "where", "whatever", "think"}
)
_GYM_INTENTS = frozenset(
    {Intent.ASK_READY, Intent.ASK_VOLUME, Intent.ASK_HISTORY, Intent.ASK_FAILURE, Intent.ASK_WHY}
)


#: What a told technique is not asked about, unless by one of these words.
_WAYS = frozenset({Intent.ASK_READY, Intent.ASK_FAILURE, Intent.ASK_VOLUME, Intent.ASK_HISTORY})
_ASKS_FOR = frozenset({"how", "what", "which", "why", "did", "was", "last", "have"})


def asked_in(spoken: Spoken, lexicon: Lexicon, no: Sequence[Placed], used_until: int) -> Iterator[Hit]:
    """The questions of a sentence, lowest number first, no two over the same words."""
    accepted: list[Hit] = []
    asked = [p for p in spoken.placed if p.mention.kind == "technique" and p not in no]
    for hit in lexicon.grammar.hits("questions", spoken.sentence):
        if _means_another(spoken, asked, hit, used_until) or _tells(spoken, hit, used_until):
            continue
        if any(not _apart(spoken, hit, other) for other in accepted):
            continue
        accepted.append(hit)
        yield hit


def _means_another(spoken: Spoken, asked: Sequence[Placed], hit: Hit, used_until: int) -> bool:
    """Whether the words that hold for one intent ask for another one, or for nothing of the gym."""
    intent = hit.pattern.intent
    if intent in _GYM_INTENTS and _is_off_topic(spoken):
        return True
    if hit.pattern.value in ("when", "best") and not _is_about_me(spoken):
        return True
    if intent in _WAYS and _is_about_way(spoken, asked, hit):
        return True
    match intent:
        case Intent.ASK_TECHNIQUE:
            points_back = "@of_those" in spoken.sentence.labels and hit.pattern.value == "how_often"
            return not (asked or points_back)
        case Intent.ASK_READY:
            return _is_about_technique(spoken, asked, hit) or _is_about_failure(spoken, hit)
        case Intent.ASK_HISTORY:
            of_way = any(_covers_last(spoken, placed, hit) for placed in asked)
            return of_way or _is_about_failure(spoken, hit) or _is_taken_out(spoken, hit)
        case Intent.ASK_FAILURE:
            return _is_where(spoken, asked, hit) or hit.end <= used_until or _is_past(spoken)
        case _:
            return False


def _covers_last(spoken: Spoken, way: Placed, hit: Hit) -> bool:
    """Whether "last" is part of a way that is told: "heave a bit to get the last pulldowns"."""
    both = range(max(way.start, hit.start), min(way.end, hit.end))
    return any(spoken.words[at].text == "last" for at in both)


def _tells(spoken: Spoken, hit: Hit, used_until: int) -> bool:
    """Whether the words tell instead of asking: of a plan, of what others say, of the sets before them."""
    wonders = asks(spoken) or "@considering" in spoken.sentence.labels
    if not wonders and is_hearsay(spoken, hit.end - 1):
        return True
    if used_until and not spoken.asks and not _opens(spoken, hit, used_until):
        return True
    return _is_told(spoken, hit)


def _is_told(spoken: Spoken, hit: Hit) -> bool:
    """Whether the subject stands before the verb: "i will bench tomorrow" tells, "if i can" does not."""
    if spoken.asks or spoken.words[hit.start].text not in _AUXILIARIES:
        return False
    if intends(spoken, hit.start) or _is_denied(spoken, hit.start):
        return True
    if not hit.start:
        return False
    before = [word.text for word in spoken.words[max(0, hit.start - 3) : hit.start]]
    named = not spoken.words[hit.start].breaks and any(p.end == hit.start for p in spoken.placed)
    if (before[-1] not in _SUBJECTS and not named) or _INDIRECT.intersection(before):
        return False
    return spoken.has("@ask_mark", hit.start, len(spoken.words)) is None


def _is_denied(spoken: Spoken, at: int) -> bool:
    """Whether an auxiliary behind its subject is denied: "stairs are not happening today"."""
    following = [word.text for word in spoken.words[at + 1 : at + 2]]
    return at > 0 and not spoken.words[at].breaks and following == ["not"]


def _opens(spoken: Spoken, hit: Hit, used_until: int) -> bool:
    """Whether a question without its mark begins after the sets and with a word that asks."""
    return hit.start >= used_until and "@ask" in spoken.sentence.edges[hit.start]


def _apart(spoken: Spoken, one: Hit, other: Hit) -> bool:
    """Whether two questions are two: no words in common, and a comma or an "and" between them."""
    first, second = sorted((one, other), key=lambda hit: hit.start)
    between = spoken.words[first.end : second.start + 1]
    return first.end <= second.start and any(word.breaks or word.text in _NEXT_QUESTION for word in between)


def _is_about_technique(spoken: Spoken, asked: Sequence[Placed], hit: Hit) -> bool:
    """Whether "dropset on leg ext today?" asks for the dropset: nothing in it speaks of rest."""
    start, end = spoken.clause_of(hit.start)
    if hit.pattern.value == "when" and spoken.has("{part}", start, end) is not None:
        return False
    if hit.pattern.value not in (None, "day", "when") or not any(start <= p.start < end for p in asked):
        return False
    if spoken.words[start].text in _ONCE_DONE and all(p.end <= hit.start for p in asked):
        return False  # "if i do curls with partials can i train arms thursday"
    named = {at for p in asked for at in range(p.start, p.end)}
    return all(at in named or "@resting" not in spoken.sentence.edges[at] for at in range(start, end))


def _is_about_failure(spoken: Spoken, hit: Hit) -> bool:
    """Whether "train closer to failure on arms", "last set amrap?" ask how hard: not of rest or the past."""
    start, end = spoken.clause_of(hit.start)
    hard = spoken.has("@failure", start, end) is not None
    past = hit.pattern.intent == Intent.ASK_HISTORY
    others = ("did", "was", "were", "when", "have", "{technique}") if past else ("@resting",)
    return hard and all(spoken.has(label, start, end) is None for label in others)


def _is_taken_out(spoken: Spoken, hit: Hit) -> bool:
    """Whether what was logged is only named to be taken out: "get rid of the last thing i logged"."""
    places = (at for at in spoken.sentence.places.get("@remove", ()) if at < hit.start)
    ends = {end for at in places for end in spoken.sentence.edges[at]["@remove"]}
    return not ends.isdisjoint((hit.start, hit.start - 1))


def _is_past(spoken: Spoken) -> bool:
    """Whether failure is told, not asked about: "last set was to failure"."""
    return not asks(spoken) and not _PAST.isdisjoint(spoken.sentence.labels)


def _is_where(spoken: Spoken, asked: Sequence[Placed], hit: Hit) -> bool:
    """Whether failing only says when a technique comes: "should i swing a bit once i fail"."""
    start, end = spoken.clause_of(hit.start)
    fails = any(word.text in ("fail", "failing") for word in spoken.words[hit.start : hit.end])
    fails = fails or spoken.has("@wont_go", hit.start, hit.end) is not None
    return fails and any(start <= p.start < end for p in asked)


def _is_about_way(spoken: Spoken, asked: Sequence[Placed], hit: Hit) -> bool:
    """Whether a way of doing reps is told and judged: "9, then sets of 4 with 3 breaths between, good?"."""
    told = any(p.mention.fuzzy and p.mention.meaning != ANY and p.end - p.start > 1 for p in asked)
    first, *more = [word.text for word in spoken.words[hit.start : hit.start + 2]]
    if first == "when":
        return told and _AUXILIARIES.isdisjoint(more)  # "when i hit the wall my mate ..., sensible?"
    return told and _ASKS_FOR.isdisjoint((first, *more))


def _is_off_topic(spoken: Spoken) -> bool:
    """Whether a sentence names things outside the gym and nothing of it."""
    off = spoken.has("@off_topic", 0, len(spoken.words)) is not None
    return off and not spoken.placed and spoken.has("@gym", 0, len(spoken.words)) is None


def _is_about_me(spoken: Spoken) -> bool:
    """Whether a sentence can be about the lifter's own training ("when is the next game" cannot)."""
    words = {word.text for word in spoken.words}
    named = any(each.mention.kind != "technique" for each in spoken.placed)
    return named or bool(words & _MINE) or spoken.has("@gym", 0, len(spoken.words)) is not None
