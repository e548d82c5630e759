"""Suggested breaks of a tracked text: a sign for one becomes the break, which DOCX and ODT can show as suggested.

The sign stays as the last piece of the paragraph that it ends, so that the file can say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.documents.tree import Node

LINES = ("paragraph", "heading")
_IN_PLACE = frozenset({"paragraph", "line", "begun", "joined"})


def sign(said: Mapping[str, Any]) -> Node:
    """A piece without words that says something of its line to the writers of tracked changes."""
    return {"type": "text", "text": "", "marks": {"break": dict(said)}}


# The first piece of a paragraph that only begins if the break before it is accepted.
BEGUN: Node = sign({"kind": "begun"})


def break_of(piece: Node) -> str | None:
    """Which break the letters of a piece become: "paragraph" or "line"; "begun" at the begin of one, "joined" where two
    lines are to become one; another kind if the piece is a sign for its line, None for words.

    Of a sign that somebody puts in and somebody else strikes, nothing comes either way: it stays a sign.
    """
    marks = piece.get("marks", {})
    kind: str | None = marks.get("break", {}).get("kind")
    return None if "deletion" in marks else kind


def is_wish(piece: Node) -> bool:
    """Whether a piece is a sign that says what its line is to be."""
    kind = break_of(piece)
    return kind is not None and kind not in _IN_PLACE


def origin(line: int) -> Node:
    """What stands in a proposed line for the line of the text, counted from 0, that its words come from."""
    # A space, as no reading keeps a piece without letters, and a line without words has to stay one.
    return {**sign({"kind": "begun", "line": line}), "text": " "}


def origins_of(line: Node) -> list[int]:
    """Which lines of the text a proposed line is made of."""
    signs = (piece.get("marks", {}).get("break", {}) for piece in line["content"])
    return [sign["line"] for sign in signs if "line" in sign]


def cut(nodes: Sequence[Node]) -> list[Node]:
    """The blocks with the paragraphs that there would be if every suggested one came into the text.

    In a list, an item of one paragraph becomes several.
    """
    found: list[Node] = []
    for node in nodes:
        content = node.get("content", [])
        if node["type"] in LINES:
            found += _lines(node)
        elif node["type"] == "listItem" and len(content) == 1:
            found += [{**node, "content": [block]} for block in cut(content)]
        else:
            found.append({**node, "content": cut(content)} if "content" in node else node)
    return found


def lines_in(nodes: Sequence[Node]) -> Iterator[Node]:
    """The paragraphs and headings, in reading order."""
    for node in nodes:
        if node["type"] in LINES:
            yield node
        else:
            yield from lines_in(node.get("content", []))


def _lines(block: Node) -> list[Node]:
    lines: list[list[Node]] = [[]]
    for piece in block["content"]:
        if break_of(piece) != "paragraph":
            lines[-1].append(piece)
            continue
        for sign in piece["text"]:
            lines[-1].append({**piece, "text": sign})
            lines.append([BEGUN])
    further: Node = block if block["type"] == "paragraph" else {"type": "paragraph"}
    return [_with(block, lines[0]), *(_with(further, line) for line in lines[1:])]


def _with(block: Node, content: list[Node]) -> Node:
    return {**block, "content": content}
