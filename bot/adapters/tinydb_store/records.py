"""A dossier <-> the rows of its file: a table per part, a document per report, answer, message.

Single facts (counter, chat ...) live in the one document of `meta`, with the schema version and
the times at which messages fall due, so that a start need not read more than that.

>>> rows_of(Dossier("ana", chat="7"), {})
{'meta': [{'schema': 1, 'lifter': 'ana', 'chat': '7', 'due': [], 'sending': [], 'answers': []}]}
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_origin, get_type_hints

from bot.adapters.tinydb_store.due import TIMES, times_of
from bot.adapters.tinydb_store.generations import Rows
from bot.adapters.tinydb_store.migrations import SCHEMA
from bot.adapters.tinydb_store.sealed import Document
from bot.domain.codec import Notes, decode, encode
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile
from bot.domain.training import Report

#: What `meta` says about the file itself; the rest of it belongs to the dossier.
_ABOUT_THE_FILE = {"schema", *TIMES}
#: Parts that are a table of many documents.
_MANY = {name for name, kind in get_type_hints(Dossier).items() if get_origin(kind) is tuple}


def rows_of(dossier: Dossier, written: Mapping[int, Document]) -> Rows:
    """Lay a dossier out in rows; `written` has documents of items written before, by id()."""
    bare: dict[str, Any] = dict.fromkeys(_MANY, ())
    parts = encode(replace(dossier, **bare))
    for name in _MANY:
        items = getattr(dossier, name)
        parts[name] = [written[id(item)] if id(item) in written else encode(item) for item in items]
    meta = {name: part for name, part in parts.items() if not isinstance(part, (dict, list))}
    tables = {
        name: part if isinstance(part, list) else [part]
        for name, part in parts.items()
        if part and name not in meta
    }
    return {"meta": [{"schema": SCHEMA, **meta, **times_of(dossier)}], **tables}


def written_as(dossier: Dossier, rows: Rows) -> dict[int, Document]:
    """The documents of a dossier's items by id(): frozen values that are kept need no second writing."""
    return {
        id(item): document
        for name in _MANY
        for item, document in zip(getattr(dossier, name), rows.get(name, []), strict=True)
    }


def dossier_of(rows: Rows, notes: Notes) -> Dossier:
    """Put a dossier together again, appending to `notes` what could not be read.

    Raises:
        UnreadableError: the rows do not even say whose they are.
    """
    meta = {name: held for name, held in rows["meta"][0].items() if name not in _ABOUT_THE_FILE}
    parts: dict[str, Any] = {
        name: documents if name in _MANY else documents[0]
        for name, documents in rows.items()
        if name != "meta" and documents
    }
    return decode(Dossier, {**meta, **parts}, notes)


def archive_rows(lifter: str, documents: list[Document]) -> Rows:
    """Lay out the file of one archived month."""
    return {"meta": [{"schema": SCHEMA, "lifter": lifter}], "reports": documents}


def unshared(dossier: Dossier) -> Dossier:
    """The same dossier with dicts of its own: all else in it is frozen, and may be shared."""
    profile, talk = _unshared_profile(dossier.profile), dossier.conversation
    told = (
        replace(each, profile=_unshared_profile(each.profile)) if each.profile else each for each in talk.told
    )
    talk = replace(talk, told=tuple(told))
    if talk.question is not None and isinstance(talk.question.value, dict):
        value = _copied(talk.question.value)
        talk = replace(talk, question=replace(talk.question, value=value))
    return replace(dossier, profile=profile, conversation=talk)


def _unshared_profile(profile: Profile) -> Profile:
    return replace(profile, names=dict(profile.names), told=dict(profile.told))


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value


def by_id(reports: tuple[Report, ...]) -> dict[str, Report]:
    """Reports by their id; of two with the same id the later one counts."""
    return {report.id: report for report in reports}
