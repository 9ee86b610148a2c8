"""How long a message takes to be read: the corpus of habits, and messages made to be slow.

python -m bench.read_bench
"""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from bot.adapters.rule_files import plain_documents
from bot.domain.training import Unit
from bot.language.lexicon import Lexicon, build_lexicon
from bot.language.page import open_page
from bot.language.sets import read_sets

ROOT = Path(__file__).parents[1]
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
}


def milliseconds(text: str, lexicon: Lexicon) -> tuple[float, float]:
    """Time to open the page, and to read its sets."""
    start = time.perf_counter()
    page = open_page(text, lexicon)
    opened = time.perf_counter()
    read_sets(page, lexicon, Unit.KG)
    return 1000 * (opened - start), 1000 * (time.perf_counter() - opened)


def habits() -> Iterator[str]:
    """Every line of the tables of habits."""
    for table in sorted((ROOT / "tests" / "language" / "sets").glob("habits*.yaml")):
        for rows in yaml.safe_load(table.read_text(encoding="utf-8")).values():
            yield from (row[0] for row in rows)


def spread(name: str, values: Iterable[float]) -> None:
    """Print median and worst hundredth."""
    ordered = sorted(values)
    middle, worst = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"{name:10s} median {middle:6.2f} ms   worst hundredth {worst:6.2f} ms")


def main() -> None:
    """Measure and print."""
    lexicon = build_lexicon(plain_documents(ROOT / "rules"))
    times = [milliseconds(text, lexicon) for text in habits() for _ in range(3)]
    spread("page", (page for page, _ in times))
    spread("sets", (sets for _, sets in times))
    for name, piece in PIECES.items():
        page, sets = milliseconds((piece * LONGEST)[:LONGEST], lexicon)
        print(f"{name:10s} page {page:7.1f} ms   sets {sets:7.1f} ms   ({LONGEST} characters)")


if __name__ == "__main__":
    main()
