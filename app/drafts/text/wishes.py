"""What somebody wrote otherwise than a text that the live text has left behind: wishes, which can be placed in the live
text, and what is left over, by name. Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """What could not become a suggestion. The names of `received.Extra` are among them."""

    ADDED = "added"  # a new paragraph
    REMOVED = "removed"
    JOINED = "joined"  # with the paragraph before
    RESHAPED = "reshaped"  # the same paragraph as a heading, list item or the like
    RESTYLED = "restyled"  # the same words, bold or italic
    SECTION_MISSING = "section_missing"
    RENAMED = "renamed"  # the heading of a section
    SECTION_MOVED = "section_moved"  # stands before or behind another one; what is in it is compared
    OUTSIDE = "outside"  # belongs to no section
    MOVED_ON = "moved_on"  # the draft says something else there by now
    LINE_BREAK = "line_break"
    TABLE = "table"
    IMAGE = "image"
    FOOTNOTE = "footnote"
    FORMULA = "formula"
    STRIKEOUT = "strikeout"  # struck by hand, not tracked
    MISSED = "missed"  # words of a field or the like, which the reader does not hand on
    BOX = "box"  # a text box
    HIDDEN = "hidden"
    MACROS = "macros"
    TOO_LONG = "too_long"
    CLOSED = "closed"  # only moderators change the section by now
    OTHER = "other"


# Letters that a suggestion puts in, and all that come together: others need their room in the draft, too.
MOST_LETTERS, MOST_LETTERS_TOGETHER = 10_000, 50_000

# Instead of a line's number: the section had no words.
EMPTY = -1
# What a wish can want of its line besides a key of `marks.SHAPES`: that it goes with all its words.
GONE, JOIN = "gone", "join"


@dataclass(frozen=True)
class Leftover:
    """Words that were taken out and words that were put in, and why they are no suggestion."""

    why: Why
    cut: str = ""
    added: str = ""


@dataclass(frozen=True)
class Wish:
    """Other words for tokens `start` to `end` of the line `line` of a section as it was sent.

    In `added` a line feed begins a new paragraph: behind the end of the line, or of an `EMPTY` section between its
    paragraphs; alone it divides the line. `sign`: what becomes of the line itself, several with a space between. With
    a `style` (as `marks.styled`) the words stay and look so. `about` are the words that a wish is about which neither
    takes nor puts in any.
    """

    section: str
    line: int
    start: int
    end: int
    cut: str
    added: str
    sign: str = ""
    style: str = ""
    about: str = field(default="", compare=False)

    @property
    def breaks(self) -> bool:
        return "\n" in self.added

    @property
    def missed(self) -> Leftover:
        """It, if the live text has no place for it."""
        return self.left(Why.RESTYLED if self.style else _UNMET.get(self.sign, Why.RESHAPED))

    def left(self, why: Why) -> Leftover:
        return Leftover(why, self.cut, self.about or self.added)


_UNMET = {"": Why.MOVED_ON, GONE: Why.MOVED_ON, JOIN: Why.JOINED}


@dataclass
class Findings:
    """`sent` has the lines that were sent, by section: the keys of their tokens. `known`: how many wishes more there
    were, which came in before.
    """

    sent: dict[str, list[tuple[str, ...]]]
    wishes: list[Wish] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    known: int = 0


def without_too_long(found: Findings, each: int, together: int) -> None:
    """Of what is put in, a suggestion has `each` letters at most, and all have `together`; the rest is listed."""
    wishes, found.wishes = found.wishes, []
    for wish in wishes:
        together -= len(wish.added)
        if len(wish.added) <= each and together >= 0:
            found.wishes.append(wish)
        else:
            together += len(wish.added)
            found.leftovers.append(wish.left(Why.TOO_LONG))


def without_closed(found: Findings, closed: Collection[str]) -> None:
    """What is wished in sections that are closed is listed."""
    found.leftovers += (one.left(Why.CLOSED) for one in found.wishes if one.section in closed)
    found.wishes = [one for one in found.wishes if one.section not in closed]
