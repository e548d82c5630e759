"""A log in memory behind the pipeline's ports, for tests that no one waits in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import Doc

from app.drafts.live.log import Batch, Snapshot, Stored
from app.drafts.live.pipeline import Committed, Edit, NotTaken, Pipeline, Ports
from app.drafts.live.room import Room
from app.drafts.text import tree

SEED = tree.seed(tree.empty_tree())


class DatabaseGone(Exception):
    pass


class Disk:
    """A log in memory behind the pipeline's ports, that fails while `broken`; notes in which order things happened."""

    def __init__(self) -> None:
        self.logs: dict[int, list[bytes]] = {}
        self.broken = False
        self.loads = self.commits = 0
        self.happened: list[Any] = []
        self.told: list[tuple[int, int, int, bytes]] = []
        self.open: dict[int, int] = {}
        self.refused: list[tuple[int, str]] = []
        self.pipeline = self.with_ports()

    def with_ports(self, **other: Any) -> Pipeline:
        """A pipeline over this disk, with some ports of the test's own."""
        names = ("load", "commit", "compact", "quarantine", "tell", "warn")
        ports = {name: getattr(self, name) for name in names}
        made = Ports(**{**ports, "recipients": lambda draft: self.open.get(draft, 0), **other})
        return Pipeline(made, compact_after=2_000)

    def load(self, draft_id: int) -> Stored:
        self.loads += 1
        log = self.logs.setdefault(draft_id, [SEED])
        return Stored(1, len(log), list(log), len(log))

    def commit(self, batches: Sequence[Batch]) -> dict[int, int]:
        self.commits += 1
        if self.broken:
            raise DatabaseGone
        for batch in batches:
            for entry in batch.entries:
                if entry.rows:
                    entry.rows(self)
            self.logs[batch.draft_id] += [entry.data for entry in batch.entries]
        self.happened.append("committed")
        return {batch.draft_id: len(self.logs[batch.draft_id]) for batch in batches}

    def compact(self, snapshot: Snapshot) -> None:
        self.happened.append(("compacted", snapshot.number))

    def quarantine(self, edit: Edit, why: str) -> None:
        self.refused.append((edit.participant_id, why))

    def tell(self, where: Room, before: int, number: int, update: bytes) -> None:
        self.happened.append("told")
        self.told.append((where.draft_id, before, number, update))

    def warn(self, draft_id: int, unsaved: bool) -> None:
        self.happened.append(("unsaved", draft_id, unsaved))

    def send(self, change: Any, draft_id: int = 1, participant_id: int = 7, epoch: int = 1, **more: Any) -> list[Any]:
        """Queue an edit; the list gets its answer."""
        answers: list[Any] = []

        def answer(given: Committed | NotTaken) -> None:
            self.happened.append("answered")
            answers.append(given)

        assert self.pipeline.submit(Edit(draft_id, epoch, participant_id, change, answer=answer, **more))
        return answers

    def text(self, draft_id: int = 1) -> tree.Tree:
        """What a restarted server would find."""
        doc: Doc[Any] = Doc()
        for update in self.logs[draft_id]:
            doc.apply_update(update)
        return tree.read(doc)
