"""YAML as a coach means it: what is text stays text, and every value knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.rule_files.documents import read_document


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("22:30", "22:30"),
        ("0100", "0100"),
        ("2026-11-22", "2026-11-22"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12 hours", "12 hours"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12", 12),
        ("-12", -12),
        ("+3", 3),
        ("0", 0),
        ("0.5", 0.5),
        ("-1.25", -1.25),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("[1, no]", [1, "no"]),
        ("{on: off}", {"on": "off"}),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
    ],
)
def test_a_value_is_what_it_looks_like(written: str, meant: object) -> None:
    """Only true, false, null and plain numbers are not text."""
    document, findings = read_document("a.yaml", f"key: {written}".encode())
    assert (document.data, findings) == ({"key": meant}, ())
    assert type(document.data["key"]) is type(meant)


def test_keys_are_words() -> None:
    """`on` and numbers are keys as they are written."""
    document, _ = read_document("a.yaml", b"on: 1\n12: 2\n")
    assert document.data == {"on": 1, "12": 2}


def test_places_point_at_keys_and_values() -> None:
    """Lines and columns count from 1, through lists and blocks, with or without a byte order mark."""
    text = "rules:\n  - id: late\n    when: {sets: [1, 2]}\n"
    for start in ("", "\ufeff"):
        document, _ = read_document("a.yaml", (start + text).encode())
        assert document.place(("rules", 0, "id")) == (2, 9)
        assert document.place(("rules", 0, "id"), key=True) == (2, 5)
        assert document.place(("rules", 0, "when", "sets", 1)) == (3, 22)


def test_a_place_that_is_not_there_is_the_thing_around_it() -> None:
    """What is missing is told where it is missed."""
    document, _ = read_document("a.yaml", b"rules:\n  - id: late\n")
    assert document.place(("rules", 0, "say")) == (2, 5)
    assert document.place(("otherwise", "say")) == (1, 1)


def test_a_file_that_is_not_utf8_is_told_so() -> None:
    """The line of the first odd byte is named."""
    _, findings = read_document("a.yaml", b"a: 1\nb: \xff\n")
    assert [each.as_line for each in findings] == [
        "a.yaml:2:1: this is not UTF-8 text. Save the file as UTF-8."
    ]


def test_a_circle_of_references_ends() -> None:
    """A block that holds itself is an error, not an endless walk."""
    _, findings = read_document("a.yaml", b"a: &x {b: *x}\n")
    assert ["used again elsewhere by reference" in each.message for each in findings] == [True]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_anything_can_be_read(raw: bytes) -> None:
    """No bytes raise: there are data, or there is a finding."""
    document, findings = read_document("a.yaml", raw)
    assert findings or document.data is not None or document.root is not None


@given(st.text("ab:-[]{},#'\"&*!|>%@ \n\t?", max_size=40))
def test_no_odd_yaml_raises_or_speaks_in_jargon(text: str) -> None:
    """Whatever the signs, messages are in plain words."""
    _, findings = read_document("a.yaml", text.encode())
    assert not [each for each in findings if "expected <" in each.message or "token" in each.message]
