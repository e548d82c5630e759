"""What two texts have in common and what not, word by word: pure, and bounded in time.

The answer is one text that holds both. What only the old one has is marked `cut`, what only the new one has `added`,
nodes and pieces of text alike. Words that are the same in another shape stand there in the new one, marked `reshaped`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from app.drafts.text.alignment import with_gaps
from app.drafts.text.blocks import LINES, Block, aligned, blocks_of, family
from app.drafts.text.tree import Node, Tree, plain_text
from app.drafts.text.wording import Reader, steps, words_of


class Kind(StrEnum):
    """What happened to words."""

    ADDED = "added"
    CUT = "cut"
    RESHAPED = "reshaped"


@dataclass(frozen=True)
class Change:
    """Words of one paragraph that something happened to."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Section:
    """A section of both texts: the blocks of both, and what has changed, in reading order."""

    key: str
    content: Tree
    changes: Sequence[Change]


def compare(old: Tree, new: Tree) -> list[Section]:
    """The sections of two frozen texts, in the order of the new one; what only the old one has comes last."""
    before, after = ({node["attrs"]["key"]: node["content"] for node in text} for text in (old, new))
    return [_section(key, before.get(key, []), after.get(key, [])) for key in {**after, **before}]


def _section(key: str, old: Tree, new: Tree) -> Section:
    content = _merged(*blocks_of(old, new))
    return Section(key, content, list(_changes(content)))


def without(kind: Kind, nodes: Sequence[Node]) -> Tree:
    """A text that holds both, less one kind: without `cut` it is the new one, without `added` it has the old words."""
    stay = [node for node in nodes if kind not in node.get("marks", {})]
    return [{**node, "content": without(kind, node["content"])} if "content" in node else node for node in stay]


def _merged(old: Sequence[Block], new: Sequence[Block]) -> Tree:
    """Blocks of both texts: what became of each, and where the new ones came in."""
    merged: Tree = []
    for gap, pair in with_gaps(aligned(old, new), len(old), len(new)):
        merged += (_marked(old[i].node, Kind.CUT) for i in gap.old)
        merged += (_marked(new[j].node, Kind.ADDED) for j in gap.new)
        merged += [_both(old[pair[0]], new[pair[1]])] if pair else []
    return merged


def _both(old: Block, new: Block) -> Node:
    """A block that became another one of its family."""
    if old.number == new.number:
        return new.node
    is_line = new.family == LINES
    content = _lines(old.node["content"], new.node["content"]) if is_line else _merged(old.blocks, new.blocks)
    became = {**new.node, "content": content}
    return became if old.shape == new.shape else {**became, "marks": {Kind.RESHAPED: {}}}


def _lines(old: Tree, new: Tree) -> Tree:
    """The words of both contents of a paragraph."""
    before, after = Reader(old), Reader(new)
    nodes: Tree = []
    for step in steps(words_of(old), words_of(new)):
        nodes += (_marked(node, Kind.CUT) for node in before.take(step.cut))
        nodes += (_marked(node, Kind.ADDED) for node in after.take(step.added))
        nodes += _stayed(before.take(step.kept), after.take(step.kept), step.kept)
    return _joined(nodes)


def _stayed(old: Tree, new: Tree, words: Sequence[str]) -> Tree:
    """The same words: as they are now, those with other marks than before marked."""
    if old == new:
        return new
    before, after = Reader(old), Reader(new)
    nodes: Tree = []
    for word in words:
        was, now = before.take([word]), after.take([word])
        nodes += now if was == now else (_marked(node, Kind.RESHAPED) for node in now)
    return nodes


def _marked(node: Node, kind: Kind) -> Node:
    marked = {**node, "marks": {**node.get("marks", {}), kind: {}}}
    return {**marked, "content": [_marked(child, kind) for child in node["content"]]} if "content" in node else marked


def _joined(nodes: Sequence[Node]) -> Tree:
    """The pieces with neighbours of equal marks as one."""
    joined: Tree = []
    for is_text, group in groupby(nodes, lambda node: node["type"] == "text" and node["marks"]):
        same = list(group)
        joined += same if is_text is False else [{**same[0], "text": "".join(node["text"] for node in same)}]
    return joined


def _changes(nodes: Sequence[Node]) -> Iterator[Change]:
    for node in nodes:
        kind = _kind(node)
        if kind is Kind.RESHAPED:
            yield Change(kind, plain_text(without(Kind.CUT, [node])))
        if family(node) != LINES:
            yield from _changes(node["content"])
        elif kind in (Kind.ADDED, Kind.CUT):
            yield Change(kind, plain_text([node]))
        else:
            yield from _changed_words(node)


def _changed_words(block: Node) -> Iterator[Change]:
    for kind, pieces in groupby(block["content"], _kind):
        if kind is not None:
            yield Change(kind, "".join(piece.get("text", "\n") for piece in pieces))


def _kind(node: Node) -> Kind | None:
    return next((kind for kind in Kind if kind in node.get("marks", {})), None)
