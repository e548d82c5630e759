"""pandoc's JSON tree of a file from outside to blocks of a text tree, and by name what is no block.

The tree's form: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.documents.lines import BLOCKS_IN, QUOTES, SPACES, words_in
from app.documents.manuscript import LIST_STARTS, block, broken_lines, piece
from app.documents.received import Extra
from app.documents.tree import Node, safe_link

Marks = Mapping[str, dict[str, Any]]
_MARKS: Final = {"Strong": "bold", "Emph": "italic"}
# Looks that no text has; where the words mean something else without them, they are named one by one.
_LOOKS: Final = {
    "Underline": "underline", "SmallCaps": "underline", "Strikeout": "strikeout", "Superscript": "raised",
    "Subscript": "raised",
}  # fmt: skip
_NUMBERS: Final = ("DefaultStyle", "Decimal", "Example")


class Structure:
    """The blocks and extras of a tree, and its title if the file names one."""

    def __init__(self, ast: dict[str, Any]) -> None:
        self.extras: list[Extra] = []
        meta = ast["meta"]
        self.title = words_in(meta["title"]["c"]) if "title" in meta else ""
        subtitle = [block("paragraph", self._line(meta["subtitle"]["c"]))] if "subtitle" in meta else []
        self.blocks = [*subtitle, *self._blocks(ast["blocks"])]

    def _blocks(self, blocks: Sequence[Any]) -> list[Node]:
        return _whole_lists([found for one in blocks for found in self._block(one["t"], one.get("c"))])

    def _block(self, name: str, content: Any) -> list[Node]:
        if name in BLOCKS_IN and name != "BlockQuote":
            return self._blocks(BLOCKS_IN[name](content))
        reader = _READERS.get(name)
        return reader(self, content) if reader else self._unknown(content)

    def _paragraph(self, content: Any) -> list[Node]:
        if _is_entry(content):
            self.extras.append(Extra("contents", words_in(content)))
            return []
        line = self._line(content)
        return [block("paragraph", line)] if line else []

    def _heading(self, content: Any) -> list[Node]:
        line = self._line(content[2])
        return [block("heading", line, level=content[0])] if line else []

    def _line_block(self, content: Any) -> list[Node]:
        broken = [node for line in content for node in ({"type": "hardBreak"}, *self._line(line))]
        return [block("paragraph", broken[1:])]  # type: ignore[arg-type]  # mypy joins the two to a dict

    def _numbers(self, content: Any) -> list[Node]:
        (start, style, _), items = content
        if style["t"] not in _NUMBERS or start not in LIST_STARTS:
            self.extras.append(Extra("numbering", words_in(items)))
        return [block("orderedList", self._items(items), start=start if start in LIST_STARTS else 1)]

    def _items(self, items: Sequence[Any]) -> list[Node]:
        return [block("listItem", self._blocks(item)) for item in items]

    def _table(self, content: Any) -> list[Node]:
        """Each row in a line of its own."""
        self.extras.append(Extra("table", words_in(content)))
        _, (_, caption), _, (_, head), bodies, (_, foot) = content
        rows = [*head, *(row for body in bodies for part in body[2:] for row in part), *foot]
        cells = [[words_in(cell[4]) for cell in row[1]] for row in rows]
        lines = [words_in(caption), *(" | ".join(row) for row in cells if any(row))]
        return [block("paragraph", [piece(line, {})]) for line in lines if line]

    def _code(self, content: Any) -> list[Node]:
        self.extras.append(Extra("code", content[1]))
        return [block("paragraph", broken_lines(content[1]))]

    def _rule(self) -> list[Node]:
        self.extras.append(Extra("rule", ""))
        return []

    def _unknown(self, content: Any) -> list[Node]:
        """Definitions and whatever pandoc will invent: its words, if it has any."""
        words = words_in(content)
        if words:
            self.extras.append(Extra("other", words))
        return [block("paragraph", [piece(words, {})])] if words else []

    def _line(self, inlines: Sequence[Any]) -> list[Node]:
        return list(self._inlines(inlines, {}))

    def _inlines(self, inlines: Sequence[Any], marks: Marks) -> Iterator[Node]:
        for one in inlines:
            yield from self._inline(one["t"], one.get("c"), marks)

    def _inline(self, name: str, content: Any, marks: Marks) -> Iterator[Node]:
        match name:
            case "Str":
                yield piece(content, marks)
            case "LineBreak":
                yield {"type": "hardBreak"}
            case "Space" | "SoftBreak":
                yield piece(SPACES[name], marks)
            case "Strong" | "Emph":
                yield from self._inlines(content, {**marks, _MARKS[name]: {}})
            case "Link":
                yield from self._inlines(content[1], self._linked(content[2][0], marks))
            case "Span" | "Cite":
                yield from self._inlines(content[1], marks)
            case _:
                yield from self._look(name, content, marks)

    def _look(self, name: str, content: Any, marks: Marks) -> Iterator[Node]:
        if name in _LOOKS:
            if not (name == "Underline" and "link" in marks):  # how Word shows links
                self.extras.append(Extra(_LOOKS[name], words_in(content)))
            yield from self._inlines(content, marks)
        elif name == "Quoted":
            before, after = QUOTES[content[0]["t"]].split("{}")
            yield piece(before, marks)
            yield from self._inlines(content[1], marks)
            yield piece(after, marks)
        else:
            yield from (piece(words, marks) for words in self._extra(name, content) if words)

    def _extra(self, name: str, content: Any) -> list[str]:
        """What stands in the text for something that no text holds."""
        if name == "Image":
            self.extras.append(Extra("image", words_in(content[1]) or str(content[2][0])))
            return []
        kinds = {"Note": "footnote", "Math": "formula", "Code": "code"}
        words = str(content[1]) if name in ("Math", "Code") else words_in(content)
        if words:
            self.extras.append(Extra(kinds.get(name, "other"), words))
        return [f" [{words}]" if name == "Note" else words]

    def _linked(self, address: str, marks: Marks) -> Marks:
        if safe_link({"href": address}):
            return {**marks, "link": {"href": address}}
        self.extras.append(Extra("link", address))
        return marks


def _is_entry(inlines: Sequence[Any]) -> bool:
    """Whether a line is one of a table of contents: nothing but a link to a place in the same file."""
    return [one["t"] for one in inlines] == ["Link"] and str(inlines[0]["c"][2][0]).startswith("#")


def _whole_lists(blocks: Sequence[Node]) -> list[Node]:
    """pandoc takes each item for a list of its own if LibreOffice has saved a list that does not start with 1."""
    whole: list[Node] = []
    for node in blocks:
        if whole and node["type"] == "orderedList" and node["attrs"]["start"] > 1 and _is_like(whole[-1], node):
            whole[-1] = {**whole[-1], "content": [*whole[-1]["content"], *node["content"]]}
        else:
            whole.append(node)
    return whole


def _is_like(one: Node, other: Node) -> bool:
    return one["type"] == other["type"] and one["attrs"] == other["attrs"]


_READERS: Final[dict[str, Callable[[Structure, Any], list[Node]]]] = {
    "Para": Structure._paragraph,
    "Plain": Structure._paragraph,
    "Header": Structure._heading,
    "LineBlock": Structure._line_block,
    "BulletList": lambda self, content: [block("bulletList", self._items(content))],
    "OrderedList": Structure._numbers,
    "BlockQuote": lambda self, content: [block("blockquote", self._blocks(content))],
    "Table": Structure._table,
    "CodeBlock": Structure._code,
    "HorizontalRule": lambda self, _: self._rule(),
}
