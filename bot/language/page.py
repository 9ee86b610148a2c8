"""A message opened up: tokens, words, and what the words name.

Every stretch is named once, the longest first: "leg curl" is not "leg" and "curl", a mechanical dropset
is not a dropset. Both readers (sets and intents) start from the same page.

    >>> page = open_page("calf raise 3x12 + partials", lexicon)
    >>> [(mention.kind, mention.meaning) for mention in page.mentions]
    [('exercise', 'calf_raise'), ('technique', 'partials')]
"""

import datetime as dtm
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.domain.training import Exercise
from bot.language.closing import closes_asking
from bot.language.lexicon import Lexicon
from bot.language.names import Located
from bot.language.strays import is_muscle_after_all, is_of_elsewhere, is_only_how, is_person, is_verb
from bot.language.text import Shape, Token, tokens
from bot.language.words import Word, words_of

#: A hundred sets as an app shares them; whoever sends more at once is asked to send it in parts.
MOST_TOKENS = 800
#: Of a longer message so much is read around so many words of pain.
MOST_ALARMS = 8
AROUND_ALARM = 12
_PER = frozenset({"per", "each", "every", "single"})
_LIMBS = frozenset(
    {"arm", "arms", "leg", "legs", "calf", "side", "sides", "hand", "hands", "wrist", "shoulder"}
)
_MEANINGLESS_COMMANDS = frozenset({"ask", "log", "q", "question", "coach", "spotter", "check"})


class Mention(NamedTuple):
    """A stretch of tokens (`first` to `last`, exclusive) and what it names.

    `kind` is exercise, muscle, technique or idiom; `meaning` its id. An exercise with `candidates` and
    no meaning has to be asked about; with both, the meaning is the usual reading. A muscle that lifters
    also use as the name of an exercise ("calves 3x15") has that exercise in `exercise`, or `candidates`
    to ask about.
    """

    first: int
    last: int
    kind: str
    meaning: str
    fuzzy: bool = False
    candidates: tuple[str, ...] = ()
    exercise: str = ""


class Page(NamedTuple):
    """One message: the raw text, its tokens, its words, and what they name, in order.

    `today` is the lifter's date when the message was sent, where it is known ("lifting since 2019");
    `cut` says that the message goes on behind the page.
    """

    raw: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    words: tuple[Word, ...] = ()
    today: dtm.date | None = None
    cut: bool = False


def open_page(
    raw: str,
    lexicon: Lexicon,
    names: Mapping[str, str] | None = None,
    own: tuple[Exercise, ...] = (),
    today: dtm.date | None = None,
) -> Page:
    """Open a message.

    `names` are the lifter's own words for exercises (word -> id), `own` his or her exercises.
    """
    written = tokens(raw)
    found = _one_page(written, lexicon)
    words = words_of(found, lexicon)
    texts = [word.text for word in words]
    if closes_asking(texts, lexicon):
        found = (*found, Token("?", Shape.SIGN, len(raw), len(raw), spaced=False))
    named = {hit.first: hit for hit in _exercises(words, texts, lexicon, names or {}, own)}
    mentions = tuple(_mentions(words, texts, named, lexicon))
    return Page(raw, found, mentions, words, today, cut=len(written) > MOST_TOKENS)


def _one_page(written: tuple[Token, ...], lexicon: Lexicon) -> tuple[Token, ...]:
    """As many tokens as are read at once; of what goes on behind them, what stands around words of pain."""
    if len(written) <= MOST_TOKENS:
        return written
    found, rest = written[:MOST_TOKENS], written[MOST_TOKENS:]
    alarms = [at for at, token in enumerate(rest) if token.text in lexicon.grammar.alarming]
    kept = sorted(
        {near for at in alarms[:MOST_ALARMS] for near in range(at - AROUND_ALARM, at + AROUND_ALARM)}
    )
    heard = tuple(rest[at] for at in kept if 0 <= at < len(rest))
    return (
        (*found, Token("\n", Shape.NEWLINE, heard[0].start, heard[0].start, spaced=False), *heard)
        if heard
        else found
    )


def without_address(page: Page) -> Page:
    """The page without a leading command or mention: /ask, @spotterbot."""
    words = page.words
    while words and words[0].token and page.tokens[words[0].token - 1].text in "/@":
        sign, text = page.tokens[words[0].token - 1].text, words[0].text
        if sign == "/" and text not in _MEANINGLESS_COMMANDS:
            break
        words = words[1:]
    if len(words) == len(page.words):
        return page
    first = words[0].token if words else len(page.tokens)
    return page._replace(words=words, mentions=tuple(m for m in page.mentions if m.first >= first))


