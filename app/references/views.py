"""What texts can refer to, as the one who asks may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.documents.tree import Node
from app.needs import rules as needs_rules
from app.needs import store as needs
from app.needs import views as needs_views
from app.needs.models import Need
from app.references import rules, store, words
from app.references.models import Reference
from app.references.rules import Cited, Kind
from app.workshops import store as workshops
from app.workshops.models import Participant


@dataclass(frozen=True)
class Shown:
    """What a citation refers to, in words. `publisher`, `genre` and `link` are those of a source.

    The title is empty where it is not for everybody in the room: a need that is still hidden, or was taken back.
    """

    cited: Cited
    label: str
    title: str
    publisher: str = ""
    genre: str = ""
    link: str = ""
    is_removed: bool = False


def citable(db: Session, asking: Participant, workshop_id: int) -> list[Shown]:
    """Everything that `asking` can refer to, in the order in which it is offered."""
    found = needs_views.visible(db, asking, workshop_id)
    clusters = needs.list_clusters(db, workshop_id)
    return [
        *(_need(workshop_id, need.number, need.title) for need in sorted(found, key=lambda need: need.number)),
        *(_cluster(workshop_id, cluster.id, cluster.title) for cluster in clusters),
        *(_kept(one) for one in store.list_references(db, workshop_id)),
    ]


def needs_of(db: Session, asking: Participant, cited: Cited) -> list[dict[str, Any]]:
    """The need that is cited, or those of the cited cluster, as the board shows them to `asking`."""

    def is_meant(need: Need) -> bool:
        return cited.number == (need.number if cited.kind == Kind.NEED else need.cluster_id)

    if cited.kind not in (Kind.NEED, Kind.CLUSTER):
        return []
    meant = [need for need in needs_views.visible(db, asking, cited.workshop_id) if is_meant(need)]
    return needs_views.shown(db, asking, cited.workshop_id, meant)


def listed(db: Session, workshop_id: int, kind: Kind) -> list[Shown]:
    """The goals or the sources of a workshop."""
    return [_kept(one) for one in store.list_references(db, workshop_id) if one.kind == kind]


def cited_in(db: Session, text: Sequence[Node], base: str, workshop_id: int) -> list[Shown]:
    """What a text refers to, in its order; `base` is our own address."""
    found = (find(db, cited) for cited in rules.citations_in(text, base, workshop_id))
    return [one for one in found if one is not None]


def find(db: Session, cited: Cited) -> Shown | None:
    """What is cited, as everybody in the room may see it; None if the workshop never had it."""
    if cited.kind == Kind.NEED:
        return _found_need(db, cited)
    if cited.kind == Kind.CLUSTER:
        cluster = needs.find_cluster(db, cited.workshop_id, cited.number)
        return _cluster(cited.workshop_id, cluster.id, cluster.title, bool(cluster.removed_at)) if cluster else None
    kept = store.find_reference(db, cited.workshop_id, cited.kind, cited.number)
    return _kept(kept) if kept else None


def _found_need(db: Session, cited: Cited) -> Shown | None:
    need = needs.find_need_numbered(db, cited.workshop_id, cited.number)
    if need is None:
        return None
    workshop = workshops.get_workshop(db, cited.workshop_id)
    is_shown = needs_rules.sees_all(workshop.collecting, workshop.revealed, is_moderation=False)
    is_gone = need.withdrawn_at is not None
    return _need(need.workshop_id, need.number, need.title if is_shown and not is_gone else "", is_gone)


def _need(workshop_id: int, number: int, title: str, is_removed: bool = False) -> Shown:
    return Shown(Cited(workshop_id, Kind.NEED, number), words.label(Kind.NEED, number), title, is_removed=is_removed)


def _cluster(workshop_id: int, number: int, title: str, is_removed: bool = False) -> Shown:
    label = words.label(Kind.CLUSTER, number, title)
    return Shown(Cited(workshop_id, Kind.CLUSTER, number), label, title, is_removed=is_removed)


def _kept(row: Reference) -> Shown:
    kind = Kind(row.kind)
    return Shown(
        Cited(row.workshop_id, kind, row.number), words.label(kind, row.number), row.title,
        publisher=row.publisher, genre=row.genre, link=row.address, is_removed=row.removed_at is not None,
    )  # fmt: skip
