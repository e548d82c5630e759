"""The rooms in which texts are written together, and the one pipeline that every edit of every draft goes through.

check each edit by itself on a shadow -> commit everybody's in one transaction -> apply to the live document -> answer
-> broadcast the one update that the server encoded. Nobody is told "saved" before the commit, and who joins gets
committed text only. There is no timer: the next batch is what arrived while the last was committed and sent, plus a
pause that grows with the recipients. This file knows neither Flask nor SQLAlchemy; what it needs, `Ports` hand in.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc

from app.drafts.gate import Change, Refused, Shadow
from app.drafts.log import Batch, LogEntry, Rows, Stored

log = logging.getLogger(__name__)

MOST_WAITING = 2_000  # edits in the queue; more are refused at the door
PAUSE_PER_RECIPIENT = 80e-6  # seconds: measured as one recipient's share of a broadcast
SHORTEST_PAUSE, LONGEST_PAUSE = 0.004, 0.25
FIRST_RETRY, LONGEST_RETRY = 0.1, 5.0  # seconds until a refused commit is tried again

IDLE_SECONDS = 60.0  # without any edit, until rooms that nobody has open are forgotten


@dataclass(frozen=True)
class Committed:
    """An answer: the edit is on disk; `number` is the last one of the draft's log."""

    number: int


@dataclass(frozen=True)
class NotTaken:
    """An answer: the edit was refused, with the code of docs/live.md."""

    reason: str


Answer = Callable[[Committed | NotTaken], None]


def _tell_nobody(_given: Committed | NotTaken) -> None:
    pass


@dataclass(frozen=True)
class Edit:
    """A wish to change a text: bytes from a person, or a change of the server's own with the rows that belong to it.

    `rows` is called with the database session, in the transaction that commits the text.
    """

    draft_id: int
    epoch: int
    participant_id: int
    change: bytes | Change
    rows: Rows | None = None
    answer: Answer = _tell_nobody


@dataclass(frozen=True)
class Ports:
    """What the pipeline needs from outside.

    load: a draft from the database; raises if there is none. commit: write the batches in one transaction and return
    the new last number per draft; a draft that is missing in the answer is gone or has another epoch; raises if nothing
    was written. tell: (room, number before, number, update) to everybody in the room. warn: (draft, whether it is
    unsaved). recipients: how many connections have a draft open.
    """

    load: Callable[[int], Stored]
    commit: Callable[[Sequence[Batch]], dict[int, int]]
    tell: Callable[[Room, int, int, bytes], None]
    warn: Callable[[int, bool], None]
    recipients: Callable[[int], int]


class Room:
    """A draft in memory: the committed text `doc`, and its shadow, which is ahead of it by what is being committed."""

    def __init__(self, draft_id: int, stored: Stored) -> None:
        self.draft_id = draft_id
        self.epoch = stored.epoch
        self.number = stored.number
        self.lock = threading.Lock()
        self.doc: Doc[Any] = Doc()
        with self.doc.transaction():
            for update in stored.updates:
                self.doc.apply_update(update)
        self._comments = set(stored.comments)
        self.shadow = Shadow(self.doc.get_update(), self._comments)
        self._told: list[bytes] = []
        self.doc.observe(lambda event: self._told.append(event.update))

    def difference(self, state: bytes) -> tuple[int, bytes, bytes]:
        """The number, what a document at `state` lacks of the committed text, and the state of that text."""
        with self.lock:
            return self.number, self.doc.get_update(state), self.doc.get_state()

    def apply(self, updates: Iterable[bytes], number: int) -> bytes:
        """Take committed updates into the live text; returns the one update that says it all."""
        with self.lock:
            self._told.clear()
            with self.doc.transaction():
                for update in updates:
                    self.doc.apply_update(update)
            self.number = number
            return self._told[0] if self._told else b""

    def renew_shadow(self, ahead: Iterable[bytes]) -> None:
        """A fresh shadow: the committed text and what has passed the gate since."""
        self.shadow = Shadow(self.doc.get_update(), self._comments)
        for update in ahead:
            self.shadow.admit(update)


@dataclass
class _Passed:
    """A room's share of the batch: what passed the gate, and who waits for its commit."""

    room: Room
    entries: list[LogEntry] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


