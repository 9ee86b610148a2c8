"""What a word reaches: refusals, other people, plans, and questions.

"no dropset today"            dropset is refused
"should i skip the dropset?"  dropset is asked about
"he does 5x10 negatives"      not the lifter's own sets
"""

from collections.abc import Iterator

from bot.language.intents.sentences import Placed, Spoken

REACH = 4
#: Refusals that stay refusals inside a question.
_FIRM = frozenset({"without", "instead of", "rather than", "minus", "sans", "minus the", "wo"})
_YOU = frozenset({"you", "u", "ya"})
#: "can you please log".
_REQUEST_WORDS = 4
_LOGS = frozenset({"log", "add", "save", "note", "record", "store", "track", "enter", "put"})
_OPENERS = frozenset(
    {
        "thinking",
        "considering",
        "planning",
        "imagine",
        "suppose",
        "should",
        "is",
        "are",
        "would",
        "could",
        "can",
        "does",
        "which",
        "why",
    }
)
_DOING = frozenset({"doing", "hitting", "going", "training", "trying", "will", "ill"})
#: Behind "cant" or "dont" these refuse nothing: "cant decide between dropset and myo reps".
_UNDECIDED = frozenset({"decide", "choose", "pick", "wait", "know", "sure", "think", "remember", "mind"})
_INTENDED = frozenset(
    {"try", "do", "add", "go", "use", "skip", "give", "take", "hit", "train", "start", "be", "have"}
    | {"leave", "avoid", "drop", "stop", "not"}
)
_DAYS = frozenset({"@weekday", "@tomorrow"})
_ENDS_REFUSAL = frozenset({"but", "so", "would", "should", "could", "will"})
_WHY = frozenset({"why", "how come"})


def refused(spoken: Spoken) -> Iterator[Placed]:
    """The techniques that are named but refused: "no X", "without X", "X? nope"."""
    before: Placed | None = None
    for each in spoken.placed:
        if each.mention.kind != "technique":
            continue
        joined = before is not None and _joined(spoken, before.end, each.start)
        if joined or _is_refused(spoken, each):
            before = each
            yield each


def _is_refused(spoken: Spoken, each: Placed) -> bool:
    start, end = spoken.clause_of(each.start)
    if spoken.has("@you_said", start, each.start) is not None:
        return False  # "you said no dropsets last time"
    for at in range(max(start, each.start - REACH), each.start):
        for stop in spoken.sentence.edges[at].get("@refusal", ()):
            if stop <= each.start and not _between(spoken, stop, each.start):
                if spoken.words[stop].text in _UNDECIDED:
                    continue
                phrase = " ".join(word.text for word in spoken.words[at:stop])
                if at and spoken.words[at - 1].text == "or":  # "dropset or no dropset" refuses nothing
                    continue
                if phrase in _FIRM or not _asked(spoken, at, end):
                    return True
    after = spoken.has("@refused_after", each.end, min(each.end + 2, end))
    return after is not None and spoken.words[end - 1].text != "?"


def _between(spoken: Spoken, start: int, end: int) -> bool:
    """Whether another technique, a "but" or a new question stands between a refusal and what it reaches."""
    return any(
        "{technique}" in spoken.sentence.edges[at] or spoken.words[at].text in _ENDS_REFUSAL
        for at in range(start, end)
    )


def _joined(spoken: Spoken, start: int, end: int) -> bool:
    return end - start == 1 and spoken.words[start].text in ("or", "nor", "and")


def _asked(spoken: Spoken, at: int, end: int) -> bool:
    """Whether the clause around a refusal asks: "should i skip X", "why not X", "no X today?"."""
    start, _ = spoken.clause_of(at)
    if spoken.words[end - 1].text == "?":
        return True
    if spoken.asks and any(word.text == "if" for word in spoken.words[start:at]):
        return True
    if any(spoken.words[place].text in _WHY for place in range(start, at + 1)):
        return True
    cue = spoken.has("@ask", start, at + 1)
    return cue is not None and not intends(spoken, cue) and not _tells(spoken, start)


def _tells(spoken: Spoken, start: int) -> bool:
    """Whether the cue is no question after all: "what i did", "that is no X"."""
    return spoken.words[start].text in ("i", "im", "ive", "we", "that", "this", "it", "my")


def about_others(spoken: Spoken, start: int, end: int) -> bool:
    """Whether a clause up to `end` is about somebody else ("my mate", "he")."""
    place = spoken.has("@other_person", start, end)
    mine = spoken.has("i", start, end)
    return place is not None and (mine is None or place < mine)


def planned(spoken: Spoken, start: int, end: int) -> bool:
    """Whether a clause speaks of a plan or a condition before `end`."""
    return spoken.has("@plan", start, end) is not None


def intends(spoken: Spoken, at: int) -> bool:
    """Whether a "will" tells what is intended: "will try a dropset tomorrow"."""
    texts = [word.text for word in spoken.words[at : at + 2]]
    return texts[:1] == ["will"] and not _INTENDED.isdisjoint(texts[1:])


def first_used(spoken: Spoken, used: frozenset[int]) -> int | None:
    """The first word of a sentence that belongs to sets."""
    return next((at for at, word in enumerate(spoken.words) if word.token in used), None)


def is_hearsay(spoken: Spoken, place: int) -> bool:
    """Whether what stands at a place is only talked about: "i read that 3x12 ...", "should 3x12 be ..."."""
    start, _ = spoken.clause_of(place)
    opens = spoken.words[start].text in _OPENERS
    first = {word.text for word in spoken.words[start : start + _REQUEST_WORDS]}
    if opens and first & _YOU and first & _LOGS:
        return False  # "can you please log bench 3x8 80" is a polite report
    return opens or spoken.has("@hearsay", 0, place + 1) is not None or _is_coming(spoken, start, place)


def _is_coming(spoken: Spoken, start: int, place: int) -> bool:
    """Whether a day stands before what is being done: "on wednesday im doing 3x10 rows"."""
    if _DAYS.isdisjoint(spoken.sentence.labels):
        return False
    count = spoken.has("{n}", place, len(spoken.words)) or place
    day = spoken.has("@weekday", start, count)
    day = spoken.has("@tomorrow", start, count) if day is None else day
    return day is not None and any(word.text in _DOING for word in spoken.words[day:count])
