"""Tables of what editors propose to do with a suggestion, and of what its author says to that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now
from app.drafts.models import CASCADE
from app.workshops.models import Participant


class SuggestionTreatment(Base):
    """Who proposed to accept a suggestion, to reject it, or to accept it changed, and why. The last one counts."""

    __tablename__ = "suggestion_treatment"
    __table_args__ = (
        ForeignKeyConstraint(["draft_id", "suggestion_id"], ["suggestion.draft_id", "suggestion.id"], ondelete=CASCADE),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    request_key: Mapped[str]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    treatment: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
    answer: Mapped[TreatmentAnswer | None] = relationship(lazy="joined")


class TreatmentAnswer(Base):
    """Whether the author of the suggestion agrees to a treatment, and what they say to it."""

    __tablename__ = "treatment_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["draft_id", "suggestion_id", "number"],
            [f"suggestion_treatment.{key}" for key in ("draft_id", "suggestion_id", "number")], ondelete=CASCADE,
        ),
    )  # fmt: skip

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    agrees: Mapped[bool]
    comment: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
