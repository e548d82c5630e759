"""Queries over goals and sources."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.references.models import Reference


def get_reference(db: Session, reference_id: int) -> Reference:
    """A goal or source that is not removed."""
    found = db.get(Reference, reference_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    return found


def find_reference(db: Session, workshop_id: int, kind: str, number: int) -> Reference | None:
    """Also a removed one."""
    where = (Reference.workshop_id == workshop_id, Reference.kind == kind, Reference.number == number)
    return db.scalar(select(Reference).where(*where))


def find_reference_by_key(db: Session, participant_id: int, request_key: str) -> Reference | None:
    """The one that this very request added, if it came through before."""
    where = (Reference.participant_id == participant_id, Reference.request_key == request_key)
    return db.scalar(select(Reference).where(*where))


def list_references(db: Session, workshop_id: int) -> list[Reference]:
    """The goals, then the sources, the removed excepted, each by number."""
    query = select(Reference).where(Reference.workshop_id == workshop_id, Reference.removed_at.is_(None))
    return list(db.scalars(query.order_by(Reference.kind, Reference.number)))


def last_number(db: Session, workshop_id: int, kind: str) -> int:
    """The last number given out, to a removed one, too: so it counts them all."""
    where = (Reference.workshop_id == workshop_id, Reference.kind == kind)
    return db.scalar(select(func.max(Reference.number)).where(*where)) or 0
