"""A new draft from a file that somebody brings."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import PurePath

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Actor
from app.documents.manuscript import Manuscript
from app.documents.tree import printable
from app.drafts import store, template_store
from app.drafts.beginning import Beginning, begin_draft
from app.drafts.files.models import DraftImport
from app.drafts.files.sectioning import Division, is_visible
from app.drafts.files.tracking import Suggested, compared, suggested
from app.drafts.live.log import LogEntry
from app.drafts.live.room import load
from app.drafts.live.size import MAX_CHARACTERS
from app.drafts.models import Draft
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import Unreadable
from app.drafts.text.sections import rows_of
from app.drafts.text.tree import MOST_NODES, Tree, count_characters, count_nodes, read, seed
from app.errors import Conflict, Malformed, NotFound
from app.i18n import DEFAULT_LANGUAGE
from app.needs import store as needs
from app.needs.models import Cluster
from app.workshops.models import Participant
from app.workshops.rules import Right
from app.workshops.service import permit

LONGEST_TITLE = 120  # of the working title; the text has all of it
MOST_CHANGES = 1_000  # tracked ones of one file


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
    sections = template_store.sections_of_new(db, workshop_id)
    with force_locale(DEFAULT_LANGUAGE):  # files are German, whoever brings them
        fallback = cluster.title if cluster else _file_title(brought.name)
        now = Division(brought.manuscript, fallback, sections)
        before = Division(brought.manuscript.before or brought.manuscript, fallback, sections)
    tracked = _tracked(by, brought, before.text, now.text) if brought.manuscript.before else None
    _require_writable(before.text, tracked)
    edits = [_entry(by, tracked)] if tracked and tracked.authors else []
    beginning = Beginning(_shortened(now.title), before.text, rows_of(sections), cluster, edits)
    draft = begin_draft(db, creator=by, beginning=beginning)
    if tracked:
        _keep_names(db, draft, brought, tracked)
    db.add(_row(draft, by, brought, now, tracked))
    return draft.id


def _tracked(by: Participant, brought: Brought, before: Tree, now: Tree) -> Suggested:
    base = urlsafe_b64encode(sha256(f"{by.id} {brought.request_key}".encode()).digest()[:12]).decode()
    found = compared(before, now)
    if len(found.wishes) > MOST_CHANGES:  # before they are placed, which takes its time
        raise Malformed(fields={"file": _l("Die Datei enthält zu viele nachverfolgte Änderungen. Möglich sind 1.000.")})
    return suggested(before, found, base, brought.manuscript.changes)


def _entry(by: Participant, tracked: Suggested) -> LogEntry:
    return LogEntry(by.id, tracked.update, writers={tracked.client: None}, suggestions=list(tracked.authors))


def _keep_names(db: Session, draft: Draft, brought: Brought, tracked: Suggested) -> None:
    """Nobody here has made these suggestions: they are those of the names in the file, or the file's."""
    for one, author in tracked.authors.items():
        name = author[:LONGEST_TITLE]
        store.get_suggestion(db, draft.id, one).author = name if is_visible(name) else _file_name(brought)


def _free_cluster(db: Session, workshop_id: int, cluster_id: int | None) -> Cluster | None:
    if cluster_id is None:
        return None
    cluster = needs.get_cluster(db, cluster_id)
    if cluster.workshop_id != workshop_id:
        raise NotFound
    if store.find_draft_of_cluster(db, cluster.id) is not None:
        raise Conflict(_l("Zu diesem Cluster gibt es schon einen Entwurf."))
    return cluster


def _file_name(brought: Brought) -> str:
    """Never empty: a suggestion with the name of nobody would be that of who brought the file."""
    name = printable(brought.name)[:LONGEST_TITLE]
    return name if is_visible(name) else "Datei"


def _file_title(name: str) -> str:
    title = " ".join(printable(PurePath(name).stem).split())
    return title if is_visible(title) else "Entwurf"


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _require_writable(text: Tree, tracked: Suggested | None) -> None:
    """Malformed if nobody could go on writing in it, or the live text would say anything else."""
    try:
        live = read(load([seed(text), *([tracked.update] if tracked else [])]))
        is_exact = count_nodes(live) <= MOST_NODES and canonical(live) == text
    except Unreadable:
        is_exact, live = False, text
    if count_characters(live) > MAX_CHARACTERS:
        raise Malformed(fields={"file": _l("Der Text in der Datei ist zu lang. Möglich sind 200.000 Zeichen.")})
    if not is_exact:
        raise Malformed(fields={"file": _l("Die Datei hat zu viele Absätze oder Auszeichnungen für einen Entwurf.")})


def _row(draft: Draft, by: Participant, brought: Brought, division: Division, tracked: Suggested | None) -> DraftImport:
    manuscript, name = brought.manuscript, printable(brought.name)[:LONGEST_TITLE]
    return DraftImport(
        draft_id=draft.id, participant_id=by.id, request_key=brought.request_key, file_name=name,
        is_tracked=manuscript.is_tracked, extras=[asdict(one) for one in (*manuscript.extras, *division.extras)],
        remarks=[asdict(one) for one in manuscript.remarks],
        suggestions=list(tracked.authors) if tracked else [],
        leftovers=[asdict(one) for one in tracked.leftovers] if tracked else [],
    )  # fmt: skip
