"""Blocks that a decision made others of become again what they were, with the words that they have by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment

from app.drafts.text.following import Lost, follow
from app.drafts.text.lines import LINES, words_of
from app.drafts.text.marks import BREAK
from app.drafts.text.moving import put, read_live
from app.drafts.text.outlines import Reshaped
from app.drafts.text.shaping import HOME
from app.drafts.text.traces import Line, Trace
from app.drafts.text.tree import ROOT, Node, Tree

# On a letter that stands where a line is to end again, until it does: a break that nobody suggests is in no text. A
# name of its own would be left in the update, among the marks that nobody can read.
BORDER = {BREAK: {"kind": "paragraph"}}

# Which child of the section a node is in, which child of that, and so on.
_Way = tuple[int, ...]


@dataclass(frozen=True)
class _Run:
    """Neighbours from `start` to `stop` as they are by now, and the blocks that are to be there instead."""

    start: int
    stop: int
    blocks: Tree


def rebuild(doc: Doc[Any], trace: Trace, ids: Collection[str], places: Mapping[tuple[str, int], XmlElement]) -> None:
    """Take back what the signs of these suggestions have made of blocks; they stand in the text again.

    `places` has the lines by section and number, as far as they were found. Raises Lost.
    """
    for section in doc.get(ROOT, type=XmlFragment).children:
        key = section.attributes["key"]
        wanted = reshaped_by(trace, key, ids)
        if wanted:
            blocks = read_live(section)
            rebuilding = _Rebuilding(trace, blocks, places)
            put(section, blocks, rebuilding.rebuilt(wanted))


def reshaped_by(trace: Trace, section: str, ids: Collection[str]) -> list[Reshaped]:
    """What the signs of these suggestions have made of blocks of a section."""
    return [one for one in trace.reshaped if one.section == section and not set(one.suggestions).isdisjoint(ids)]


class _Rebuilding:
    """Of one section: `blocks` are its blocks as they are."""

    def __init__(self, trace: Trace, blocks: Tree, places: Mapping[tuple[str, int], XmlElement]) -> None:
        self._blocks = blocks
        self._places = places
        self._lines = {(line.section, line.number): line for line in trace.lines}
        self._ways = {line[HOME]: way for line, way in _ways(blocks)}
        self._runs: defaultdict[int, list[_Run]] = defaultdict(list)  # by the id of the neighbours

    def rebuilt(self, wanted: Sequence[Reshaped]) -> Tree:
        for one in wanted:
            neighbours, start = self._found(one)
            stop = start + len(one.after)
            self._runs[id(neighbours)].append(_Run(start, stop, self._before(one, neighbours[start:stop])))
        blocks = self._replaced(self._blocks)
        if self._runs:  # one is in blocks that another one replaces
            raise Lost
        return blocks

    def _found(self, one: Reshaped) -> tuple[Tree, int]:
        """Among which neighbours the blocks are by now, and from which on."""
        for line, inner in _ways(one.after):
            element = self._places.get((one.section, line["line"]))
            way = self._ways.get(element, ())
            if element is not None and len(way) >= len(inner) and way[-len(inner)] >= inner[0]:
                return self._neighbours(way[: -len(inner)]), way[-len(inner)] - inner[0]
        raise Lost

    def _neighbours(self, way: _Way) -> Tree:
        blocks = self._blocks
        for index in way:
            blocks = blocks[index]["content"]
        return blocks

    def _before(self, one: Reshaped, present: Sequence[Node]) -> Tree:
        """The blocks as they were, with the words of the present ones."""
        homes: dict[int, tuple[Node, Node]] = {}
        contents: list[Tree] = [[]]
        for outline, node in _paired(one.after, present):
            if "home" in outline:
                homes[outline["home"]] = outline, node
            if outline["type"] in LINES:
                line = self._lines[one.section, outline["line"]]
                self._require_same(line, node[HOME])
                _fill(contents, node["content"])
                if not line.goes_on:
                    contents.append([])
        return list(_filled(one.before, homes, iter(contents)))

    def _require_same(self, line: Line, element: XmlElement) -> None:
        """A line that was not found may still be this one, if most of it is there."""
        found = self._places.get((line.section, line.number))
        if found is None:
            followed, letters = follow(line.words, words_of(element)), len(line.words)
            is_same = 2 * len(followed.letters(0, letters)) >= letters
        else:
            is_same = found == element
        if not is_same:
            raise Lost

    def _replaced(self, nodes: Tree) -> Tree:
        found: Tree = []
        at = 0
        for run in sorted(self._runs.pop(id(nodes), ()), key=lambda one: one.start):
            if run.start < at:  # two lines that are one by now would be there twice
                raise Lost
            found += [*map(self._inside, nodes[at : run.start]), *run.blocks]
            at = run.stop
        return [*found, *map(self._inside, nodes[at:])]

    def _inside(self, node: Node) -> Node:
        return node if node["type"] in LINES else {**node, "content": self._replaced(node["content"])}


def _ways(nodes: Sequence[Node], above: _Way = ()) -> Iterator[tuple[Node, _Way]]:
    """The lines of these nodes, each with the way to it."""
    for index, node in enumerate(nodes):
        if node["type"] in LINES:
            yield node, (*above, index)
        else:
            yield from _ways(node["content"], (*above, index))


def _paired(outlines: Sequence[Node], present: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Each node of an outline with the one that it is by now, from above and from the first on; Lost if others are
    there.
    """
    if [one["type"] for one in outlines] != [one["type"] for one in present]:
        raise Lost
    for outline, node in zip(outlines, present, strict=True):
        yield outline, node
        if outline["type"] not in LINES:
            yield from _paired(outline["content"], node["content"])


def _fill(contents: list[Tree], content: Sequence[Node]) -> None:
    """Add what stands in a line by now to the last of these lines; behind each border begins another."""
    for piece in content:
        if piece.get("marks") == BORDER:
            contents.append([])
        else:
            contents[-1].append(piece)


def _filled(
    outlines: Sequence[Node], homes: Mapping[int, tuple[Node, Node]], contents: Iterator[Tree]
) -> Iterator[Node]:
    for outline in outlines:
        is_line = outline["type"] in LINES
        content = next(contents) if is_line else list(_filled(outline["content"], homes, contents))
        then, node = homes.get(outline["home"], (outline, {}))
        found = {"type": outline["type"], "attrs": outline["attrs"], "content": content}
        if node and then["attrs"] == outline["attrs"]:  # what somebody has changed since stays
            found["attrs"] = node["attrs"]
        yield {**found, HOME: node[HOME]} if node else found
