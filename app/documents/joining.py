"""Two lines of which one is to be joined to the other as one, as OpenDocument writes them: what it takes out of a text
it keeps apart, and where that stood is only a sign. So a struck end of a paragraph leaves one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.breaking import LINES, lines_in, sign
from app.documents.tree import Node


def joined(blocks: Sequence[Node]) -> list[Node]:
    """The blocks with every line that has the attribute "joined" ({"by", "at"}) in the one before.

    A line of which nothing is to be left gives way to the one behind it.
    """
    contents: dict[int, list[Node]] = {}
    gone: set[int] = set()
    before: Node | None = None
    for line in lines_in(blocks):
        who = line["attrs"]["joined"]
        if who is None or before is None:
            before = line
            continue
        content = contents.get(id(before), before["content"])
        left, out = (line, before) if all(map(_is_gone, content)) else (before, line)
        contents[id(left)] = [*content, _end(who, before, line), *line["content"]]
        gone.add(id(out))
        before = left
    return _without(blocks, contents, gone)


def _is_gone(piece: Node) -> bool:
    return "deletion" in piece.get("marks", {}) or piece.get("text") == ""


def _end(who: dict[str, str], before: Node, behind: Node) -> Node:
    """The end of the first line, and as what heading, if any, each of both comes back if it stays."""
    levels = [line["attrs"].get("level") for line in (before, behind)]
    return sign({"kind": "joined", **who, "levels": levels})


def _without(nodes: Sequence[Node], contents: dict[int, list[Node]], gone: set[int]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node["type"] in LINES:
            content = contents.get(id(node), node["content"])
            attrs = {name: value for name, value in node["attrs"].items() if name != "joined"}
            found += [] if id(node) in gone else [_bare({**node, "content": content, "attrs": attrs})]
            continue
        inside = _without(node["content"], contents, gone)
        if inside or not node["content"]:
            found.append({**node, "content": inside})
    return found


def _bare(line: Node) -> Node:
    if line["attrs"]:
        return line
    return {"type": line["type"], "content": line["content"]}
