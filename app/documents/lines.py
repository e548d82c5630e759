"""pandoc's JSON tree of a file that came back: to plain lines, and what is none.

The tree's form: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from app.documents.received import BULLET, LOOKS, NUMBER, PARAGRAPH, Extra, Line, heading

# Where in its content an element keeps what is inside; None: its content is that.
_INSIDE: Final[dict[str, int | None]] = {
    "Emph": None, "Underline": None, "Strong": None, "Strikeout": None, "Superscript": None, "Subscript": None,
    "SmallCaps": None, "Cite": 1, "Link": 1, "Span": 1,
}  # fmt: skip
BLOCKS_IN: Final[dict[str, Callable[[Any], Sequence[Any]]]] = {
    "BlockQuote": lambda content: content,
    "Div": lambda content: content[1],
    "Figure": lambda content: [*content[2], *content[1][1]],  # its caption last
}
_MARKS: Final = {"Strong": frozenset({"bold"}), "Emph": frozenset({"italic"})}
QUOTES: Final = {"DoubleQuote": "„{}“", "SingleQuote": "‚{}‘"}
SPACES: Final = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
# What the lines of a DOCX with these styles become, if they come first; an ODT has them as its first paragraphs.
HEAD: Final = ("title", "subtitle")


class Reading:
    """The lines and extras of a tree."""

    def __init__(self, ast: dict[str, Any]) -> None:
        self.lines: list[Line] = []
        self.extras: list[Extra] = []
        for name in HEAD:
            if name in ast["meta"]:
                self._line(PARAGRAPH, ast["meta"][name]["c"])
        self._blocks(ast["blocks"], PARAGRAPH)

    def _blocks(self, blocks: Sequence[Any], kind: str) -> None:
        for block in blocks:
            self._block(block["t"], block.get("c"), kind)

    def _block(self, name: str, content: Any, kind: str) -> None:
        match name:
            case "Para" | "Plain":
                self._line(kind, content)
            case "Header":
                self._line(heading(content[0]), content[2])
            case "BulletList":
                self._items(content, BULLET)
            case "OrderedList":
                self._items(content[1], NUMBER)
            case "BlockQuote" | "Div" | "Figure":
                self._blocks(BLOCKS_IN[name](content), kind)
            case "Table":
                self.extras.append(Extra("table", words_in(content)))
            case _:
                self._unknown(content)

    def _items(self, items: Sequence[Any], kind: str) -> None:
        for item in items:
            self._blocks(item, kind)

    def _unknown(self, content: Any) -> None:
        """Code, definitions and whatever pandoc will invent: its words, if it has any."""
        if words := words_in(content):
            self.extras.append(Extra("other", words))

    def _line(self, kind: str, inlines: Sequence[Any]) -> None:
        pieces = list(self._pieces(inlines, frozenset()))
        text = "".join(words for words, _ in pieces)
        if text.strip():
            self.lines.append(Line(kind, text, "".join(LOOKS[marks] * len(words) for words, marks in pieces)))

    def _pieces(self, inlines: Sequence[Any], marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        for one in inlines:
            yield from self._piece(one["t"], one.get("c"), marks)

    def _piece(self, name: str, content: Any, marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        if name == "Strikeout":  # struck by hand, not tracked: the words count, and somebody may mean them to go
            self.extras.append(Extra("strikeout", words_in(content)))
        if name in SPACES or name == "Str":
            yield SPACES.get(name, content), marks
        elif name in _INSIDE:
            inside = _INSIDE[name]
            yield from self._pieces(
                content if inside is None else content[inside], marks | _MARKS.get(name, frozenset())
            )
        elif name == "Quoted":
            before, after = QUOTES[content[0]["t"]].split("{}")
            yield before, marks
            yield from self._pieces(content[1], marks)
            yield after, marks
        else:
            self._extra(name, content)

    def _extra(self, name: str, content: Any) -> None:
        match name:
            case "Note":
                self.extras.append(Extra("footnote", words_in(content)))
            case "Image":
                self.extras.append(Extra("image", words_in(content[1]) or str(content[2][0])))
            case "Math":
                self.extras.append(Extra("formula", str(content[1])))
            case _:
                self._unknown(content)


def all_words(ast: dict[str, Any]) -> str:
    """All words of a tree that are read: what else pandoc knows of a file, such as its author, is not."""
    head = (ast["meta"][name] for name in HEAD if name in ast["meta"])
    return " ".join(words_in(part) for part in (*head, ast["blocks"]))


def words_in(part: Any) -> str:
    """All words in a part of a tree, whatever it is, in one line."""
    return " ".join("".join(_letters_in(part)).split())


def _letters_in(part: Any) -> list[str]:
    if isinstance(part, list):
        return [letters for child in part for letters in _letters_in(child)]
    if not isinstance(part, dict):
        return []
    if part.get("t") in ("Str", "Code", "CodeBlock", "Math", "RawInline", "RawBlock"):
        content = part["c"]
        return [content if isinstance(content, str) else f" {content[-1]} "]
    if part.get("t") in SPACES:
        return [" "]
    edge = [" "] if part.get("t") in ("Para", "Plain", "Header", "Note") else []
    return [*edge, *_letters_in(part.get("c", [])), *edge]
