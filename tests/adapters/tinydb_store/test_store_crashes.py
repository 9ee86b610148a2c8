"""A process that dies while it saves: what was acknowledged is there, and nothing is half there."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.adapters.tinydb_store import DataFolderBusy, TinyDBStore
from tests.adapters.tinydb_store.writer import report
from tests.fakes import FakeClock

ROOT = Path(__file__).parents[3]


def start(folder: Path, job: str) -> "subprocess.Popen[str]":
    """Start the writer on a data folder."""
    command = [sys.executable, "-m", "tests.adapters.tinydb_store.writer", str(folder), job]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def assert_whole(folder: Path, acknowledged: int) -> int:
    """The last acknowledged commit or the one under way is there, with all before it."""
    with TinyDBStore(folder, FakeClock()) as store:
        counter = store.load("ana").counter
        assert counter in {acknowledged, acknowledged + 1}
        assert tuple(store.history("ana")) == tuple(report(number) for number in range(1, counter + 1))
        assert store.alerts == ()
    return counter


def test_sigkill_at_random_moments_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """Eight lives on one data folder, each cut short somewhere in its commits."""
    rng = random.Random(20261120)  # noqa: S311 - a test's dice
    acknowledged = 0
    for _ in range(8):
        with start(tmp_path, "forever") as writer:
            assert writer.stdout is not None
            acknowledged = int(writer.stdout.readline())
            timer = threading.Timer(rng.uniform(0.0, 0.15), writer.kill)
            timer.start()
            for line in writer.stdout:
                acknowledged = int(line)
            timer.join()
        assert writer.returncode == -signal.SIGKILL
        acknowledged = assert_whole(tmp_path, acknowledged)
    assert acknowledged > 8


def test_sigkill_at_each_step_of_a_commit(tmp_path: Path) -> None:
    """Of the very first one, and of one that moves two months of reports to the archive."""
    with start(tmp_path, "steps") as writer:
        pass
    assert writer.returncode == 0
    folders = sorted(tmp_path.iterdir(), key=lambda folder: int(folder.name))
    assert len(folders) == 40
    for folder in folders:
        lines = (folder / "acknowledged").read_text().split()
        assert_whole(folder, int(lines[-1]) if lines else 0)
    assert (folders[-1] / "lifters/ana/archive").is_dir()


def test_a_full_disk_refuses_one_save_and_harms_nothing(tmp_path: Path) -> None:
    """One sentence, the old state stands, and room is used as soon as there is some."""
    with start(tmp_path, "fill") as writer:
        said = writer.communicate()[0].splitlines()
    assert writer.returncode == 0
    sentence = "refused: Nothing was saved: the file may not grow any further (current.json)."
    assert said == ["1", sentence, "3", "4"]
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert [r.id for r in store.history("ana")] == ["r1", "r3", "r4"]


def test_a_second_process_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """Two writers would lose each other's commits; the folder is free again after the first."""
    with start(tmp_path, "hold") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DataFolderBusy, match=r"^Another Spotter is already working with .*\.$"):
            TinyDBStore(tmp_path, FakeClock())
        holder.communicate("\n")
    TinyDBStore(tmp_path, FakeClock()).close()
