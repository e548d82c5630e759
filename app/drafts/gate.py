"""The gate: an update is tried on a shadow of the document, and only what the server can read and write again passes.

pycrdt's own failures are caught here and nowhere else: `RuntimeError` leaves a document half changed, and a panic in
its Rust part arrives as a `BaseException`. So a shadow that has met a refused update is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from pycrdt import Doc, XmlFragment

from app.drafts import tree, wire
from app.drafts.lib0 import Poisonous
from app.drafts.sections import SECTION_KEYS

MAX_UPDATE = 64_000  # bytes of one update over the socket
MAX_LONG_UPDATE = 1_000_000  # and over HTTP
MAX_CHARACTERS = 200_000  # about 60 pages
MAX_STATE = 8_000_000  # bytes of a document with its history

Reason = Literal["malformed", "gap", "content", "sections", "document_full"]
Change = Callable[[Doc[Any]], None]


class Refused(Exception):
    """The document does not take this. `reason` is the code that docs/live.md lists."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason


class Shadow:
    """A copy of a document that runs ahead of it by what has passed the gate and is not committed yet."""

    def __init__(self, state: bytes, comments: set[str]) -> None:
        """`state`: everything of the document so far, as one update that passed the gate before.

        `comments`: the ids that a text may carry marks of; `change` adds those that the server sets.
        """
        self._comments = comments
        self.doc: Doc[Any] = Doc()
        self.doc.apply_update(state)
        self._sections = list(self.doc.get(tree.ROOT, type=XmlFragment).children)
        self._encoded: list[bytes] = []
        self.doc.observe(lambda event: self._encoded.append(event.update))

    def admit(self, update: bytes) -> bytes:
        """Take a person's update; returns it as the server encodes it, empty if it says nothing new. Refused if not."""
        try:
            shape = wire.inspect(update)
        except Poisonous as error:
            raise Refused("malformed", str(error)) from None
        if shape.roots - {tree.ROOT}:
            raise Refused("content", "foreign root")
        return self._try(lambda doc: doc.apply_update(update), shape, self._check_comments)

    def change(self, change: Change) -> bytes:
        """Let the server itself edit; the same checks."""
        return self._try(change, wire.UpdateShape(), self._comments.update)

    def _try(self, change: Change, shape: wire.UpdateShape, with_comments: Callable[[set[str]], None]) -> bytes:
        self._encoded.clear()
        with failures_of_pycrdt():
            with self.doc.transaction():
                change(self.doc)
            state, clocks = self.doc.get_update(), wire.inspect_state(self.doc.get_state())
            self._check_complete(shape, clocks)
            with_comments(tree.comment_ids(self._check_text(state)))
        return self._encoded[0] if self._encoded else b""

    @staticmethod
    def _check_complete(shape: wire.UpdateShape, clocks: dict[int, int]) -> None:
        """pycrdt puts aside what hangs on edits that are missing; such an update must not be acknowledged."""
        for wanted in (shape.ends, shape.deleted):
            if any(clocks.get(client, 0) < end for client, end in wanted.items()):
                raise Refused("gap")

    def _check_comments(self, ids: set[str]) -> None:
        """Only the server sets a new comment's mark; people copy, cut and restore those that there are."""
        if not ids <= self._comments:
            raise Refused("content", "a comment that nobody made")

    def _check_text(self, state: bytes) -> tree.Tree:
        if list(self.doc.get(tree.ROOT, type=XmlFragment).children) != self._sections:
            raise Refused("sections")
        try:
            text = tree.read(self.doc)
        except tree.Crowded:
            raise Refused("document_full") from None
        except tree.Unreadable as error:
            raise Refused("content", str(error)) from None
        if [node["attrs"]["key"] for node in text] != list(SECTION_KEYS):
            raise Refused("sections", "renamed")
        if len(state) > MAX_STATE or tree.count_characters(text) > MAX_CHARACTERS:
            raise Refused("document_full")
        return text


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
