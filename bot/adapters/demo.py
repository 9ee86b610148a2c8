"""Eight weeks of example history, told to the coach as a lifter would text it.

A program that repeats each week with a little more load, now and then a set past failure and an answer to a
check-in. It runs through the real coach on the simulated clock, so that a demo shows nothing that the coach
does not do.
"""

import datetime as dtm
from dataclasses import dataclass

from bot.adapters.simulation import Simulation

WEEKS = 8


@dataclass(frozen=True, slots=True)
class Texted:
    """A message on a day of the week (0 = first day) at a local-ish hour; `{load}` grows each week."""

    day: int
    hour: int
    text: str
    weeks: range = range(WEEKS)
    start: float = 0
    step: float = 0

    def in_week(self, week: int) -> str:
        """The text of that week, with its load."""
        return self.text.format(load=f"{self.start + self.step * week:g}")


PROGRAM = (
    Texted(0, 18, "bench 3x8 {load}, last set rpe 9", start=70, step=2.5),
    Texted(0, 18, "barbell row 3x10 60\nlateral raise 3x15 8"),
    Texted(0, 19, "cable curl 3x12 {load}", start=20, step=1),
    Texted(2, 18, "squat 3x6 {load}", start=90, step=2.5),
    Texted(2, 18, "leg curl 3x12 35\nleg extension 3x12 45"),
    Texted(2, 19, "calf raise 4x12 60", weeks=range(5)),
    Texted(2, 19, "calf raise 4x12 70, last set + 6 partials", weeks=range(5, WEEKS)),
    Texted(3, 9, "calves a bit sore", weeks=range(5, WEEKS)),
    Texted(4, 18, "incline db press 3x10 24\nlat pulldown 3x10 {load}", start=50, step=2.5),
    Texted(4, 18, "triceps pushdown 3x12 25, last set to failure"),
    Texted(4, 19, "lateral raise 10kg 12 > 8kg 10 > 6kg 8", weeks=range(6, WEEKS)),
)


def live_through(simulation: Simulation, end: dtm.datetime) -> None:
    """Send the program's messages so that the last one lies a good day before `end`."""
    simulation.say("im intermediate")
    simulation.say("my calves are lagging")
    first = end - dtm.timedelta(weeks=WEEKS)
    for week in range(WEEKS):
        for texted in PROGRAM:
            at = first + dtm.timedelta(weeks=week, days=texted.day, hours=texted.hour - first.hour)
            if week in texted.weeks and simulation.now <= at < end:
                simulation.advance_to(at)
                simulation.say(texted.in_week(week))
    simulation.advance_to(end)
