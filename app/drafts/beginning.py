"""How a draft begins: with a text, and with the needs that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.drafts import store
from app.drafts.facts import DraftCreated
from app.drafts.live.log import Batch, LogEntry
from app.drafts.models import Draft, DraftNeed
from app.drafts.text.tree import SEED_CLIENT, Tree, seed
from app.errors import Conflict
from app.needs import store as needs
from app.needs.models import Cluster
from app.needs.rules import sees_all
from app.workshops import store as workshops
from app.workshops.models import Participant


@dataclass(frozen=True)
class Beginning:
    """What a draft starts from: a text with these sections, and `edits` of it. With a cluster, it keeps the ids of its
    needs.
    """

    title: str
    text: Tree
    sections: list[Any] | None = None  # as rows of text/sections.py
    cluster: Cluster | None = None
    edits: Sequence[LogEntry] = ()


def begin_draft(db: Session, *, creator: Participant, beginning: Beginning) -> Draft:
    """A draft that starts with this text; Conflict while the needs that it comes from are hidden. Twice makes two."""
    draft = Draft(
        workshop_id=creator.workshop_id, title=beginning.title, sections=beginning.sections, created_by=creator.id
    )
    db.add(draft)
    db.flush()
    if beginning.cluster is not None:
        _keep_origin(db, draft, beginning.cluster)
    facts.record(db, DraftCreated(workshop_id=draft.workshop_id, by=creator.id, draft_id=draft.id))
    first = LogEntry(creator.id, seed(beginning.text), writers={SEED_CLIENT: None})
    store.append(db, [Batch(draft.id, draft.epoch, draft.number, [first, *beginning.edits])])
    return draft


def _keep_origin(db: Session, draft: Draft, cluster: Cluster) -> None:
    workshop = workshops.get_workshop(db, cluster.workshop_id)
    if not sees_all(workshop.collecting, workshop.revealed, is_moderation=False):
        raise Conflict(_l("Die Bedarfe sind noch verdeckt. Bitte decken Sie sie zuerst auf."))
    draft.cluster_id = cluster.id
    origins = needs.list_needs_in(db, cluster.workshop_id, cluster.id)
    db.add_all(DraftNeed(draft_id=draft.id, need_id=need.id) for need in origins)
