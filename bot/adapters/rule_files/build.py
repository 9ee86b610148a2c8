"""Checked plain data -> the frozen values of the core.

The data were checked by the shapes and are in their normal form (times in hours, defaults filled in),
whether they come fresh from the files or from the cache: nothing is checked here.
"""

import datetime as dtm
from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.coach.layers import Layer, RuleChange
from bot.domain.lifter import Experience, Soreness
from bot.domain.ruling import Method, Verdict
from bot.domain.training import Mechanic
from bot.recovery import table
from bot.rulebook.conditions import AnyOf, Compared, Condition, OneOf
from bot.rulebook.facts import FactValue
from bot.rulebook.rule import Evidence, Rule, Rulebook

Plain: TypeAlias = Mapping[str, Any]


def rulebook_from(cautions: Plain, sources: Plain, content_hash: str) -> Rulebook:
    """The caution rules with their evidence."""
    cards = {card_id: Evidence(id=card_id, **card) for card_id, card in sources["sources"].items()}
    otherwise = Rule("otherwise", "No rule speaks", (), Verdict.FINE, **cautions["otherwise"])
    rules = tuple(_rule(raw) for raw in cautions["rules"])
    return Rulebook(rules, otherwise, cards, cautions["name"], content_hash)


def _rule(raw: Plain) -> Rule:
    changed = {
        "when": conditions_from(raw["when"]),
        "verdict": Verdict(raw["verdict"]),
        "sources": tuple(raw["sources"]),
    }
    return Rule(**{**raw, **changed})


def conditions_from(when: Plain) -> tuple[Condition, ...]:
    """A `when` block as conditions that must all hold."""
    found: list[Condition] = []
    for name, wanted in when.items():
        if name == "any":
            found.append(AnyOf(tuple(conditions_from(branch) for branch in wanted)))
        elif isinstance(wanted, dict):
            found += [Compared(name, sign, bound) for sign, bound in wanted.items()]
        else:
            values = wanted if isinstance(wanted, list) else [wanted]
            found.append(OneOf(name, tuple(_settled(name, value) for value in values)))
    return tuple(found)


def _settled(fact: str, value: FactValue) -> FactValue:
    """A short form of a technique as the technique that it stands for."""
    return Method(str(value)).row.value if fact == "technique" else value


def recovery_from(raw: Plain) -> table.RecoveryTable:
    """The recovery table."""
    rest, levels, first = raw["rest"], raw["levels"], raw["first_time"]
    return table.RecoveryTable(
        usual_h=rest["usual"]["value"],
        round_up_to_h=rest["round_up_to"]["value"],
        further_set_h=rest["further_set"]["value"],
        cap=_amount(rest["cap"]),
        floor_h=rest["floor_past_failure"]["value"],
        methods={row: _method(each) for row, each in raw["techniques"].items()},
        mechanics={
            Mechanic(name): table.MechanicHours(each["label"], each["value"])
            for name, each in raw["mechanics"].items()
        },
        muscles={muscle: _amount(each) for muscle, each in raw["muscles"].items()},
        first_time=_amount(first),
        first_time_window_days=first["window"] // 24,
        experience_h=_per_level(raw["experience"]),
        sleep_low_h=raw["lifestyle"]["sleep_low"]["value"],
        deficit_h=raw["lifestyle"]["deficit"]["value"],
        beginner_months=levels["beginner_below"]["value"],
        intermediate_months=levels["intermediate_below"]["value"],
        comeback_after_days=levels["comeback_after"]["value"] // 24,
        comeback_days=levels["comeback_lasts"]["value"] // 24,
        allowances=_allowances(raw["allowances"]),
        spacing=_spacing(raw["spacing"]),
        volume=_volume(raw["volume"]),
        check_ins=_check_ins(raw["check_ins"]),
        drift=_drift(raw["own_answers"]),
        reasons=dict(_reasons(raw)),
    )


def layer_from(name: str, raw: Plain) -> Layer:
    """The overrides of one group or lifter."""
    given = {
        key: {level: each for level, each in (levels or {}).items() if each}
        for key, levels in raw["allowances"].items()
    }
    return Layer(
        name=name,
        rules={rule_id: _rule_change(each) for rule_id, each in raw["rules"].items()},
        per_muscle=_allowed(given["per_muscle"]),
        whole_body=_per_level(given["whole_body"]),
        per_session=_allowed(given["per_session"]),
    )


