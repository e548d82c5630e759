"""The gate: an update is tried on a shadow of the document, and only what the server can read and write again passes.

A refusal leaves a document half changed. So a shadow that has met a refused update is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pycrdt import Doc, XmlFragment, merge_updates

from app.drafts.live.known import Known
from app.drafts.live.leave import ALL, Leave
from app.drafts.live.places import Places
from app.drafts.live.refusing import Refused, failures_of_pycrdt, readable
from app.drafts.live.sectioned import Sections
from app.drafts.live.size import Size
from app.drafts.live.suggesting import Before, Forbidden
from app.drafts.live.watching import Touched, watch_parts, watch_updates
from app.drafts.text import tree, wire
from app.drafts.text.lib0 import Poisonous
from app.drafts.text.marks import comments_of, ids_in, links_in, suggestions_of

MAX_UPDATE = 64_000  # bytes of one update over the socket
MAX_LONG_UPDATE = 1_000_000  # and over HTTP

Change = Callable[[Doc[Any]], None]


class Shadow:
    """A copy of a document that runs ahead of it by what has passed the gate and is not committed yet.

    After an edit only what it touched is read again. All of the text is read at the start, and whenever the sum of what
    came since might be too much.
    """

    def __init__(self, state: bytes, known: Known) -> None:
        """`state`: everything of the document so far, as one update that passed the gate before.

        `known` is kept up to date: with the server's comments, people's suggestions and the client ids they write with.
        """
        self._known = known
        self._before: Before | None = None  # made when the first edit comes from somebody who may only suggest
        self.doc: Doc[Any] = Doc()
        self.is_spoilt = False  # after a refusal in the middle of a change
        with failures_of_pycrdt():
            self.doc.apply_update(state)
            self._body = self.doc.get(tree.ROOT, type=XmlFragment)
            self._sections = Sections(self._body)
            self._clocks = wire.inspect_state(self.doc.get_state())
            self._size = self._measure()
        self._inspected = b"", wire.UpdateShape()
        self._encoded: list[bytes] = []
        self._touched: list[Touched] = []
        # No methods of the shadow: pycrdt would hold what holds it, where Python's collector does not look.
        self._watching = (
            watch_updates(self.doc, self._encoded.append),
            watch_parts(self._body, self._touched.append),
        )

    def admit(self, update: bytes, by: int | None = None, leave: Leave = ALL) -> bytes:
        """Take the update of person `by`; returns it as the server encodes it, empty if it says nothing new.

        Refused if the text would not be one of ours, or if it does more than `by` has leave to.
        """
        try:
            shape = self._inspect(update)
        except Poisonous as error:
            raise Refused("malformed", str(error)) from None
        if shape.roots - {tree.ROOT}:
            raise Refused("content", "foreign root")
        if not shape.is_printable:
            raise Refused("content", "a control character")
        suggested = self._check_marks(shape)
        self._check_gap(shape)
        self._check_places(shape)
        if by is not None:
            self._check_writer(shape, by)
        if not self._known.has_room(suggested, by if leave.is_bounded else None):
            raise Refused("document_full", "too many suggestions")
        check = partial(self._check_edit, leave, by, self._copy() if leave.is_bounded else None)
        new = self._try(lambda doc: doc.apply_update(update), shape, check, by)
        if by is not None and new:
            self._known.note_suggestions(suggested, by)
        return new

    def repeat(self, update: bytes) -> None:
        """Take what has passed before."""
        with self._sections.growing():
            self.admit(update)

    def change(self, change: Change, by: int, leave: Leave = ALL) -> bytes:
        """Let the server itself edit for person `by`; the same checks, but that it may add sections."""
        marked: list[tree.Node] = []

        def check(_comments: set[str]) -> None:
            self._check_closed(leave)
            for new in self._encoded:
                marked.extend(readable(partial(tree.read_marks, self._inspect(new).marks)))

        with self._sections.growing():
            new = self._try(change, wire.UpdateShape(), check, None)
        if new:
            self._known.note_suggestions(ids_in(marked, suggestions_of), by)
        return new

    def read(self) -> tree.Tree:
        """All of the text; Refused if the server could not read or encode it."""
        with failures_of_pycrdt():
            self._size = self._measure()
            return self._read_all()

    def _inspect(self, update: bytes) -> wire.UpdateShape:
        """The shape of an update. What the server encodes is mostly what the person sent: then it is known already."""
        if update != self._inspected[0]:
            self._inspected = update, wire.inspect(update)
        return self._inspected[1]

    def _check_writer(self, shape: wire.UpdateShape, by: int) -> None:
        """Who wrote as somebody else would make that person's next edit look as if it were there already."""
        for client, end in shape.ends.items():
            is_new = end > self._clocks.get(client, 0)
            if is_new and self._known.writers.get(client, by) != by:
                raise Refused("content", "another person's client id")

    def _check_places(self, shape: wire.UpdateShape) -> None:
        """What contradicts itself would be read otherwise by browsers than by the server."""
        try:
            self._places().check(shape)
        except Poisonous as error:
            raise Refused("malformed", str(error)) from None

    def _places(self) -> Places:
        """Where everything hangs: read when the first edit comes, since who only reads needs no such thing."""
        if self._known.places is None:
            self._known.places = Places(wire.survey(self.doc.get_update()))
        return self._known.places

    def _try(self, change: Change, shape: wire.UpdateShape, check: Callable[[set[str]], None], by: int | None) -> bytes:
        self._encoded.clear()
        self._touched.clear()
        places, self.is_spoilt = self._places(), True
        with failures_of_pycrdt():
            with self.doc.transaction():
                change(self.doc)
            new = self._encoded[0] if self._encoded else b""
            taken = self._inspect(new) if new else wire.UpdateShape()
            self._clocks.update(taken.ends)
            self._check_complete(shape)
            comments = self._check_touched()
            check(comments)
            if len(self._encoded) > 1:  # the check has mended it
                new = merge_updates(*self._encoded)
                taken = self._inspect(new)
                self._clocks.update(taken.ends)
            self._check_size(taken)
        if self._before is not None and new:
            self._before.follow(new)
        self.is_spoilt = False
        self._known.comments |= comments
        places.add(shape)  # as its author said it: what comes into a deleted node, the server encodes as collected
        if taken is not shape:
            places.add(taken)
        for client in taken.ends:
            self._known.note_writer(client, by)
        return new

    def _check_gap(self, shape: wire.UpdateShape) -> None:
        """What hangs on edits that are missing is refused before it comes near the document: that costs nothing."""

        def is_missing(item: wire.Id | None) -> bool:
            return item is not None and item[1] >= max(self._clocks.get(item[0], 0), shape.ends.get(item[0], 0))

        for client, (starts, hooks) in shape.hung.items():
            if starts and starts[0] > self._clocks.get(client, 0):
                raise Refused("gap")
            if any(is_missing(hook.to) or is_missing(hook.right) for hook in hooks):
                raise Refused("gap")
        if any(end and is_missing((client, end - 1)) for client, end in shape.deleted.items()):
            raise Refused("gap")

    def _check_complete(self, shape: wire.UpdateShape) -> None:
        """pycrdt puts aside what hangs on edits that are missing; such an update must not be acknowledged."""
        for wanted in (shape.ends, shape.deleted):
            if any(self._clocks.get(client, 0) < end for client, end in wanted.items()):
                raise Refused("gap")

    def _check_marks(self, shape: wire.UpdateShape) -> set[str]:
        """A mark may stand where nobody has written yet: whoever writes there next would be refused for it.

        Returns the suggestions that the update's marks are of.
        """
        marked = readable(partial(tree.read_marks, shape.marks))
        self._check_comments(ids_in(marked, comments_of))
        if not all(map(self._known.may_link, links_in(marked))):
            raise Refused("citation")
        return ids_in(marked, suggestions_of)

    def _copy(self) -> Before:
        if self._before is None:
            self._before = Before(self.doc.get_update())
        return self._before

    def _check_edit(self, leave: Leave, by: int | None, before: Before | None, comments: set[str]) -> None:
        self._check_comments(comments)
        self._check_closed(leave)
        if by is None or before is None:
            return
        bounded, owners = self._sections.touched(self._touched, leave.is_suggested), self._known.suggestions
        try:
            before.check(bounded, lambda one: owners.get(one, by) == by)
        except Forbidden:
            self._mark_again(before, bounded, lambda one: owners.get(one) == by)

    def _check_closed(self, leave: Leave) -> None:
        if leave.closed and self._sections.touched(self._touched, leave.closed.__contains__):
            raise Refused("closed")

    def _mark_again(self, before: Before, touched: list[Touched], is_own: Callable[[str], bool]) -> None:
        """Refused if the edit is more than letters that lost their mark to an acceptance."""
        self._known.note_writer(self.doc.client_id, None)
        try:
            with self.doc.transaction():
                before.mark_again(touched, is_own)
            before.check(touched, is_own)
        except Forbidden:
            raise Refused("suggestion") from None

    def _check_comments(self, ids: set[str]) -> None:
        """Only the server sets a new comment's mark; people copy, cut and restore those that there are."""
        if not ids <= self._known.comments:
            raise Refused("content", "a comment that nobody made")

    def _check_touched(self) -> set[str]:
        """Read again what the edit touched; returns the comments in it."""
        comments: set[str] = set()
        with self.doc.transaction():
            for part, is_renamed, *_ in self._touched:
                if isinstance(part, XmlFragment):
                    if not self._sections.are_kept():
                        raise Refused("sections")
                elif is_renamed and isinstance(part.parent, XmlFragment):
                    raise Refused("sections", "renamed")
                else:
                    comments |= ids_in(readable(partial(tree.read_part, part)), comments_of)
        return comments

    def _check_size(self, taken: wire.UpdateShape) -> None:
        self._size.grow(taken)
        if self._size.is_too_large:
            self._size = self._measure()
        if self._size.is_too_large:
            raise Refused("document_full")

    def _measure(self) -> Size:
        text = self._read_all()
        return Size(tree.count_characters(text), tree.count_nodes(text), len(self.doc.get_update()))

    def _read_all(self) -> tree.Tree:
        text = readable(lambda: tree.read(self.doc))
        if not self._sections.are_named_in(text):
            raise Refused("sections", "renamed")
        return text
