"""Paragraphs, lists and the like of two texts, and which of them became which."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from app.drafts.text.alignment import Pair, matches, resembling, with_gaps
from app.drafts.text.tree import Node

# Blocks of one family can become each other without being written anew.
LINES, _LISTS = "lines", "lists"
_FAMILIES = {"paragraph": LINES, "heading": LINES, "bulletList": _LISTS, "orderedList": _LISTS}
# Two blocks of which this share of the words is the same are one block that was changed.
_ALIKE = 0.4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Block:
    """A node with the `blocks` in it. Of the two texts that were read together, equal blocks have the same `number`."""

    node: Node
    family: str
    shape: str
    words: frozenset[str]
    blocks: Sequence[Block]
    number: int


def family(node: Node) -> str:
    return _FAMILIES.get(node["type"], str(node["type"]))


def blocks_of(old: Sequence[Node], new: Sequence[Node]) -> tuple[list[Block], list[Block]]:
    """The blocks of two texts, each with those below it."""
    numbers: dict[Hashable, int] = {}
    return [_block(node, numbers) for node in old], [_block(node, numbers) for node in new]


def _block(node: Node, numbers: dict[Hashable, int]) -> Block:
    kind, shape = family(node), json.dumps([node["type"], node.get("attrs")], sort_keys=True)
    if kind == LINES:
        inside = json.dumps(node["content"], sort_keys=True)
        return Block(node, kind, shape, _words(node), [], numbers.setdefault((shape, inside), len(numbers)))
    blocks = [_block(child, numbers) for child in node["content"]]
    words = frozenset[str]().union(*(block.words for block in blocks))
    named = (shape, *(block.number for block in blocks))
    return Block(node, kind, shape, words, blocks, numbers.setdefault(named, len(numbers)))


def _words(line: Node) -> frozenset[str]:
    return frozenset(_WORD.findall("".join(piece.get("text", "\n") for piece in line["content"])))


def aligned(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Which block became which: first those that are the same, then between them those that resemble each other."""
    same = matches([block.number for block in old], [block.number for block in new], lambda _: True)
    found: list[Pair] = []
    for gap, pair in with_gaps(same, len(old), len(new)):
        alike = resembling([old[i] for i in gap.old], [new[j] for j in gap.new], _resemblance)
        found += ((gap.old[i], gap.new[j]) for i, j in alike)
        found += [pair] if pair else []
    return found


def _resemblance(old: Block, new: Block) -> float:
    if old.family != new.family:
        return 0.0
    if not old.words and not new.words:
        return 1.0
    share = 2 * len(old.words & new.words) / (len(old.words) + len(new.words))
    return share if share >= _ALIKE else 0.0
