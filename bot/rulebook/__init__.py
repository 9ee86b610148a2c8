"""Caution rules as data: facts, conditions, rules, and how a verdict is reached. Pure.

`judge.judge(state, rulebook) -> Decision`; `facts` is the closed list of what a rule may look at.
"""
