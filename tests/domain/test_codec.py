"""The codec: every dossier comes back as it was; what cannot be read costs little."""

import dataclasses
import datetime as dtm
import json
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.codec import UnreadableError, decode, encode
from bot.domain.dossier import Dossier
from bot.domain.lifter import Experience, Profile
from bot.domain.owed import Owed
from bot.domain.training import Entry, Report, SetEntry, Technique
from tests.strategies import any_of, dossiers

NOON = "2026-11-20T12:00:00+00:00"


@given(dossiers())
def test_every_dossier_survives_json(dossier: Dossier) -> None:
    """Encoding, JSON and decoding together change nothing and drop nothing."""
    notes: list[str] = []
    document = json.loads(json.dumps(encode(dossier)))
    assert decode(Dossier, document, notes) == dossier
    assert notes == []


@given(any_of(SetEntry))
def test_defaults_are_left_out(entry: SetEntry) -> None:
    """A document names only what differs from the default."""
    different = {
        item.name
        for item in dataclasses.fields(entry)
        if getattr(entry, item.name) != getattr(SetEntry(), item.name)
    }
    assert encode(entry).keys() == different


def test_equal_values_make_equal_documents() -> None:
    """Sets have no order of their own, documents do."""
    one = Profile(lagging=frozenset(["calves", "side delts", "upper chest"]))
    other = Profile(lagging=frozenset(["upper chest", "calves", "side delts"]))
    assert json.dumps(encode(one)) == json.dumps(encode(other))


@pytest.mark.parametrize(
    ("kind", "document", "expected", "notes"),
    [
        pytest.param(
            SetEntry,
            {"reps": 12, "techniques": ["moon_reps", "partials"]},
            SetEntry(reps=12, techniques=(Technique.PARTIALS,)),
            ["'moon_reps' is not a valid Technique"],
            id="an unknown word in a list costs that word",
        ),
        pytest.param(
            Profile,
            {"name": "Ana", "experience": "elite"},
            Profile(name="Ana", experience=Experience.UNKNOWN),
            ["'elite' is not a valid Experience"],
            id="an unknown word in a field with a default costs that field",
        ),
        pytest.param(
            SetEntry,
            {"reps": 5, "tempo": "3010"},
            SetEntry(reps=5),
            ["the field 'tempo' is unknown"],
            id="an unknown field costs that field",
        ),
        pytest.param(
            Profile,
            {"names": {"press": "bench_press", "row": 7}},
            Profile(names={"press": "bench_press"}),
            ["a int is out of place"],
            id="an unreadable entry of a dict costs that entry",
        ),
        pytest.param(
            SetEntry,
            {"reps": 8, "sides": [8, 7, 6]},
            SetEntry(reps=8),
            ["a list should have 2 items"],
            id="a tuple of the wrong length costs the tuple",
        ),
        pytest.param(
            Entry,
            {"exercise_id": None, "exercise": "row", "sets": [{"reps": 5}, "5", {"reps": "five"}]},
            Entry(None, "row", (SetEntry(reps=5), SetEntry())),
            ["a str is not an object", "a str is out of place"],
            id="an unreadable set costs no more than that set",
        ),
    ],
)
def test_what_cannot_be_read_costs_the_smallest_place(
    kind: type[Any], document: Any, expected: Any, notes: list[str]
) -> None:
    """One strange word never takes a whole lifter with it, and it is named."""
    seen: list[str] = []
    assert decode(kind, document, seen) == expected
    assert sorted(seen) == sorted(notes)


def test_a_message_of_an_unknown_kind_is_dropped_whole() -> None:
    """Without its kind nobody can know whether it may be sent."""
    row = {"id": "o", "lifter": "ana", "kind": "poem", "chat": "7", "due_at": NOON}
    row |= {"text": "hi", "cause": "m1"}
    notes: list[str] = []
    assert decode(Dossier, {"lifter": "ana", "owed": [row, {**row, "kind": "reply"}]}, notes) == (
        Dossier("ana", owed=(decode(Owed, {**row, "kind": "reply"}, []),))
    )
    assert notes == ["'poem' is not a valid OwedKind", "a Owed needs kind"]


@pytest.mark.parametrize("document", [None, [], "ana", {}, {"lifter": 5}])
def test_a_dossier_of_nobody_is_unreadable(document: Any) -> None:
    """What has no default is needed."""
    with pytest.raises(UnreadableError):
        decode(Dossier, document, [])


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, dtm.timedelta(1), b"raw"], ids=lambda v: type(v).__name__
)
def test_what_has_no_place_in_a_document_is_refused(value: Any) -> None:
    """Nothing is turned into something that could not be read back."""
    with pytest.raises(TypeError, match="no place"):
        encode(value)


def test_only_three_fields_hold_something_that_can_be_changed_in_place() -> None:
    """`records.unshared` copies exactly these; whoever adds a dict has to add it there."""
    mutable = {name for name, hint in _hints_below(Dossier) if "dict[" in str(hint)}
    assert mutable == {"Profile.names", "Profile.told", "OpenQuestion.value"}


def _hints_below(kind: type, seen: set[type] | None = None) -> list[tuple[str, Any]]:
    seen = set() if seen is None else seen
    if kind in seen:
        return []
    seen.add(kind)
    found = []
    for name, hint in get_type_hints(kind).items():
        found.append((f"{kind.__name__}.{name}", hint))
        for part in _parts(hint):
            found += _hints_below(part, seen)
    return found


def _parts(hint: Any) -> list[Any]:
    below = [part for argument in getattr(hint, "__args__", ()) for part in _parts(argument)]
    return [hint, *below] if dataclasses.is_dataclass(hint) else below


@given(st.data())
def test_reports_survive_on_their_own(data: st.DataObject) -> None:
    """An archive holds reports without a dossier around them."""
    report = data.draw(any_of(Report))
    assert decode(Report, json.loads(json.dumps(encode(report))), []) == report
