"""The lines of a live text, its paragraphs and headings, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pycrdt import XmlElement, XmlText

from app.drafts.text.tree import runs

LINES = ("paragraph", "heading")


class Letter(NamedTuple):
    """A letter of a line. `home` is its text, where it stands from byte `start` to `end`; a hard break is its own."""

    sign: str
    home: XmlText | XmlElement
    start: int
    end: int
    attributes: Mapping[str, Any]


def lines_below(parent: Any) -> Iterator[XmlElement]:
    """The paragraphs and headings of a node, however deep."""
    for child in parent.children:
        if isinstance(child, XmlElement) and child.tag in LINES:
            yield child
        elif isinstance(child, XmlElement):
            yield from lines_below(child)


def pieces_of(line: XmlElement) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """The differently marked pieces of a line; without attributes: a hard break, as a line feed."""
    for child in line.children:
        if isinstance(child, XmlText):
            yield from ((words, attributes) for _, _, words, attributes in runs(child))
        else:
            yield "\n", None


def words_of(line: XmlElement) -> str:
    return "".join(words for words, _ in pieces_of(line))


def letters_of(line: XmlElement) -> list[Letter]:
    return [letter for child in line.children for letter in _letters(child)]


def _letters(child: Any) -> Iterator[Letter]:
    if isinstance(child, XmlElement):
        yield Letter("\n", child, 0, 0, {})
        return
    for start, _, words, attributes in runs(child):
        for sign in words:
            end = start + len(sign.encode())
            yield Letter(sign, child, start, end, attributes)
            start = end
