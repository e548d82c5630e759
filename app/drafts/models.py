"""Tables of drafts: the log of edits, frozen versions, comments, and the needs that a draft came from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now
from app.workshops.models import Participant

CASCADE = "CASCADE"


class Draft(Base):
    """A text that people write together. `number` is the last one of its log.

    `epoch` rises when an older state is restored: what a browser still holds of another epoch is refused.
    `title` is the working title that it was created with; the text has its own.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"), unique=True)
    title: Mapped[str]
    epoch: Mapped[int] = mapped_column(default=1)
    number: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class DraftNeed(Base):
    """A need that a draft was made from."""

    __tablename__ = "draft_need"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True)


class DraftUpdate(Base):
    """One edit of the log, as the server encoded it. All of a draft's, in order, are its text."""

    __tablename__ = "draft_update"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class DraftVersion(Base):
    """A frozen text, never changed again. `log_number` says up to which edit it goes."""

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE))
    number: Mapped[int]
    schema: Mapped[int]
    tree: Mapped[list[Any]]
    fingerprint: Mapped[str]
    log_number: Mapped[int]
    occasion: Mapped[str]
    frozen_by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Comment(Base):
    """A comment on a passage. The text carries a mark with the id; `quote` is the passage as it was then."""

    __tablename__ = "comment"

    id: Mapped[str] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    body: Mapped[str]
    quote: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
