"""The table of edits that were refused: outside of every text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, now
from app.drafts.models import CASCADE


class RefusedEdit(Base):
    """An edit that the gate refused, kept for those who look into it. It never comes near a text."""

    __tablename__ = "refused_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    data: Mapped[bytes] = mapped_column(LargeBinary)
