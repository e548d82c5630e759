"""Sentences of a text that lead to their way: to the suggestions and votes that they went through."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from app.drafts.text.lines import LINES
from app.drafts.text.origins import Origin, sentences
from app.drafts.text.tree import Node, Tree

_Left = deque[tuple[int, Origin]]


def with_ways(text: Tree, origins: Sequence[Origin]) -> Tree:
    """The text with the mark "way" on these sentences: {"number": place among `origins`, from 1; "begins"}.

    They are found again by their words, in the order of the text. A link in a sentence stays a link.
    """
    left: _Left = deque(enumerate(origins, start=1))
    return [_node(section, section["attrs"]["key"], left) for section in text]


def _node(node: Node, section: str, left: _Left) -> Node:
    if node["type"] in LINES:
        return {**node, "content": list(_line(node["content"], section, left))}
    content = node.get("content")
    return node if content is None else {**node, "content": [_node(child, section, left) for child in content]}


def _line(content: Sequence[Node], section: str, left: _Left) -> Iterator[Node]:
    start = 0
    for sentence in sentences("".join(map(_letters, content))):
        end = start + len(sentence)
        number = _number(sentence.strip(), section, left)
        yield from _on_the_way(_between(content, start, end), number)
        start = end


def _number(sentence: str, section: str, left: _Left) -> int | None:
    is_next = bool(left) and (left[0][1].section, left[0][1].sentence) == (section, sentence)
    return left.popleft()[0] if is_next else None


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


def _on_the_way(pieces: Iterator[Node], number: int | None) -> Iterator[Node]:
    begins = True
    for piece in pieces:
        marks = piece.get("marks", {})
        if number is None or "link" in marks:
            yield piece
        else:
            yield {**piece, "marks": {**marks, "way": {"number": number, "begins": begins}}}
            begins = False
