"""The readings of a text with open suggestions: all rejected, all accepted, or without those of one person.

A suggestion is open as long as its mark is in the text. All of this is pure: from tree to tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.drafts.text.lines import LINES
from app.drafts.text.marks import BREAK, DELETION, INSERTION, RESTYLED, Marks, break_of, ids_of, styled
from app.drafts.text.shaping import shaped
from app.drafts.text.tree import Node, Tree

_SUGGESTED = frozenset({INSERTION, DELETION, RESTYLED, BREAK})


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
    kept = with_pieces(nodes, lambda piece: None if DELETION in piece["marks"] else piece)
    return with_pieces(_shaped(kept), lambda piece: None if BREAK in piece["marks"] else _bare(in_style(piece)))


def _shaped(nodes: Sequence[Node]) -> Tree:
    """The text with every sign made true, each section by itself."""
    if nodes and nodes[0]["type"] == "section":
        return [{**section, "content": _shaped(section["content"])} for section in nodes]
    return shaped(nodes, lambda piece: break_of(piece.get("marks", {})) is not None, lambda _: False)


def in_style(piece: Node) -> Node:
    """A piece with every wished look."""
    marks = piece["marks"]
    for wish in marks.get(RESTYLED, {}).get("wishes", ()):
        marks = in_wished(marks, wish["style"])
    return {**piece, "marks": marks}


def in_wished(marks: Marks, style: str) -> Marks:
    """The marks with one wished look."""
    name, mark = styled(style)
    left = {key: value for key, value in marks.items() if key != name}
    return left if mark is None else {**left, name: mark}


def without(nodes: Sequence[Node], is_own: Callable[[str], bool]) -> Tree:
    """The text as it stands, but without what one person suggests: their words are gone, their strikes undone."""

    def other(piece: Node) -> Node | None:
        if any(map(is_own, ids_of(piece["marks"], INSERTION))):
            return None
        marks = {name: value for name, value in piece["marks"].items() if name not in (DELETION, RESTYLED)}
        if strikes := [one for one in ids_of(piece["marks"], DELETION) if not is_own(one)]:
            marks[DELETION] = {"ids": strikes}
        wishes = piece["marks"].get(RESTYLED, {}).get("wishes", ())
        if others := [one for one in wishes if not is_own(one["id"])]:
            marks[RESTYLED] = {"wishes": others}
        return {**piece, "marks": marks}

    return with_pieces(nodes, other)


def _bare(piece: Node) -> Node:
    return {**piece, "marks": {name: value for name, value in piece["marks"].items() if name not in _SUGGESTED}}


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
