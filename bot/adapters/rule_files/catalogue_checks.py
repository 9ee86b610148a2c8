"""Mistakes in the catalogue that show only as a whole: names given twice, parents that are not there."""

from collections.abc import Iterator

from bot.adapters.rule_files.crosschecks import block
from bot.adapters.rule_files.documents import Document, Path
from bot.adapters.rule_files.findings import Finding, did_you_mean, nearest


def check_catalogue(document: Document, muscles: tuple[str, ...]) -> Iterator[Finding]:
    """All such mistakes in `exercises.yaml`, and muscles that are not known."""
    exercises = block(document.data, "exercises")
    taken: dict[str, str] = {}
    for exercise_id, raw in exercises.items():
        path = ("exercises", exercise_id)
        exercise = raw if isinstance(raw, dict) else {}
        parent = exercise.get("parent")
        if isinstance(parent, str) and parent not in exercises:
            yield document.at((*path, "parent"), _no_exercise(parent, tuple(exercises)))
        for place, muscle in (
            each for key in ("primary", "secondary") for each in _list(path, exercise, key)
        ):
            if muscle not in muscles:
                yield document.at(place, f'unknown muscle "{muscle}". {did_you_mean(muscle, muscles)}')
        for place, name in _names(path, exercise):
            owner = taken.setdefault(name.casefold(), exercise_id)
            if owner != exercise_id:
                yield document.at(place, f'"{name}" already means {owner}. A name can mean one exercise.')
    for word, entry in block(document.data, "ambiguous").items():
        yield from _candidates(document, ("ambiguous", word), entry, tuple(exercises))


def _names(path: Path, exercise: dict[str, object]) -> Iterator[tuple[Path, str]]:
    """The name and the other names of one exercise, with their places."""
    if isinstance(name := exercise.get("name"), str):
        yield (*path, "name"), name
    yield from _list(path, exercise, "also")


def _list(path: Path, exercise: dict[str, object], key: str) -> Iterator[tuple[Path, str]]:
    """The words of a list, with their places."""
    words = exercise.get(key)
    for index, word in enumerate(words if isinstance(words, list) else ()):
        if isinstance(word, str):
            yield (*path, key, index), word


def _candidates(document: Document, path: Path, entry: object, known: tuple[str, ...]) -> Iterator[Finding]:
    """Exercises that an ambiguous word may mean, but that are not there."""
    candidates = entry.get("candidates") if isinstance(entry, dict) else None
    for index, each in enumerate(candidates if isinstance(candidates, list) else ()):
        if isinstance(each, str) and each not in known:
            yield document.at((*path, "candidates", index), _no_exercise(each, known))


def _no_exercise(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    hint = f' Did you mean "{near}"?' if near else ""
    return f'there is no exercise "{word}".{hint}'