def _mentions(
    words: Sequence[Word], texts: Sequence[str], named: Mapping[int, Located], lexicon: Lexicon
) -> Iterator[Mention]:
    unsure = not named and not lexicon.gym_techniques.firsts.isdisjoint(texts)
    gym = not unsure or lexicon.is_about_lifting(texts)
    tables = lexicon.tables
    end = 0
    for at in [at for at, text in enumerate(texts) if at in named or text in tables]:
        if at < end:
            continue
        length, mention = _mention_at(words, texts, at, named.get(at), lexicon, gym=gym)
        if mention is not None and not (mention.kind == "muscle" and _is_side(words, at)):
            yield mention
        end = at + length


def _is_side(words: Sequence[Word], at: int) -> bool:
    """Whether a limb only counts sides: 12/leg, 12 per leg, each arm."""
    if not at or words[at].text not in _LIMBS:
        return False
    before = words[at - 1]
    return before.text in _PER or (
        before.text[0].isdigit() and words[at].token == before.token + 2 and not words[at].breaks
    )


def _exercises(
    words: Sequence[Word],
    texts: Sequence[str],
    lexicon: Lexicon,
    names: Mapping[str, str],
    own: tuple[Exercise, ...],
) -> Iterable[Located]:
    """Exercise names; everyday words only beside numbers, and not in the middle of another lift's words."""
    book = lexicon.names.for_lifter(names, own)
    if book.are_talk(texts):
        return
    free = _without_counts(_without_techniques(texts, lexicon), words)
    breaks = [word.breaks for word in words]
    mended = [word.mended for word in words]
    named = -1
    for hit in book.locate(free, breaks, mended):
        beside = {*texts[max(0, hit.first - 1) : hit.first], *texts[hit.last : hit.last + 1]}
        name = " ".join(texts[hit.first : hit.last])
        everyday = name in lexicon.everyday or name in lexicon.regions
        counted = texts[hit.last : hit.last + 1] != [] and texts[hit.last][:1].isdigit()
        body = name in lexicon.regions and not counted  # "neck 3x15", but "my hands for 3 reps"
        stray = body or (everyday and (named >= 0 and is_only_how(words, hit, named)))
        stray = stray or (everyday and not any(text[0].isdigit() for text in texts))
        stray = stray or is_person(texts, hit, lexicon) or is_verb(texts, hit, lexicon)
        if not stray and lexicon.spoilers.isdisjoint(beside):
            named = hit.last
            yield hit


def _without_counts(texts: list[str], words: Sequence[Word]) -> list[str]:
    """The words without numbers that end a product, label or line: "3x1 leg extension", "B1 leg press"."""
    for at, text in enumerate(texts[:-1]):
        if not text.isdigit():
            continue
        apart = at > 0 and words[at].glued and not words[at + 1].glued
        labels = apart and len(texts[at - 1]) == 1 and texts[at - 1].isalpha()
        if words[at + 1].breaks or labels or (at and texts[at - 1] == "x"):
            texts[at] = ""
    return texts


def _without_techniques(texts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words with techniques blanked out: "rest pause on squats" is no paused squat."""
    free = list(texts)
    for at, length, _ in lexicon.techniques.along(texts):
        free[at : at + length] = [""] * length
    return free


def _mention_at(
    words: Sequence[Word],
    texts: Sequence[str],
    at: int,
    exercise: Located | None,
    lexicon: Lexicon,
    *,
    gym: bool,
) -> tuple[int, Mention | None]:
    """The longest thing named at a word, and how many words it takes."""
    best, kind, meaning = 0, "", ""
    for table, table_kind in lexicon.tables.get(texts[at], ()):
        hit = table.at(texts, at) if gym or table is not lexicon.gym_techniques else None
        if hit is None or hit[0] <= best:
            continue
        if table is lexicon.idioms and is_muscle_after_all(texts, at):
            continue
        if table is lexicon.gym_techniques and is_of_elsewhere(texts, at, hit[0], lexicon):
            continue
        if not any(word.breaks for word in words[at + 1 : at + hit[0]]):
            (best, meaning), kind = hit, table_kind
    span = words[at : at + max(best, 1)]
    if exercise is not None and (length := exercise.last - exercise.first) >= best:
        span = words[at : at + length]
        if best == length and kind == "muscle":
            return length, _mention(span, kind, meaning, exercise)
        if best < length or kind not in ("technique", "idiom"):
            return length, _mention(span, "exercise", exercise.found.exercise, exercise)
    return (best, _mention(span, kind, meaning)) if best else (1, None)


def _mention(span: Sequence[Word], kind: str, meaning: str, exercise: Located | None = None) -> Mention:
    return Mention(
        first=span[0].token,
        last=span[-1].token + 1,
        kind=kind,
        meaning=meaning,
        fuzzy=any(word.mended for word in span),
        candidates=exercise.found.candidates if exercise else (),
        exercise=exercise.found.exercise if exercise else "",
    )
