"""Who may only suggest changes nothing but their own suggestions, whatever their browser sends.

The rule: take away what is this person's own suggestion, and the rest is the same before and after the edit. It is
asked of the parts that the edit touched, which are looked up by their path in a copy that is one edit behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pycrdt import Doc, XmlFragment, XmlText

from app.drafts.live.remarking import mark_again
from app.drafts.live.watching import Touched
from app.drafts.text import tree
from app.drafts.text.readings import without


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

    def check(self, touched: Sequence[Touched], is_own: Callable[[str], bool]) -> None:
        """Forbidden if a part that the edit touched says something else now, own suggestions apart.

        What is written anew is forbidden, too, if it says the same: others may just be writing in the old one.
        """
        for node in (node for one in touched for node in one.added):
            if not isinstance(node, XmlText) or without(_read(node), is_own):
                raise Forbidden
        for one in _topmost(touched):
            if without(_read(self._find(one.path)), is_own) != without(_read(one.part), is_own):
                raise Forbidden

    def mark_again(self, touched: Sequence[Touched], is_own: Callable[[str], bool]) -> None:
        """Let letters be suggestions again that lost their mark because others accepted what stands around them."""
        for one in _topmost(touched):
            if isinstance(one.part, XmlText):
                mark_again(one.part, self._find(one.path), is_own)

    def _find(self, path: Iterable[int]) -> Any:
        part: Any = self._body
        for index in path:
            part = part.children[index]
        return part


def _topmost(touched: Sequence[Touched]) -> list[Touched]:
    """Without what is below others: they are compared with all that is in them. So nothing above these has moved."""
    paths = {one.path for one in touched}
    return [one for one in touched if not any(one.path[:length] in paths for length in range(len(one.path)))]


def _read(part: Any) -> tree.Tree:
    with part.doc.transaction():
        return tree.read_part(part)
