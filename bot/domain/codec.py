"""Frozen values <-> documents that JSON can hold.

Both directions are read off the dataclasses, so that they cannot drift apart. Fields at their
default are left out: files stay small, and a field added later reads as its default in old files.
(So changing a default changes what old files say: that needs a migration.) What cannot be read, a
word of a newer version say, is dropped at the smallest place that can do without it and named in
`notes`.

>>> encode(SetEntry(reps=12, techniques=(Technique.PARTIALS,)))
{'reps': 12, 'techniques': ['partials']}
>>> notes = []
>>> decode(SetEntry, {"reps": 12, "techniques": ["moon_reps"]}, notes), notes
(SetEntry(reps=12, ...), ["'moon_reps' is not a valid Technique"])
"""

import datetime as dtm
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

#: What was dropped while reading, one short sentence each.
Notes: TypeAlias = list[str]
Encoder: TypeAlias = Callable[[Any], Any]
Decoder: TypeAlias = Callable[[Any, Notes], Any]
T = TypeVar("T")

_TIMES = (dtm.date, dtm.time)  # a datetime is a date


class UnreadableError(Exception):
    """A document does not say what the type needs; whoever can do without it drops it."""


def encode(value: Any) -> Any:
    """Turn a value of the domain into dicts, lists, strings and numbers.

    Raises:
        TypeError: the value holds something that has no place in a document.
    """
    kind: Any = type(value)
    return _encoder(kind)(value)


def decode(kind: type[T], document: Any, notes: Notes) -> T:
    """Build a `kind` from a document, appending to `notes` what had to be dropped.

    Raises:
        UnreadableError: not even the fields without a default can be had.
    """
    as_written: Any = kind
    value: T = _decoder(as_written)(document, notes)
    return value


@cache
def _encoder(kind: type) -> Encoder:
    """The writer for values of one class; made once."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, (NoneType, bool, int, float, str)):
        return lambda value: value
    if issubclass(kind, _TIMES):
        return lambda value: value.isoformat()
    if issubclass(kind, (tuple, list)):
        return lambda value: [encode(item) for item in value]
    if issubclass(kind, frozenset):  # sorted, so that equal values make equal files
        return lambda value: sorted(encode(item) for item in value)
    if issubclass(kind, dict):
        return lambda value: {str(key): encode(item) for key, item in value.items()}
    if not is_dataclass(kind):
        raise TypeError(f"a {kind.__name__} has no place in a document")
    defaults = tuple((item.name, _default(item)) for item in fields(kind))
    return lambda value: {
        name: encode(held) for name, default in defaults if (held := getattr(value, name)) != default
    }


def _default(field: "Field[Any]") -> Any:
    """A field's default; for a field without one, a value that equals nothing."""
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _decoder(kind: Any) -> Decoder:
    """The reader for a type as it is written in a dataclass; made once."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(arguments)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return _fixed(tuple(_decoder(argument) for argument in arguments))
    if origin in (tuple, frozenset):
        return _sequence(origin, _decoder(arguments[0]))
    if origin is dict:
        return _mapping(_decoder(arguments[1]))
    if is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, _TIMES):
        return _converted(kind.fromisoformat)
    if issubclass(kind, Enum):
        return _converted(kind)
    return _checked((int, float) if kind is float else kind)


def _checked(kind: Any) -> Decoder:
    def read(raw: Any, _: Notes) -> Any:
        if not isinstance(raw, kind):
            raise UnreadableError(f"a {type(raw).__name__} is out of place")
        return raw

    return read


def _converted(convert: Callable[[Any], Any]) -> Decoder:
    def read(raw: Any, _: Notes) -> Any:
        try:
            return convert(raw)
        except (ValueError, TypeError) as error:
            raise UnreadableError(str(error)) from error

    return read


def _optional(arguments: tuple[Any, ...]) -> Decoder:
    """None or one other type; with several others (a slot's `Value`) whatever JSON holds."""
    others = [argument for argument in arguments if argument is not NoneType]
    inner = _decoder(others[0] if len(others) == 1 else object)
    return lambda raw, notes: None if raw is None else inner(raw, notes)


def _fixed(inners: tuple[Decoder, ...]) -> Decoder:
    """A tuple of fixed length: all of it or nothing."""

    def read(raw: Any, notes: Notes) -> Any:
        if not isinstance(raw, list) or len(raw) != len(inners):
            raise UnreadableError(f"a {type(raw).__name__} should have {len(inners)} items")
        return tuple(inner(item, notes) for inner, item in zip(inners, raw, strict=True))

    return read


def _sequence(build: Callable[[Iterable[Any]], Any], inner: Decoder) -> Decoder:
    """A tuple or frozenset of any length, without the items that cannot be read."""

    def read(raw: Any, notes: Notes) -> Any:
        if not isinstance(raw, list):
            raise UnreadableError(f"a {type(raw).__name__} is not a list")
        return build(_readable(enumerate(raw), lambda _: inner, notes).values())

    return read


def _mapping(inner: Decoder) -> Decoder:
    """A dict with text keys, without the entries that cannot be read."""

    def read(raw: Any, notes: Notes) -> Any:
        if not isinstance(raw, dict):
            raise UnreadableError(f"a {type(raw).__name__} is not an object")
        return _readable(raw.items(), lambda _: inner, notes)

    return read


def _record(kind: Any) -> Decoder:
    """A dataclass: what is left out or unreadable takes its default; without one, nothing is."""
    hints = get_type_hints(kind)
    inners = {item.name: _decoder(hints[item.name]) for item in fields(kind)}
    needed = {item.name for item in fields(kind) if _default(item) is MISSING}

    def read(raw: Any, notes: Notes) -> Any:
        if not isinstance(raw, dict):
            raise UnreadableError(f"a {type(raw).__name__} is not an object")
        values = _readable(raw.items(), inners.get, notes)
        if missing := needed - values.keys():
            raise UnreadableError(f"a {kind.__name__} needs {', '.join(sorted(missing))}")
        return kind(**values)

    return read


def _readable(
    pairs: Iterable[tuple[Any, Any]], reader: Callable[[Any], Decoder | None], notes: Notes
) -> dict[Any, Any]:
    """The pairs whose key has a reader that can read the value; what is left out is noted."""
    values = {}
    for key, raw in pairs:
        read = reader(key)
        if read is None:
            notes.append(f"the field {key!r} is unknown")
            continue
        try:
            values[key] = read(raw, notes)
        except UnreadableError as error:
            notes.append(str(error))
    return values
