"""What deploy/ says about settings is what the program knows."""

import re
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
KNOWN = {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_example_names_every_setting_once() -> None:
    """None is missing, none is a stranger, and values shown are the defaults."""
    text = (DEPLOY / "env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^(\w+)=(.*)$", text, flags=re.MULTILINE))
    assert sorted(re.findall(r"^(\w+)=", text, flags=re.MULTILINE)) == sorted(KNOWN)
    for name, value in shown.items():
        default = Settings.model_fields[name.removeprefix(PREFIX).lower()].default
        assert not value or value == str(default)


@pytest.mark.parametrize("name", ["compose.yaml", "spotter.service", "Dockerfile", "README.md"])
def test_no_file_names_a_setting_that_does_not_exist(name: str) -> None:
    """A slip in a variable's name would be ignored in silence."""
    named = set(re.findall(r"\bSPOTTER_[A-Z_]+\b", (DEPLOY / name).read_text(encoding="utf-8")))
    assert named <= KNOWN
