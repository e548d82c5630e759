"""The board as the one who asks may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app import markdown
from app.needs import rules, store
from app.needs.models import Cluster, Need
from app.workshops import store as workshops
from app.workshops.models import Participant
from app.workshops.rules import Right, rights_of


def board(db: Session, asking: Participant | None, workshop_id: int) -> dict[str, Any]:
    """{"clusters": […], "needs": […], "hidden": n}: needs that `asking` (None: a screen) may see, and how many more.

    A screen gets no names, whatever the room may see: it needs no sign-in.
    """
    needs = store.list_needs(db, workshop_id)
    seen = visible(db, asking, workshop_id)
    return {
        "clusters": [_cluster(cluster, seen) for cluster in store.list_clusters(db, workshop_id)],
        "needs": shown(db, asking, workshop_id, seen),
        "hidden": len(needs) - len(seen),
        "authors": len({one.participant_id for one in needs}) if _is_moderation(asking) else None,
    }


def visible(db: Session, asking: Participant | None, workshop_id: int) -> list[Need]:
    """The needs that `asking` (None: a screen) may see."""
    workshop = workshops.get_workshop(db, workshop_id)
    sees_all = rules.sees_all(workshop.collecting, workshop.revealed, _is_moderation(asking))
    own = asking.id if asking else None
    return [one for one in store.list_needs(db, workshop_id) if sees_all or one.participant_id == own]


def shown(db: Session, asking: Participant | None, workshop_id: int, needs: Sequence[Need]) -> list[dict[str, Any]]:
    """Needs that `asking` may see, with the names that it may."""
    workshop = workshops.get_workshop(db, workshop_id)
    how = (workshop.collecting, workshop.revealed, _is_moderation(asking))
    named, own = asking is not None and rules.sees_names(*how), asking.id if asking else None
    return [_need(one, is_mine=one.participant_id == own, named=named) for one in needs]


def _is_moderation(asking: Participant | None) -> bool:
    return asking is not None and Right.SEE_HIDDEN_NEEDS in rights_of(asking.role, admitted=True)


def _cluster(cluster: Cluster, visible: list[Need]) -> dict[str, Any]:
    return {
        "id": cluster.id,
        "title": cluster.title,
        "need_ids": [need.id for need in visible if need.cluster_id == cluster.id],
    }


def _need(need: Need, *, is_mine: bool, named: bool) -> dict[str, Any]:
    group = need.participant.stakeholder_group
    return {
        "id": need.id,
        "label": rules.label(need.number),
        "title": need.title,
        "text": need.text,
        "html": markdown.render(need.text),
        "addressee": need.addressee,
        "target_group": need.target_group,
        "question_id": need.question_id,
        "cluster_id": need.cluster_id,
        "mine": is_mine,
        "author": need.participant.name if named or is_mine else None,
        "group": group.name if group else None,
        "submitted_at": need.submitted_at.isoformat(),
    }
