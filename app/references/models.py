"""The table of goals and sources. Needs and clusters have their own (app/needs)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, now


class Reference(Base):
    """A goal or a source of a workshop; `number` counts per kind and is never used again.

    Of a goal only the title is filled in. A removed one stays, since texts may refer to it.
    """

    __tablename__ = "reference"
    __table_args__ = (
        UniqueConstraint("workshop_id", "kind", "number"),
        UniqueConstraint("participant_id", "request_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    kind: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    publisher: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    genre: Mapped[str] = mapped_column(default="")
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    request_key: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
