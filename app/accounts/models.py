"""Tables of people, their logins, their organisations and stakeholder groups."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now


class StakeholderGroup(Base):
    """A Beteiligtengruppe. `involvement` is what § 45 AufenthG says: mandatory (S. 3), should (S. 4), practice."""

    __tablename__ = "stakeholder_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    involvement: Mapped[str]
    position: Mapped[int]


class Organisation(Base):
    """An entsendende Stelle, fixed by staff; what a guest states is a claim on the participant."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    stakeholder_group_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder_group.id"))


class Account(Base):
    """A person. Guests have no email and no password: their device's login is all that lets them in."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None]
    programme_role: Mapped[str] = mapped_column(default="none")
    created_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]


class Login(Base):
    """A signed-in device. The browser keeps the secret, we keep its SHA-256; ended means ended everywhere."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
