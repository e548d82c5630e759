"""Letters that lost their mark: typed on in one's own suggestion while it was accepted, they arrive as agreed words.

They bear no mark of their own, since they stand among letters that had it; so they have become `origin` with these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pycrdt import XmlText

from app.drafts.marks import INSERTION, ORIGIN


class _Letter(NamedTuple):
    """`origin` is the accepted suggestion that it came by; it stands at these bytes of its text."""

    letter: str
    origin: str | None
    start: int
    end: int

    @property
    def is_like(self) -> tuple[str, str | None]:
        return self.letter, self.origin


def mark_again(text: XmlText, was: XmlText, is_own: Callable[[str], bool]) -> None:
    """Suggest once more, under the same id, what an edit wrote into words that were this person's suggestion.

    Does nothing if the edit did anything else to agreed words: it is for the gate to refuse that.
    """
    old, new = _agreed(was, is_own), _agreed(text, is_own)
    first = _common(old, new)
    last = len(new) - _common(old[first:][::-1], new[first:][::-1])
    written = new[first:last]
    if len(old) != len(new) - len(written) or not all(one.origin and is_own(one.origin) for one in written):
        return
    for one in written:
        text.format(one.start, one.end, {INSERTION: {"id": one.origin}, ORIGIN: None})


def _agreed(text: XmlText, is_own: Callable[[str], bool]) -> list[_Letter]:
    """The letters that are no suggestion of this person."""
    letters, start = [], 0
    for words, attributes in text.diff():
        inserted, origin = (_id(attributes or {}, name) for name in (INSERTION, ORIGIN))
        for letter in words:
            end = start + len(letter.encode())
            if inserted is None or not is_own(inserted):
                letters.append(_Letter(letter, origin, start, end))
            start = end
    return letters


def _id(attributes: dict[str, Any], name: str) -> str | None:
    identity: str | None = attributes.get(name, {}).get("id")
    return identity


def _common(one: list[_Letter], other: list[_Letter]) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a.is_like != b.is_like), min(len(one), len(other)))
