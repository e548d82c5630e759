"""The table of templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, now
from app.drafts.models import CASCADE


class Template(Base):
    """The sections that new drafts of a workshop get. `number` counts the changes; who made the last one, and when."""

    __tablename__ = "draft_template"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), primary_key=True)
    number: Mapped[int]
    sections: Mapped[list[Any]]
    changed_by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    changed_at: Mapped[datetime] = mapped_column(default=now)
