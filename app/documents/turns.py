"""What becomes of each line of a tracked text: what it is, what it is to be, and whose wish that is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.breaking import LINES, break_of, is_wish, lines_in, origins_of, sign
from app.documents.tree import Node

Wish = Mapping[str, Any]  # {"by", "at", "said", …}
Shape = tuple[Any, ...]  # what a line is, behind what it stands in


@dataclass(frozen=True)
class Turn:
    """What becomes of a line: who joins it to the one before, which wishes show in its shape, which are only told."""

    former: int  # the line, cut in two by now, that it is a part of
    state: str  # "changed" in its shape, the "same", or "fixed": the same without a number that others could change
    who: Wish
    joined: Wish | None
    shown: Sequence[Wish]
    told: Sequence[Wish]
    is_wished: bool

    def begin(self, number: int, first: int) -> Node:
        """The sign at the begin of the line that says so; the text's lines are counted from `first` in the document."""
        who = {"by": self.who.get("by", ""), "at": self.who.get("at", "")}
        lines = {"line": first + number, "former": first + self.former}
        return sign({"kind": "begun", **lines, "state": self.state, **who})


class Plan:
    """What becomes of the lines of a text: `turns`, in their order."""

    def __init__(self, blocks: Sequence[Node], proposed: Sequence[Node]) -> None:
        self.is_needed = bool(proposed)
        lines = list(lines_in(blocks))
        self._cutters = [_cutter(before, line) for before, line in zip([None, *lines], lines, strict=False)]
        self._former = _first_parts(self._cutters)
        self._before, self._after = list(_shapes(blocks)), _shapes_by_origin(proposed)
        self._wishes = [[_wish(piece) for piece in line["content"] if is_wish(piece)] for line in lines]
        self._inner = {number for line in lines_in(proposed) for number in origins_of(line)[1:]}
        # A line that nobody wishes otherwise can get another number: by whose wish, the lines around it say.
        self._last: Wish = next((wish for wishes in self._wishes for wish in wishes), {})
        self.turns = [self._turn(number) for number in range(len(lines))]

    def _turn(self, number: int) -> Turn:
        wishes, former = self._wishes[number], self._former[number]
        before, after = self._before[former], self._after.get(number, self._before[former])
        joins = [one for one in wishes if one["kind"] == "join"] if number in self._inner else []
        others = [one for one in wishes if one["kind"] != "join"]
        is_changed, by = before != after, (others or joins or self._cutters[number] or [self._last])[-1]
        shown = [one for one in others if is_changed and _is_by(one, by)]
        self._last = wishes[-1] if wishes else self._last
        told = [one for one in wishes if one not in shown and one not in joins[-1:]]
        state = "changed" if is_changed else "same" if "orderedList" in before else "fixed"
        return Turn(former, state, by, _author(joins[-1]) if joins else None, shown, told, bool(wishes))


def _cutter(before: Node | None, line: Node) -> list[Wish]:
    """Who wants a paragraph to end before the line, if somebody does: then that one's last piece says so."""
    is_cut = before is not None and [break_of(piece) for piece in line["content"][:1]] == ["begun"]
    return [_author(before["content"][-1]["marks"]["insertion"])] if before and is_cut else []


def _first_parts(cutters: Sequence[list[Wish]]) -> list[int]:
    found: list[int] = []
    for number, cutter in enumerate(cutters):
        found.append(found[-1] if cutter else number)
    return found


def _shapes(nodes: Sequence[Node], within: Shape = ()) -> Iterator[Shape]:
    """Of each line, what it is and what it stands in."""
    for node in nodes:
        if node["type"] in LINES:
            yield (*within, node["type"], node.get("attrs", {}).get("level"))
        else:
            yield from _shapes(node.get("content", []), (*within, node["type"]))


def _shapes_by_origin(proposed: Sequence[Node]) -> dict[int, Shape]:
    pairs = zip(lines_in(proposed), _shapes(proposed), strict=True)
    return {number: shape for line, shape in pairs for number in origins_of(line)}


def _wish(piece: Node) -> Wish:
    return {**piece["marks"]["break"], **_author(piece["marks"]["insertion"])}


def _author(wish: Wish) -> Wish:
    return {"by": wish["by"], "at": wish["at"]}


def _is_by(one: Wish, other: Wish) -> bool:
    return _author(one) == _author(other)
