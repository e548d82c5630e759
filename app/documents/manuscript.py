"""A text from outside that is to become a draft: its structure as blocks of a text tree, and what no text can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.documents.received import Extra, Said, said
from app.documents.tree import Node, printable, walk

# Of blocks in each other; far below `tree.MAX_DEPTH`, and more than anybody can read.
MAX_NESTING = 40
LIST_STARTS = range(1, 10_000)


@dataclass(frozen=True)
class Tracked:
    """A tracked change: by whom, as the file has the name, and its words, none if it changes no words; whether they
    were struck or put in.
    """

    by: str
    words: str
    is_struck: bool

    def printed(self) -> Tracked:
        return Tracked(printable(self.by), printable(self.words), self.is_struck)


@dataclass(frozen=True)
class Wording:
    """A title and blocks. The levels of headings are the file's own, from 1 up."""

    title: str
    blocks: Sequence[Node]

    @property
    def length(self) -> int:
        return len(self.title) + sum(len(node.get("text", "")) for node in walk(self.blocks))


@dataclass(frozen=True)
class Manuscript:
    """What a file says with all its tracked changes accepted, what it said `before` them, and whose they are; without
    any there is no `before`.
    """

    blocks: Sequence[Node]
    title: str = ""
    extras: Sequence[Extra] = field(default=())
    remarks: Sequence[Said] = field(default=())
    before: Wording | None = None
    changes: Sequence[Tracked] = field(default=())

    @property
    def is_tracked(self) -> bool:
        return self.before is not None

    @property
    def wording(self) -> Wording:
        return Wording(self.title, self.blocks)

    @property
    def length(self) -> int:
        """How many characters there are in all, those of what no text can hold included; words that changed are in the
        text, before or after.
        """
        said = (len(one.by) + len(one.text) for one in self.remarks)
        extra = (len(one.words) for one in self.extras)
        before = self.before.length if self.before else 0
        return max(self.wording.length, before) + sum(said) + sum(extra)

    @property
    def parts(self) -> int:
        """How many paragraphs, headings and things that no text can hold there are."""
        lines = sum(node["type"] in ("paragraph", "heading") for node in walk(self.blocks))
        return lines + len(self.extras)

    @property
    def has_words(self) -> bool:
        wordings = [self.wording, *([self.before] if self.before else [])]
        return any(one.title or any(node.get("text", "").strip() for node in walk(one.blocks)) for one in wordings)


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
    extras, remarks = [Extra(**one) for one in data["extras"]], [said(one) for one in data["remarks"]]
    before, changes = data["before"] and Wording(**data["before"]), [Tracked(**one) for one in data["changes"]]
    return Manuscript(**{**data, "extras": extras, "remarks": remarks, "before": before, "changes": changes})
