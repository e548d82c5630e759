"""The server is killed while people type and vote: what its disk holds then, and how soon it is back."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from tests.storms.hall import COMPACT_AFTER, Hall
from tests.storms.node import storm
from tests.storms.voters import Polls

PEOPLE = 6
VOTERS = 3  # in each of two polls
POINTS_AT_ONCE = 20  # so many with the same people at the same drafts
AIMED = 0.5  # the share of the kills that wait for a log that is being put together
LONGEST_AIM = 2.0  # seconds
STEP = 0.001  # seconds that the server runs on between two looks

# The longest log that is not in its snapshot, of the drafts that people write in.
LOGS = """SELECT draft.id, draft.number, draft.number - coalesce(draft_snapshot.number, 0) FROM draft
          LEFT JOIN draft_snapshot ON draft_snapshot.draft_id = draft.id"""


@dataclass
class Report:
    """What went `wrong`; for each point the seconds from the start of the process to the first draft that is open.

    `interrupted`: how often the server died after the last edit of a log was on disk and before its snapshot was.
    """

    wrong: list[str] = field(default_factory=list)
    up_after: list[float] = field(default_factory=list)
    acknowledged: int = 0
    ballots: int = 0
    snapshots: int = 0
    interrupted: int = 0


def crashes(hall: Hall, *, seed: int, points: int) -> Report:
    """Kill the server of `hall` `points` times at random moments."""
    report, polls = Report(), Polls(hall, seed, VOTERS)
    with polls.voting():
        for first in range(0, points, POINTS_AT_ONCE):
            _Crashes(hall, seed + first, polls, report).run(min(POINTS_AT_ONCE, points - first))
    report.wrong += polls.counted_wrongly()
    report.ballots, report.snapshots = polls.acknowledged, hall.snapshots()
    return report


class _Crashes:
    """A row of kills with the same people at the same drafts."""

    def __init__(self, hall: Hall, seed: int, polls: Polls, report: Report) -> None:
        self._hall, self._seed, self._polls, self._report = hall, seed, polls, report
        self._chance = random.Random(seed)  # noqa: S311  # can be played again
        self._interrupted: set[tuple[int, int]] = set()

    def run(self, points: int) -> None:
        task = {
            "kind": "crash",
            "address": self._hall.server.address,
            "workshop": self._hall.people.workshop_id,
            "people": self._hall.guests(PEOPLE),
            "seed": self._seed,
            "points": points,
        }
        wishes = {"draft": self._hall.draft, "stored": self._hall.stored, "kill": self._kill}
        result = storm(task, {**wishes, "start": self._hall.server.start}, hear=lambda _said: None)
        self._report.wrong += [f"seed {self._seed}, {wrong}" for wrong in result["wrong"]]
        self._report.up_after += [milliseconds / 1_000 for milliseconds in result["upAfter"]]
        self._report.acknowledged += result["acknowledged"]

    def _kill(self, drafts: list[int]) -> dict[int, Any]:
        with closing(sqlite3.connect(self._hall.server.folder / "konsenswerk.sqlite")) as database:
            if self._chance.random() < AIMED:
                self._aim(database)
            self._hall.server.kill()
            interrupted = long_logs(database) - self._interrupted
            self._interrupted |= interrupted
            self._report.interrupted += bool(interrupted)
            self._report.wrong += integrity(database) + self._polls.wrong()
        return {draft: self._hall.stored(draft) for draft in drafts}

    def _aim(self, database: sqlite3.Connection) -> None:
        """Stop the server while a log is being put together, if there is one soon."""
        until = time.monotonic() + LONGEST_AIM
        while time.monotonic() < until:
            self._hall.server.signal(signal.SIGSTOP)
            if self._is_interrupting(database):
                return
            self._hall.server.signal(signal.SIGCONT)
            time.sleep(STEP)

    def _is_interrupting(self, database: sqlite3.Connection) -> bool:
        try:
            return bool(long_logs(database) - self._interrupted)
        except sqlite3.OperationalError:  # stopped while it holds what every reader of the database waits for
            return False


def long_logs(database: sqlite3.Connection) -> set[tuple[int, int]]:
    """The logs that should be put together, as (draft, its last number)."""
    return {(draft, number) for draft, number, length in database.execute(LOGS) if length >= COMPACT_AFTER}


def integrity(database: sqlite3.Connection) -> list[str]:
    """What SQLite finds broken in the database file."""
    found = [row[0] for row in database.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found
