"""Tables of events: the workshop, its questions and agenda, the people in it, the clock and the screens."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, StakeholderGroup
from app.db import Base, now
from app.programme.models import CrossTheme, Field

CASCADE = "CASCADE"


class Workshop(Base):
    """An event of any of the four formats, with its room.

    `phase` is the last of its `PhaseChange` rows; `join_token` is in the link and the QR code, `join_code` is the six
    digits that people can say; `admission` is lobby or open; `collecting` is private, anonymous or open.
    """

    __tablename__ = "workshop"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    format: Mapped[str]
    field_id: Mapped[int] = mapped_column(ForeignKey("field.id"))
    starts_on: Mapped[date]
    phase: Mapped[str] = mapped_column(default="preparing")
    admission: Mapped[str] = mapped_column(default="lobby")
    collecting: Mapped[str] = mapped_column(default="private")
    revealed: Mapped[str] = mapped_column(default="no")
    join_token: Mapped[str] = mapped_column(unique=True)
    join_code: Mapped[str] = mapped_column(unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    current_item_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    field: Mapped[Field] = relationship(lazy="joined", innerjoin=True)
    questions: Mapped[list[GuidingQuestion]] = relationship(
        order_by="GuidingQuestion.position", cascade="all, delete-orphan"
    )
    agenda: Mapped[list[AgendaItem]] = relationship(order_by="AgendaItem.position", cascade="all, delete-orphan")
    cross_themes: Mapped[list[CrossTheme]] = relationship(secondary="workshop_cross_theme")
    countdown: Mapped[Countdown | None] = relationship(cascade="all, delete-orphan")


class WorkshopCrossTheme(Base):
    """A cross theme that a workshop is tagged with."""

    __tablename__ = "workshop_cross_theme"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), primary_key=True)
    cross_theme_id: Mapped[int] = mapped_column(ForeignKey("cross_theme.id"), primary_key=True)


class GuidingQuestion(Base):
    """A Leitfrage: the practice question that the workshop answers."""

    __tablename__ = "guiding_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    position: Mapped[int]
    text: Mapped[str]


class AgendaItem(Base):
    """A Tagesordnungspunkt with its planned minutes and the person in charge."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    position: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int]
    in_charge: Mapped[str] = mapped_column(default="")


class PhaseChange(Base):
    """Who moved the room into which phase, and when."""

    __tablename__ = "phase_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    phase: Mapped[str]
    by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Participant(Base):
    """A person in one workshop. What it states is a claim until `confirmed_at`; `removed_at` ends the place."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("workshop_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]
    claimed_organisation: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    stakeholder_group_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder_group.id"))
    role: Mapped[str]
    joined_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))

    stakeholder_group: Mapped[StakeholderGroup | None] = relationship(lazy="joined")
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def organisation_name(self) -> str:
        """What staff confirmed, else what the person stated."""
        return self.organisation.name if self.organisation else self.claimed_organisation


class Attendance(Base):
    """An interval in which a participant was connected; `until` is None while it lasts."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete=CASCADE), index=True)
    since: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]


class Countdown(Base):
    """The room's clock: when it reaches zero."""

    __tablename__ = "countdown"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    ends_at: Mapped[datetime]
    minutes: Mapped[int]


class Screen(Base):
    """A projector. Whoever knows the token sees what the moderator shows on it, and nothing else.

    `shows` is one of rules.SCREEN_VIEWS; `follows` lets it change with the phase.
    """

    __tablename__ = "screen"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    shows: Mapped[str] = mapped_column(default="welcome")
    follows: Mapped[bool] = mapped_column(default=True)
