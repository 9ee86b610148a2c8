"""Random training states, and a second opinion on them: the procedure written once more from its description.

The second opinion works on plain dictionaries and the plain rules of the YAML file; it shares no code with
`bot.rulebook`.
"""

import operator
from dataclasses import replace
from typing import Any

import yaml
from hypothesis import strategies as st

from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.rule_files.load import load_rules
from bot.domain.lifter import Experience, Pain, Soreness
from bot.domain.ruling import Effort, Method, State, Topic
from bot.domain.training import Mechanic

FOLDER = rules_folder(None)
HOUSE = load_rules(FOLDER)
PLAIN_RULES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "cautions.yaml").read_text("utf-8"))["rules"]

MUSCLES = st.none() | st.sampled_from(HOUSE.muscles)
FEW = st.integers(0, 12)
STATES = st.builds(
    State,
    experience=st.sampled_from(Experience),
    technique=st.sampled_from(Method),
    effort=st.none() | st.sampled_from(Effort),
    mechanic=st.sampled_from(Mechanic),
    muscle=MUSCLES,
    last_set=st.booleans(),
    techniques_in_set=st.integers(0, 3),
    lagging=st.booleans(),
    spotter=st.booleans(),
    pf_left=st.integers(0, 6),
    too_soon=st.booleans(),
    weeks_in_a_row=st.integers(0, 6),
    weekly_sets=st.none() | st.integers(0, 30) | st.sampled_from([9.5, 20.5]),
    session_sets=FEW,
    soreness=st.sampled_from(Soreness),
    pain=st.sampled_from([*Pain, *[Pain.NONE] * 8]),
    question=st.sampled_from([*Topic, *[Topic.TRAINING] * 8]),
    sleep_low=st.booleans(),
    deficit=st.booleans(),
    first_time=st.booleans(),
    comeback=st.booleans(),
    sets=FEW,
)


def changed(state: State, **values: Any) -> State:
    """The state with other values."""
    return replace(state, **values)


LADDER = ["fine", "sparingly", "caution", "avoid"]
LONG = {"partials": "lengthened_partials", "cluster": "cluster_set", "superset": "antagonist_superset"}
GOES_ON = (
    "myo_reps rest_pause dropset mechanical_dropset lengthened_partials "
    "partials_other cheat_reps forced_reps negatives"
)
SIGNS = {"gte": operator.ge, "gt": operator.gt, "lte": operator.le, "lt": operator.lt}


def as_facts(state: State) -> dict[str, Any]:
    """The state as the facts that a rule reads."""
    technique = LONG.get(str(state.technique), str(state.technique))
    usual = "past_failure" if technique in GOES_ON.split() else "near_failure"
    return {
        **{name: getattr(state, name) for name in State.__dataclass_fields__},
        "technique": technique,
        "effort": str(state.effort or usual),
        "over_allowance": (max(1, state.sets)) > state.pf_left,
    }


def second_opinion(facts: dict[str, Any]) -> tuple[str, str | None, list[str]]:
    """Verdict, deciding rule and the other rules, by the steps of the description."""
    hits = [rule for rule in PLAIN_RULES if _all(rule["when"], facts)]
    refer = [rule["id"] for rule in hits if rule["verdict"] == "refer"]
    if refer:
        return "refer", refer[0], refer[1:]
    order = [rule["id"] for step in reversed(LADDER) for rule in hits if rule["verdict"] == step]
    if not order:
        return "fine", None, []
    verdict = next(rule["verdict"] for rule in hits if rule["id"] == order[0])
    return verdict, order[0], order[1:]


def _all(when: dict[str, Any], facts: dict[str, Any]) -> bool:
    for key, wanted in when.items():
        if key == "any":
            held = bool([1 for block in wanted if _all(block, facts)])
        elif isinstance(wanted, dict):
            ((sign, bound),) = wanted.items()
            held = facts[key] is not None and SIGNS[sign](facts[key], bound)
        elif isinstance(wanted, list):
            held = facts[key] in wanted
        else:
            held = facts[key] == wanted
        if not held:
            return False
    return True
