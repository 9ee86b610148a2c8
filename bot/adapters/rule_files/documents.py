"""One YAML file -> plain data with the place of every key and value.

Scalars are read as YAML 1.2 means them, with care: only `true`, `false`, `null` and plain numbers are
not text, so `no`, `on`, `22:30`, `0100` and `2026-11-22` stay what the coach wrote. A key written twice
is an error that names both places; so are tabs, tags and references, which rule files do not need.

    >>> document, findings = read_document("a.yaml", b"when: {on: no}")
    >>> document.data
    {'when': {'on': 'no'}}
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from bot.adapters.rule_files.findings import Finding, Severity

Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]


class AtKey(str):
    """The last step of a path where the key itself is meant, not its value."""

    __slots__ = ()


_TOP: Place = (1, 1)
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)")
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_TAB = re.compile(r"^ *\t", re.MULTILINE)
#: What the parser says, in a coach's words; the first that occurs in its message counts.
_IN_WORDS = (
    (
        "mapping values are not allowed",
        "a second colon in one line. Put the text in quotes, or check the indentation",
    ),
    (
        "did not find expected key",
        "this does not line up with the lines above. Check the indentation and the quotes",
    ),
    (
        "did not find expected '-'",
        "this does not line up with the list above. Check the indentation",
    ),
    (
        "block sequence entries are not allowed",
        "a list starts where none can be. Check the indentation",
    ),
    ("could not find expected ':'", "a colon and a space are missing after this word"),
    ("did not find expected ',' or ']'", "a comma or a closing ] is missing"),
    ("did not find expected ',' or '}'", "a comma or a closing } is missing"),
    ("did not find expected node content", "something is missing inside the brackets"),
    (
        "unknown escape",
        "a backslash inside double quotes has a meaning of its own. Use single quotes",
    ),
    ("quoted scalar", "a closing quote is missing"),
    ("undefined alias", "a text that starts with * needs quotes"),
    ("alias", "a text that starts with * needs quotes"),
    ("anchor", "a text that starts with & needs quotes"),
    ("cannot start any token", "a text that starts with this sign needs quotes"),
    (
        "did not find expected <document start>",
        "this does not belong to the lines above. Check the indentation",
    ),
    (
        "expected a single document",
        "a second document starts here. Keep one file to one document, without ---",
    ),
)


class _Loader(yaml.CSafeLoader):
    """The C parser without YAML 1.1's ideas of what a plain word means; `_scalar` decides that."""


_Loader.yaml_implicit_resolvers = {}


@dataclass(slots=True)
class Document:
    """A file as plain data, with the nodes from which the place of anything in it is found."""

    file: str
    text: str = ""
    data: Any = None
    root: yaml.Node | None = None

    def finding(self, place: Place, message: str, severity: Severity = Severity.ERROR) -> Finding:
        """A finding at a place of this file, with its source line."""
        line, column = place
        lines = self.text.splitlines()
        source_line = lines[line - 1] if line <= len(lines) else ""
        return Finding(self.file, line, column, message, severity, source_line)

    def at(self, path: Path, message: str, severity: Severity = Severity.ERROR) -> Finding:
        """A finding at the value of a path, or at the nearest thing around it."""
        return self.finding(self.place(path), message, severity)

    def at_key(self, path: Path, message: str, severity: Severity = Severity.ERROR) -> Finding:
        """A finding at the key of a path."""
        return self.finding(self.place(path, key=True), message, severity)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value (or the key) of a path stands, or the nearest thing around it."""
        found = node = self.root
        for step in path:
            pair = next(_inner(node, step), None) if node is not None else None
            if pair is None:
                return _mark(found)
            found, node = pair if key else (pair[1], pair[1])
        return _mark(found)


def _inner(node: yaml.Node, step: str | int) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The key (or the element itself) and the value one step down; nothing when there is no such step."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        yield node.value[step], node.value[step]
    elif isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if key.value == step)


def _mark(node: yaml.Node | None) -> Place:
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else _TOP


def read_document(file: str, raw: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """The file as a document, with everything that is wrong about it as YAML."""
    document = Document(file)
    try:
        document.text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = (raw.count(b"\n", 0, error.start) + 1, 1)
        return document, (document.finding(place, "this is not UTF-8 text. Save the file as UTF-8."),)
    tabs = [
        document.finding(_place_of(document.text, each.end() - 1), "use spaces, not tabs, to indent.")
        for each in _TAB.finditer(document.text)
    ]
    if tabs:
        return document, tuple(tabs)
    try:
        document.root = yaml.compose(document.text, _Loader)
    except yaml.MarkedYAMLError as error:
        return document, (_syntax_finding(document, error),)
    except yaml.reader.ReaderError as error:
        place = _place_of(document.text, error.position)
        return document, (document.finding(place, "this sign cannot be shown and must go."),)
    if document.root is None:
        return document, (document.finding(_TOP, "the file is empty."),)
    walk = _Walk(document)
    document.data = walk.value(document.root)
    return document, tuple(walk.findings)


def _place_of(text: str, position: int) -> Place:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _syntax_finding(document: Document, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    said = f"{error.context or ''} {error.problem or ''}"
    words = next(
        (words for sign, words in _IN_WORDS if sign in said),
        "this cannot be read. Check the indentation",
    )
    return document.finding((mark.line + 1, mark.column + 1) if mark else _TOP, f"{words}.")


class _Walk:
    """One pass over a file's nodes: plain data out, places and findings kept."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self.seen: set[int] = set()
        self.tags = "!" in document.text

    def value(self, node: yaml.Node) -> Any:
        """The node as plain data."""
        if self.tags and self.document.text[node.start_mark.index : node.start_mark.index + 1] == "!":
            self._tell(node, "a text that starts with ! needs quotes.")
        again = id(node) in self.seen
        self.seen.add(id(node))
        if again:
            self._tell(node, "this is used again elsewhere by reference. Write it out there.")
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if again:  # walking it once more could go round in circles
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        return [self.value(each) for each in node.value]

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._tell(key, "a key must be a word.")
            elif key.value in found:
                self._tell(key, f'the key "{key.value}" already stands on line {lines[key.value]}. Keep one.')
            else:
                lines[key.value] = _mark(key)[0]
                found[key.value] = self.value(value)
        return found

    def _tell(self, node: yaml.Node, message: str) -> None:
        self.findings.append(self.document.finding(_mark(node), message))


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    """A scalar as it was meant."""
    text: str = node.value
    if node.style:  # quoted, or a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
