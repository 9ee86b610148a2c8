"""One file per mistake that an author can make: the message has these words, at the line marked `# wrong`."""

from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # it ships no type hints
import pytest

from bot.adapters.rule_files.documents import read_document
from bot.adapters.rule_files.findings import BrokenRules, Finding
from bot.adapters.rule_files.load import check, load_rules
from bot.adapters.rule_files.schema import ALL_SHAPES, as_file, file_name, schema_of
from tests.adapters.rule_files.conftest import HOUSE

BAD = Path(__file__).parents[2] / "bad" / "rules"

#: Mistakes that an editor's schema shows, too.
IN_SHAPE = {
    "cautions-unknown-fact": 'unknown fact "efort". Did you mean "effort"?',
    "cautions-unknown-word": 'past_failure (got "past_failing"). Did you mean "past_failure"?',
    "cautions-unknown-word-in-list": '(got "begginer"). Did you mean "beginner"?',
    "cautions-yes-for-true": 'expected true or false for last_set (got "no")',
    "cautions-number-in-words": 'or a comparison such as {gte: 2} for weeks_in_a_row (got "four")',
    "cautions-compare-a-word": "effort is not a number and cannot be compared",
    "cautions-unknown-comparison": 'unknown comparison "above". Known: gte (at least)',
    "cautions-compare-with-text": 'expected a number to compare with (got "ten")',
    "cautions-empty-comparison": "expected a comparison such as {gte: 2}",
    "cautions-empty-list": "this list is empty, so the rule could never speak",
    "cautions-no-conditions": "expected conditions such as effort: past_failure",
    "cautions-any-without-list": "a list of conditions, of which one must hold (got a block of keys)",
    "cautions-unknown-fact-in-any": 'unknown fact "sleeplow". Did you mean "sleep_low"?',
    "cautions-unknown-key": 'unknown key "says". Did you mean "say"?',
    "cautions-missing-key": '"because" is missing here',
    "cautions-unknown-verdict": '(got "cauton"). Did you mean "caution"?',
    "cautions-avoid-without-instead": 'an avoid needs an "instead"',
    "cautions-no-source": "this list has too few entries (0)",
    "cautions-sources-not-a-list": 'expected a list (got "nuzzo2024")',
    "cautions-unknown-confidence": 'strong, moderate, weak, practice (got "medium")',
    "cautions-text-is-a-number": "expected text; put it in quotes if it looks like a number (got 12)",
    "cautions-text-is-empty": "expected some text",
    "cautions-about-too-long": "keep this under 60 characters (it has 69)",
    "cautions-id-with-capitals": 'expected a short id of small letters, digits, - and _ (got "Late Set")',
    "cautions-rule-is-text": 'expected key: value lines (got "no dropsets")',
    "cautions-no-rules": "this list has too few entries (0)",
    "cautions-other-format": "this Spotter reads rule files of format 1 (got 2)",
    "cautions-misspelt-section": 'unknown key "otherwize". Did you mean "otherwise"?',
    "recovery-number-without-unit": 'a length of time such as "48 hours", "3 days" or "1 week" (got 48)',
    "recovery-odd-unit": 'expected a length of time such as "48 hours", "3 days" or "1 week" (got "2 dayz")',
    "recovery-number-without-why": '"why" is missing here',
    "recovery-unknown-technique": 'unknown key "drop_sets". Did you mean "dropset"?',
    "recovery-time-of-day": 'expected a time of day such as "08:00" (got "25:00")',
    "recovery-range-of-one": "this list has too few entries (1)",
    "recovery-half-a-set": "expected a whole number from 0 up (got 1.5)",
    "recovery-share-over-one": "expected a number from 0 to 1 (got 2)",
    "sources-card-without-limits": '"does_not_show" is missing here',
}
#: Mistakes that show only in YAML itself, across a file, or between files.
BEYOND_SHAPE = {
    "cautions-unknown-muscle": 'unknown muscle "bicep". Did you mean "biceps"?',
    "cautions-unknown-source": 'unknown evidence card "nuzo2024". Did you mean "nuzzo2024"?',
    "cautions-same-id-twice": 'the id "late" is already used on line 5',
    "cautions-key-twice": 'the key "verdict" already stands on line 8',
    "cautions-tab": "use spaces, not tabs",
    "cautions-indentation": "does not line up with the list above",
    "cautions-colon-in-text": "a second colon in one line. Put the text in quotes",
    "cautions-open-quote": "a closing quote is missing",
    "cautions-open-bracket": "a comma or a closing ] is missing",
    "cautions-reference": "used again elsewhere by reference",
    "cautions-two-documents": "a second document starts here",
    "cautions-empty": "the file is empty",
    "recovery-limits-cross": '"typical" of dropset is less than its "min"',
    "recovery-unknown-muscle": 'unknown muscle "calfs". Did you mean "calves"?',
    "exercises-name-twice": '"calf raise" already means a',
    "exercises-unknown-muscle": 'unknown muscle "calfs". Did you mean "calves"?',
    "exercises-unknown-parent": 'there is no exercise "calf_rise". Did you mean "calf_raise"?',
    "exercises-unknown-mechanic": '(got "isolated"). Did you mean "isolation"?',
    "techniques-unknown-class": 'added, structure, ordinary (got "add"). Did you mean "added"?',
}
EXPECTED = {**IN_SHAPE, **BEYOND_SHAPE}
#: Words of libraries, which no author should have to read.
JARGON = (
    "pydantic",
    "yaml.",
    "NoneType",
    " dict",
    "Input should",
    "line_no",
    "token",
    "mapping",
    "scalar",
    "Extra",
)


