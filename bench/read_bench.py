"""How long a message takes to be read: the lines of the tests' tables, and messages made to be slow.

python -m bench.read_bench
"""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from bot.adapters.garbage import look_seldom
from bot.adapters.rule_files.handbook import load_reader
from bot.language.page import open_page, without_address
from bot.language.reader import Reader

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "language"
ROUNDS = 5
LONGEST = 4096
PIECES = {
    "digits": "1",
    "numbers": "1 ",
    "slashes": "1/",
    "pluses": "1+",
    "chain": "80x8>",
    "brackets": "(",
    "signs": "+-x/@#,.;:!?()[]",
    "names": "bench ",
    "reports": "bench 3x8 80, ",
    "lines": "bench 3x8\n",
    "unknown": "zzq 3x8 ",
    "partials": "calf raise 12+5 partials ",
    "scopes": "last set to failure ",
    "drops": "80x8 drop ",
    "ands": "and 3 ",
    "slips": "benhc ",
    "complaints": "my knee hurts ",
    "pops": "felt a pop in my ",
    "pieces": "knee. ",
    "questions": "should i dropset? ",
}


def milliseconds(text: str, reader: Reader) -> float:
    """Time to read a message, all of it."""
    start = time.perf_counter()
    reader.read(text)
    return 1000 * (time.perf_counter() - start)


def page_ms(text: str, reader: Reader) -> float:
    """Time to open the page, the part that both readers share."""
    start = time.perf_counter()
    without_address(open_page(text, reader.lexicon))
    return 1000 * (time.perf_counter() - start)


def lines(pattern: str) -> Iterator[str]:
    """Every message of some tables; a table has sections of rows, a row begins with its message."""
    for path in sorted(TABLES.glob(pattern)):
        for rows in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            yield from (row[0] for row in rows)


def spread(name: str, values: Iterable[float]) -> None:
    """Print median and worst hundredth."""
    ordered = sorted(values)
    middle, worst = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"{name:18s} median {middle:6.2f} ms   worst hundredth {worst:6.2f} ms   ({len(ordered)} lines)")


def main() -> None:
    """Measure and print: every line once by a reader that has not seen it, then the best of some rounds."""
    reader = load_reader(ROOT / "rules")
    reader.warm_up()
    look_seldom()  # as the bot does
    tables = {"reports": tuple(lines("sets/habits*.yaml")), "messages": tuple(lines("intents/*.yaml"))}
    for name, texts in tables.items():
        spread(f"{name}, cold", [milliseconds(text, reader) for text in texts])
    for name, texts in tables.items():
        warm = [min(milliseconds(text, reader) for _ in range(ROUNDS)) for text in texts]
        spread(f"{name}, warm", warm)
        pages = [min(page_ms(text, reader) for _ in range(ROUNDS)) for text in texts]
        spread(f"{name}, page", pages)
    for name, piece in PIECES.items():
        text = (piece * LONGEST)[:LONGEST]
        best = min(milliseconds(text, reader) for _ in range(2))
        print(f"{name:18s} {best:6.1f} ms   ({LONGEST} characters)")


if __name__ == "__main__":
    main()
