"""Letting a live text say what another text says, by changing only what has to be.

Words that stay are left where they are: comments on them stay, and what somebody is just typing between them comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from app.documents.tree import PRINTED_MARKS
from app.drafts.text import tree
from app.drafts.text.alignment import with_gaps
from app.drafts.text.blocks import LINES, Block, aligned, blocks_of
from app.drafts.text.fingerprint import canonical
from app.drafts.text.tree import Node, Tree
from app.drafts.text.wording import Reader, steps, words_of


def rewrite(doc: Doc[Any], wanted: Tree) -> None:
    """Let the document say what `wanted`, a canonical text, says. A section that is not in there stays as it is."""
    contents = {node["attrs"]["key"]: node["content"] for node in wanted}
    elements = tree.children_of(doc.get(tree.ROOT, type=XmlFragment))
    for element, present in zip(elements, tree.read(doc), strict=True):
        key = present["attrs"]["key"]
        _rewrite_blocks(element, present["content"], contents.get(key, canonical(present["content"])))


def _rewrite_blocks(parent: XmlElement, present: Sequence[Node], wanted: Sequence[Node]) -> None:
    old, new = blocks_of(canonical(present), wanted)
    pairs = aligned(old, new)
    for gap, pair in reversed(list(with_gaps(pairs, len(old), len(new)))):  # from the end: places before stay the same
        if pair:
            _rewrite_block(parent, pair[0], present, (old[pair[0]], new[pair[1]]))
        for j in reversed(gap.new):
            tree.insert(parent, gap.old.stop, new[j].node)
        for i in reversed(gap.old):
            del parent.children[i]


def _rewrite_block(parent: XmlElement, index: int, present: Sequence[Node], both: tuple[Block, Block]) -> None:
    old, new = both
    if old.number == new.number:
        return
    element, content = tree.children_of(parent)[index], present[index]["content"]
    if old.shape != new.shape:
        del parent.children[index]
        tree.insert(parent, index, new.node)
    elif new.family == LINES:
        _rewrite_line(element, content, new.node["content"])
    else:
        _rewrite_blocks(element, content, new.node["content"])


def _rewrite_line(line: XmlElement, present: Tree, wanted: Tree) -> None:
    children = tree.children_of(line)
    is_plain = len(children) == 1 and all(node["type"] == "text" for node in (*present, *wanted))
    if is_plain:
        _rewrite_text(children[0], present, wanted)
        return
    for index in reversed(range(len(children))):
        del line.children[index]
    tree.write(line, wanted)


def _rewrite_text(text: XmlText, present: Tree, wanted: Tree) -> None:
    before, after = Reader(present), Reader(wanted)
    at = 0  # in bytes, as pycrdt counts
    for step in steps(words_of(present), words_of(wanted)):
        before.take(step.cut)
        del text[at : at + _size(step.cut)]
        for node in after.take(step.added):
            text.insert(at, node["text"], node["marks"])
            at += len(node["text"].encode())
        _dress(text, at, before.take(step.kept), after.take(step.kept))
        at += _size(step.kept)


def _size(words: Sequence[str]) -> int:
    return sum(len(word.encode()) for word in words)


def _dress(text: XmlText, at: int, present: Tree, wanted: Tree) -> None:
    """Give words that stay the looks that they shall have; what else is marked on them stays."""
    if canonical(present) == canonical(wanted):
        return
    for node in wanted:
        end = at + _size([node["text"]])
        text.format(at, end, {name: node["marks"].get(name) for name in PRINTED_MARKS})
        at = end
