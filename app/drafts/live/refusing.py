"""What the gate says no with, and whatever pycrdt fails with as such a no.

pycrdt's own failures are caught here and nowhere else: `RuntimeError` leaves a document half changed, and a panic in
its Rust part arrives as a `BaseException`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from app.drafts.text import tree
from app.drafts.text.marks import Unreadable

Reason = Literal[
    "malformed", "gap", "content", "sections", "closed", "document_full", "suggestion", "citation", "moved_on",
    "entangled", "voted_on",
]  # fmt: skip
# Refusals that speak of the moment: nobody has to look into them.
_OF_THE_MOMENT = frozenset({"gap", "moved_on", "entangled", "voted_on"})


class Refused(Exception):
    """The document does not take this. `reason` is the code that docs/live.md lists."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.is_of_the_moment = reason in _OF_THE_MOMENT


def readable(read: Callable[[], tree.Tree]) -> tree.Tree:
    try:
        return read()
    except tree.Crowded:
        raise Refused("document_full") from None
    except Unreadable as error:
        raise Refused("content", str(error)) from None


@contextmanager
def failures_of_pycrdt() -> Iterator[None]:
    """Whatever pycrdt raises inside, its panics included, comes out as Refused."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused("malformed", type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refused("malformed", "panic") from None
