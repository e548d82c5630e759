"""What goes into a draft's log and comes out of it: between the room, which fills it, and the store, which keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Writes the rows that belong to an edit, given the database session of the edit's own transaction.
Rows = Callable[[Any], None]
# Whose each of Yjs' client ids is; None: the server's own.
Writers = Mapping[int, int | None]


@dataclass(frozen=True)
class LogEntry:
    """An edit that passed the gate, as the log keeps it. It is the first to use these `writers` and `suggestions`."""

    participant_id: int
    data: bytes
    rows: Rows | None = None
    writers: Writers = field(default_factory=dict)
    suggestions: Collection[str] = ()

    @property
    def has_rows(self) -> bool:
        """Whether more than the log belongs to it."""
        return self.rows is not None or bool(self.suggestions)


@dataclass(frozen=True)
class Batch:
    """What one draft's log gets in one transaction, if it still ends with edit `number`, which the writer knows."""

    draft_id: int
    epoch: int
    number: int
    entries: Sequence[LogEntry]


@dataclass(frozen=True)
class Stored:
    """A draft as the database has it.

    `updates` in order make up the text: a snapshot, then `tail` edits of the log; `number` is the last one's.
    `suggestions` says whose each suggestion is, `leads` whether a link of the text may be in it (known.py).
    """

    epoch: int
    number: int
    updates: Sequence[bytes]
    tail: int = 0
    comments: Iterable[str] = ()
    suggestions: Mapping[str, int] = field(default_factory=dict)
    writers: Writers = field(default_factory=dict)
    leads: Callable[[str], bool] = field(default=lambda _: True)


@dataclass(frozen=True)
class Snapshot:
    """All of a draft's edits up to `number` as one update."""

    draft_id: int
    epoch: int
    number: int
    data: bytes
