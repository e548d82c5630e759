"""What a decision on suggestions takes out of a text and changes in it, kept so that it can be taken back.

Of each line that it touches the pieces as they were, of blocks that it makes others of what these were, and of each
section what its lines were like afterwards: by that the line is found again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from pycrdt import Doc, XmlFragment

from app.drafts.text.deciding import goes, is_accepted_sign, planned
from app.drafts.text.marks import SHAPES, break_of, marks_of, suggestions_of
from app.drafts.text.moving import read_live
from app.drafts.text.outlines import Reshaped, changed_runs, reshaped
from app.drafts.text.readings import lines
from app.drafts.text.shaping import HOME, ends_line
from app.drafts.text.tree import ROOT, Node


@dataclass(frozen=True)
class Piece:
    """Words of a line as they were before, with their attributes in Yjs; None: a hard break. `is_gone`: the decision
    took them out; without words that is the end of a line. `has_come`: a hard break that it made, with the attributes
    of the sign for it.
    """

    words: str
    attributes: Mapping[str, Any] | None
    is_gone: bool = False
    has_come: bool = False

    @property
    def suggestions(self) -> set[str]:
        return suggestions_of(marks_of(self.attributes or {}))

    @property
    def sign(self) -> str | None:
        """Of a sign that went its kind."""
        return break_of(self.attributes or {}) if self.is_gone else None


@dataclass(frozen=True)
class Line:
    """A line that a decision touches, or that is in blocks which it makes others: it was the section's line `number`
    (from 0) afterwards. `goes_on`: a sign, its last piece, is where it ends; before, it was one with the next.
    """

    section: str
    number: int
    pieces: Sequence[Piece]
    goes_on: bool = False

    @property
    def words(self) -> str:
        """What was left of it."""
        return "".join(piece.words for piece in self.pieces if not piece.is_gone)

    @property
    def size(self) -> int:
        """How many letters, and ends of lines, of what was before are in it."""
        there = sum(len(piece.words) or 1 for piece in self.pieces if not piece.has_come)
        return there if self.goes_on else there + 1

    @property
    def signs(self) -> set[str]:
        """The suggestions of the signs in it that went, and of new words before that of a join: agreed, they would take
        its meaning away.
        """
        found: set[str] = set()
        is_joined = False
        for piece in self.pieces:
            found |= piece.suggestions if piece.sign or is_joined else set()
            is_joined = not piece.words or (is_joined and piece.sign != "join")
        return found

    @property
    def shapes(self) -> set[str]:
        """Those of them that say what the line is to be: of two that say the same one closes the other."""
        return set().union(*(piece.suggestions for piece in self.pieces if piece.sign in SHAPES))


@dataclass(frozen=True)
class Trace:
    """`accepted`: the suggestions that came in; `sections`: the digest of each line, by the section's key."""

    lines: Sequence[Line]
    reshaped: Sequence[Reshaped]
    sections: Mapping[str, Sequence[str]]
    accepted: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Trace:
    lines = [Line(**{**one, "pieces": [Piece(**piece) for piece in one["pieces"]]}) for one in kept["lines"]]
    blocks = [Reshaped(**one) for one in kept.get("reshaped", ())]
    return Trace(lines, blocks, kept["sections"], kept["accepted"])


def trace_of(doc: Doc[Any], verdicts: Mapping[str, bool]) -> Trace:
    """What `decide` with these verdicts would do to the text as it stands."""
    touched: list[Line] = []
    blocks: list[Reshaped] = []
    sections = {}
    for section in doc.get(ROOT, type=XmlFragment).children:
        key, present = section.attributes["key"], read_live(section)
        wanted = planned(present, verdicts)
        found = [_line(key, number, line, verdicts) for number, line in enumerate(lines(wanted))]
        others = list(_reshaped(present, wanted, found, verdicts))
        inside = {line["line"] for one in others for line in lines(one.after)}
        here = [line for line in found if line.number in inside or _is_decided(line, verdicts)]
        if here:
            touched += here
            blocks += others
            sections[key] = [digest(line.words) for line in found]
    return Trace(touched, blocks, sections, sorted(one for one, comes_in in verdicts.items() if comes_in))


def _is_decided(line: Line, verdicts: Mapping[str, bool]) -> bool:
    return any(not verdicts.keys().isdisjoint(piece.suggestions) for piece in line.pieces)


def _line(section: str, number: int, line: Node, verdicts: Mapping[str, bool]) -> Line:
    content, found = line["content"], list[Piece]()
    for piece in content:
        if piece["type"] == "text":
            found.append(Piece(piece["text"], piece["marks"], is_gone=goes(piece["marks"], verdicts)))
        elif HOME in piece:
            found.append(Piece("\n", None))
        else:
            found.append(Piece("\n", found[-1].attributes, has_come=True))
    goes_on = bool(content) and is_accepted_sign(content[-1].get("marks", {}), verdicts) and ends_line(content[-1])
    return Line(section, number, found, goes_on)


def _reshaped(
    before: Sequence[Node], after: Sequence[Node], found: Sequence[Line], verdicts: Mapping[str, bool]
) -> Iterator[Reshaped]:
    numbers = {id(line): number for number, line in enumerate(lines(after))}
    sizes = {id(line): _size(line) for line in lines(before)}
    sizes |= {line: found[number].size for line, number in numbers.items()}
    for run in changed_runs(before, after, sizes):
        signs = set().union(*(found[numbers[id(line)]].signs for line in lines(run.after)))
        yield reshaped(found[0].section, run, numbers, sorted(signs & verdicts.keys()))


def _size(line: Node) -> int:
    return sum(len(piece["text"]) if piece["type"] == "text" else 1 for piece in line["content"]) + 1


def digest(words: str) -> str:
    """Short: it only tells the lines of one section from each other."""
    return blake2b(words.encode(), digest_size=8).hexdigest()
