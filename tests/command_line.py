"""`spotter` in this process, as a person or a script meets it.

spotter = command_line(monkeypatch, capfd)
spotter("read", stdin="bench 3x8").code
"""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot import cli


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def command_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """A function that runs `spotter` with the words and the standard input it is given."""

    def running(*words: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["spotter", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return running
