"""Collecting, revealing and clustering needs."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.errors import Conflict, NotAllowed, NotFound
from app.needs import rules, store
from app.needs.facts import (
    ClusterChanged,
    HiddenNeedChanged,
    HiddenNeedSubmitted,
    NeedChanged,
    NeedMoved,
    NeedsRevealed,
    NeedSubmitted,
)
from app.needs.models import Cluster, Need
from app.workshops import store as workshops
from app.workshops.models import Participant, Workshop
from app.workshops.rules import Right
from app.workshops.service import permit

# More from one person is a mistake or an attack; a room of 200 stays readable.
MOST_NEEDS_EACH = 50
MOST_CLUSTERS = 60


@dataclass(frozen=True)
class Wording:
    """What a person writes about a need."""

    title: str
    text: str = ""
    addressee: str = ""
    target_group: str = ""
    question_id: int | None = None


def submit(db: Session, *, actor: Actor, workshop_id: int, wording: Wording, request_key: str) -> Need:
    """Submit a need. The same `request_key` again gets the first answer and changes nothing."""
    participant = permit(db, actor, workshop_id, Right.SEE_ROOM)
    workshop = workshops.lock_workshop(db, workshop_id)  # a retry that comes too early waits for the first answer
    known = store.find_need_by_key(db, participant.id, request_key)
    if known is not None:
        return known
    permit(db, actor, workshop_id, Right.SUBMIT_NEED)
    if store.count_needs_of(db, participant.id) >= MOST_NEEDS_EACH:
        raise Conflict(_l("Mehr als %(count)s Bedarfe von einer Person sind nicht möglich.", count=MOST_NEEDS_EACH))
    _check_question(workshop, wording.question_id)
    number = store.last_need_number(db, workshop_id) + 1
    need = Need(
        workshop_id=workshop_id, number=number, position=number, request_key=request_key,
        participant_id=participant.id, **vars(wording),
    )  # fmt: skip
    db.add(need)
    db.flush()
    kind = HiddenNeedSubmitted if _is_hidden(workshop) else NeedSubmitted
    facts.record(db, kind(workshop_id=workshop_id, by=participant.id, need_id=need.id))
    return need


def change(db: Session, *, actor: Actor, need_id: int, wording: Wording) -> Need:
    """Reword one's own need while it is being collected. Twice is the same as once."""
    need, participant = _own_need(db, actor, need_id)
    _check_question(workshops.get_workshop(db, need.workshop_id), wording.question_id)
    for name, value in vars(wording).items():
        setattr(need, name, value)
    need.changed_at = now()
    _tell_change(db, need, participant)
    return need


def withdraw(db: Session, *, actor: Actor, need_id: int) -> None:
    """Take one's own need back while it is being collected. Twice is refused as for any need that is not there."""
    need, participant = _own_need(db, actor, need_id)
    need.withdrawn_at = now()
    _tell_change(db, need, participant)


def _own_need(db: Session, actor: Actor, need_id: int) -> tuple[Need, Participant]:
    need = store.get_need(db, need_id)
    participant = permit(db, actor, need.workshop_id, Right.SUBMIT_NEED)
    if need.participant_id != participant.id:
        raise NotAllowed
    return need, participant


def _tell_change(db: Session, need: Need, participant: Participant) -> None:
    hidden = _is_hidden(workshops.get_workshop(db, need.workshop_id))
    kind = HiddenNeedChanged if hidden else NeedChanged
    facts.record(db, kind(workshop_id=need.workshop_id, by=participant.id, need_id=need.id))


def _is_hidden(workshop: Workshop) -> bool:
    return not rules.sees_all(workshop.collecting, workshop.revealed, is_moderation=False)


def _check_question(workshop: Workshop, question_id: int | None) -> None:
    if question_id is not None and question_id not in {question.id for question in workshop.questions}:
        raise NotFound