def put(folder: Path, name: str) -> str:
    """Put a bad file in the place of the good one; gives its file name."""
    target = f"{name.partition('-')[0]}.yaml"
    (folder / target).write_bytes((BAD / f"{name}.yaml").read_bytes())
    return target


def errors_in(folder: Path, target: str) -> list[Finding]:
    """The errors of one file."""
    return [each for each in check(folder).errors if Path(each.file).name == target]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mistake_is_named_at_its_line(folder: Path, name: str) -> None:
    """The message stands at the marked line, has its words and no library's, and shows the source."""
    target = put(folder, name)
    lines = (folder / target).read_text(encoding="utf-8").splitlines()
    wrong = next(number for number, line in enumerate(lines, 1) if "# wrong" in line)
    found = [each for each in errors_in(folder, target) if EXPECTED[name] in each.message]
    assert [each.line for each in found] == [wrong], [each.as_line for each in errors_in(folder, target)]
    assert found[0].source_line == lines[wrong - 1]
    assert not [word for word in JARGON if word in found[0].message]


@pytest.mark.parametrize("name", [each for each in EXPECTED if each.startswith("cautions-")])
def test_one_mistake_gives_one_error(folder: Path, name: str) -> None:
    """Nothing else is said about a file with a single mistake."""
    target = put(folder, name)
    assert len(errors_in(folder, target)) == 1


def test_every_bad_file_has_its_words() -> None:
    """No fixture lies about unused."""
    assert {path.stem for path in BAD.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_no_broken_rules_are_loaded(folder: Path, name: str) -> None:
    """What the check finds stops the start, by the same errors."""
    put(folder, name)
    with pytest.raises(BrokenRules) as broken:
        load_rules(folder)
    assert broken.value.problems == check(folder).errors


@pytest.mark.parametrize("name", IN_SHAPE)
def test_the_schema_refuses_what_the_loader_refuses(name: str) -> None:
    """A mistake of shape fails in the editor, too."""
    document, _ = read_document(name, (BAD / f"{name}.yaml").read_bytes())
    validator = jsonschema.Draft7Validator(schema_of(name.partition("-")[0]))
    assert not validator.is_valid(document.data)


def test_all_mistakes_come_at_once(folder: Path) -> None:
    """Mistakes in several rules and files are told together, in order."""
    put(folder, "recovery-odd-unit")
    text = (folder / "cautions.yaml").read_text(encoding="utf-8")
    text = text.replace("verdict: avoid", "verdict: avoyd", 1).replace(
        "experience: intermediate", "experiance: x", 1
    )
    (folder / "cautions.yaml").write_text(text.replace("[augustin2025]", "[augustin]"), encoding="utf-8")
    messages = [each.message for each in check(folder).errors]
    for words in ('"avoyd"', '"experiance"', '"augustin"', '"2 dayz"'):
        assert any(words in message for message in messages), words


def test_the_schemas_in_the_folder_are_those_of_the_shapes(folder: Path) -> None:
    """`spotter rules schema --write rules` was run after the last change."""
    for name in ALL_SHAPES:
        assert (folder / file_name(name)).read_text(encoding="utf-8") == as_file(name)


@pytest.mark.parametrize(
    "path", ["cautions", "recovery", "sources", "tests/scenarios", "tests/every-rule", "tests/talks"]
)
def test_the_schema_accepts_the_house_rules(path: str) -> None:
    """What the loader accepts raises no squiggle in an editor."""
    document, _ = read_document(path, (HOUSE / f"{path}.yaml").read_bytes())
    jsonschema.Draft7Validator(schema_of(path.partition("/")[0])).validate(document.data)
