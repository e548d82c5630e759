"""Small changes of a live text whose places were all found before the first one is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pycrdt import XmlElement, XmlText

from app.drafts.text import tree


@dataclass(frozen=True)
class Format:
    """Attributes that change on letters that are there."""

    text: XmlText
    start: int
    end: int
    changes: dict[str, Any]


@dataclass(frozen=True)
class Insert:
    """Words that come back."""

    text: XmlText
    at: int
    words: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Remove:
    """A hard break that goes."""

    line: XmlElement
    element: XmlElement


Change = Format | Insert | Remove


def apply(changes: Sequence[Change]) -> None:
    """First the marks, which move nothing, then words from the end on, so that places before them stay the same, and at
    last the breaks that go.
    """
    inserts: dict[XmlText, list[Insert]] = {}
    for change in changes:
        if isinstance(change, Format):
            change.text.format(change.start, change.end, change.changes)
        elif isinstance(change, Insert):
            inserts.setdefault(change.text, []).append(change)
    for text, several in inserts.items():
        _insert(text, several)
    _remove([change for change in changes if isinstance(change, Remove)])


def _insert(text: XmlText, several: Sequence[Insert]) -> None:
    there = [attributes for _, _, _, attributes in tree.runs(text)]
    others = dict.fromkeys({key for some in (*there, *(one.attributes for one in several)) for key in some}, None)
    for one in sorted(several, key=lambda one: one.at)[::-1]:  # of two at one place the later first
        text.insert(one.at, one.words, {**others, **one.attributes})


def _remove(breaks: Sequence[Remove]) -> None:
    gone: dict[XmlElement, set[XmlElement]] = {}
    for one in breaks:
        gone.setdefault(one.line, set()).add(one.element)
    for line, elements in gone.items():
        indexes = [index for index, child in enumerate(line.children) if child in elements]
        for index in reversed(indexes):
            del line.children[index]
