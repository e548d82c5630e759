"""A new draft from a file that somebody brings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import PurePath

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Actor
from app.documents.manuscript import Manuscript
from app.documents.tree import printable
from app.drafts import store
from app.drafts.beginning import Beginning, begin_draft
from app.drafts.files.models import DraftImport
from app.drafts.files.sectioning import Division
from app.drafts.live.room import load
from app.drafts.live.size import MAX_CHARACTERS
from app.drafts.models import Draft
from app.drafts.text.marks import Unreadable
from app.drafts.text.tree import MOST_NODES, count_characters, count_nodes, read, seed
from app.errors import Conflict, Malformed, NotFound
from app.needs import store as needs
from app.needs.models import Cluster
from app.workshops.models import Participant
from app.workshops.rules import Right
from app.workshops.service import permit

LONGEST_TITLE = 120  # of the working title; the text has all of it


@dataclass(frozen=True)
class Brought:
    """A file, and what was read in it."""

    name: str
    manuscript: Manuscript
    request_key: str
    cluster_id: int | None = None


def creator(db: Session, *, actor: Actor, workshop_id: int) -> Participant:
    """Who may create drafts; refused for everybody else, before their file is read."""
    return permit(db, actor, workshop_id, Right.CREATE_DRAFT)


def free_clusters(db: Session, workshop_id: int) -> list[Cluster]:
    """The clusters from which no draft was made yet."""
    taken = {draft.cluster_id for draft in store.list_drafts(db, workshop_id)}
    return [cluster for cluster in needs.list_clusters(db, workshop_id) if cluster.id not in taken]


def find_import(db: Session, draft_id: int) -> DraftImport | None:
    """How a draft came from a file, if it did."""
    return db.get(DraftImport, draft_id)


def get_import(db: Session, draft_id: int) -> DraftImport:
    found = find_import(db, draft_id)
    if found is None:
        raise NotFound
    return found


def import_draft(db: Session, *, actor: Actor, workshop_id: int, brought: Brought) -> int:
    """Make a draft that says what the file says; returns its id. The same request again is the same draft.

    With a cluster, it keeps the cluster's needs as its origin; the words are the file's alone.
    """
    by = creator(db, actor=actor, workshop_id=workshop_id)
    known = select(DraftImport).where(
        DraftImport.participant_id == by.id, DraftImport.request_key == brought.request_key
    )
    if (earlier := db.scalar(known)) is not None:
        return earlier.draft_id
    cluster = _free_cluster(db, workshop_id, brought.cluster_id)
    division = Division(brought.manuscript, cluster.title if cluster else _file_title(brought.name))
    _require_writable(division)
    beginning = Beginning(_shortened(division.title), division.text, cluster)
    draft = begin_draft(db, creator=by, beginning=beginning)
    db.add(_row(draft, by, brought, division))
    return draft.id


def _free_cluster(db: Session, workshop_id: int, cluster_id: int | None) -> Cluster | None:
    if cluster_id is None:
        return None
    cluster = needs.get_cluster(db, cluster_id)
    if cluster.workshop_id != workshop_id:
        raise NotFound
    if store.find_draft_of_cluster(db, cluster.id) is not None:
        raise Conflict(_l("Zu diesem Cluster gibt es schon einen Entwurf."))
    return cluster


def _file_title(name: str) -> str:
    return " ".join(printable(PurePath(name).stem).split()) or "Entwurf"


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _require_writable(division: Division) -> None:
    """Malformed if nobody could go on writing in it, or the live text would say anything else."""
    if count_characters(division.text) > MAX_CHARACTERS:
        raise Malformed(fields={"file": _l("Der Text in der Datei ist zu lang. Möglich sind 200.000 Zeichen.")})
    try:
        is_exact = count_nodes(division.text) <= MOST_NODES and read(load([seed(division.text)])) == division.text
    except Unreadable:
        is_exact = False
    if not is_exact:
        raise Malformed(fields={"file": _l("Die Datei hat zu viele Absätze oder Auszeichnungen für einen Entwurf.")})


def _row(draft: Draft, by: Participant, brought: Brought, division: Division) -> DraftImport:
    manuscript, name = brought.manuscript, printable(brought.name)[:LONGEST_TITLE]
    return DraftImport(
        draft_id=draft.id, participant_id=by.id, request_key=brought.request_key, file_name=name,
        is_tracked=manuscript.is_tracked, extras=[asdict(one) for one in (*manuscript.extras, *division.extras)],
        remarks=[asdict(one) for one in manuscript.remarks],
    )  # fmt: skip
