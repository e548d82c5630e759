"""What pycrdt says of a change, and no more: its own events encode and wrap every detail, used or not.

This leans on the insides of pycrdt 0.14, which is pinned; what raises in here comes out of the transaction as an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pycrdt import Doc, XmlElement, XmlFragment
from pycrdt._base import base_types


def watch_updates(doc: Doc[Any], note: Callable[[bytes], None]) -> object:
    """Call `note` with the one update of every transaction, for as long as the answer is kept."""
    return doc._doc.observe(lambda event: note(event.update))


class Touched(NamedTuple):
    """A node that a transaction changed. `path` leads to it from the body; `added` are the nodes that came into it."""

    part: Any
    is_renamed: bool
    path: tuple[int, ...]
    added: list[Any]


def watch_parts(body: XmlFragment, note: Callable[[Touched], None]) -> object:
    """Call `note` with every node that a transaction changed; otherwise as above."""
    doc = body.doc

    def wrapped(node: Any) -> Any:
        return base_types[type(node)](_doc=doc, _integrated=node)

    def report(events: list[Any]) -> None:
        for event in events:
            part = wrapped(event.target)
            changes = event.delta if isinstance(part, XmlElement) else ()
            new = [node for change in changes for node in change.get("insert", ())]
            added = [wrapped(node) for node in new if type(node) in base_types]  # who reads the part finds the others
            note(Touched(part, bool(event.keys), tuple(event.path), added))

    return body.integrated.observe_deep(report)
