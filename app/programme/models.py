"""Tables of the programme: Handlungsfelder and Querschnittsthemen, both lists that can grow."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Field(Base):
    """A Handlungsfeld. Its `code` is part of the numbers of its recommendations and never changes."""

    __tablename__ = "field"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)


class CrossTheme(Base):
    """A Querschnittsthema: a tag that applies in every field."""

    __tablename__ = "cross_theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
