"""Everybody's coming and going, written down together: 300 people come at once, and each commit waits for the disk."""

from __future__ import annotations

from app.live import Connection, Live
from app.workshops import presence


class Turnstile:
    """Remembers who passed; `write` takes the attendances to the database, on the beat of the live side.

    Nobody's action waits for that. A crash forgets who came after the last beat; who is still there connects again.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self._passed: set[int] = set()

    def passed(self, connection: Connection) -> None:
        """Somebody came or went. Screens attend nothing, nor does who waits to be let in."""
        if _attends(connection):
            self._passed.add(_participant_id(connection))

    def write(self) -> None:
        """Write down who came, and who of them is gone. If that fails, the next time tries again."""
        passed = {self._passed.pop() for _ in range(len(self._passed))}  # each by itself: others add meanwhile
        if not passed:
            return
        try:
            with self._live.database.writing() as db:
                presence.arrive(db, passed)
                presence.go(db, passed - self._present())
        except Exception:
            self._passed |= passed
            raise

    def _present(self) -> set[int]:
        return {_participant_id(one) for one in list(self._live.connections.values()) if _attends(one)}


def _attends(connection: Connection) -> bool:
    return connection.hears and connection.login_id is not None


def _participant_id(connection: Connection) -> int:
    return int(connection.seat[0])  # type: ignore[index]  # the seat of a place is (participant id, role, admitted)
