"""The book of all exercise names, built from exercises.yaml.

>>> build_names(document).resolve("calve raises standing").exercise
'calf_raise'
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.language.names import ORDERED, Found, Names
from bot.language.neighbours import Neighbours
from bot.language.spelling import Speller, Spelling

#: Of abbreviations (lte) no plural is looked for in misspelt words.
SHORTEST_PLURAL = 3
#: Words of names up to this length are those of any talk: in, up, to, can.
LONGEST_SMALL = 3


def build_names(document: Mapping[str, Any]) -> Names:
    """Every name in exercises.yaml as keys."""
    rules = document.get("spelling", {})
    spelling = Spelling.from_document(rules)
    keys = _keys(spelling, document["exercises"])
    words = Counter(word for key in keys for word in key.split())
    _shorten(keys, rules)
    vocabulary = frozenset(words) | spelling.equipment.keys() | spelling.modifiers
    plurals = {
        word + ("es" if word.endswith(("sh", "ch", "x")) else "s"): n
        for word, n in words.items()
        if len(word) > SHORTEST_PLURAL and not word.endswith(("s", "y"))
    }
    vocabulary |= {word for key in keys for word in key.split()}
    solid = _solid(spelling, keys)
    ambiguous = dict(_ambiguous(spelling, document.get("ambiguous", {})))
    return Names(
        spelling=spelling,
        keys=keys,
        bags=_bags(keys),
        solid=solid,
        ambiguous=ambiguous,
        vocabulary=vocabulary,
        everyday=frozenset(map(spelling.key, rules.get("everyday", ()))),
        speller=Speller(dict.fromkeys(spelling.words, 0) | plurals | words),
        equipment={each: entry["equipment"] for each, entry in document["exercises"].items()},
        children=_children(document["exercises"]),
        parents={each: entry.get("parent", "") for each, entry in document["exercises"].items()},
        extra={},
        neighbours=Neighbours(keys),
        parts=vocabulary | solid.keys() | spelling.dropped,
        guides=frozenset(_guides((*keys, *solid, *ambiguous))) | {first for first, *_ in spelling.together},
    )


def _guides(keys: Iterable[str]) -> Iterator[str]:
    """Of every name its longest word, and all that are no small words: one of them tells a name from talk."""
    for words in map(str.split, keys):
        yield max(words, key=len)
        yield from (word for word in words if len(word) > LONGEST_SMALL)


def _keys(spelling: Spelling, exercises: Mapping[str, Any]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for exercise_id, entry in exercises.items():
        for name in (entry["name"], exercise_id.replace("_", " "), *entry.get("also", ())):
            keys.setdefault(spelling.key(str(name)), exercise_id)
    return keys


def _shorten(keys: dict[str, str], rules: Mapping[str, Any]) -> None:
    """Add the names without the words that lifters leave out, and with clipped ends, where they are free."""
    omitted = frozenset(rules.get("omitted", ()))
    clipped = rules.get("clipped", {})
    for key, exercise in tuple(keys.items()):
        words = key.split()
        keys.setdefault(" ".join(w for w in words if w not in omitted) or key, exercise)
        if len(words) > 1 and words[-1] in clipped:
            keys.setdefault(" ".join((*words[:-1], clipped[words[-1]])), exercise)


def _solid(spelling: Spelling, keys: Mapping[str, str]) -> dict[str, str]:
    """Names written as one word: legpress, dbcurl."""
    found: dict[str, str] = {}
    shorts = [(long, short) for short, (long, *_) in spelling.words.items() if len(short) == 2]  # noqa: PLR2004
    by_long: dict[str, list[str]] = defaultdict(list)
    for long, short in shorts:
        by_long[long].append(short)
    for key, exercise in keys.items():
        first, _, rest = key.partition(" ")
        if rest:
            solid = rest.replace(" ", "")
            for start in (first, *by_long.get(first, ())):
                found.setdefault(start + solid, exercise)
    return found


def _children(exercises: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """The only child of an exercise with a piece of equipment: (hammer_curl, cable) -> cable_hammer_curl."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for exercise_id, entry in exercises.items():
        if entry.get("parent"):
            found[entry["parent"], entry["equipment"]].append(exercise_id)
    return {pair: ids[0] for pair, ids in found.items() if len(ids) == 1}


def _bags(keys: Mapping[str, str]) -> Mapping[str, str]:
    """Names with their words sorted; names whose order carries the meaning (low to high) stay out."""
    found: dict[str, str] = {}
    for key, exercise in keys.items():
        words = key.split()
        if len(words) > 1 and not set(words) >= ORDERED:
            found.setdefault(" ".join(sorted(words)), exercise)
    return found


def _ambiguous(spelling: Spelling, document: Mapping[str, Any]) -> Iterable[tuple[str, Found]]:
    for name, entry in document.items():
        yield spelling.key(name), Found(entry.get("default") or "", tuple(entry["candidates"]))
