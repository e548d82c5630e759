"""Queries over what was decided on suggestions, and what of it was taken back."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts.models import DecisionTrace, SuggestionDecision, SuggestionReopening


def count_decisions(db: Session, draft_id: int, request_key: str) -> int:
    """How many decisions one request made."""
    made = SuggestionDecision.draft_id == draft_id, SuggestionDecision.request_key == request_key
    return db.scalar(select(func.count()).where(*made)) or 0


def list_decisions(db: Session, draft_id: int, request_key: str) -> list[SuggestionDecision]:
    """The decisions that one request made."""
    query = select(SuggestionDecision).where(SuggestionDecision.draft_id == draft_id)
    return list(db.scalars(query.where(SuggestionDecision.request_key == request_key)))


def find_trace(db: Session, draft_id: int, request_key: str) -> DecisionTrace | None:
    return db.get(DecisionTrace, (draft_id, request_key))


def forget_spent_trace(db: Session, draft_id: int, request_key: str) -> None:
    """Delete the trace of a request all of whose decisions are taken back: it holds all the lines that it touched."""
    made = SuggestionDecision.draft_id == draft_id, SuggestionDecision.request_key == request_key
    standing = db.scalar(select(func.count()).where(*made, ~SuggestionDecision.reopening.has()))
    trace = find_trace(db, draft_id, request_key)
    if trace is not None and not standing:
        db.delete(trace)


def count_reopenings(db: Session, draft_id: int, request_key: str) -> int:
    """How many decisions one request took back."""
    made = SuggestionReopening.draft_id == draft_id, SuggestionReopening.request_key == request_key
    return db.scalar(select(func.count()).where(*made)) or 0
