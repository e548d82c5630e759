"""Suggestions of a tracked text as a format can show them: as a change, or else as a remark at its place.

DOCX can say of a paragraph and of words what they were before (ECMA-376 part 1, 17.13.5.29 and 17.13.5.31) and that the
end of a paragraph is to go (17.13.5.15). OpenDocument 1.3 (part 3, 5.5) has neither a former list nor a former look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from app.documents.breaking import LINES, break_of, cut, is_wish, lines_in, origins_of, sign
from app.documents.document import Document, Part, Remark, Text
from app.documents.joining import joined
from app.documents.looks import in_looks
from app.documents.tree import Node
from app.documents.turns import Plan, Wish


def shown(document: Document, form: str) -> Document:
    """The prepared document with its suggestions as DOCX or ODT can show them."""
    showing = _Showing(form)
    parts = [showing.part(part) for part in document.parts]
    return replace(document, parts=parts, remarks=[*document.remarks, *showing.remarks])


class _Showing:
    """Goes through the parts of a document in their order."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._lines = 0
        self._told: dict[tuple[int, str, str, str], Remark] = {}

    @property
    def remarks(self) -> list[Remark]:
        return list(self._told.values())

    def part(self, part: Part) -> Part:
        if not isinstance(part, Text) or not part.tracked:
            return part
        blocks = cut(part.blocks)
        plan, first = Plan(blocks, part.proposed), self._lines
        numbers = iter(range(sum(1 for _ in lines_in(blocks))))
        blocks = _each_line(blocks, lambda line: self._line(line, next(numbers), plan, first))
        self._lines += len(plan.turns)
        if self._form == "odt":
            return replace(part, blocks=joined(blocks), proposed=[])
        return replace(part, blocks=blocks, proposed=_each_line(part.proposed, lambda line: _outline(line, first)))

    def _line(self, line: Node, number: int, plan: Plan, first: int) -> Node:
        """A line with its changes: what it is to be stands at its begin, that its end is to go stands there."""
        turn = plan.turns[number]
        told = turn.told if self._form == "docx" else [*turn.told, *turn.shown]
        ids = [self._id(first + number, wish) for wish in told]
        content = [piece for one in line["content"] if not is_wish(one) for piece in self._pieces(one, first + number)]
        content = _remarked_line(content, ids)
        if self._form == "odt":
            return {**line, "content": content, "attrs": {**line.get("attrs", {}), "joined": turn.joined}}
        joins = plan.turns[number + 1].joined if number + 1 < len(plan.turns) else None
        content += [sign({"kind": "joined", **joins})] if joins else []
        begin = [turn.begin(number, first)] if plan.is_needed and (content or turn.is_wished) else []
        return {**line, "content": [*begin, *content]}

    def _pieces(self, piece: Node, line: int) -> Iterator[Node]:
        pieces, told = in_looks(piece, self._form)
        ids = [self._id(line, wish) for wish in told]
        yield from (_remarked(one, ids) for one in pieces)

    def _id(self, line: int, wish: Wish) -> str:
        """The remark that tells of a wish, one for all pieces of a line."""
        key = (line, wish["by"], wish["at"], wish["said"])
        name = f"wish{len(self._told) + 1}"
        return self._told.setdefault(key, Remark(name, wish["by"], wish["at"], wish["said"])).id


def _each_line(nodes: Sequence[Node], change: Callable[[Node], Node]) -> list[Node]:
    return [
        change(node) if node["type"] in LINES else {**node, "content": _each_line(node.get("content", []), change)}
        for node in nodes
    ]


def _outline(line: Node, first: int) -> Node:
    """A proposed line without words, which the file has elsewhere."""
    return {**line, "content": [sign({"kind": "begun", "origins": [first + one for one in origins_of(line)]})]}


def _remarked_line(content: list[Node], ids: Sequence[str]) -> list[Node]:
    """A line's pieces with remarks on its words, or on the place where none are."""
    words = [piece for piece in content if _is_word(piece)]
    if words or not ids:
        return [_remarked(piece, ids) if _is_word(piece) else piece for piece in content]
    return [*content, _remarked({"type": "text", "text": ""}, ids)]


def _is_word(piece: Node) -> bool:
    return piece["type"] == "text" and break_of(piece) is None


def _remarked(piece: Node, ids: Sequence[str]) -> Node:
    marks = piece.get("marks", {})
    if not ids:
        return piece
    return {**piece, "marks": {**marks, "comment": {"ids": [*marks.get("comment", {}).get("ids", []), *ids]}}}
