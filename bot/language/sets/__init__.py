"""How a message about sets is read.

marks -> dates out -> what was done (`gate`) -> notes out -> `segments`, one per exercise -> `atoms` -> groups
of sets (`steps`, `placing`, `making`) -> efforts by scope (`scopes`) -> entries, or a question.

    >>> read_sets(open_page("calf raise 3x12 + partials", lexicon), lexicon, Unit.KG).kind
    Kind.REPORT
"""

from bot.language.sets.reading import SetsReading, read_sets

__all__ = ["SetsReading", "read_sets"]
