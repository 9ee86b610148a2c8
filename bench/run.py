"""All benches, one after the other; about ten minutes. `README.md` says what they mean.

.venv/bin/python bench/run.py
"""

import subprocess
import sys
from pathlib import Path

BENCHES = (
    "read_bench",
    "rules_bench",
    "store_bench",
    "start_bench",
    "export_bench",
    "end_to_end",
    "kills_bench",
)


def main() -> int:
    """Run them; the number of those that failed."""
    failed = 0
    for name in BENCHES:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, "-m", f"bench.{name}"]
        failed += bool(subprocess.call(command, cwd=Path(__file__).parents[1]))  # noqa: S603 - our own
    return failed


if __name__ == "__main__":
    sys.exit(main())