class Pipeline:
    """All rooms of this process, the queue of edits and the one worker that empties it."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._queue: deque[Edit] = deque()
        self._unsaved: dict[int, _Passed] = {}
        self._warned: set[int] = set()
        self._retry = FIRST_RETRY
        self._rooms: dict[int, Room] = {}
        self._loading = threading.Lock()
        self._arrived = threading.Event()

    def room(self, draft_id: int) -> Room:
        """The room of a draft, loaded once however many ask together."""
        with self._loading:
            if draft_id not in self._rooms:
                self._rooms[draft_id] = Room(draft_id, self._ports.load(draft_id))
            return self._rooms[draft_id]

    def is_unsaved(self, draft_id: int) -> bool:
        """Whether the database refuses this draft's edits at the moment."""
        return draft_id in self._warned

    def submit(self, edit: Edit) -> bool:
        """Queue an edit; `edit.answer` is called once, from the worker. False if the queue is full."""
        if len(self._queue) >= MOST_WAITING:
            return False
        self._queue.append(edit)
        self._arrived.set()
        return True

    def unload_idle(self) -> None:
        """Forget the rooms that nobody has open and nothing waits for."""
        with self._loading:
            waiting = {edit.draft_id for edit in tuple(self._queue)} | set(self._unsaved)
            for draft_id in set(self._rooms) - waiting:
                if not self._ports.recipients(draft_id):
                    del self._rooms[draft_id]

    def work(self, sleep: Callable[[float], None]) -> None:
        """The worker: for ever one round after the other. `sleep` is the server's own, so that green threads switch.

        Only it forgets rooms: so none goes while a round is on. It is the only one, too: nothing may end it.
        """
        while True:
            try:
                sleep(self._round())
            except Exception:
                log.exception("A round over the live texts failed; the next one takes up what waits.")
                self._arrived.set()
                sleep(LONGEST_PAUSE)

    def _round(self) -> float:
        if self._arrived.wait(IDLE_SECONDS):
            return self.step()
        self.unload_idle()
        return 0

    def step(self) -> float:
        """One round over everything that waits; returns the seconds to pause before the next."""
        self._arrived.clear()
        if not self._unsaved:
            self._check_all()
        batch = self._unsaved
        try:
            numbers = self._ports.commit([_batch(passed) for passed in batch.values() if passed.entries])
        except Exception:
            log.exception("The edits of %s drafts could not be saved; they stay first in the queue.", len(batch))
            return self._wait_for_the_database()
        self._unsaved, self._retry = {}, FIRST_RETRY
        for passed in batch.values():
            try:
                self._finish(passed, numbers)
            except Exception:
                log.exception("Draft %s is saved, but not everybody was told; it is loaded anew.", passed.room.draft_id)
                self._forget(passed.room)
        if self._queue:
            self._arrived.set()
        return self._pause(batch)

    def _check_all(self) -> None:
        for _ in range(len(self._queue)):
            edit = self._queue.popleft()
            try:
                self._check(edit)
            except Exception:
                log.exception("Draft %s could not be loaded.", edit.draft_id)
                edit.answer(NotTaken("unsaved"))

    def _check(self, edit: Edit) -> None:
        room = self.room(edit.draft_id)
        if edit.epoch != room.epoch:
            return edit.answer(NotTaken("epoch"))
        passed = self._unsaved.setdefault(edit.draft_id, _Passed(room))
        try:
            data = room.shadow.admit(edit.change) if isinstance(edit.change, bytes) else room.shadow.change(edit.change)
        except Refused as refused:
            log.warning("Draft %s refused an edit of participant %s: %s", edit.draft_id, edit.participant_id, refused)
            room.renew_shadow(entry.data for entry in passed.entries)
            return edit.answer(NotTaken(refused.reason))
        if data:
            passed.entries.append(LogEntry(edit.participant_id, data, edit.rows))
        passed.answers.append(edit.answer)
        return None

    def _wait_for_the_database(self) -> float:
        self._warn(set(self._unsaved) | self._warned)
        self._arrived.set()
        pause, self._retry = self._retry, min(self._retry * 2, LONGEST_RETRY)
        return pause

    def _warn(self, unsaved: set[int]) -> None:
        for draft_id in unsaved ^ self._warned:
            self._ports.warn(draft_id, draft_id in unsaved)
        self._warned = unsaved

    def _finish(self, passed: _Passed, numbers: dict[int, int]) -> None:
        """After the commit: into the live text, then the answers, then everybody else."""
        room = passed.room
        if passed.entries and room.draft_id not in numbers:
            return self._drop(passed)
        before, number = room.number, numbers.get(room.draft_id, room.number)
        update = room.apply((entry.data for entry in passed.entries), number)
        for answer in passed.answers:
            answer(Committed(number))
        if update:
            self._ports.tell(room, before, number, update)
        self._warn(self._warned - {room.draft_id})
        return None

    def _drop(self, passed: _Passed) -> None:
        """The draft is gone, or an older state of it was restored: the next one to come loads it anew."""
        self._forget(passed.room)
        for answer in passed.answers:
            answer(NotTaken("epoch"))

    def _forget(self, room: Room) -> None:
        with self._loading:
            self._rooms.pop(room.draft_id, None)

    def _pause(self, batch: Iterable[int]) -> float:
        recipients = sum(self._ports.recipients(draft_id) for draft_id in batch)
        return min(LONGEST_PAUSE, max(SHORTEST_PAUSE, recipients * PAUSE_PER_RECIPIENT))


def _batch(passed: _Passed) -> Batch:
    return Batch(passed.room.draft_id, passed.room.epoch, passed.entries)
