"""The one pipeline that every edit of every draft goes through.

check each edit by itself on a shadow -> commit everybody's in one transaction -> apply to the live document -> answer
-> broadcast the one update that the server encoded. Nobody is told "saved" before the commit, and who joins gets
committed text only. An idle room sends at once: the next batch is what arrived while the last was committed and sent,
plus a pause that grows with the recipients and is a few milliseconds where several write. This file knows neither
Flask nor SQLAlchemy; what it needs, `Ports` hand in.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.drafts.live.gate import Change
from app.drafts.live.leave import ALL, Leave
from app.drafts.live.log import Batch, LogEntry, Rows, Snapshot, Stored
from app.drafts.live.refusing import Refused
from app.drafts.live.room import Gone, Room, Rooms

log = logging.getLogger(__name__)

MOST_WAITING = 2_000  # edits in the queue; more are refused at the door
# What is checked before others get their turn: so many edits, and so many seconds, since a refusal can cost as much as
# reading the whole text.
MOST_PER_ROUND, LONGEST_CHECK = 200, 0.05
PAUSE_PER_RECIPIENT = 15e-6  # seconds: about twice one recipient's share of a broadcast
LONGEST_PAUSE = 0.25
# Where several write, rounds come this often: one commit and one broadcast serve all of them, and nobody sees the wait.
ROUND_SECONDS = 0.005
FIRST_RETRY, LONGEST_RETRY = 0.1, 5.0  # seconds until a refused commit is tried again
IDLE_SECONDS = 60.0  # how often rooms that nobody has open are forgotten


@dataclass(frozen=True)
class Committed:
    """An answer: the edit is on disk; `number` is the last one of the draft's log."""

    number: int


@dataclass(frozen=True)
class NotTaken:
    """An answer: the edit was refused, with the code of docs/live.md."""

    reason: str


Answer = Callable[[Committed | NotTaken], None]


@dataclass
class Edit:
    """A wish to change a text: bytes from a person, or a change of the server's own with the rows that belong to it.

    `rows` is called with the database session, in the transaction that commits the text; `answer` once, by the worker.
    What an edit suggests that `is_brought` was said outside: nobody here may go on in it.
    """

    draft_id: int
    epoch: int
    participant_id: int
    change: bytes | Change
    rows: Rows | None = None
    answer: Answer = field(default=lambda _given: None)
    leave: Leave = ALL
    is_brought: bool = False


@dataclass(frozen=True)
class Ports:
    """What the pipeline needs from outside.

    load: a draft from the database; raises if there is none. commit: write the batches in one transaction and return
    the new last number per draft; a draft is missing in the answer if it is gone, has another epoch or another last
    number, or if a row of its batch is impossible; raises if nothing was written. compact: keep a snapshot and drop
    the rows that it holds. quarantine: keep an edit that was refused, and why. tell: (room, number before, number,
    update) to everybody in the room. warn: (draft, whether it is unsaved). recipients: how many connections have a
    draft open.
    """

    load: Callable[[int], Stored]
    commit: Callable[[Sequence[Batch]], dict[int, int]]
    compact: Callable[[Snapshot], None]
    quarantine: Callable[[Edit, str], None]
    tell: Callable[[Room, int, int, bytes], None]
    warn: Callable[[int, bool], None]
    recipients: Callable[[int], int]


@dataclass
class _Passed:
    """A room's share of the batch: what passed the gate, and the edits that wait for its commit."""

    room: Room
    entries: list[LogEntry] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def batch(self) -> Batch:
        return Batch(self.room.draft_id, self.room.epoch, self.room.number, self.entries)

    def answer(self, given: Committed | NotTaken) -> None:
        for edit in self.edits:
            try:
                edit.answer(given)
            except Exception:  # one dead socket costs only itself
                log.exception("An edit of draft %s has no answer.", edit.draft_id)


