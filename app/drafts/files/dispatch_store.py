"""Queries over the files that went out to organisations and came back."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts.files.models import DraftDispatch, DraftReturn
from app.drafts.models import Suggestion
from app.drafts.text.wishes import Wish
from app.errors import NotFound


def get_dispatch(db: Session, draft_id: int, number: int) -> DraftDispatch:
    dispatch = db.get(DraftDispatch, (draft_id, number))
    if dispatch is None:
        raise NotFound
    return dispatch


def list_dispatches(db: Session, draft_id: int) -> list[DraftDispatch]:
    """The draft's dispatches, newest first."""
    query = select(DraftDispatch).where(DraftDispatch.draft_id == draft_id)
    return list(db.scalars(query.order_by(DraftDispatch.number.desc())))


def get_return(db: Session, draft_id: int, dispatch: int, number: int) -> DraftReturn:
    found = db.get(DraftReturn, (draft_id, dispatch, number))
    if found is None:
        raise NotFound
    return found


def find_return(db: Session, dispatch: DraftDispatch, sha256: str) -> DraftReturn | None:
    """What became of this file, if it has come back before."""
    query = select(DraftReturn).where(DraftReturn.draft_id == dispatch.draft_id, DraftReturn.sha256 == sha256)
    return db.scalar(query.where(DraftReturn.dispatch == dispatch.number))


def list_wishes(db: Session, dispatch: DraftDispatch) -> list[Wish]:
    """The changes that came in with the files for a dispatch so far."""
    query = select(DraftReturn.wishes).where(DraftReturn.draft_id == dispatch.draft_id)
    return [Wish(**one) for row in db.scalars(query.where(DraftReturn.dispatch == dispatch.number)) for one in row]


def next_return_number(db: Session, dispatch: DraftDispatch) -> int:
    query = select(func.max(DraftReturn.number)).where(DraftReturn.draft_id == dispatch.draft_id)
    return (db.scalar(query.where(DraftReturn.dispatch == dispatch.number)) or 0) + 1


def count_suggestions(db: Session, draft_id: int) -> int:
    return db.scalar(select(func.count()).where(Suggestion.draft_id == draft_id)) or 0
