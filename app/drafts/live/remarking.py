"""Letters that lost their mark: typed on in one's own suggestion while it was accepted, they arrive as agreed words.

They bear no mark of their own, since they stand among letters that had it; so they have become `origin` with these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from pycrdt import XmlText

from app.drafts.text import tree
from app.drafts.text.alignment import edges
from app.drafts.text.marks import INSERTION, ORIGIN


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
    head, tail = edges([one.is_like for one in old], [one.is_like for one in new])
    written = new[head : len(new) - tail]
    if len(old) != len(new) - len(written) or not all(one.origin and is_own(one.origin) for one in written):
        return
    for one in written:
        text.format(one.start, one.end, {INSERTION: {"id": one.origin}, ORIGIN: None})


def _agreed(text: XmlText, is_own: Callable[[str], bool]) -> list[_Letter]:
    """The letters that are no suggestion of this person."""
    letters = []
    for start, _, words, attributes in tree.runs(text):
        inserted, origin = (_id(attributes, name) for name in (INSERTION, ORIGIN))
        if inserted is None or not is_own(inserted):
            ends = accumulate((len(letter.encode()) for letter in words), initial=start)
            letters += [_Letter(letter, origin, *at) for letter, at in zip(words, pairwise(ends), strict=True)]
    return letters


def _id(attributes: Mapping[str, Any], name: str) -> str | None:
    identity: str | None = attributes.get(name, {}).get("id")
    return identity
