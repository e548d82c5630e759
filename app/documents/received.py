"""What a file says that comes back from Word or LibreOffice: its lines in reading order, and what is no line.

A line is a paragraph, heading or list item with its plain words, and which of them are bold or italic.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from app.documents.document import Document, Heading, Text
from app.documents.tree import Node, printable

MAX_CHARACTERS = 200_000  # as many as a draft can have; comments and all else count, too
MAX_LINES = 5_000  # tables and all else that is no line included; 60 pages have about 1,500

PARAGRAPH, BULLET, NUMBER = "paragraph", "bullet", "number"
# How a letter looks, by the marks that it bears.
LOOKS = {
    frozenset[str](): " ", frozenset({"bold"}): "b", frozenset({"italic"}): "i", frozenset({"bold", "italic"}): "x",
}  # fmt: skip
_ITEMS = {"bulletList": BULLET, "orderedList": NUMBER}


def heading(level: int) -> str:
    """The kind of a heading; those of level 1 are the sections of what we export."""
    return f"heading {level}"


SECTION = heading(1)


def is_heading(kind: str) -> bool:
    return kind.startswith("heading")


def level_of(kind: str) -> int:
    """The level of a heading, 0 for any other line."""
    return int(kind.removeprefix("heading ")) if is_heading(kind) else 0


@dataclass(frozen=True)
class Line:
    """A line feed in `text` is a line break inside the paragraph. `looks` has a sign of `LOOKS` for each letter, and is
    None if nobody knows them.
    """

    kind: str
    text: str
    looks: str | None = field(default=None, compare=False)

    def printed(self) -> Line:
        text = printable(self.text)
        return Line(self.kind, text, self.looks if text == self.text else None)


@dataclass(frozen=True)
class Extra:
    """What drafts cannot hold: a table, image, footnote or formula, with its words or its name."""

    kind: str
    words: str

    def printed(self) -> Extra:
        return Extra(self.kind, printable(self.words))


@dataclass(frozen=True)
class Place:
    """Letters `start` to `end` of a line; a comment at a point has none between them."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """A comment in the file, on what it stands, and what others answered."""

    by: str
    text: str
    places: Sequence[Place] = field(default=())
    replies: Sequence[Said] = field(default=())

    def printed(self) -> Said:
        replies = [one.printed() for one in self.replies]
        return replace(self, by=printable(self.by), text=printable(self.text), replies=replies)

    @property
    def length(self) -> int:
        return len(self.by) + len(self.text) + sum(one.length for one in self.replies)


def said(data: Mapping[str, Any]) -> Said:
    """The comment that `asdict` made this of."""
    places, replies = [Place(**one) for one in data["places"]], [said(one) for one in data["replies"]]
    return Said(data["by"], data["text"], places, replies)


@dataclass(frozen=True)
class Received:
    lines: Sequence[Line]
    extras: Sequence[Extra] = field(default=())
    remarks: Sequence[Said] = field(default=())
    reference: str = ""

    @property
    def length(self) -> int:
        """How many characters there are in all."""
        words = sum(len(one.text) for one in self.lines) + sum(len(one.words) for one in self.extras)
        return words + sum(one.length for one in self.remarks)


def printed(received: Received) -> Received:
    """The same in the form that drafts have: composed (NFC), and without characters that no text may hold."""
    return Received(
        [one.printed() for one in received.lines],
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
        [said(remark) for remark in data["remarks"]],
        data["reference"],
    )


def lines_of(document: Document) -> list[Line]:
    """The lines that the file of a prepared document has, if nobody changes it."""
    lines = [Line(PARAGRAPH, text) for text in (document.title, document.subtitle, document.notice)]
    for part in document.parts:
        if isinstance(part, Heading):
            lines.append(Line(heading(part.level), part.text))
        elif isinstance(part, Text):
            lines += lines_in(part.blocks)
    return lines


def lines_in(blocks: Sequence[Node], kind: str = PARAGRAPH) -> list[Line]:
    """The lines of blocks of a text tree."""
    lines: list[Line] = []
    for block in blocks:
        if block["type"] == "heading":
            lines.append(_line(heading(block["attrs"]["level"]), block))
        elif block["type"] == "paragraph":
            lines.append(_line(kind, block))
        else:
            lines += lines_in(block["content"], _ITEMS.get(block["type"], kind))
    return lines


def _line(kind: str, block: Node) -> Line:
    words = ["\n" if node["type"] == "hardBreak" else node["text"] for node in block["content"]]
    marks = (frozenset({"bold", "italic"} & node.get("marks", {}).keys()) for node in block["content"])
    looks = (LOOKS[look] * len(piece) for look, piece in zip(marks, words, strict=True))
    return Line(kind, "".join(words), "".join(looks))
