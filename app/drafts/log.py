"""What goes into a draft's log and comes out of it: between the room, which fills it, and the store, which keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# Writes the rows that belong to an edit, given the database session of the edit's own transaction.
Rows = Callable[[Any], None]


@dataclass(frozen=True)
class LogEntry:
    """An edit that passed the gate, as the log keeps it."""

    participant_id: int
    data: bytes
    rows: Rows | None = None


@dataclass(frozen=True)
class Batch:
    """What one draft's log gets in one transaction."""

    draft_id: int
    epoch: int
    entries: Sequence[LogEntry]


@dataclass(frozen=True)
class Stored:
    """A draft as the database has it.

    `updates` in order make up the text, `number` is the last one's, `comments` are the ids of its comments.
    """

    epoch: int
    number: int
    updates: Iterable[bytes]
    comments: Iterable[str] = ()
