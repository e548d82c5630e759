"""What a decision on suggestions takes out of a text and changes in it, kept so that it can be taken back.

Of each line that it touches the pieces as they were, and of each section what its lines were like afterwards: by that
the line is found again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment

from app.drafts.text.deciding import is_gone
from app.drafts.text.lines import lines_below, pieces_of
from app.drafts.text.marks import BREAK, INSERTION, marks_of, suggestions_of
from app.drafts.text.tree import ROOT


@dataclass(frozen=True)
class Piece:
    """Words of a line as they were before, with their attributes in Yjs; None: a hard break. `is_gone`: the decision
    took them out.
    """

    words: str
    attributes: Mapping[str, Any] | None
    is_gone: bool = False

    @property
    def suggestions(self) -> set[str]:
        return suggestions_of(marks_of(self.attributes or {}))


@dataclass(frozen=True)
class Line:
    """A line that a decision touches: it was the section's line `number` (from 0) afterwards."""

    section: str
    number: int
    pieces: Sequence[Piece]

    @property
    def words(self) -> str:
        """What was left of it."""
        return "".join(piece.words for piece in self.pieces if not piece.is_gone)


@dataclass(frozen=True)
class Trace:
    """`sections`: the digest of each line, by the section's key. `broken`: the suggestions of which a break came in."""

    lines: Sequence[Line]
    sections: Mapping[str, Sequence[str]]
    broken: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Trace:
    lines = [Line(one["section"], one["number"], [Piece(**piece) for piece in one["pieces"]]) for one in kept["lines"]]
    return Trace(lines, kept["sections"], kept["broken"])


def trace_of(doc: Doc[Any], verdicts: Mapping[str, bool]) -> Trace:
    """What `decide` with these verdicts would do to the text as it stands."""
    touched: list[Line] = []
    sections, broken = {}, set[str]()
    for section in doc.get(ROOT, type=XmlFragment).children:
        key = section.attributes["key"]
        lines: list[Line] = []
        for element in lines_below(section):
            lines += (Line(key, len(lines) + more, one) for more, one in enumerate(_decided(element, verdicts, broken)))
        here = [line for line in lines if any(not verdicts.keys().isdisjoint(one.suggestions) for one in line.pieces)]
        if here:
            touched += here
            sections[key] = [digest(line.words) for line in lines]
    return Trace(touched, sections, sorted(broken))


def _decided(line: XmlElement, verdicts: Mapping[str, bool], broken: set[str]) -> Iterator[list[Piece]]:
    """A line's pieces: those of several lines, if accepted breaks cut it; whose these are is added to `broken`."""
    pieces: list[Piece] = []
    for words, attributes in pieces_of(line):
        piece = Piece(words, attributes, is_gone=is_gone(attributes or {}, verdicts))
        kind = _accepted_break(piece, verdicts)
        if kind:
            broken |= piece.suggestions & verdicts.keys()
        if kind == "paragraph":
            for _sign in words:
                yield pieces
                pieces = []
        else:
            pieces += [Piece("\n", None) for _sign in words] if kind else [piece]
    yield pieces


def _accepted_break(piece: Piece, verdicts: Mapping[str, bool]) -> str | None:
    attributes = piece.attributes or {}
    if BREAK not in attributes or piece.is_gone or not verdicts.get(attributes[INSERTION]["id"]):
        return None
    return str(attributes[BREAK]["kind"])


def digest(words: str) -> str:
    """Short: it only tells the lines of one section from each other."""
    return blake2b(words.encode(), digest_size=8).hexdigest()
