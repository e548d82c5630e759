"""What a file says that comes back from Word or LibreOffice: its lines in reading order, and what is no line.

A line is a paragraph, heading or list item with its plain words. Bold, italic and links are not among them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from app.documents.document import Document, Heading, Text
from app.documents.tree import Node, printable

MAX_CHARACTERS = 200_000  # as many as a draft can have; comments and all else count, too
MAX_LINES = 5_000  # tables and all else that is no line included; 60 pages have about 1,500

PARAGRAPH, BULLET, NUMBER = "paragraph", "bullet", "number"
_ITEMS = {"bulletList": BULLET, "orderedList": NUMBER}


def heading(level: int) -> str:
    """The kind of a heading; those of level 1 are the sections of what we export."""
    return f"heading {level}"


SECTION = heading(1)


def is_heading(kind: str) -> bool:
    return kind.startswith("heading")


@dataclass(frozen=True)
class Line:
    """A line feed in `text` is a line break inside the paragraph."""

    kind: str
    text: str


@dataclass(frozen=True)
class Extra:
    """What drafts cannot hold: a table, image, footnote or formula, with its words or its name."""

    kind: str
    words: str

    def printed(self) -> Extra:
        return Extra(self.kind, printable(self.words))


@dataclass(frozen=True)
class Said:
    """A comment in the file."""

    by: str
    text: str

    def printed(self) -> Said:
        return Said(printable(self.by), printable(self.text))


@dataclass(frozen=True)
class Received:
    lines: Sequence[Line]
    extras: Sequence[Extra] = field(default=())
    remarks: Sequence[Said] = field(default=())
    reference: str = ""

    @property
    def length(self) -> int:
        """How many characters there are in all."""
        said = (len(one.by) + len(one.text) for one in self.remarks)
        return sum(len(one.text) for one in self.lines) + sum(len(one.words) for one in self.extras) + sum(said)


def printed(received: Received) -> Received:
    """The same in the form that drafts have: composed (NFC), and without characters that no text may hold."""
    return Received(
        [Line(one.kind, printable(one.text)) for one in received.lines],
        [one.printed() for one in received.extras],
        [one.printed() for one in received.remarks],
        received.reference,
    )


def to_json(received: Received) -> str:
    return json.dumps(asdict(received), ensure_ascii=False)


def from_json(source: str | bytes) -> Received:
    data = json.loads(source)
    return Received(
        [Line(**line) for line in data["lines"]],
        [Extra(**extra) for extra in data["extras"]],
        [Said(**remark) for remark in data["remarks"]],
        data["reference"],
    )


def lines_of(document: Document) -> list[Line]:
    """The lines that the file of a prepared document has, if nobody changes it."""
    lines = [Line(PARAGRAPH, text) for text in (document.title, document.subtitle, document.notice)]
    for part in document.parts:
        if isinstance(part, Heading):
            lines.append(Line(heading(part.level), part.text))
        elif isinstance(part, Text):
            lines += _lines(part.blocks, PARAGRAPH)
    return lines


def _lines(blocks: Sequence[Node], kind: str) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        if block["type"] == "heading":
            lines.append(Line(heading(block["attrs"]["level"]), _words(block)))
        elif block["type"] == "paragraph":
            lines.append(Line(kind, _words(block)))
        else:
            lines += _lines(block["content"], _ITEMS.get(block["type"], kind))
    return lines


def _words(block: Node) -> str:
    return "".join("\n" if node["type"] == "hardBreak" else node["text"] for node in block["content"])
