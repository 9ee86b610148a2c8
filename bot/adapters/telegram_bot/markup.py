r"""Plain text -> parts that Telegram takes, as HTML with a bold headline.

    as_html("Calves: 5 < 6\nRest.")  ->  "<b>Calves: 5 &lt; 6</b>\nRest."

Everything is escaped: names, rule texts and what a lifter typed all pass through here.
"""

import html
import re

#: Telegram takes 4096, counted in UTF-16 units after the mark-up is read; the rest is margin.
LONGEST = 3500
#: Where a long text may be cut, best first.
SEAMS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"\s"))


def as_html(text: str) -> str:
    """The text with all of it escaped and its first line bold."""
    headline, newline, rest = html.escape(text, quote=False).partition("\n")
    return f"<b>{headline}</b>{newline}{rest}"


def parts(text: str, longest: int = LONGEST) -> tuple[str, ...]:
    """The text in pieces of at most `longest` units, cut between paragraphs, lines or words."""
    found = []
    rest = text.strip()
    while _units(rest) > longest:
        cut = _cut(_head(rest, longest))
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*found, rest) if rest or not found else tuple(found)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _head(text: str, units: int) -> str:
    """The longest beginning of `text` within `units`; a character beyond the BMP takes two."""
    head = text[:units]
    while _units(head) > units:
        head = head[: len(head) - (_units(head) - units + 1) // 2]
    return head


def _cut(head: str) -> int:
    for seam in SEAMS:
        places = [match.start() for match in seam.finditer(head)]
        if places and places[-1] > len(head) // 2:
            return places[-1]
    return len(head)