def _rule_change(raw: Plain) -> RuleChange:
    verdict = Verdict(raw["verdict"]) if raw["verdict"] else None
    return RuleChange(raw["enabled"], verdict, *(raw[key] or "" for key in ("say", "instead", "because")))


def _amount(raw: Plain) -> table.Amount:
    with_negatives = raw.get("with_negatives")
    return table.Amount(raw["value"], raw["value"] if with_negatives is None else with_negatives)


def _method(raw: Plain) -> table.MethodHours:
    return table.MethodHours(
        label=raw["label"],
        min_h=raw["min"],
        typical_h=raw["typical"],
        max_h=raw["max"],
        past_failure=raw["past_failure"],
        confidence=raw["confidence"],
        sets_at_typical=raw["sets_at_typical"],
    )


def _per_level(raw: Plain) -> dict[Experience, int]:
    return {Experience(level): each["value"] for level, each in raw.items()}


def _allowed(raw: Plain) -> dict[Experience, table.Allowance]:
    return {
        Experience(level): table.Allowance(
            each["value"], each["value"] if each["lagging"] is None else each["lagging"]
        )
        for level, each in raw.items()
    }


def _allowances(raw: Plain) -> table.Allowances:
    return table.Allowances(
        window_days=raw["window"]["value"] // 24,
        per_muscle=_allowed(raw["per_muscle"]),
        whole_body=_per_level(raw["whole_body"]),
        per_session=_allowed(raw["per_session"]),
        muscles_at_once=raw["muscles_at_once"]["value"],
    )


def _spacing(raw: Plain) -> table.Spacing:
    quick = raw["quick_muscles"]
    return table.Spacing(
        usual_h=raw["usual"]["value"],
        muscles=dict.fromkeys(quick["muscles"], quick["value"]),
        methods={Method(name): each["value"] for name, each in raw["techniques"].items() if each},
    )


def _volume(raw: Plain) -> table.VolumeGuide:
    values = {name: each["value"] for name, each in raw.items()}
    low, high = values["weekly_usual"]
    return table.VolumeGuide(**{**values, "weekly_usual": (low, high)})


def _check_ins(raw: Plain) -> table.CheckIns:
    answers = {name: _effect(each) for name, each in raw["answers"].items()}
    return table.CheckIns(
        mornings=raw["mornings"]["value"],
        morning=dtm.time.fromisoformat(raw["morning"]["value"]),
        earliest_h=raw["earliest"]["value"],
        awake_from=dtm.time.fromisoformat(raw["awake_from"]["value"]),
        awake_until=dtm.time.fromisoformat(raw["awake_until"]["value"]),
        most_messages=raw["most_messages"]["value"],
        answers={soreness: answers[soreness.value] for soreness in Soreness},
        refer_after_sore_days=raw["refer_after_soreness"]["value"] // 24,
        refer_after_very_sore=raw["refer_after_very_sore"]["value"],
        watch_h=raw["watch_for_warning_signs"]["value"],
    )


def _effect(raw: Plain) -> table.CheckInEffect:
    return table.CheckInEffect(
        raw["change"], raw["today"], raw["releases"], raw["asks_red_flags"], raw["why"]
    )


def _drift(raw: Plain) -> table.Drift:
    return table.Drift(
        fresh_in_a_row=raw["fresh_in_a_row"]["value"],
        sore_answers=raw["sore_answers"]["value"],
        of_last=raw["of_last"]["value"],
        add_h=raw["add"]["value"],
    )


def _reasons(raw: Any, place: str = "") -> list[tuple[str, table.Reason]]:
    """The why of every number, by its place in the file."""
    if not isinstance(raw, dict):
        return []
    own = [(place, table.Reason(raw["why"], tuple(raw["sources"])))] if "why" in raw else []
    return own + [
        found for key, inner in raw.items() for found in _reasons(inner, f"{place}.{key}".removeprefix("."))
    ]
