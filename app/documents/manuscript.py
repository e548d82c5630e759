"""A text from outside that is to become a draft: its structure as blocks of a text tree, and what no text can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.documents.received import Extra, Said
from app.documents.tree import Node, printable, walk

# Of blocks in each other; far below `tree.MAX_DEPTH`, and more than anybody can read.
MAX_NESTING = 40
LIST_STARTS = range(1, 10_000)


@dataclass(frozen=True)
class Manuscript:
    """What a file says. The levels of its headings are the file's own, from 1 up; if it
    `is_tracked`, all its tracked changes were read as accepted.
    """

    blocks: Sequence[Node]
    title: str = ""
    extras: Sequence[Extra] = field(default=())
    remarks: Sequence[Said] = field(default=())
    is_tracked: bool = False

    @property
    def length(self) -> int:
        """How many characters there are in all."""
        said = (len(one.by) + len(one.text) for one in self.remarks)
        return sum(len(node.get("text", "")) for node in walk(self.blocks)) + sum(said)

    @property
    def parts(self) -> int:
        """How many paragraphs, headings and things that no text can hold there are."""
        lines = sum(node["type"] in ("paragraph", "heading") for node in walk(self.blocks))
        return lines + len(self.extras)

    @property
    def has_words(self) -> bool:
        return bool(self.title) or any(node.get("text", "").strip() for node in walk(self.blocks))


def piece(words: str, marks: Mapping[str, dict[str, Any]]) -> Node:
    return {"type": "text", "text": printable(words), "marks": dict(marks)}


def block(kind: str, content: Sequence[Node], **attrs: Any) -> Node:
    node: Node = {"type": kind, "content": list(content)}
    return {**node, "attrs": attrs} if attrs else node


def broken_lines(words: str) -> list[Node]:
    """A text of several lines, with a hard break between them."""
    nodes = [node for line in words.split("\n") for node in ({"type": "hardBreak"}, piece(line, {}))]
    return [node for node in nodes[1:] if node.get("text") != ""]  # type: ignore[misc]  # mypy joins the two to a dict


def nesting(blocks: Sequence[Node]) -> int:
    """How many blocks are in each other at most."""
    return max((1 + nesting(node.get("content", [])) for node in blocks), default=0)


def to_json(manuscript: Manuscript) -> str:
    return json.dumps(asdict(manuscript), ensure_ascii=False)


def from_json(source: str | bytes) -> Manuscript:
    data = json.loads(source)
    extras, remarks = [Extra(**one) for one in data["extras"]], [Said(**one) for one in data["remarks"]]
    return Manuscript(**{**data, "extras": extras, "remarks": remarks})
