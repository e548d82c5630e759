"""Tracked changes and comments in ODT: a list of changed regions before the text and marks in it.

pandoc knows none of them there, so all is raw XML (OASIS OpenDocument 1.3 part 3, 5.5 and 14.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

from app.documents.changes import Changes, Inlines, raw
from app.documents.document import Remark
from app.documents.tree import Node

_SPACE: Final = '<text:s text:c="1"/>'


class OdtChanges:
    """How one ODT says what was changed and remarked."""

    def __init__(self) -> None:
        self._regions: list[str] = []

    def changed(self, changes: Changes, inlines: Inlines, words: str) -> Inlines:
        name = self._region(changes, f"<text:p>{_words(words)}</text:p>")
        if "deletion" in changes:
            return [_mark("change", name)]
        return [_mark("change-start", name), *inlines, _mark("change-end", name)]

    def restyled(self, piece: Node, inlines: Inlines) -> Inlines:
        name = self._region({"format-change": piece["marks"]["restyled"]})
        return [_mark("change-start", name), *inlines, _mark("change-end", name)]

    def ended(self, change: Mapping[str, str]) -> Inlines:
        return [_mark("change-start", self._region({"insertion": change}))]

    def begun(self, said: Mapping[str, Any]) -> Inlines:
        return [_mark("change-end", self._last)]

    def joined(self, change: Mapping[str, Any]) -> Inlines:
        """What is struck is kept apart: two paragraphs without words are an end between them."""
        ends = "".join(map(_empty_line, change["levels"]))
        return [_mark("change", self._region({"deletion": change}, ends))]

    def _region(self, changes: Changes, gone: str = "") -> str:
        """The name of a region in which this was changed; what is `gone` it keeps."""
        self._last = f"change{len(self._regions) + 1}"
        said = "".join(_change(kind, change, gone) for kind, change in changes.items())
        ids = f'xml:id="{self._last}" text:id="{self._last}"'
        self._regions.append(f"<text:changed-region {ids}>{said}</text:changed-region>")
        return self._last

    def remark_starts(self, remark: Remark) -> Inlines:
        lines = "".join(f"<text:p>{_words(line)}</text:p>" for line in remark.text.split("\n"))
        said = f"{_said_by(remark.by, remark.at)}{lines}"
        return [raw("opendocument", f'<office:annotation office:name="{escape(remark.id)}">{said}</office:annotation>')]

    def remark_ends(self, remark: Remark) -> Inlines:
        return [raw("opendocument", f'<office:annotation-end office:name="{escape(remark.id)}"/>')]

    def head(self) -> list[dict[str, Any]]:
        regions = "".join(self._regions)
        xml = f"<text:tracked-changes>{regions}</text:tracked-changes>"
        return [{"t": "RawBlock", "c": ["opendocument", xml]}] if regions else []


def _mark(kind: str, name: str) -> dict[str, Any]:
    return raw("opendocument", f'<text:{kind} text:change-id="{name}"/>')


def _change(kind: str, change: Mapping[str, str], gone: str) -> str:
    said = f"<office:change-info>{_said_by(change['by'], change['at'])}</office:change-info>"
    return f"<text:{kind}>{said}{gone if kind == 'deletion' else ''}</text:{kind}>"


def _empty_line(level: int | None) -> str:
    if level is None:
        return '<text:p text:style-name="Text_20_body"/>'
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}"/>'


def _said_by(by: str, at: str) -> str:
    return f"<dc:creator>{escape(by)}</dc:creator><dc:date>{escape(at)}</dc:date>"


def _words(words: str) -> str:
    """Text in which every space and tab counts: OpenDocument would put several into one, and drop those at the ends."""
    spaced = escape(words).replace("\t", "<text:tab/>").replace("  ", f" {_SPACE}")
    return re.sub("^ | $", _SPACE, spaced)
