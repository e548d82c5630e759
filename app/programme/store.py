"""Queries over fields and cross themes."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import ALONE
from app.errors import NotFound
from app.programme.models import CrossTheme, Field


def list_fields(db: Session) -> list[Field]:
    """The fields in use, in their order."""
    return list(db.scalars(select(Field).where(Field.retired.is_(False)).order_by(Field.position, Field.name)))


def list_all_fields(db: Session) -> list[Field]:
    """The fields in use and the retired ones."""
    return list(db.scalars(select(Field).order_by(Field.retired, Field.position, Field.name)))


def get_field(db: Session, field_id: int) -> Field:
    found = db.get(Field, field_id)
    if found is None:
        raise NotFound
    return found


def lock_field(db: Session, field_id: int) -> Field:
    """The field, held until the commit, so that two who count in it take turns."""
    found = db.get(Field, field_id, with_for_update=ALONE, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def find_field(db: Session, code: str) -> Field | None:
    return db.scalar(select(Field).where(Field.code == code))


def find_field_named(db: Session, name: str) -> Field | None:
    return db.scalar(select(Field).where(func.lower(Field.name) == name.strip().lower()))


def last_field_position(db: Session) -> int:
    return db.scalar(select(func.max(Field.position))) or 0


def list_cross_themes(db: Session) -> list[CrossTheme]:
    return list(db.scalars(select(CrossTheme).order_by(CrossTheme.position)))
