"""Tables of needs for action and the clusters that the moderation puts them into."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now
from app.workshops.models import Participant


class Cluster(Base):
    """A cluster of needs; its needs keep wording and author."""

    __tablename__ = "cluster"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    position: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]


class Need(Base):
    """A Handlungsbedarf. `number` counts per workshop; `request_key` makes a repeated submission the same one."""

    __tablename__ = "need"
    __table_args__ = (
        UniqueConstraint("workshop_id", "number"),
        UniqueConstraint("participant_id", "request_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    number: Mapped[int]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("guiding_question.id"))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    addressee: Mapped[str] = mapped_column(default="")
    target_group: Mapped[str] = mapped_column(default="")
    request_key: Mapped[str]
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"), index=True)
    position: Mapped[int]
    submitted_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
