"""The sections of a live text: they stay as they are, and an edit is looked at by the section that it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pycrdt import XmlFragment

from app.drafts.live.watching import Touched
from app.drafts.text.tree import Tree


class Sections:
    """The nodes of a body and their keys; the keys are known once the text was read."""

    def __init__(self, body: XmlFragment) -> None:
        self._body = body
        self._nodes = list(body.children)
        self._keys: list[str] = []
        self._may_grow = False

    @contextmanager
    def growing(self) -> Iterator[None]:
        """The server adds what a template has more; nobody else adds any."""
        self._may_grow = True
        yield
        self._may_grow = False  # after a refusal it is all thrown away

    def are_kept(self) -> bool:
        """Whether they are the same nodes as ever, in their order, and nothing is between them."""
        nodes: list[Any] = list(self._body.children)
        kept = [node for node in nodes if node in self._nodes] if self._may_grow else nodes
        if len(self._body.children) != len(nodes) or kept != self._nodes:
            return False
        if kept != nodes:
            self._nodes, self._keys = nodes, [str(node.attributes["key"]) for node in nodes]
        return True

    def are_named_in(self, text: Tree) -> bool:
        """Whether they have their names in a text that was read, each its own."""
        keys = [node["attrs"]["key"] for node in text]
        if len(set(keys)) < len(keys) or self._keys not in ([], keys):
            return False
        self._keys = keys
        return True

    def touched(self, parts: Sequence[Touched], is_meant: Callable[[str], bool]) -> list[Touched]:
        """What was touched below the sections whose key `is_meant`."""
        return [one for one in parts if one.path and is_meant(self._keys[one.path[0]])]
