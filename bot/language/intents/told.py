"""Ways of doing repetitions that are told without their name: "rack it, ten breaths, three more".

A way is put together from meanings: weight taken off and on at once is a dropset. A meaning takes a few
words ("strip a disc off each end"); templates find it and make a label of it, for other templates that
want their labels in any order.
"""

from collections.abc import Iterable, Sequence

from bot.language.intents.bounds import Edges
from bot.language.lexicon import ANY, Lexicon
from bot.language.page import Mention, Page
from bot.language.templates import Sentence, Together
from bot.language.words import Word

VERDICTS = frozenset({"@ask_mark", "@verdict", "@tag"})
#: Labels of a question: words in any order tell a technique only beside one.
_DOUBTS = frozenset({"@ask", "@wondering", "@considering", *VERDICTS})
#: What only looks like a technique ("my mate helps me rack it").
_NONE = "none"
#: So many words behind an idiom a told technique must reach to be one.
_BEYOND = 1


def may_be_told(named: Iterable[Mention]) -> bool:
    """Whether no technique is named; one that is named says it all."""
    return all(mention.kind != "technique" or mention.meaning == ANY for mention in named)


def is_doubted(sentence: Sentence, page: Page) -> bool:
    """Whether a message asks, so that words in any order may tell a way to be judged."""
    return "?" in page.raw or not _DOUBTS.isdisjoint(sentence.labels)


def add_meanings(edges: Edges, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Put what several words mean into the labels; whether there was anything."""
    found = False
    for hit in lexicon.grammar.all_hits("meanings", sentence):
        label = hit.pattern.intent
        edges[hit.start][label] = (*edges[hit.start].get(label, ()), hit.end)
        found = True
    return found


def told_way(
    sentence: Sentence, words: Sequence[Word], lexicon: Lexicon, page: Page
) -> tuple[int, int, Mention] | None:
    """The first way that a sentence tells: its first word, the one behind its last, the technique."""
    for hit in lexicon.grammar.hits("told", sentence):
        if hit.pattern.intent == _NONE:
            return None
        first, last = words[hit.start].token, words[hit.end - 1].token + 1
        if isinstance(hit.pattern.template, Together):
            believed = is_doubted(sentence, page)
        else:
            believed = not _is_idiom(first, last, page.mentions)
        if believed:
            return hit.start, hit.end, Mention(first, last, "technique", hit.pattern.intent, fuzzy=True)
    return None


def _is_idiom(first: int, last: int, mentions: Sequence[Mention]) -> bool:
    """Whether a told technique hardly leaves the words that mean something else ("cheat day")."""
    idioms = (m for m in mentions if m.kind == "idiom" and m.first <= first < m.last)
    return any(last <= m.last + _BEYOND for m in idioms)
