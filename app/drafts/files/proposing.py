"""Suggested changes of lines and looks for a file: what they say in words, and the text as it would be with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import flask_babel

from app.documents.breaking import LINES, cut, is_wish, lines_in, origin
from app.documents.tree import Node as Block
from app.drafts.text.marks import BREAK, DELETION, INSERTION, RESTYLED, SHAPES, break_of, styled
from app.drafts.text.shaping import shaped
from app.drafts.text.tree import Node, Tree

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext

Authors = Mapping[str, Mapping[str, str]]


def marks_told(marks: Mapping[str, Any], authors: Authors) -> dict[str, Any]:
    """The marks of a piece about its line and its look, as a file tells of them: who, when and in words."""
    told: dict[str, Any] = {}
    if BREAK in marks:
        kind = break_of(marks)
        told[BREAK] = {"kind": kind, "said": _as_suggestion(_of_line()[kind])} if kind in SHAPES else marks[BREAK]
    if RESTYLED in marks:
        told[RESTYLED] = {"wishes": [_wish(one, authors) for one in marks[RESTYLED]["wishes"]]}
    return told


def _wish(wish: Mapping[str, str], authors: Authors) -> dict[str, Any]:
    name, mark = styled(wish["style"])
    said = _("mit Link auf %(address)s", address=mark["href"]) if mark else _of_look()[wish["style"]]
    return {**authors[wish["id"]], "name": name, "mark": mark, "said": _as_suggestion(said)}


def _as_suggestion(said: str) -> str:
    return _("Vorschlag: %(change)s", change=said)


def _of_line() -> dict[str | None, str]:
    return {
        "join": _("Mit dem Absatz davor verbinden"),
        "heading1": _("Als Überschrift"),
        "heading2": _("Als Überschrift zweiter Stufe"),
        "plain": _("Als Absatz statt Überschrift"),
        "bullets": _("Als Liste"),
        "numbers": _("Als nummerierte Liste"),
        "quote": _("Als Zitat"),
        "out": _("Aus der Liste oder dem Zitat nehmen"),
    }


def _of_look() -> dict[str, str]:
    return {
        "bold": _("fett statt normal"),
        "-bold": _("normal statt fett"),
        "italic": _("kursiv statt normal"),
        "-italic": _("normal statt kursiv"),
        "-link": _("ohne Link"),
    }


def proposed(blocks: list[Block]) -> list[Block]:
    """The blocks of a tracked section as they would be with every suggested change of a line, struck words among them;
    empty if all of its lines are what they are to be.
    """
    lines = cut(blocks)
    if not any(map(_is_changed, lines_in(lines))):
        return []
    numbers = iter(range(sum(1 for _line in lines_in(lines))))
    marked = [_marked(node, numbers) for node in cast("Tree", lines)]
    return _without_signs(cast("list[Block]", shaped(marked, _is_in, _is_gone)))


def _is_changed(line: Block) -> bool:
    """Whether somebody wishes the line to be something else, or what is behind a cut in it: a heading has one line."""
    is_cut = line["type"] == "heading" and any(break_of(piece.get("marks", {})) in _MADE for piece in line["content"])
    return is_cut or any(map(is_wish, line["content"]))


def _marked(node: Node, numbers: Iterator[int]) -> Node:
    """A node whose lines begin with their origin and in which nothing but agreed words counts as words."""
    if node["type"] not in LINES:
        return {**node, "content": [_marked(child, numbers) for child in node["content"]]}
    content = [_counted(piece) for piece in node["content"] if break_of(piece.get("marks", {})) not in _MADE]
    return {**node, "content": [_counted({**origin(next(numbers))}), *content]}


_MADE = frozenset({"paragraph", "begun"})  # what `cut` has made true


def _counted(piece: Node) -> Node:
    """A struck word, and what is none, is no agreed word any more: as one that is only suggested."""
    marks = piece.get("marks", {})
    return {**piece, "marks": {**marks, INSERTION: {}}} if DELETION in marks or _is_origin(piece) else piece


def _is_origin(piece: Node) -> bool:
    return "line" in piece.get("marks", {}).get(BREAK, {})


def _is_in(piece: Node) -> bool:
    return is_wish(cast("Block", piece))


def _is_gone(piece: Node) -> bool:
    return DELETION in piece.get("marks", {}) or _is_origin(piece)


def _without_signs(blocks: list[Block]) -> list[Block]:
    """The blocks without what became true, and with nothing in the marks but the origins of lines."""
    return [_bare(block) for block in blocks if not is_wish(block)]


def _bare(block: Block) -> Block:
    if block["type"] == "text":
        return {**block, "marks": block["marks"] if _is_origin(cast("Node", block)) else {}}
    return {**block, "content": _without_signs(block["content"])} if "content" in block else block
