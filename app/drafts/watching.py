"""What pycrdt says of a change, and no more: its own events encode and wrap every detail, used or not.

This leans on the insides of pycrdt 0.14, which is pinned; what raises in here comes out of the transaction as an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pycrdt import Doc, XmlFragment
from pycrdt._base import base_types


def watch_updates(doc: Doc[Any], note: Callable[[bytes], None]) -> object:
    """Call `note` with the one update of every transaction, for as long as the answer is kept."""
    return doc._doc.observe(lambda event: note(event.update))


def watch_parts(body: XmlFragment, note: Callable[[Any, bool], None]) -> object:
    """Call `note` with every node that a transaction changed, and whether its attributes; otherwise as above."""
    doc = body.doc

    def report(events: list[Any]) -> None:
        for event in events:
            target = event.target
            note(base_types[type(target)](_doc=doc, _integrated=target), bool(event.keys))

    return body.integrated.observe_deep(report)
