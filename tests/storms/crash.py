"""The server is killed while people type: what its disk holds then, and how soon it is back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from tests.storms.hall import Hall
from tests.storms.node import storm

PEOPLE = 6
POINTS_AT_ONCE = 20  # so many with the same people at the same drafts


@dataclass
class Report:
    """What went `wrong`; for each point the seconds from the start of the process to the first draft that is open."""

    wrong: list[str] = field(default_factory=list)
    up_after: list[float] = field(default_factory=list)
    acknowledged: int = 0


def crashes(hall: Hall, *, seed: int, points: int) -> Report:
    """Kill the server of `hall` `points` times at random moments."""
    report = Report()

    def kill(drafts: list[int]) -> dict[int, Any]:
        hall.server.kill()
        report.wrong += integrity(hall)
        return {draft: hall.stored(draft) for draft in drafts}

    for first in range(0, points, POINTS_AT_ONCE):
        task = {
            "kind": "crash",
            "address": hall.server.address,
            "workshop": hall.people.workshop_id,
            "people": hall.guests(PEOPLE),
            "seed": seed + first,
            "points": min(POINTS_AT_ONCE, points - first),
        }
        wishes = {"draft": hall.draft, "stored": hall.stored, "kill": kill, "start": hall.server.start}
        result = storm(task, wishes, hear=lambda _said: None)
        report.wrong += [f"seed {seed + first}, {wrong}" for wrong in result["wrong"]]
        report.up_after += [milliseconds / 1_000 for milliseconds in result["upAfter"]]
        report.acknowledged += result["acknowledged"]
    return report


def integrity(hall: Hall) -> list[str]:
    """What SQLite finds broken in the database file."""
    with sqlite3.connect(hall.server.folder / "konsenswerk.sqlite") as database:
        found = [row[0] for row in database.execute("PRAGMA integrity_check")]
    database.close()
    return [] if found == ["ok"] else found
