"""Tracked changes and comments in DOCX and ODT, as pandoc's inlines around a piece of text.

What each format has for them say docx_changes.py and odt_changes.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol, get_args

from app.documents.breaking import break_of
from app.documents.changes import Changes, Inlines
from app.documents.document import Document, Remark, Text
from app.documents.docx_changes import DocxChanges
from app.documents.odt_changes import OdtChanges
from app.documents.tree import Node, walk

Form = Literal["docx", "odt"]
TRACKING = frozenset(get_args(Form))
_KINDS: Sequence[str] = ("deletion", "insertion")
TRACKED = "Tracked"  # what pandoc.py puts around a piece with tracked marks; no element of pandoc's


def tracked(piece: Node, inlines: Inlines) -> dict[str, Any]:
    """A piece that `woven` is to look at."""
    return {"t": TRACKED, "c": [piece, inlines]}


def woven(blocks: list[dict[str, Any]], document: Document, form: Form) -> list[dict[str, Any]]:
    """The blocks with every tracked piece replaced by what the format has for it."""
    weaver = _Weaver(document, form)
    replaced: list[dict[str, Any]] = weaver.replaced(blocks)
    return [*weaver.writer.head(), *replaced]


class _Writer(Protocol):
    """How one format says what was changed and remarked."""

    def changed(self, changes: Changes, inlines: Inlines, words: str) -> Inlines:
        """A piece that somebody inserted, or deleted, or one inserted and another deleted."""

    def restyled(self, piece: Node, inlines: Inlines) -> Inlines:
        """A piece in the look that somebody wishes for it."""

    def ended(self, change: Mapping[str, str]) -> Inlines:
        """The end of a paragraph that somebody put in."""

    def begun(self, said: Mapping[str, Any]) -> Inlines:
        """The begin of the paragraph behind such an end, or of a line of which more is `said`."""

    def joined(self, change: Mapping[str, Any]) -> Inlines:
        """Where somebody wants two lines to be one."""

    def remark_starts(self, remark: Remark) -> Inlines:
        """Before the first words that a remark is on."""

    def remark_ends(self, remark: Remark) -> Inlines:
        """Behind the last of them."""

    def head(self) -> list[dict[str, Any]]:
        """The blocks before the text; to be asked for when all of it is known."""


class _Weaver:
    """Goes through a document's pieces in their order."""

    def __init__(self, document: Document, form: Form) -> None:
        self.writer: _Writer = DocxChanges() if form == "docx" else OdtChanges()
        self._remarks = {remark.id: remark for remark in document.remarks}
        self._left = _count_remarks(document)
        self._open: set[str] = set()

    def replaced(self, part: Any) -> Any:
        """A part of pandoc's tree with its tracked pieces replaced."""
        if isinstance(part, dict):
            return {key: self.replaced(value) for key, value in part.items()}
        if not isinstance(part, list):
            return part
        return [one for child in part for one in self._replaced_child(child)]

    def _replaced_child(self, child: Any) -> list[Any]:
        if isinstance(child, dict) and child.get("t") == TRACKED:
            return self._around(*child["c"])
        return [self.replaced(child)]

    def _around(self, piece: Node, inlines: Inlines) -> Inlines:
        """The piece's inlines with its changes, and with the remarks that begin or end at it."""
        sign = piece.get("marks", {}).get("break", {})
        match break_of(piece):
            case "begun":
                return self.writer.begun(sign)
            case "joined":
                return self.writer.joined(sign)
            case "paragraph":
                return self._remarked(piece, self.writer.ended(piece["marks"]["insertion"]))
            case _:
                return self._remarked(piece, self._changed(piece, inlines))

    def _changed(self, piece: Node, inlines: Inlines) -> Inlines:
        marks = piece.get("marks", {})
        changes: Changes = {kind: marks[kind] for kind in _KINDS if kind in marks}
        if "restyled" in marks:
            inlines = self.writer.restyled(piece, inlines)
        return self.writer.changed(changes, inlines, piece["text"]) if changes else inlines

    def _remarked(self, piece: Node, inlines: Inlines) -> Inlines:
        before, after = self._remarks_at(piece["marks"].get("comment", {}).get("ids", ()))
        return [*before, *inlines, *after]

    def _remarks_at(self, ids: Sequence[str]) -> tuple[Inlines, Inlines]:
        before: Inlines = []
        after: Inlines = []
        for remark in (self._remarks[one] for one in ids if one in self._remarks):
            if remark.id not in self._open:
                self._open.add(remark.id)
                before += self.writer.remark_starts(remark)
            self._left[remark.id] -= 1
            if not self._left[remark.id]:
                after += self.writer.remark_ends(remark)
        return before, after


def _count_remarks(document: Document) -> dict[str, int]:
    """On how many pieces each remark stands."""
    counts: dict[str, int] = {}
    for node in _nodes(document):
        for one in node.get("marks", {}).get("comment", {}).get("ids", ()):
            counts[one] = counts.get(one, 0) + 1
    return counts


def _nodes(document: Document) -> Iterator[Node]:
    for part in document.parts:
        if isinstance(part, Text):
            yield from walk(part.blocks)
