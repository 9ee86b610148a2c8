"""Printing entries and reading them again gives the same entries."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.training import Continuation, Entry, SetEntry, Technique, Unit
from bot.language.printer import print_entries
from tests.language.sets.reading import lexicon, read

LIFTS = ("bench_press", "squat", "calf_raise", "preacher_curl", "biceps_curl", "lat_pulldown", "hip_thrust")
ADDED = (Technique.PARTIALS, Technique.FORCED_REPS, Technique.CHEAT_REPS, Technique.NEGATIVES)
MINIS = (Technique.REST_PAUSE, Technique.MYO_REPS, Technique.CLUSTER)
loads = st.one_of(st.none(), st.integers(min_value=4, max_value=1000).map(lambda quarter: quarter / 4))


@st.composite
def continuations(draw: st.DrawFn, load: float | None) -> tuple[Continuation, ...]:
    """What may follow a set: nothing, one kind of added reps, mini-sets, or falling drops."""
    kind = draw(st.sampled_from(("none", "added", "minis", "drops")))
    reps = draw(st.lists(st.integers(1, 20), min_size=1, max_size=3))
    if kind == "added":
        return (Continuation(draw(st.sampled_from(ADDED)), reps[0], load),)
    if kind == "minis":
        technique = draw(st.sampled_from(MINIS))
        return tuple(Continuation(technique, each, load) for each in reps)
    if kind == "drops" and load is not None and load > 8:
        fractions = (0.75, 0.5, 0.25)
        return tuple(
            Continuation(Technique.DROPSET, each, load * share)
            for each, share in zip(reps, fractions, strict=False)
        )
    return ()


@st.composite
def sets(draw: st.DrawFn, unit: Unit) -> SetEntry:
    """A set as the notation can say it; RPE 10 and RIR 0 are failure."""
    load = draw(loads)
    rpe = draw(st.one_of(st.none(), st.integers(10, 20).map(lambda half: half / 2)))
    rir = draw(st.one_of(st.none(), st.integers(0, 5)))
    more = draw(continuations(load))
    return SetEntry(
        reps=draw(st.integers(1, 30)),
        load=load,
        unit=None if load is None else unit,
        rpe=rpe,
        rir=rir,
        to_failure=rpe == 10 or rir == 0 or draw(st.booleans()),
        warmup=draw(st.booleans()),
        techniques=tuple(dict.fromkeys(each.kind for each in more)),
        continuations=more,
    )


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """One to three different lifts with one to four sets each."""
    chosen = draw(st.lists(st.sampled_from(LIFTS), min_size=1, max_size=3, unique=True))
    unit = draw(st.sampled_from(Unit))
    return tuple(
        Entry(lift, exercise.name, tuple(draw(st.lists(sets(unit), min_size=1, max_size=4))))
        for lift in chosen
        if (exercise := lexicon().catalogue.exercise(lift)) is not None
    )


@settings(deadline=None, max_examples=150)
@given(entries())
def test_what_is_printed_reads_back(written: tuple[Entry, ...]) -> None:
    """parse(print(r)) == r."""
    text = print_entries(written, Unit.KG)
    back = tuple(Entry(each.exercise_id, each.exercise, each.sets) for each in read(text).entries)
    assert back == written, text


def test_a_plain_report_prints_as_a_lifter_would_write_it() -> None:
    """The canonical text is the short notation itself."""
    one = SetEntry(reps=12, techniques=(Technique.PARTIALS,))
    entry = Entry("calf_raise", "standing calf raise", (one, one, one))
    assert print_entries((entry,), Unit.KG) == "standing calf raise: 3x12 + partials"


def test_the_same_dropset_after_every_set_is_said_once() -> None:
    """It stands behind the sets of its line and reaches no other line."""
    dropset = SetEntry(reps=10, load=20, unit=Unit.KG, techniques=(Technique.DROPSET,))
    plain = SetEntry(reps=5, load=100, unit=Unit.KG)
    curls = Entry("cable_curl", "cable curl", (dropset,) * 3)
    mixed = Entry("leg_curl", "leg curl", (plain, dropset, dropset))
    squats = Entry("squat", "squat", (plain,) * 3)
    text = print_entries((curls, mixed, squats), Unit.KG)
    assert text.splitlines() == [
        "cable curl: 3x10 20 kg dropset each set",
        "leg curl: 1x5 100 kg; 1x10 20 kg dropset; 1x10 20 kg dropset",
        "squat: 3x5 100 kg",
    ]
    assert [entry.sets for entry in read(text).entries] == [curls.sets, mixed.sets, squats.sets]
