"""Accepted breaks: signs in a live text become real paragraphs and line breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import XmlElement, XmlText

from app.drafts.text.tree import runs

# What stands in a line: texts as their differently marked pieces, and None for a hard break.
Content = list[list[tuple[str, Any]] | None]


def put_breaks(text: XmlText, start: int, end: int, kind: str) -> None:
    """Put a break of this kind for each sign of the piece from `start` to `end` (bytes); what is behind moves on.

    In a list, what was an item of one paragraph becomes several items.
    """
    signs = sum(len(words) for at, _, words, _ in runs(text) if at == start)
    line: Any = text.parent
    tail = _take_tail(line, text, start, end)
    if kind == "line":
        _append(line, [*[None] * signs, *tail])
        return
    for _ in range(signs):
        line = _new_line_after(line)
    _append(line, tail)


def _take_tail(line: Any, text: XmlText, start: int, end: int) -> Content:
    """Take what is behind the signs, and the signs, out of the line."""
    children = list(line.children)
    behind = children.index(text) + 1
    tail: Content = [[(words, marks) for at, _, words, marks in runs(text) if at >= end]]
    tail += [list(child.diff()) if isinstance(child, XmlText) else None for child in children[behind:]]
    for index in reversed(range(behind, len(children))):
        del line.children[index]
    del text[start:]
    return tail


def _new_line_after(line: Any) -> Any:
    """An empty paragraph behind a line: in the next item, if the line is all that there is in one."""
    parent: Any = line.parent
    if parent.tag == "listItem" and len(parent.children) == 1:
        item = _insert_after(parent, "listItem")
        return item.children.append(XmlElement("paragraph"))
    return _insert_after(line, "paragraph")


def _insert_after(element: Any, tag: str) -> Any:
    siblings = element.parent.children
    return siblings.insert(list(siblings).index(element) + 1, XmlElement(tag))


def _append(line: Any, content: Sequence[list[tuple[str, Any]] | None]) -> None:
    for part in content:
        if part is None:
            line.children.append(XmlElement("hardBreak"))
        elif part:
            _write(line.children.append(XmlText("")), part)


def _write(text: XmlText, pieces: Sequence[tuple[str, Any]]) -> None:
    at = 0
    for words, attributes in pieces:
        text.insert(at, words, attributes or {})
        at += len(words.encode())
