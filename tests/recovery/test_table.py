"""The recovery table: allowances, spacing, levels, and a reason behind every number."""

import pytest

from bot.domain.lifter import Experience, Soreness
from bot.domain.ruling import Method
from tests.rulebook.states import HOUSE

TABLE = HOUSE.recovery


@pytest.mark.parametrize(
    ("experience", "usual", "lagging", "body", "session"),
    [
        (Experience.UNKNOWN, 0, 0, 0, (0, 0)),
        (Experience.BEGINNER, 0, 0, 0, (0, 0)),
        (Experience.INTERMEDIATE, 0, 1, 1, (1, 1)),
        (Experience.ADVANCED, 2, 4, 6, (1, 2)),
    ],
)
def test_allowances(
    experience: Experience, usual: int, lagging: int, body: int, session: tuple[int, int]
) -> None:
    """Past-failure sets per muscle, whole body and session; unknown counts as beginner."""
    assert TABLE.allowance(experience, lagging=False) == usual
    assert TABLE.allowance(experience, lagging=True) == lagging
    assert TABLE.whole_body(experience) == body
    assert tuple(TABLE.per_session(experience, lagging=each) for each in (False, True)) == session


@pytest.mark.parametrize(
    ("muscle", "method", "hours"),
    [
        ("chest", Method.DROPSET, 96),
        ("calves", Method.PARTIALS, 72),
        ("calves", Method.FORCED_REPS, 120),
        ("biceps", Method.NEGATIVES, 168),
        (None, Method.NONE, 96),
    ],
)
def test_spacing(muscle: str | None, method: Method, hours: int) -> None:
    """The longest that applies: by muscle or by what was done."""
    assert TABLE.spacing_h(muscle, method) == hours


@pytest.mark.parametrize(
    ("months", "level"), [(0, "beginner"), (11.9, "beginner"), (12, "intermediate"), (36, "advanced")]
)
def test_levels(months: float, level: str) -> None:
    """Months of training as experience."""
    assert TABLE.level(months).value == level


def test_answers_change_the_rest() -> None:
    """Fresh releases, sore and worse add, silence changes nothing."""
    answers = TABLE.check_ins.answers
    assert {soreness.value: effect.change_h for soreness, effect in answers.items()} == {
        "fresh": 0,
        "bit_sore": 0,
        "sore": 12,
        "very_sore": 24,
        "weaker": 24,
    }
    assert [each for each in Soreness if answers[each].releases] == [Soreness.FRESH]
    assert [each for each in Soreness if answers[each].asks_red_flags] == [Soreness.VERY_SORE]


def test_every_reason_names_known_evidence() -> None:
    """Numbers and rules rest on cards that can be shown."""
    named = {source for reason in TABLE.reasons.values() for source in reason.sources}
    named |= {source for rule in HOUSE.rulebook.rules for source in rule.sources}
    assert named <= set(HOUSE.rulebook.evidence)
    assert TABLE.reasons["techniques.dropset"].sources == ("dropmeta2026", "sodal2023", "coleman2022")
