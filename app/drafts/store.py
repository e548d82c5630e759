"""Queries over drafts, their logs, versions and comments."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import facts
from app.db import ALONE, now
from app.drafts.log import Batch, Stored
from app.drafts.models import Comment, Draft, DraftNeed, DraftUpdate, DraftVersion
from app.errors import NotFound, Refusal

log = logging.getLogger(__name__)


def get_draft(db: Session, draft_id: int) -> Draft:
    draft = db.get(Draft, draft_id)
    if draft is None:
        raise NotFound
    return draft


def lock_draft(db: Session, draft_id: int) -> Draft:
    """The draft, held until the commit, so that its log does not grow meanwhile."""
    draft = db.get(Draft, draft_id, with_for_update=ALONE, populate_existing=True)
    if draft is None:
        raise NotFound
    return draft


def find_draft_of_cluster(db: Session, cluster_id: int) -> Draft | None:
    return db.scalar(select(Draft).where(Draft.cluster_id == cluster_id))


def list_drafts(db: Session, workshop_id: int) -> list[Draft]:
    return list(db.scalars(select(Draft).where(Draft.workshop_id == workshop_id).order_by(Draft.id)))


def list_need_ids(db: Session, draft_id: int) -> list[int]:
    """The needs that a draft was made from."""
    return list(db.scalars(select(DraftNeed.need_id).where(DraftNeed.draft_id == draft_id).order_by(DraftNeed.need_id)))


def list_updates(db: Session, draft_id: int) -> list[bytes]:
    """The draft's log, in order."""
    query = select(DraftUpdate.data).where(DraftUpdate.draft_id == draft_id)
    return list(db.scalars(query.order_by(DraftUpdate.number)))


def get_stored(db: Session, draft_id: int) -> Stored:
    """The draft as the room wants it."""
    draft = get_draft(db, draft_id)
    comments = db.scalars(select(Comment.id).where(Comment.draft_id == draft_id)).all()
    return Stored(draft.epoch, draft.number, list_updates(db, draft_id), comments)


def append(db: Session, batches: Sequence[Batch]) -> dict[int, int]:
    """Write each draft's edits to its log; returns the new last numbers.

    Each draft stands for itself: one that is gone, has another epoch or whose rows are impossible is missing in the
    answer, the others are written.
    """
    numbers = {}
    for batch in sorted(batches, key=lambda batch: batch.draft_id):
        try:
            with facts.savepoint(db):
                numbers[batch.draft_id] = _append(db, batch)
        except (IntegrityError, Refusal):
            log.exception("The edits of draft %s cannot be stored.", batch.draft_id)
    return numbers


def _append(db: Session, batch: Batch) -> int:
    raised = update(Draft).where(Draft.id == batch.draft_id, Draft.epoch == batch.epoch)
    count = len(batch.entries)
    last: int | None = db.scalar(raised.values(number=Draft.number + count).returning(Draft.number))
    if last is None:
        raise NotFound
    at = now()
    same = {"draft_id": batch.draft_id, "at": at}
    rows = [
        {**same, "number": number, "participant_id": entry.participant_id, "data": entry.data}
        for number, entry in enumerate(batch.entries, start=last - count + 1)
    ]
    db.execute(insert(DraftUpdate), rows)
    for entry in batch.entries:
        if entry.rows:
            entry.rows(db)
    db.flush()
    return last


def find_version(db: Session, draft_id: int, number: int) -> DraftVersion | None:
    query = select(DraftVersion).where(DraftVersion.draft_id == draft_id, DraftVersion.number == number)
    return db.scalar(query)


def get_version(db: Session, draft_id: int, number: int) -> DraftVersion:
    version = find_version(db, draft_id, number)
    if version is None:
        raise NotFound
    return version


def list_versions(db: Session, draft_id: int) -> list[DraftVersion]:
    """The draft's versions, newest first."""
    query = select(DraftVersion).where(DraftVersion.draft_id == draft_id)
    return list(db.scalars(query.order_by(DraftVersion.number.desc())))


def last_version_number(db: Session, draft_id: int) -> int:
    return db.scalar(select(func.max(DraftVersion.number)).where(DraftVersion.draft_id == draft_id)) or 0


def list_comments(db: Session, draft_id: int) -> list[Comment]:
    query = select(Comment).where(Comment.draft_id == draft_id)
    return list(db.scalars(query.order_by(Comment.at, Comment.id)))
