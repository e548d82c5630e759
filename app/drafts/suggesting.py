"""Who may only suggest changes nothing but their own suggestions, whatever their browser sends.

The rule: take away what is this person's own suggestion, and the rest is the same before and after the edit. It is
asked of the parts that the edit touched, which are looked up by their path in a copy that is one edit behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pycrdt import Doc, XmlFragment

from app.drafts import tree
from app.drafts.readings import without


class Forbidden(Exception):
    """The edit changes more than the person's own suggestions."""


class Before:
    """A document as it was before the edit that is being judged."""

    def __init__(self, state: bytes) -> None:
        self._doc: Doc[Any] = Doc()
        self._doc.apply_update(state)
        self._body = self._doc.get(tree.ROOT, type=XmlFragment)

    def follow(self, update: bytes) -> None:
        """The edit has passed."""
        self._doc.apply_update(update)

    def check(self, touched: Iterable[Any], is_own: Callable[[str], bool]) -> None:
        """Forbidden if a part that the edit touched says something else now, own suggestions apart."""
        for part in touched:
            was = self._find(_path(part))
            if was is not None and without(_read(was), is_own) != without(_read(part), is_own):
                raise Forbidden

    def _find(self, path: list[int]) -> Any | None:
        """The part at this path; None if it is new: then the node that it was put into has changed, too."""
        part: Any = self._body
        for index in path:
            if index >= len(part.children):
                return None
            part = part.children[index]
        return part


def _path(part: Any) -> list[int]:
    path: list[int] = []
    while not isinstance(part, XmlFragment):
        siblings = list(part.parent.children)
        if part not in siblings:
            raise Forbidden  # the edit deleted the node that it touched
        path.append(siblings.index(part))
        part = part.parent
    return path[::-1]


def _read(part: Any) -> tree.Tree:
    with part.doc.transaction():
        return tree.read_part(part)
