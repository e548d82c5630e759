"""Tracked changes and comments in DOCX and ODT, as pandoc's inlines around a piece of text.

pandoc writes tracked changes into DOCX for spans of the classes insertion, deletion, comment-start and comment-end
(https://pandoc.org/MANUAL.html, option --track-changes). For ODT it knows none: there raw XML does it, a list of
changed regions before the text and marks in it (OASIS OpenDocument 1.3 part 3, 5.5 and 14.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol, get_args
from xml.sax.saxutils import escape

from app.documents.document import Document, Remark, Text
from app.documents.tree import Node, walk

Inlines = list[dict[str, Any]]
Form = Literal["docx", "odt"]
TRACKING = frozenset(get_args(Form))
# {"deletion" or "insertion": {"by", "at"}}, the deletion first: it is inside.
Changes = Mapping[str, Mapping[str, str]]


_KINDS: Sequence[str] = ("deletion", "insertion")
_ODT_SPACE = '<text:s text:c="1"/>'
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

    def remark_starts(self, remark: Remark) -> Inlines:
        """Before the first words that a remark is on."""

    def remark_ends(self, remark: Remark) -> Inlines:
        """Behind the last of them."""

    def head(self) -> list[dict[str, Any]]:
        """The blocks before the text; to be asked for when all of it is known."""


class _Weaver:
    """Goes through a document's pieces in their order."""

    def __init__(self, document: Document, form: Form) -> None:
        self.writer: _Writer = _Docx() if form == "docx" else _Odt()
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
        marks = piece.get("marks", {})
        changes: Changes = {kind: marks[kind] for kind in _KINDS if kind in marks}
        if changes:
            inlines = self.writer.changed(changes, inlines, piece["text"])
        before, after = self._remarks_at(marks.get("comment", {}).get("ids", ()))
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


def _span(identity: str, kind: str, by: str, at: str, inlines: Inlines) -> dict[str, Any]:
    return {"t": "Span", "c": [[identity, [kind], [["author", by], ["date", at]]], inlines]}


class _Docx:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def changed(self, changes: Changes, inlines: Inlines, words: str) -> Inlines:
        for kind, change in changes.items():
            inlines = [_span("", kind, change["by"], change["at"], inlines)]
        return inlines

    def remark_starts(self, remark: Remark) -> Inlines:
        said: Inlines = []
        for line in remark.text.split("\n"):
            said += [*([{"t": "LineBreak"}] if said else []), {"t": "Str", "c": line}]
        return [_span(self._number(remark), "comment-start", remark.by, remark.at, said)]

    def remark_ends(self, remark: Remark) -> Inlines:
        return [{"t": "Span", "c": [[self._number(remark), ["comment-end"], []], []]}]

    def _number(self, remark: Remark) -> str:
        """Word wants a whole number."""
        return str(self._numbers.setdefault(remark.id, len(self._numbers)))

    def head(self) -> list[dict[str, Any]]:
        return []


class _Odt:
    def __init__(self) -> None:
        self._regions: list[str] = []

    def changed(self, changes: Changes, inlines: Inlines, words: str) -> Inlines:
        name = f"change{len(self._regions) + 1}"
        said = "".join(_odt_change(kind, change, words) for kind, change in changes.items())
        self._regions.append(f'<text:changed-region xml:id="{name}" text:id="{name}">{said}</text:changed-region>')
        if "deletion" in changes:
            return [_raw(f'<text:change text:change-id="{name}"/>')]
        return [
            _raw(f'<text:change-start text:change-id="{name}"/>'),
            *inlines,
            _raw(f'<text:change-end text:change-id="{name}"/>'),
        ]

    def remark_starts(self, remark: Remark) -> Inlines:
        lines = "".join(f"<text:p>{_odt_words(line)}</text:p>" for line in remark.text.split("\n"))
        said = f"{_said_by(remark.by, remark.at)}{lines}"
        return [_raw(f'<office:annotation office:name="{escape(remark.id)}">{said}</office:annotation>')]

    def remark_ends(self, remark: Remark) -> Inlines:
        return [_raw(f'<office:annotation-end office:name="{escape(remark.id)}"/>')]

    def head(self) -> list[dict[str, Any]]:
        regions = "".join(self._regions)
        xml = f"<text:tracked-changes>{regions}</text:tracked-changes>"
        return [{"t": "RawBlock", "c": ["opendocument", xml]}] if regions else []


def _raw(xml: str) -> dict[str, Any]:
    return {"t": "RawInline", "c": ["opendocument", xml]}


def _odt_change(kind: str, change: Mapping[str, str], words: str) -> str:
    gone = f"<text:p>{_odt_words(words)}</text:p>" if kind == "deletion" else ""
    said = _said_by(change["by"], change["at"])
    return f"<text:{kind}><office:change-info>{said}</office:change-info>{gone}</text:{kind}>"


def _said_by(by: str, at: str) -> str:
    return f"<dc:creator>{escape(by)}</dc:creator><dc:date>{escape(at)}</dc:date>"


def _odt_words(words: str) -> str:
    """Text in which every space and tab counts: OpenDocument would put several into one, and drop those at the ends."""
    spaced = escape(words).replace("\t", "<text:tab/>").replace("  ", f" {_ODT_SPACE}")
    return re.sub("^ | $", _ODT_SPACE, spaced)
