"""Layers: house rules, a group's overrides, a lifter's; and every mistake that an override can have."""

from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # it ships no type hints
import pytest

from bot.adapters.rule_files.documents import read_document
from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.rule_files.load import check
from bot.adapters.rule_files.schema import schema_of
from bot.coach.coach import Coach
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from bot.domain.lifter import Experience, Profile
from tests.fakes import FakeClock, FakeStore

HEAD = "spotter_overrides: 1\nname: for a test\n"
GROUP = f"""\
{HEAD}
rules:
  first-time: {{enabled: false}}
  advanced-in-moderation: {{verdict: caution}}
allowances:
  per_muscle: {{advanced: {{value: 5}}}}
"""
LIFTER = f"""\
{HEAD}
rules:
  advanced-in-moderation: {{verdict: avoid, say: Not in this block., instead: Ordinary sets until March.}}
allowances:
  per_muscle: {{advanced: {{value: 1, lagging: 3}}}}
  whole_body: {{advanced: {{value: 2}}}}
"""


def put(folder: Path, name: str, text: str) -> Path:
    """Write an override."""
    (folder / "overrides").mkdir(exist_ok=True)
    (folder / "overrides" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def layered(talking: Path) -> Path:
    """House rules with a group's and a lifter's layer."""
    put(talking, "tg--100", GROUP)
    return put(talking, "tg-42", LIFTER)


def ask(folder: Path, chat: str, text: str = "dropset on curls?") -> tuple[str, str]:
    """What an advanced lifter hears in a chat, and then why."""
    store, clock = FakeStore(), FakeClock()
    coach = Coach(load_handbook(folder), store, clock)
    store.save(Dossier("tg-42", Profile(experience=Experience.ADVANCED), chat=chat, first_seen=clock.now()))
    for number, each in enumerate((text, "/why")):
        coach.receive(Incoming("tg-42", chat, str(number), each, clock.now()))
    answer, why = store.load("tg-42").owed
    return answer.text, why.text


def test_the_house_speaks_where_no_layer_does(talking: Path) -> None:
    """Nothing changes for somebody without overrides."""
    handbook = load_handbook(talking)
    assert handbook.of("a", "b") is handbook


def test_a_groups_layer_lies_on_the_house(layered: Path) -> None:
    """A rule is off, another is stricter, the allowance is higher."""
    own = load_handbook(layered).of("tg--100", "tg-7")
    rule = own.rulebook.rule("advanced-in-moderation")
    assert rule is not None
    assert (rule.verdict.value, rule.layer) == ("caution", "tg--100")
    assert own.rulebook.rule("first-time") is None
    assert own.recovery.allowance(Experience.ADVANCED, lagging=False) == 5
    assert own.recovery.whole_body(Experience.ADVANCED) == 6


def test_a_lifters_layer_lies_on_the_groups(layered: Path) -> None:
    """What both change is the lifter's, what only the group changes stays."""
    own = load_handbook(layered).of("tg--100", "tg-42")
    rule = own.rulebook.rule("advanced-in-moderation")
    assert rule is not None
    assert (rule.verdict.value, rule.layer, rule.say) == ("avoid", "tg-42", "Not in this block.")
    assert own.rulebook.rule("first-time") is None
    assert own.recovery.allowance(Experience.ADVANCED, lagging=True) == 3
    assert own.recovery.whole_body(Experience.ADVANCED) == 2
    assert own.rulebook.overrides == (
        "tg--100: first-time is off",
        "tg--100: advanced-in-moderation is caution here",
        "tg--100: allowance advanced per muscle: 5, lagging 5",
        "tg-42: advanced-in-moderation is avoid here",
        "tg-42: allowance advanced per muscle: 1, lagging 3",
        "tg-42: allowance advanced whole body: 2",
    )


def test_the_coach_goes_by_chat_and_lifter(layered: Path) -> None:
    """And the trace names the layer that decided."""
    answer, why = ask(layered, "tg-42")
    assert "Not in this block." in answer
    assert "1 allowed for an advanced lifter" in answer
    assert "(Rule: advanced-in-moderation, set for tg-42)" in why


@pytest.mark.parametrize("name", ["tg--100", "tg-42"])
def test_overrides_are_in_order(layered: Path, name: str) -> None:
    """For the check and for an editor."""
    assert check(layered).items == ()
    document, _ = read_document(name, (layered / "overrides" / f"{name}.yaml").read_bytes())
    jsonschema.Draft7Validator(schema_of("overrides")).validate(document.data)


def test_a_changed_override_is_new_content(layered: Path) -> None:
    """The hash that names the rules covers all layers, and so does the cache."""
    before = load_handbook(layered)
    put(layered, "tg-42", LIFTER.replace("March", "April"))
    after = load_handbook(layered)
    assert before.rulebook.content_hash != after.rulebook.content_hash
    assert before.layers != after.layers


WRONG_IN_SHAPE = {
    "unknown key": ("rules:\n  first-time: {enable: false}", 'Did you mean "enabled"?'),
    "to refer": ("rules:\n  first-time: {verdict: refer}", "a verdict below refer: fine, sparingly"),
    "unknown level": ("allowances:\n  per_muscle: {expert: {value: 1}}", 'unknown key "expert"'),
    "half a set": ("allowances:\n  per_muscle: {advanced: {value: 0.5}}", "a whole number from 0 up"),
    "unknown section": ("spacing: {usual: 4 days}", 'unknown key "spacing"'),
}
WRONG_BEYOND_SHAPE = {
    "unknown rule": ("rules:\n  first-tme: {enabled: false}", 'Did you mean "first-time"?'),
    "red flags": ("rules:\n  injury-words: {enabled: false}", "a refer rule holds for everybody"),
    "avoid without a way on": ("rules:\n  near-failure-default: {verdict: avoid}", 'needs an "instead"'),
}


WRONG: dict[str, tuple[str, str]] = {**WRONG_IN_SHAPE, **WRONG_BEYOND_SHAPE}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_override_is_told_at_its_line(folder: Path, name: str) -> None:
    """It stops the rules from loading, like every mistake; the schema refuses what it can see."""
    text, words = WRONG[name]
    put(folder, "tg-42", HEAD + text)
    (found,) = check(folder).errors
    assert words in found.message
    assert found.file.endswith("overrides/tg-42.yaml")
    assert found.line == len((HEAD + text).splitlines())
    document, _ = read_document(name, (folder / "overrides" / "tg-42.yaml").read_bytes())
    valid = jsonschema.Draft7Validator(schema_of("overrides")).is_valid(document.data)
    assert valid == (name in WRONG_BEYOND_SHAPE)
