"""The drafts in memory: each is loaded once, and forgotten when nobody needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from typing import Any

from pycrdt import Doc

from app.drafts.live.gate import Change, Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import Leave
from app.drafts.live.log import LogEntry, Rows, Snapshot, Stored
from app.drafts.live.refusing import failures_of_pycrdt
from app.drafts.live.watching import watch_updates
from app.drafts.text import tree, wire

NOTHING = b"\x00"  # the state vector of an empty document


class Gone(Exception):
    """There is no such draft, or no more."""


class Broken(Exception):
    """A snapshot does not say what the text says."""


class Room:
    """A draft in memory: the committed text `doc`, and its shadow, which is ahead of it by what is being committed."""

    def __init__(self, draft_id: int, stored: Stored) -> None:
        self.draft_id = draft_id
        self.epoch = stored.epoch
        self.number = stored.number
        self.tail = stored.tail
        self.lock = threading.Lock()
        self.doc: Doc[Any] = load(stored.updates)
        self._known = Known(
            set(stored.comments), dict(stored.suggestions), writers=dict(stored.writers), leads=stored.leads
        )
        self.shadow = Shadow(self.doc.get_update(), self._known)
        self._whole: bytes | None = None
        self._told: list[bytes] = []
        self._watching = watch_updates(self.doc, self._told.append)

    def difference(self, state: bytes) -> tuple[int, bytes, bytes]:
        """The number, what a document at `state` lacks of the committed text, and the state of that text."""
        with self.lock:
            update = self._all() if state == NOTHING else self.doc.get_update(state)
            return self.number, update, self.doc.get_state()

    def _all(self) -> bytes:
        """The text in one update, encoded once for all who come between two edits."""
        if self._whole is None:
            self._whole = self.doc.get_update()
        return self._whole

    def judge(self, change: bytes | Change, by: int, rows: Rows | None, leave: Leave) -> LogEntry | None:
        """What the log gets for bytes of a person or for our own change: None if it says nothing new; or Refused."""
        if isinstance(change, bytes):
            data = self.shadow.admit(change, by, leave)
        else:
            data = self.shadow.change(change, by, leave)
        return LogEntry(by, data, rows, *self._known.take_new()) if data else None

    def disown(self, suggestions: Collection[str]) -> None:
        """Nobody here has made these suggestions: who brought them may change them no more than others."""
        self._known.disown(suggestions)

    def apply(self, updates: Collection[bytes], number: int) -> bytes:
        """Take committed updates into the live text; returns the one update that says it all."""
        with self.lock, failures_of_pycrdt():
            self._told.clear()
            with self.doc.transaction():
                for update in updates:
                    self.doc.apply_update(update)
            self.number, self._whole = number, None
            self.tail += len(updates)
            return self._told[0] if self._told else b""

    def renew_shadow(self, ahead: Iterable[bytes]) -> None:
        """A fresh shadow, if a refusal has spoilt the last: the committed text and what has passed the gate since."""
        if not self.shadow.is_spoilt:
            return
        self.shadow = Shadow(self.doc.get_update(), self._known)
        for update in ahead:
            self.shadow.repeat(update)

    def snapshot(self) -> Snapshot:
        """The committed text in one piece; Broken if loading it does not give the same text again."""
        with self.lock, failures_of_pycrdt():
            data, was = self.doc.get_update(), _said(self.doc)
            is_same = _said(load([data])) == was
        if not is_same:
            raise Broken
        return Snapshot(self.draft_id, self.epoch, self.number, data)


def _said(doc: Doc[Any]) -> tuple[tree.Tree, dict[int, int]]:
    """What a document says, and how much of each client it has; the bytes of that have no order."""
    return tree.read(doc), wire.inspect_state(doc.get_state())


def load(updates: Iterable[bytes]) -> Doc[Any]:
    """A document made of these updates, in this order."""
    doc: Doc[Any] = Doc()
    with doc.transaction():
        for update in updates:
            doc.apply_update(update)
    return doc


class _Place:
    """Where a room is, or is just being loaded."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.room: Room | None = None


class Rooms:
    """All rooms of this process."""

    def __init__(self, load: Callable[[int], Stored]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._places: dict[int, _Place] = {}

    def get(self, draft_id: int) -> Room:
        """The room of a draft, loaded once however many ask together; other drafts do not wait for it."""
        with self._lock:
            place = self._places.setdefault(draft_id, _Place())
        with place.lock:
            if place.room is None:
                place.room = Room(draft_id, self._load(draft_id))
            return place.room

    def forget(self, draft_id: int) -> None:
        """The next one to come loads the draft anew."""
        with self._lock:
            self._places.pop(draft_id, None)

    def ids(self) -> set[int]:
        """The drafts that are in memory."""
        return set(self._places)
