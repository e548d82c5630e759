"""Who has which draft open, and where their cursors are: in memory, never a fact, never in the way of text."""

from __future__ import annotations

import math
import secrets
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.errors import Conflict

MOST_DRAFTS_PER_SOCKET = 8
COLORS = 8
FAULT_WINDOW = 60.0  # seconds in which the third fault cuts the socket
MOST_FAULTS = 3

Cursor = dict[str, Any] | None


@dataclass
class Seat:
    """A connection that has a draft open. `connection` names it to the others: a Socket.IO id would be a secret.

    `may_write` was true at the monotonic second `looked_at`.
    """

    sid: str
    draft_id: int
    participant_id: int
    name: str
    cursor: Cursor = None
    may_write: bool = False
    looked_at: float = -math.inf
    connection: str = field(default_factory=lambda: secrets.token_urlsafe(6))

    def as_person(self) -> dict[str, Any]:
        """What others are told: {"connection", "person", "name", "color", "cursor"}."""
        return {
            "connection": self.connection,
            "person": self.participant_id,
            "name": self.name,
            "color": self.participant_id % COLORS,
            "cursor": self.cursor,
        }


@dataclass
class News:
    """What changed in a draft since it was last told."""

    people: dict[str, Seat] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def message(self, draft_id: int) -> dict[str, Any]:
        """The event draft:presence."""
        people = [seat.as_person() for seat in self.people.values()]
        return {"draft": draft_id, "people": people, "gone": sorted(self.gone)}


class Presence:
    """Everybody who has a draft open on this process. Its functions may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seats: dict[int, dict[str, Seat]] = {}
        self._news: dict[int, News] = {}
        self._faults: dict[str, list[float]] = {}

    def enter(self, seat: Seat) -> Seat:
        """Take a seat; twice is the same as once. Conflict for a socket that has too many drafts open."""
        with self._lock:
            seats = self._seats.setdefault(seat.draft_id, {})
            if seat.sid in seats:
                return seats[seat.sid]
            if sum(seat.sid in others for others in self._seats.values()) >= MOST_DRAFTS_PER_SOCKET:
                raise Conflict
            seats[seat.sid] = seat
            self._news_of(seat.draft_id).people[seat.connection] = seat
            return seat

    def find(self, draft_id: int, sid: str) -> Seat | None:
        """The seat of a socket in a draft, None if it has not opened it."""
        return self._seats.get(draft_id, {}).get(sid)

    def move(self, seat: Seat, cursor: Cursor) -> None:
        """Remember where somebody's cursor is; the latest wins."""
        with self._lock:
            seat.cursor = cursor
            self._news_of(seat.draft_id).people[seat.connection] = seat

    def leave(self, draft_id: int, sid: str) -> None:
        """Give a seat up. Twice is the same as once."""
        with self._lock:
            seats = self._seats.get(draft_id, {})
            seat = seats.pop(sid, None)
            if not seats:
                self._seats.pop(draft_id, None)
            if seat is not None:
                news = self._news_of(draft_id)
                news.people.pop(seat.connection, None)
                news.gone.add(seat.connection)

    def keep_only(self, sids: Iterable[str]) -> None:
        """Everybody else has gone."""
        alive = set(sids)
        for draft_id, seats in list(self._seats.items()):
            for sid in set(seats) - alive:
                self.leave(draft_id, sid)
        self._faults = {sid: times for sid, times in self._faults.items() if sid in alive}

    def people(self, draft_id: int) -> list[dict[str, Any]]:
        """Who has the draft open."""
        return [seat.as_person() for seat in list(self._seats.get(draft_id, {}).values())]

    def count(self, draft_id: int) -> int:
        """How many connections have the draft open."""
        return len(self._seats.get(draft_id, {}))

    def take_news(self) -> dict[int, News]:
        """What changed since the last call, by draft."""
        with self._lock:
            news, self._news = self._news, {}
            return news

    def count_fault(self, sid: str) -> bool:
        """Note that something of this socket was refused; True if it was the one too many within a minute."""
        now = time.monotonic()
        recent = [at for at in self._faults.get(sid, []) if now - at < FAULT_WINDOW]
        self._faults[sid] = [*recent, now]
        return len(recent) + 1 >= MOST_FAULTS

    def _news_of(self, draft_id: int) -> News:
        return self._news.setdefault(draft_id, News())
