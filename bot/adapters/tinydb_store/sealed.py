"""Tables <-> the bytes of one file: readable JSON, one document per line, under a checksum.

    {"checksum": {"1": {"head": "5d1f0c2a", "all": "9b3e77d0"}},
    "meta": {"1": {"schema":1,"lifter":"ana","due":["2026-11-22T07:30:00+00:00"]}},
    "reports": {
    "1": {"id":"r1","text":"calf raise 3x12 + partials", ...},
    "2": {"id":"r2", ...}
    }}

It is a TinyDB database like any other, so other tools can read it. The checksum covers all that
follows its line, so whoever edits the file by hand makes it a damaged one. `head` covers the
second line alone: a start reads two lines per lifter, not whole files.
"""

import json
import zlib
from typing import Any, TypeAlias

import orjson

Document: TypeAlias = dict[str, Any]
#: What TinyDB hands to a storage: table name -> document id -> document.
Tables: TypeAlias = dict[str, dict[str, Document]]

_CHECKSUM = b'{"checksum": {"1": {"head": "%08x", "all": "%08x"}},\n'
_CHECKSUM_HEAD = b'{"checksum": {"1": {"head": "%08x", '
_META = b'"meta": {"1": '
_DECODER = json.JSONDecoder()


class DamagedError(Exception):
    """The bytes are not those that were written."""


def seal(tables: Tables) -> bytes:
    """Render tables as the content of a file; `meta` must hold exactly one document."""
    rest = [_table(name, documents) for name, documents in tables.items() if name != "meta"]
    body = b",\n".join([_META + _dump(tables["meta"]["1"]) + b"}", *rest]) + b"}\n"
    second = body[: body.index(b"\n") + 1]
    return _CHECKSUM % (zlib.crc32(second), zlib.crc32(body)) + body


def unseal(data: bytes) -> Tables:
    """Read back what `seal` wrote.

    Raises:
        DamagedError: a byte is missing, added or changed.
    """
    start = data.find(b"\n") + 1
    second = data[start : data.find(b"\n", start) + 1]
    if data[:start] != _CHECKSUM % (zlib.crc32(second), zlib.crc32(data[start:])):
        raise DamagedError
    tables: Tables = json.loads(data)
    del tables["checksum"]
    return tables


def unseal_head(first: bytes, second: bytes) -> Document:
    """Read the one document of `meta` from the first two lines of a file.

    Raises:
        DamagedError: they are not as they were written.
    """
    if not first.startswith(_CHECKSUM_HEAD % zlib.crc32(second)) or not second.startswith(_META):
        raise DamagedError
    text = second.removeprefix(_META).decode()
    meta: Document = _DECODER.raw_decode(text)[0]
    return meta


def _table(name: str, documents: dict[str, Document]) -> bytes:
    lines = [b'"%s": ' % key.encode() + _dump(document) for key, document in documents.items()]
    return b'"%s": {\n' % name.encode() + b",\n".join(lines) + b"\n}"


def _dump(document: Document) -> bytes:
    """One document on one line; json can write what orjson cannot: half an emoji, huge numbers."""
    try:
        return orjson.dumps(document)
    except TypeError:
        return json.dumps(document).encode()
