"""Tables of recommendations: the sealed bytes, what happened to them, where they came from, who may be opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now

CASCADE = "CASCADE"


class RecommendationCounter(Base):
    """The last number given out in a field and year. Numbers are never used again."""

    __tablename__ = "recommendation_counter"

    field_id: Mapped[int] = mapped_column(ForeignKey("field.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Recommendation(Base):
    """A recorded recommendation. What it says stands in `leaf` (leaf.py); the columns only find it.

    `leaf_hash` and `signature` are bytes, `public_key` the 32 bytes of the key that sealed it.
    """

    __tablename__ = "recommendation"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    version: Mapped[str]
    title: Mapped[str]
    field_id: Mapped[int] = mapped_column(ForeignKey("field.id"), index=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    obligation: Mapped[str]
    consensus_class: Mapped[str]
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str]
    recorded_at: Mapped[datetime]

    states: Mapped[list[StateChange]] = relationship(order_by="StateChange.id")
    needs: Mapped[list[RecommendationNeed]] = relationship(order_by="RecommendationNeed.need_id")
    openings: Mapped[list[CommitmentOpening]] = relationship(order_by="CommitmentOpening.commitment")


class StateChange(Base):
    """A state of a recommendation: since when, who entered it, and why."""

    __tablename__ = "recommendation_state_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id", ondelete=CASCADE), index=True)
    state: Mapped[str]
    by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    why: Mapped[str] = mapped_column(default="")


class RecommendationNeed(Base):
    """A need that a recommendation came from."""

    __tablename__ = "recommendation_need"

    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id", ondelete=CASCADE), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True, index=True)


class CommitmentOpening(Base):
    """Tells whom a commitment in a leaf stands for. Deleting the row erases the person; the seal stays whole."""

    __tablename__ = "commitment_opening"

    commitment: Mapped[str] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id", ondelete=CASCADE), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    salt: Mapped[str]
    value: Mapped[dict[str, Any]]
