"""How long the rulebook takes: reading and checking all files, loading from the cache, judging a state.

    .venv/bin/python bench/rules_bench.py

Aims: all files read and checked in 150 ms, one state judged in 0.1 ms. Figures are the best of several runs.
"""

import time
from collections.abc import Callable
from itertools import product

from bot.adapters.rule_files.checking import examine
from bot.adapters.rule_files.folder import read_folder, rules_folder
from bot.adapters.rule_files.load import load_rules
from bot.coach.ruling import rule_on
from bot.domain.lifter import Experience
from bot.domain.ruling import Effort, Method, State
from bot.domain.training import Mechanic
from bot.rulebook.judge import judge


def best_ms(run: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return min(spent) * 1000


def main() -> None:
    """Print the figures."""
    folder = rules_folder(None)
    rules = load_rules(folder)
    states = [
        State(experience=experience, technique=technique, effort=effort, mechanic=mechanic, muscle="biceps")
        for experience, technique, effort, mechanic in product(Experience, Method, Effort, Mechanic)
    ]
    print(f"read and check all files   {best_ms(lambda: examine(read_folder(folder))):8.1f} ms")
    print(f"load from the cache        {best_ms(lambda: load_rules(folder)):8.1f} ms")
    verdicts = best_ms(lambda: [judge(state, rules.rulebook) for state in states]) / len(states)
    rulings = best_ms(lambda: [rule_on(state, rules) for state in states]) / len(states)
    print(f"verdict on one state       {verdicts:8.4f} ms")
    print(f"verdict, facts and hours   {rulings:8.4f} ms   ({len(states)} states)")


if __name__ == "__main__":
    main()
