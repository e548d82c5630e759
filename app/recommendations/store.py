"""Queries over recommendations, and over what they are made of."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.errors import NotFound
from app.programme import store as programme
from app.programme.models import Field
from app.recommendations.models import Recommendation, RecommendationCounter


def get_recommendation(db: Session, number: str) -> Recommendation:
    """The recommendation with this number, with its states."""
    query = select(Recommendation).where(Recommendation.number == number)
    found = db.scalar(query.options(selectinload(Recommendation.states)))
    if found is None:
        raise NotFound
    return found


def find_by_poll(db: Session, poll_id: int) -> Recommendation | None:
    return db.scalar(select(Recommendation).where(Recommendation.poll_id == poll_id))


def list_recommendations(db: Session, field_code: str = "") -> list[Recommendation]:
    """All recommendations or those of one field, newest first."""
    query = select(Recommendation).order_by(Recommendation.recorded_at.desc(), Recommendation.id.desc())
    if field_code:
        query = query.join(Field, Field.id == Recommendation.field_id).where(Field.code == field_code)
    return list(db.scalars(query))


def list_of_workshop(db: Session, workshop_id: int) -> list[Recommendation]:
    """The recommendations of a workshop with the needs that they came from, by number."""
    query = select(Recommendation).where(Recommendation.workshop_id == workshop_id)
    return list(db.scalars(query.options(selectinload(Recommendation.needs)).order_by(Recommendation.number)))


def last_count(db: Session, field_id: int, year: int) -> int:
    """How many recommendations the field had in this year."""
    counter = db.get(RecommendationCounter, (field_id, year))
    return counter.last if counter else 0


def take_count(db: Session, field_id: int, year: int) -> int:
    """The next count of the field in this year. The field is held until the commit, so that nobody gets it twice."""
    programme.lock_field(db, field_id)
    counter = db.get(RecommendationCounter, (field_id, year), populate_existing=True)
    if counter is None:
        counter = RecommendationCounter(field_id=field_id, year=year, last=0)
        db.add(counter)
    counter.last += 1
    db.flush()
    return counter.last


def count_by_field(db: Session) -> dict[int, int]:
    """How many recommendations each field has, by the field's id."""
    query = select(Recommendation.field_id, func.count()).group_by(Recommendation.field_id)
    return {row[0]: row[1] for row in db.execute(query)}
