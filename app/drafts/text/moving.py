"""Blocks of a live text, read so that they can be changed: each node knows its `home`, a piece of text its bytes.

What is to be otherwise is written as a tree of these nodes; those that stay under their parent are not touched, so that
what people write there meanwhile is not lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import XmlElement, XmlText

from app.drafts.text.lines import LINES
from app.drafts.text.shaping import HOME
from app.drafts.text.tree import Node, Tree, runs

_BYTES, _INDEX = "bytes", "index"


def read_live(parent: Any) -> Tree:
    """The nodes below a node; marks are as Yjs has them."""
    found: Tree = []
    for index, child in enumerate(parent.children):
        if isinstance(child, XmlText):
            found += [
                {"type": "text", "text": words, "marks": attributes, HOME: child, _BYTES: (start, end)}
                for start, end, words, attributes in runs(child)
            ]
        else:
            attributes = dict(child.attributes)
            node = {"type": str(child.tag), "attrs": attributes, "content": read_live(child)}
            found.append({**node, HOME: child, _INDEX: index})
    return found


def put(parent: Any, old: Sequence[Node], new: Sequence[Node]) -> None:
    """Let the blocks below a node, which were read as `old`, be `new`."""
    wanted = {id(node[HOME]): node for node in new if HOME in node}
    for index in reversed(range(len(old))):
        if id(old[index][HOME]) not in wanted:
            del parent.children[index]
    stays = {id(node[HOME]): node for node in old if id(node[HOME]) in wanted}
    for index, node in enumerate(new):
        if id(node.get(HOME)) in stays:
            _change(stays[id(node[HOME])], node)
        else:
            _insert(parent, index, node)


def _change(old: Node, new: Node) -> None:
    for name, value in new.get("attrs", {}).items():
        if old["attrs"].get(name) != value:
            old[HOME].attributes[name] = _written(value)
    if new["type"] in LINES:
        _put_line(old, new)
    else:
        put(old[HOME], old["content"], new["content"])


def _put_line(old: Node, new: Node) -> None:
    """What stays at its place is left alone; the rest of the new line comes behind it."""
    wanted, gone = list(new["content"]), []
    for index, piece in enumerate(old["content"]):
        if wanted and wanted[0] is piece:
            wanted.pop(0)
        else:
            gone.append(index)
    for index in reversed(gone):  # what stands before stays where it was read
        _take_out(old[HOME], old["content"][index])
    _append(old[HOME], wanted)


def _take_out(line: Any, piece: Node) -> None:
    if piece["type"] == "text":
        start, end = piece[_BYTES]
        del piece[HOME][start:end]
    else:
        del line.children[piece[_INDEX]]


def _insert(parent: Any, index: int, node: Node) -> None:
    element = parent.children.insert(index, XmlElement(node["type"]))
    for name, value in node.get("attrs", {}).items():
        element.attributes[name] = _written(value)
    if node["type"] in LINES:
        _append(element, node["content"])
        return
    for number, child in enumerate(node["content"]):
        _insert(element, number, child)


def _append(line: Any, content: Sequence[Node]) -> None:
    text, at = None, 0
    for node in content:
        if node["type"] != "text":
            line.children.append(XmlElement(node["type"]))
            text = None
            continue
        if text is None:
            text, at = line.children.append(XmlText("")), 0
        text.insert(at, node["text"], dict(node["marks"]))
        at += len(node["text"].encode())


def _written(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value  # an int would be a BigInt in JavaScript
