"""Blocks that a decision makes others of: which they were and which they are then, without their words.

Both outlines hold the same letters and ends of lines, in the same order. So the words of one can be filled into the
other, whatever they are by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from app.drafts.text.lines import LINES
from app.drafts.text.readings import lines
from app.drafts.text.shaping import HOME
from app.drafts.text.tree import Node, Tree

# How many letters and ends of lines there are in a line, by its id.
Sizes = Mapping[int, int]


@dataclass(frozen=True)
class Reshaped:
    """Neighbours below one node of a section. A node of `after` with the same `home` as one of `before` is that node;
    a line of it has its `line`: which one of the section's it is then. `suggestions`: whose signs did that.
    """

    section: str
    before: Tree
    after: Tree
    suggestions: Sequence[str]


@dataclass(frozen=True)
class Run:
    """Neighbours before and after."""

    before: Sequence[Node]
    after: Sequence[Node]


def changed_runs(before: Sequence[Node], after: Sequence[Node], sizes: Sizes) -> Iterator[Run]:
    """The shortest runs of blocks that became others, of nodes that know their home."""
    for run in _runs(before, after, sizes):
        if not _is_same(run):
            yield run
        elif run.before[0]["type"] not in LINES:
            yield from changed_runs(run.before[0]["content"], run.after[0]["content"], sizes)


def _runs(before: Sequence[Node], after: Sequence[Node], sizes: Sizes) -> Iterator[Run]:
    """Both divided wherever they have so far held the same."""
    ends, others = _ends(before, sizes), _ends(after, sizes)
    start, other_start = 0, 0
    for held, end in ends.items():
        if held in others:
            yield Run(before[start:end], after[other_start : others[held]])
            start, other_start = end, others[held]


def _ends(nodes: Sequence[Node], sizes: Sizes) -> dict[int, int]:
    """How many of the nodes hold so much together."""
    return {held: count for count, held in enumerate(accumulate(_size(node, sizes) for node in nodes), start=1)}


def _is_same(run: Run) -> bool:
    """Whether it is one node that stayed what it is."""
    if len(run.before) != 1 or len(run.after) != 1:
        return False
    old, new = run.before[0], run.after[0]
    return old[HOME] is new.get(HOME) and old["type"] == new["type"] and old.get("attrs") == new.get("attrs")


def _size(node: Node, sizes: Sizes) -> int:
    return sum(sizes[id(line)] for line in lines([node])) or 1  # an empty list is something, too


def reshaped(section: str, run: Run, numbers: Mapping[int, int], suggestions: Sequence[str]) -> Reshaped:
    """A run as it is kept; `numbers` has those of the lines that there are then, by their id."""
    homes: dict[int, int] = {}
    before = [_outline(node, homes, {}) for node in run.before]
    return Reshaped(section, before, [_outline(node, homes, numbers) for node in run.after], suggestions)


def _outline(node: Node, homes: dict[int, int], numbers: Mapping[int, int]) -> Node:
    outline: dict[str, Any] = {"type": node["type"], "attrs": node.get("attrs", {})}
    if HOME in node:
        outline["home"] = homes.setdefault(id(node[HOME]), len(homes))
    if node["type"] not in LINES:
        outline["content"] = [_outline(child, homes, numbers) for child in node["content"]]
    elif id(node) in numbers:
        outline["line"] = numbers[id(node)]
    return outline
