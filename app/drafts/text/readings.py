"""The readings of a text with open suggestions: all rejected, all accepted, or without those of one person.

A suggestion is open as long as its mark is in the text. All of this is pure: from tree to tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.drafts.text.lines import LINES
from app.drafts.text.marks import DELETION, INSERTION, break_of, ids_of
from app.drafts.text.tree import Node, Tree


def lines(nodes: Sequence[Node]) -> Iterator[Node]:
    """The paragraphs and headings, in the order of the text."""
    for node in nodes:
        if node["type"] in LINES:
            yield node
        else:
            yield from lines(node.get("content", ()))


def rejected(nodes: Sequence[Node]) -> Tree:
    """What the text is if no open suggestion comes into it: the agreed text."""
    return with_pieces(nodes, lambda piece: None if INSERTION in piece["marks"] else _bare(piece))


def accepted(nodes: Sequence[Node]) -> Tree:
    """What the text is if every open suggestion comes into it."""
    return broken(with_pieces(nodes, lambda piece: None if DELETION in piece["marks"] else _bare(piece)))


def broken(nodes: Sequence[Node]) -> Tree:
    """The blocks with every sign for a break turned into that break; an item of one paragraph becomes several items."""
    found: Tree = []
    for node in nodes:
        content = node.get("content", [])
        if node["type"] in LINES:
            found += _lines(node)
        elif node["type"] == "listItem" and len(content) == 1:
            found += [{**node, "content": [block]} for block in broken(content)]
        else:
            found.append({**node, "content": broken(content)} if "content" in node else node)
    return found


def _lines(block: Node) -> Tree:
    """A block, and a paragraph more for each sign in it."""
    lines: list[Tree] = [[]]
    for piece in block["content"]:
        kind = break_of(piece.get("marks", {}))
        if kind == "paragraph":
            lines += [[] for _sign in piece["text"]]
        else:
            lines[-1] += [{"type": "hardBreak"} for _sign in piece["text"]] if kind else [piece]
    return [{**block, "content": lines[0]}, *({"type": "paragraph", "content": line} for line in lines[1:])]


def without(nodes: Sequence[Node], is_own: Callable[[str], bool]) -> Tree:
    """The text as it stands, but without what one person suggests: their words are gone, their strikes undone."""

    def other(piece: Node) -> Node | None:
        if any(map(is_own, ids_of(piece["marks"], INSERTION))):
            return None
        left = [one for one in ids_of(piece["marks"], DELETION) if not is_own(one)]
        marks = {name: value for name, value in piece["marks"].items() if name != DELETION}
        return {**piece, "marks": {**marks, DELETION: {"ids": left}} if left else marks}

    return with_pieces(nodes, other)


def _bare(piece: Node) -> Node:
    marks = {name: value for name, value in piece["marks"].items() if name not in (INSERTION, DELETION)}
    return {**piece, "marks": marks}


def with_pieces(nodes: Sequence[Node], change: Callable[[Node], Node | None]) -> Tree:
    """The tree with every piece of text changed, or left out; neighbours with the same marks become one piece."""
    merged: Tree = []
    for node in nodes:
        if node["type"] != "text":
            merged.append({**node, "content": with_pieces(node["content"], change)} if "content" in node else node)
            continue
        piece, last = change(node), merged[-1] if merged else {"type": "none"}
        if piece is not None and last["type"] == "text" and last["marks"] == piece["marks"]:
            merged[-1] = {**last, "text": last["text"] + piece["text"]}
        elif piece is not None and piece["text"]:
            merged.append(piece)
    return merged
