"""Who has which draft open, and where their cursors are: in memory, never a fact, never in the way of text."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.drafts.live.leave import Leave
from app.errors import Conflict

MOST_DRAFTS_PER_SOCKET = 8
COLORS = 8
FAULT_WINDOW = 60.0  # seconds in which a person's third fault cuts the socket
MOST_FAULTS = 3
# Cursors are told this often; in a large room less often: a second for a thousand people.
SHORTEST_PAUSE, PAUSE_PER_PERSON = 0.1, 0.001

# The two ends of a selection, in Yjs' own bytes: the server need not understand them, nor can it.
Cursor = dict[str, bytes] | None


@dataclass
class Seat:
    """A connection that has a draft open. `connection` names it to the others: a Socket.IO id would be a secret.

    `leave` and `may_suggest` were so at the monotonic second `looked_at`, when the workshop's last fact that was
    told was `fact`.
    `waiting` counts its edits that have no answer yet.
    """

    sid: str
    draft_id: int
    workshop_id: int
    participant_id: int
    name: str
    leave: Leave
    may_suggest: bool
    fact: int
    looked_at: float = field(default_factory=time.monotonic)
    cursor: Cursor = None
    waiting: int = 0
    connection: str = field(default_factory=lambda: secrets.token_urlsafe(6))

    def as_person(self) -> dict[str, Any]:
        """What others are told: {"connection", "person", "name", "color", "writes", "cursor"}."""
        return {
            "connection": self.connection,
            "person": self.participant_id,
            "name": self.name,
            "color": self.participant_id % COLORS,
            "writes": self.may_suggest,
            "cursor": self.cursor,
        }


@dataclass
class News:
    """What changed in a draft since it was last told: who came, whose cursor moved, who went."""

    people: dict[str, Seat] = field(default_factory=dict)
    moves: dict[str, Seat] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def forget(self, connection: str) -> None:
        """This one has gone."""
        self.people.pop(connection, None)
        self.moves.pop(connection, None)
        self.gone.add(connection)

    def message(self, draft_id: int) -> dict[str, Any]:
        """The event draft:presence."""
        people = [seat.as_person() for seat in self.people.values()]
        moves = [[connection, seat.cursor] for connection, seat in self.moves.items() if connection not in self.people]
        return {"draft": draft_id, "people": people, "moves": moves, "gone": sorted(self.gone)}


class Presence:
    """Everybody who has a draft open on this process. Its functions may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seats: dict[int, dict[str, Seat]] = {}
        self._news: dict[int, News] = {}
        self._told_at: dict[int, float] = {}
        self._faults: dict[int, list[float]] = {}

    def enter(self, seat: Seat) -> Seat:
        """Take a seat; twice is the same as once. Conflict for a socket that has too many drafts open."""
        with self._lock:
            seats = self._seats.setdefault(seat.draft_id, {})
            if seat.sid in seats:
                return self._renew(seats[seat.sid], seat)
            if sum(seat.sid in others for others in self._seats.values()) >= MOST_DRAFTS_PER_SOCKET:
                raise Conflict
            seats[seat.sid] = seat
            self._news_of(seat.draft_id).people[seat.connection] = seat
            return seat

    def _renew(self, known: Seat, seat: Seat) -> Seat:
        """Who opens again has the rights and the name of now; others learn of a change."""
        if (known.may_suggest, known.name) != (seat.may_suggest, seat.name):
            self._news_of(seat.draft_id).people[known.connection] = known
        known.leave, known.may_suggest, known.name = seat.leave, seat.may_suggest, seat.name
        known.fact, known.looked_at = seat.fact, seat.looked_at
        return known

    def find(self, draft_id: int, sid: str) -> Seat | None:
        """The seat of a socket in a draft, None if it has not opened it."""
        return self._seats.get(draft_id, {}).get(sid)

    def move(self, seat: Seat, cursor: Cursor) -> None:
        """Remember where somebody's cursor is; the latest wins."""
        with self._lock:
            seat.cursor = cursor
            self._news_of(seat.draft_id).moves[seat.connection] = seat

    def leave(self, draft_id: int, sid: str) -> None:
        """Give a seat up. Twice is the same as once."""
        with self._lock:
            seats = self._seats.get(draft_id, {})
            seat = seats.pop(sid, None)
            if not seats:
                self._seats.pop(draft_id, None)
            if seat is not None:
                self._news_of(draft_id).forget(seat.connection)

    def keep_only(self, sids: Iterable[str]) -> None:
        """Everybody else has gone."""
        alive = set(sids)
        for draft_id, seats in list(self._seats.items()):
            for sid in set(seats) - alive:
                self.leave(draft_id, sid)

    def people(self, draft_id: int) -> list[dict[str, Any]]:
        """Who has the draft open."""
        return [seat.as_person() for seat in list(self._seats.get(draft_id, {}).values())]

    def count(self, draft_id: int) -> int:
        """How many connections have the draft open."""
        return len(self._seats.get(draft_id, {}))

    def take_news(self, now: float) -> dict[int, News]:
        """What changed since the last call, by draft; without the drafts that were told too short a while ago."""
        with self._lock:
            due = [draft_id for draft_id in self._news if now >= self._told_at.get(draft_id, 0) + self._pause(draft_id)]
            self._told_at = {draft_id: at for draft_id, at in self._told_at.items() if draft_id in self._seats}
            self._told_at |= dict.fromkeys(due, now)
            return {draft_id: self._news.pop(draft_id) for draft_id in due}

    @property
    def has_news(self) -> bool:
        """Whether something waits to be told."""
        return bool(self._news)

    def _pause(self, draft_id: int) -> float:
        return max(SHORTEST_PAUSE, self.count(draft_id) * PAUSE_PER_PERSON)

    def is_expelled(self, participant_id: int) -> bool:
        """Whether too much of this person's was refused within a minute."""
        start = time.monotonic() - FAULT_WINDOW
        return sum(at > start for at in self._faults.get(participant_id, ())) >= MOST_FAULTS

    def count_fault(self, participant_id: int) -> bool:
        """Note that something of this person's was refused; True if it was one too many within a minute."""
        with self._lock:
            start = time.monotonic() - FAULT_WINDOW
            recent = {who: [at for at in times if at > start] for who, times in self._faults.items()}
            self._faults = {who: times for who, times in recent.items() if times}
            mine = self._faults.setdefault(participant_id, [])
            mine.append(time.monotonic())
            return len(mine) >= MOST_FAULTS

    def _news_of(self, draft_id: int) -> News:
        return self._news.setdefault(draft_id, News())
