"""The shapes of the vocabulary files, checked lightly: known keys and right types where a coach adds entries.

Their data stay as they are written; `language` gives them meaning.
"""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, RootModel

from bot.adapters.rule_files.shapes.scalars import (
    Format,
    Shape,
    Text,
    Word,
    YesNo,
    as_written,
    complain,
    one_of,
    plain,
)
from bot.domain.training import Measure, Mechanic


def _read_phrase(value: Any) -> Any:
    """A word or phrase; a number counts, because lifters say "21s" and coaches write 21."""
    if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
        raise complain(((), f"expected a word or phrase, in quotes if need be (got {as_written(value)})."))
    return value


Phrase: Any = plain(_read_phrase, {"type": ["string", "integer"], "minLength": 1})
#: Lists and blocks that may be left out.
Phrases: Any = Annotated[list[Phrase], Field(default_factory=list)]
Block: Any = Annotated[dict[str, Any], Field(default_factory=dict)]
MechanicWord: Any = one_of((each.value for each in Mechanic), "how it loads the body")
MeasureWord: Any = one_of((each.value for each in Measure), "what a set is counted in")
ClassWord: Any = one_of(("added", "structure", "ordinary"), "a class of technique")


class ExerciseShape(Shape):
    """One exercise of the catalogue."""

    name: Annotated[Text, Field(description="Its name as a reply shows it.")]
    primary: Annotated[list[Word], Field(description="Muscles for which a set counts in full.")]
    secondary: Annotated[list[Word], Field(default_factory=list, description="A set counts half.")]
    mechanic: Annotated[MechanicWord, Field(description="spinal: heavy on an unsupported torso.")]
    equipment: Word
    also: Annotated[Phrases, Field(description="Other names.")]
    parent: Annotated[Word, Field(description="The exercise that this one is a kind of.")] = None
    bodyweight: Annotated[YesNo, Field(description="The load is what is added to the body.")] = False
    assisted: Annotated[YesNo, Field(description="The load is what is taken off the body.")] = False
    unilateral: Annotated[YesNo, Field(description="Done one side at a time.")] = False
    measure: Annotated[MeasureWord, Field(description="What a set is counted in (reps).")] = "reps"


class ExercisesShape(Shape):
    """The catalogue of exercises."""

    version: Format
    exercises: dict[str, ExerciseShape]
    ambiguous: Block
    spelling: Block


class GroupShape(Shape):
    """One word for several muscles."""

    muscles: Annotated[list[Word], Field(min_length=1)]
    also: Phrases


class MusclesShape(Shape):
    """Muscles and groups of muscles."""

    version: Format
    muscles: dict[str, list[Phrase]]
    groups: dict[str, GroupShape]
    bare_groups_off: Phrases


class TechniqueShape(Shape):
    """How lifters say one technique."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    kind: Annotated[ClassWord, Field(alias="class", description="What it does to a set.")]
    words: Annotated[list[Phrase], Field(description="Safe wherever they stand.")]
    short: Annotated[Phrases, Field(description="Only next to set numbers.")]
    described: Annotated[Phrases, Field(description="Told in other words.")]
    counted: Annotated[Phrases, Field(description="Only after a number.")]
    leading: Annotated[Phrases, Field(description="Only in front of a lower load.")]
    gym_words: Annotated[Phrases, Field(description="Only where lifting is meant.")]


class TechniquesShape(Shape):
    """The words of the techniques."""

    version: Format
    techniques: dict[str, TechniqueShape]
    not_a_technique: Phrases


class WordsShape(RootModel[dict[str, Any]]):
    """A file of words whose build the language alone knows."""
