"""Tracked changes and comments in DOCX.

pandoc writes changed words and comments for spans of the classes insertion, deletion, comment-start and comment-end
(https://pandoc.org/MANUAL.html, option --track-changes). The rest is raw XML (ECMA-376 part 1, 17.13.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

from app.documents.changes import Changes, Inlines, raw
from app.documents.document import Remark
from app.documents.reshaping import LINE, OUTLINE
from app.documents.tree import Node

# Around what is said of a paragraph's end, among its words: office.py puts it where Word wants it.
END: Final = "konsenswerk-end"
# In the order of the schema (17.3.2.28).
_LOOKS: Final = {
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
}


class DocxChanges:
    """How one DOCX says what was changed and remarked."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def changed(self, changes: Changes, inlines: Inlines, words: str) -> Inlines:
        match inlines:
            case [{"t": "Link", "c": [attributes, linked, target]}]:  # Word knows changes in a link, not around it
                return [{"t": "Link", "c": [attributes, self.changed(changes, linked, words), target]}]
        for kind, change in changes.items():
            inlines = [_span("", kind, change["by"], change["at"], inlines)]
        return inlines

    def restyled(self, piece: Node, inlines: Inlines) -> Inlines:
        marks = piece["marks"]
        former = f"<w:rPrChange {_who(marks['restyled'])}><w:rPr>{_look(marks['restyled']['former'])}</w:rPr>"
        text = "delText" if "deletion" in marks else "t"
        words = f'<w:{text} xml:space="preserve">{escape(piece["text"])}</w:{text}>'
        return [raw("openxml", f"<w:r><w:rPr>{_look(marks)}{former}</w:rPrChange></w:rPr>{words}</w:r>")]

    def ended(self, change: Mapping[str, str]) -> Inlines:
        return self._end("ins", change)

    def joined(self, change: Mapping[str, Any]) -> Inlines:
        return self._end("del", change)

    def _end(self, kind: str, change: Mapping[str, Any]) -> Inlines:
        return [raw("openxml", f"<{END}><w:{kind} {_who(change)}/></{END}>")]

    def begun(self, said: Mapping[str, Any]) -> Inlines:
        if "origins" in said:
            numbers = " ".join(map(str, said["origins"]))
            return [raw("openxml", f'<{OUTLINE} n="{numbers}"/>')]
        if "line" in said:
            line = f'n="{said["line"]}" former="{said["former"]}" state="{said["state"]}"'
            return [raw("openxml", f"<{LINE} {line} {_who(said)}/>")]
        return [raw("openxml", "")]  # pandoc writes no paragraph without inlines

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


def _who(change: Mapping[str, Any]) -> str:
    """As attributes; office.py numbers all changes of a file."""
    by, at = (escape(change[key], {'"': "&quot;"}) for key in ("by", "at"))
    return f'w:id="0" w:author="{by}" w:date="{at}"'


def _look(marks: Mapping[str, Any]) -> str:
    return "".join(xml for mark, xml in _LOOKS.items() if mark in marks)


def _span(identity: str, kind: str, by: str, at: str, inlines: Inlines) -> dict[str, Any]:
    return {"t": "Span", "c": [[identity, [kind], [["author", by], ["date", at]]], inlines]}
