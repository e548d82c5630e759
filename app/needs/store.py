"""Queries over needs and clusters."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.needs.models import Cluster, Need


def get_need(db: Session, need_id: int) -> Need:
    need = db.get(Need, need_id)
    if need is None or need.withdrawn_at is not None:
        raise NotFound
    return need


def find_need_by_key(db: Session, participant_id: int, request_key: str) -> Need | None:
    """The need that this very request made, if it came through before."""
    return db.scalar(select(Need).where(Need.participant_id == participant_id, Need.request_key == request_key))


def list_needs(db: Session, workshop_id: int) -> list[Need]:
    """The workshop's needs, the withdrawn excepted, by place and number."""
    query = select(Need).where(Need.workshop_id == workshop_id, Need.withdrawn_at.is_(None))
    return list(db.scalars(query.order_by(Need.position, Need.number)))


def list_needs_in(db: Session, workshop_id: int, cluster_id: int | None) -> list[Need]:
    """The needs of one cluster, or those without one, in their order."""
    return [need for need in list_needs(db, workshop_id) if need.cluster_id == cluster_id]


def list_needs_numbered(db: Session, need_ids: list[int]) -> list[Need]:
    """Needs by id, also the withdrawn, by number."""
    return list(db.scalars(select(Need).where(Need.id.in_(need_ids)).order_by(Need.number)))


def find_need_numbered(db: Session, workshop_id: int, number: int) -> Need | None:
    """The workshop's need with this number, also a withdrawn one."""
    return db.scalar(select(Need).where(Need.workshop_id == workshop_id, Need.number == number))


def last_need_number(db: Session, workshop_id: int) -> int:
    return db.scalar(select(func.max(Need.number)).where(Need.workshop_id == workshop_id)) or 0


def count_needs_of(db: Session, participant_id: int) -> int:
    query = select(func.count()).where(Need.participant_id == participant_id, Need.withdrawn_at.is_(None))
    return db.scalar(query) or 0


def get_cluster(db: Session, cluster_id: int) -> Cluster:
    cluster = db.get(Cluster, cluster_id)
    if cluster is None or cluster.removed_at is not None:
        raise NotFound
    return cluster


def find_cluster(db: Session, workshop_id: int, cluster_id: int) -> Cluster | None:
    """The workshop's cluster, also a removed one."""
    return db.scalar(select(Cluster).where(Cluster.workshop_id == workshop_id, Cluster.id == cluster_id))


def list_clusters(db: Session, workshop_id: int) -> list[Cluster]:
    query = select(Cluster).where(Cluster.workshop_id == workshop_id, Cluster.removed_at.is_(None))
    return list(db.scalars(query.order_by(Cluster.position, Cluster.id)))
