"""What the coach's guide shows works as it stands."""

import re
import textwrap
from pathlib import Path

from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.rule_files.suite import check_all, run_all
from bot.domain.ruling import SHORT_FORMS
from bot.rulebook.facts import FACTS


def examples(folder: Path) -> list[str]:
    """The guide's YAML, each block indented as an item of a list."""
    text = (folder / "README.md").read_text("utf-8")
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return [textwrap.indent(textwrap.dedent(block), "  ") for block in blocks]


def test_the_walk_through_ends_well(folder: Path) -> None:
    """Its rule passes the check without a warning, and its cases hold."""
    _, cases, rule, *_ = examples(folder)
    for name, more in (("cautions.yaml", rule), ("tests/every-rule.yaml", cases)):
        path = folder / name
        path.write_text(f"{path.read_text('utf-8')}\n{more}", "utf-8")
    assert check_all(folder).items == ()
    assert run_all(folder, "neck").text == "2 cases, all hold."


def test_the_talk_goes_as_shown(talking: Path) -> None:
    """The example of a case in a lifter's words holds."""
    path = talking / "tests" / "talks.yaml"
    path.write_text(f"{path.read_text('utf-8')}\n{examples(talking)[3]}", "utf-8")
    assert run_all(talking, "no exception").text == "1 case holds."


def test_the_override_goes_as_shown(talking: Path) -> None:
    """The example of an override passes the check, and its layer decides."""
    (talking / "overrides").mkdir()
    (talking / "overrides" / "tg-42.yaml").write_text(textwrap.dedent(examples(talking)[4]), "utf-8")
    assert check_all(talking).items == ()
    rule = load_handbook(talking).of("", "tg-42").rulebook.rule("advanced-in-moderation")
    assert rule is not None
    assert (rule.verdict.value, rule.layer) == ("caution", "tg-42")


def test_the_first_example_is_the_rule_of_the_house(folder: Path) -> None:
    """The rule that is explained line by line is one that counts."""
    plain = re.sub(r" +#.*", "", examples(folder)[0])
    assert plain in (folder / "cautions.yaml").read_text("utf-8")


def test_the_guide_names_every_fact_and_every_value(folder: Path) -> None:
    """A new fact or word is not forgotten here."""
    text = (folder / "README.md").read_text("utf-8")
    full_names = {SHORT_FORMS[method].value for method in SHORT_FORMS}
    words = {value for fact in FACTS.values() for value in fact.values} - full_names
    missing = [word for word in (*FACTS, *words) if not re.search(rf"\b{word}\b", text)]
    assert missing == []
