"""Sentences of a text that lead to their way: to the suggestions and votes that they went through."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.drafts.text.lines import LINES
from app.drafts.text.origins import sentences
from app.drafts.text.readings import with_pieces
from app.drafts.text.tree import Node, Tree


class _Ways(NamedTuple):
    """The sentences that are still to be found, with their numbers."""

    left: deque[tuple[int, tuple[str, str]]]
    leads_to: str


def with_ways(text: Tree, sentences: Sequence[tuple[str, str]], leads_to: str) -> Tree:
    """The text with the mark "way" on these sentences: {"number": their place from 1; "begins"; "leads_to"}.

    They are pairs (key of the section, sentence), found again by their words, in the order of the text. A link in a
    sentence stays a link. `leads_to` is an address, in which the number takes the place of „{}“.
    """
    ways = _Ways(deque(enumerate(sentences, start=1)), leads_to)
    return [_node(section, section["attrs"]["key"], ways) for section in text]


def _node(node: Node, section: str, ways: _Ways) -> Node:
    if node["type"] in LINES:
        cut = list(_line(node["content"], section, ways))
        return {**node, "content": with_pieces(cut, lambda piece: piece)}  # a link over two sentences is one again
    content = node.get("content")
    return node if content is None else {**node, "content": [_node(child, section, ways) for child in content]}


def _line(content: Sequence[Node], section: str, ways: _Ways) -> Iterator[Node]:
    start = 0
    for sentence in sentences("".join(map(_letters, content))):
        end = start + len(sentence)
        number = _number(sentence.strip(), section, ways)
        yield from _on_the_way(_between(content, start, end), number, ways.leads_to)
        start = end


def _number(sentence: str, section: str, ways: _Ways) -> int | None:
    is_next = bool(ways.left) and ways.left[0][1] == (section, sentence)
    return ways.left.popleft()[0] if is_next else None


def _between(content: Sequence[Node], start: int, end: int) -> Iterator[Node]:
    """The pieces of a line from one letter to another; those at the ends are cut."""
    at = 0
    for piece in content:
        letters = _letters(piece)
        first, last = max(start - at, 0), min(end - at, len(letters))
        at += len(letters)
        if first < last:
            yield piece if piece["type"] == "hardBreak" else {**piece, "text": letters[first:last]}


def _letters(piece: Node) -> str:
    return str(piece.get("text", "\n"))


def _on_the_way(pieces: Iterator[Node], number: int | None, leads_to: str) -> Iterator[Node]:
    begins = True
    for piece in pieces:
        marks = piece.get("marks", {})
        if number is None or "link" in marks:
            yield piece
        else:
            way = {"number": number, "begins": begins, "leads_to": leads_to.format(number)}
            yield {**piece, "marks": {**marks, "way": way}}
            begins = False