class Pipeline:
    """The queue of edits and the one worker that empties it.

    After `compact_after` edits a draft's log is put together into a snapshot.
    """

    def __init__(self, ports: Ports, compact_after: int) -> None:
        self._ports = ports
        self._compact_after = compact_after
        self._rooms = Rooms(ports.load)
        self._queue: deque[Edit] = deque()
        self._unsaved: dict[int, _Passed] = {}
        self._one_by_one: set[int] = set()  # drafts of which a batch could not be stored as a whole
        self._warned: set[int] = set()
        self._retry = FIRST_RETRY
        self._unload_at = time.monotonic() + IDLE_SECONDS
        self._arrived = threading.Event()

    def room(self, draft_id: int) -> Room:
        """The room of a draft, loaded once however many ask together."""
        return self._rooms.get(draft_id)

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
        waiting = {edit.draft_id for edit in tuple(self._queue)} | set(self._unsaved)
        for draft_id in self._rooms.ids() - waiting:
            if not self._ports.recipients(draft_id):
                self._rooms.forget(draft_id)

    def work(self, sleep: Callable[[float], None]) -> None:
        """The worker: for ever one round after the other. `sleep` is the server's own, so that green threads switch.

        Only it forgets rooms: so none goes while a round is on. It is the only one, too: nothing may end it.
        """
        while True:
            try:
                sleep(self._round())
            except Exception:  # whatever it is, the next round must come
                log.exception("A round over the live texts failed; the next one takes up what waits.")
                self._arrived.set()
                sleep(LONGEST_PAUSE)

    def _round(self) -> float:
        has_arrived = self._arrived.wait(IDLE_SECONDS)
        if time.monotonic() >= self._unload_at:
            self._unload_at = time.monotonic() + IDLE_SECONDS
            self.unload_idle()
        return self.step() if has_arrived else 0

    def step(self) -> float:
        """One round over everything that waits; returns the seconds to pause before the next."""
        self._arrived.clear()
        began = time.monotonic()
        if not self._unsaved:
            self._check_all()
        batch = self._unsaved
        try:
            entries = [passed.batch() for passed in batch.values() if passed.entries]
            numbers = self._ports.commit(entries) if entries else {}
        except Exception:  # disk, lock, connection: each database has its own
            log.exception("The edits of %s drafts could not be saved; they stay first in the queue.", len(batch))
            return self._wait_for_the_database()
        self._unsaved, self._retry = {}, FIRST_RETRY
        for passed in batch.values():
            self._finish_safely(passed, numbers)
        if self._queue:
            self._arrived.set()
        return self._pause(batch.values(), time.monotonic() - began)

    def _check_all(self) -> None:
        """Take what waits; of a draft whose batch failed one edit only, the others stay in their order."""
        later: list[Edit] = []
        until = time.monotonic() + LONGEST_CHECK
        for _ in range(min(len(self._queue), MOST_PER_ROUND)):
            edit = self._queue.popleft()
            if edit.draft_id in self._one_by_one and edit.draft_id in self._unsaved:
                later.append(edit)
            else:
                self._check_safely(edit)
            if time.monotonic() > until:
                break
        self._queue.extendleft(reversed(later))
        self._one_by_one &= {edit.draft_id for edit in later}

    def _check_safely(self, edit: Edit) -> None:
        try:
            self._check(edit)
        except Gone:
            edit.answer(NotTaken("not_found"))
        except Exception:  # one draft that cannot be read must not hold up the others
            log.exception("An edit of draft %s could not be judged.", edit.draft_id)
            edit.answer(NotTaken("unsaved"))

    def _check(self, edit: Edit) -> None:
        waiting = self._unsaved.get(edit.draft_id)
        room = waiting.room if waiting else self.room(edit.draft_id)
        if edit.epoch != room.epoch:
            return edit.answer(NotTaken("epoch"))
        passed = self._unsaved.setdefault(edit.draft_id, _Passed(room))
        room.renew_shadow(entry.data for entry in passed.entries)
        try:
            entry = room.judge(edit.change, edit.participant_id, edit.rows, edit.leave)
        except Refused as refused:
            return self._refuse(edit, refused)
        if entry:
            passed.entries.append(entry)
            if edit.is_brought:
                room.disown(entry.suggestions)
        passed.edits.append(edit)
        return None

    def _refuse(self, edit: Edit, refused: Refused) -> None:
        log.warning("Draft %s refused an edit of participant %s: %s", edit.draft_id, edit.participant_id, refused)
        edit.answer(NotTaken(refused.reason))
        if refused.is_of_the_moment:
            return
        try:
            self._ports.quarantine(edit, str(refused))
        except Exception:  # the person has the answer and the text is as it was: what is lost is a trace
            log.exception("A refused edit of draft %s could not be kept.", edit.draft_id)

    def _wait_for_the_database(self) -> float:
        self._warn(set(self._unsaved) | self._warned)
        self._arrived.set()
        pause, self._retry = self._retry, min(self._retry * 2, LONGEST_RETRY)
        return pause

    def _warn(self, unsaved: set[int]) -> None:
        for draft_id in unsaved ^ self._warned:
            self._ports.warn(draft_id, draft_id in unsaved)
        self._warned = unsaved

    def _finish_safely(self, passed: _Passed, numbers: dict[int, int]) -> None:
        room = passed.room
        try:
            if passed.entries and room.draft_id not in numbers:
                self._not_stored(passed)
            else:
                self._finish(passed, numbers.get(room.draft_id, room.number))
        except Exception:  # it is on disk: who was not told finds a gap in the numbers
            log.exception("Draft %s is saved, but not everybody was told; it is loaded anew.", room.draft_id)
            self._rooms.forget(room.draft_id)

    def _finish(self, passed: _Passed, number: int) -> None:
        """After the commit: into the live text, then the answers, then everybody else."""
        room, before = passed.room, passed.room.number
        update = room.apply([entry.data for entry in passed.entries], number)
        passed.answer(Committed(number))
        if update:
            self._ports.tell(room, before, number, update)
        self._warn(self._warned - {room.draft_id})
        if room.tail >= self._compact_after:
            self._compact(room)

    def _compact(self, room: Room) -> None:
        room.tail = 0  # if it fails, the next try is as far away
        try:
            self._ports.compact(room.snapshot())
        except Exception:  # a log that stays long is slow, not wrong
            log.exception("The log of draft %s could not be put together; all of its rows are kept.", room.draft_id)

    def _not_stored(self, passed: _Passed) -> None:
        """The log is not what this process thinks, or a row is impossible: look again, then try one edit at a time."""
        room = passed.room
        self._rooms.forget(room.draft_id)
        self._warn(self._warned - {room.draft_id})
        if len(passed.edits) > 1:
            self._one_by_one.add(room.draft_id)
            self._queue.extendleft(reversed(passed.edits))
        else:
            passed.answer(NotTaken("gap"))

    def _pause(self, batch: Iterable[_Passed], took: float) -> float:
        """Who writes alone waits for nobody. Where several write, the rest of `ROUND_SECONDS` gathers more."""
        recipients = sum(self._ports.recipients(passed.room.draft_id) for passed in batch)
        together = sum(len(passed.edits) for passed in batch) > 1
        return min(LONGEST_PAUSE, max(recipients * PAUSE_PER_RECIPIENT, ROUND_SECONDS - took if together else 0))