def reveal(db: Session, *, actor: Actor, workshop_id: int, named: bool) -> None:
    """Show everybody the needs, with or without names. Names that were shown stay shown."""
    moderator = permit(db, actor, workshop_id, Right.REVEAL_NEEDS)
    workshop = workshops.lock_workshop(db, workshop_id)
    if workshop.revealed == "named" and not named:
        raise Conflict(_l("Die Namen sind schon aufgedeckt."))
    workshop.revealed = "named" if named else "anonymous"
    facts.record(db, NeedsRevealed(workshop_id=workshop_id, by=moderator.id, named=named))


def make_cluster(db: Session, *, actor: Actor, workshop_id: int, title: str) -> Cluster:
    """A new, empty cluster at the end. Twice makes two."""
    moderator = permit(db, actor, workshop_id, Right.ARRANGE_NEEDS)
    clusters = store.list_clusters(db, workshop_id)
    if len(clusters) >= MOST_CLUSTERS:
        raise Conflict(_l("Mehr als %(count)s Cluster sind nicht möglich.", count=MOST_CLUSTERS))
    cluster = Cluster(workshop_id=workshop_id, title=title, position=len(clusters) + 1)
    db.add(cluster)
    db.flush()
    facts.record(db, ClusterChanged(workshop_id=workshop_id, by=moderator.id, cluster_id=cluster.id))
    return cluster


def rename_cluster(db: Session, *, actor: Actor, cluster_id: int, title: str) -> None:
    """Give a cluster another title. Twice is the same as once."""
    cluster, moderator = _cluster_to_arrange(db, actor, cluster_id)
    cluster.title = title
    facts.record(db, ClusterChanged(workshop_id=cluster.workshop_id, by=moderator.id, cluster_id=cluster.id))


def remove_cluster(db: Session, *, actor: Actor, cluster_id: int) -> None:
    """Dissolve a cluster: its needs are without one again, in their order. Nothing of theirs is lost."""
    cluster, moderator = _cluster_to_arrange(db, actor, cluster_id)
    for need in store.list_needs_in(db, cluster.workshop_id, cluster.id):
        _move(db, moderator, need, None)
    cluster.removed_at = now()
    facts.record(db, ClusterChanged(workshop_id=cluster.workshop_id, by=moderator.id, cluster_id=cluster.id))


def _cluster_to_arrange(db: Session, actor: Actor, cluster_id: int) -> tuple[Cluster, Participant]:
    cluster = store.get_cluster(db, cluster_id)
    return cluster, permit(db, actor, cluster.workshop_id, Right.ARRANGE_NEEDS)


def place(db: Session, *, actor: Actor, need_id: int, cluster_id: int | None, position: int) -> None:
    """Put a need into a cluster (None: into none) at `position` from 0. Twice is the same as once.

    Moving it back undoes it: wording, author and number of the need never change.
    """
    need = store.get_need(db, need_id)
    moderator = permit(db, actor, need.workshop_id, Right.ARRANGE_NEEDS)
    if cluster_id is not None and store.get_cluster(db, cluster_id).workshop_id != need.workshop_id:
        raise NotFound
    _move(db, moderator, need, cluster_id)
    _order(db, need, position)


def _move(db: Session, moderator: Participant, need: Need, cluster_id: int | None) -> None:
    told = NeedMoved(
        workshop_id=need.workshop_id, by=moderator.id, need_id=need.id,
        from_cluster_id=need.cluster_id, to_cluster_id=cluster_id,
    )  # fmt: skip
    need.cluster_id = cluster_id
    facts.record(db, told)


def _order(db: Session, moved: Need, position: int) -> None:
    db.flush()
    beside = {need.id: need for need in store.list_needs_in(db, moved.workshop_id, moved.cluster_id)}
    for place_in_order, need_id in enumerate(rules.placed(list(beside), moved.id, position), start=1):
        beside[need_id].position = place_in_order
