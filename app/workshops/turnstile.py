"""Everybody's coming and going, written down together: 300 people come at once, and each commit waits for the disk."""

from __future__ import annotations

from collections.abc import Iterable

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
        """Somebody came or went."""
        self._passed |= _attending([connection])

    def write(self) -> None:
        """Write down who came, and who of them is gone. If that fails, the next time tries again."""
        passed = {self._passed.pop() for _ in range(len(self._passed))}  # each by itself: others add meanwhile
        if not passed:
            return
        try:
            with self._live.database.writing() as db:
                presence.arrive(db, passed)
                presence.go(db, passed - self._present())
        except Exception:  # nothing is swallowed: who passed is kept for the next time
            self._passed |= passed
            raise

    def _present(self) -> set[int]:
        return _attending(list(self._live.connections.values()))


def _attending(connections: Iterable[Connection]) -> set[int]:
    """The participants; screens attend nothing, nor does who waits to be let in."""
    found = {presence.participant_of(one) for one in connections if one.hears}
    return {one for one in found if one is not None}
