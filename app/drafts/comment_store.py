"""Queries over the comments of a draft."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts.models import Comment, CommentMention
from app.errors import NotFound


def get_comment(db: Session, draft_id: int, comment_id: str) -> Comment:
    """NotFound if it belongs to another draft."""
    comment = db.get(Comment, comment_id)
    if comment is None or comment.draft_id != draft_id:
        raise NotFound
    return comment


def list_comments(db: Session, draft_id: int) -> list[Comment]:
    query = select(Comment).where(Comment.draft_id == draft_id)
    return list(db.scalars(query.order_by(Comment.at, Comment.id)))


def count_open_comments(db: Session, draft_id: int) -> int:
    """The comments that nobody has called done."""
    query = select(func.count()).select_from(Comment).where(Comment.draft_id == draft_id)
    return db.scalars(query.where(~Comment.settlement.has())).one()


def count_mentions(db: Session, participant_id: int) -> dict[int, int]:
    """The open comments whose thread mentions somebody, counted for each draft that has some."""
    threads = select(CommentMention.comment_id).where(CommentMention.participant_id == participant_id)
    query = select(Comment.draft_id, func.count()).where(Comment.id.in_(threads), ~Comment.settlement.has())
    return {row[0]: row[1] for row in db.execute(query.group_by(Comment.draft_id))}
