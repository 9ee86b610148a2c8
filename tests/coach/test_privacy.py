"""Nobody ever sees or changes what another lifter has, whatever is sent, pressed, edited or forged.

Ben trains under names, loads and a place that nobody else uses. Eve sends whatever she likes: commands,
words, edits of messages with Ben's ids, buttons with data of her own making. In the end Ben's dossier is what
it would be without her, and nothing that she was ever told, nor her own dossier, has a trace of him.
"""

import inspect
import json
import re
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach import taps
from bot.coach.coach import Coach
from bot.coach.commands import COMMANDS
from bot.domain.codec import encode
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming, Tap
from bot.domain.lifter import Experience, Soreness
from bot.domain.owed import Outcome, Owed
from bot.domain.reading import Intent
from bot.domain.training import Unit
from tests.coach.conftest import HANDBOOK
from tests.fakes import FakeClock, FakeStore

BENS = (
    "call me Quokkaben",
    "I train in Pacific/Chatham",
    "quokkapress 3x11 177.25",
    "chest",
    "calf raise 3x13 66.25 + partials",
    "my left shoulder hurts",
)
TRACES = re.compile(r"quokka|chatham|177\.25|66\.25|\bben\b|shoulder hurts", re.IGNORECASE)
GROUP = "gym"

VERBS = sorted(set(re.findall(r'case "(\w+)"', inspect.getsource(taps))))
IDS = [f"{prefix}{n}" for prefix in "rmdvjx" for n in range(1, 9)]
WORDS = [*Soreness, *Experience, *Unit, *Intent, "yes", "no", "toggle", "0", "1", "calf_raise", "bench_press"]


@dataclass
class Gym:
    """A coach with a desk for everybody."""

    store: FakeStore = field(default_factory=FakeStore)
    clock: FakeClock = field(default_factory=FakeClock)
    heard: list[Owed] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.coach = Coach(HANDBOOK, self.store, self.clock)

    def say(self, who: str, number: str, text: str, chat: str = "") -> None:
        """A message, and what the coach has to say then."""
        self.coach.receive(Incoming(who, chat or who, number, text, self.clock.now(), name=who.title()))
        self.hear()

    def edit(self, who: str, number: str, text: str, chat: str = "") -> None:
        """An edited message."""
        self.coach.edited(Incoming(who, chat or who, number, text, self.clock.now(), key=f"k{number}{text}"))
        self.hear()

    def tap(self, who: str, number: str, action: str, chat: str = "") -> None:
        """A button, real or forged."""
        self.shown.append(self.coach.tapped(Tap(who, chat or who, number, action, self.clock.now())))
        self.hear()

    def hear(self) -> None:
        """All that is due is sent; who asked for a file gets it."""
        for row in self.coach.collect():
            self.heard.append(row)
            if row.document and row.lifter != "ben":
                self.shown += self.coach.document(row)[1]
            self.coach.outcome(row, Outcome.SENT, message_id=f"c-{row.lifter}-{row.id}")

    def bens_day(self, number: int) -> None:
        """The next thing that Ben does; he writes in the group too."""
        text = BENS[number]
        self.say("ben", f"m{number + 1}", text, GROUP if number % 2 else "")

    def ben(self) -> Dossier:
        """What is kept about Ben."""
        return self.store.load("ben")


def bens_alone() -> Dossier:
    """Ben's dossier in a world without Eve."""
    gym = Gym()
    for number in range(len(BENS)):
        gym.bens_day(number)
    return gym.ben()


ALONE = bens_alone()
assert len(ALONE.reports) == 2
assert TRACES.search(json.dumps(encode(ALONE)))

values = st.one_of(
    st.sampled_from(IDS),
    st.sampled_from(WORDS),
    st.builds("{}:{}".format, st.sampled_from(IDS), st.sampled_from(WORDS)),
    st.text(max_size=20),
)
actions = st.one_of(
    st.builds("v1:{}:{}".format, st.sampled_from(VERBS), values),
    st.builds("{}:{}:{}".format, st.sampled_from(["v0", "v1", "v2", ""]), st.text(max_size=8), values),
)
texts = st.one_of(
    st.builds("/{} {}".format, st.sampled_from(sorted(COMMANDS)), st.sampled_from(["", *WORDS, *IDS])),
    st.sampled_from(
        [
            "calf raise 3x12 + partials",
            "bench 3x8 80",
            "last week?",
            "what's my best bench?",
            "same again",
            "make that 9",
            "why?",
            "should I dropset?",
            "who else trains here?",
            "yes",
            "chest",
            "use kg",
            "calves very sore",
        ]
    ),
    st.text(max_size=30),
)
numbers = st.sampled_from(["m1", "m2", "m3", "m4", "e1", "e2"])
deeds = st.lists(
    st.tuples(st.sampled_from(["say", "edit", "tap", "tap", "bens"]), numbers, texts, actions, st.booleans()),
    max_size=12,
)


@settings(max_examples=40)
@given(deeds)
def test_nobody_sees_or_changes_what_is_anothers(script: list[tuple[str, str, str, str, bool]]) -> None:
    """Any mixture of Ben's day and Eve's deeds, in private and in a group that both are in."""
    gym, done = Gym(), 0
    for step, (deed, number, text, action, in_group) in enumerate(script):
        chat = GROUP if in_group else ""
        if TRACES.search(f"{text} {action}"):
            continue
        match deed:
            case "say":
                gym.say("eve", number, text, chat)
            case "edit":
                gym.edit("eve", number, text, chat)
            case "tap":
                gym.tap("eve", f"t{step}", action, chat)
            case _ if done < len(BENS):
                gym.bens_day(done)
                done += 1
    for rest in range(done, len(BENS)):
        gym.bens_day(rest)
    gym.say("eve", "e8", "/export")
    gym.say("eve", "e9", "/settings")
    assert gym.ben() == ALONE
    for row in gym.heard:
        assert row.chat in {row.lifter, GROUP}
        if row.lifter == "eve":
            assert not TRACES.search(f"{row.text} {row.buttons}"), row
    assert not TRACES.search(" ".join(gym.shown))
    assert not TRACES.search(json.dumps(encode(replace(gym.store.load("eve")))))


def test_the_verbs_are_those_of_the_buttons() -> None:
    """The forger knows them all: this would notice a way of reading them that finds none."""
    assert {"undo", "feel", "pick", "delete", "level", "setup"} <= set(VERBS)
