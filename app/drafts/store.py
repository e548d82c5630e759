"""Queries over drafts, their logs, versions and comments."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app import facts
from app.db import ALONE, now
from app.drafts.facts import SuggestionMade
from app.drafts.live.known import NOBODY
from app.drafts.live.log import Batch, LogEntry, Snapshot, Stored
from app.drafts.models import (
    Comment,
    Draft,
    DraftNeed,
    DraftSnapshot,
    DraftUpdate,
    DraftVersion,
    DraftWriter,
    Suggestion,
    VersionOrigin,
)
from app.drafts.refused_models import RefusedEdit
from app.errors import Conflict, NotFound
from app.quick import Cursor, cursor_of
from app.workshops.models import Participant

log = logging.getLogger(__name__)

# What says that the database takes nothing at the moment; everything else speaks of the rows.
REFUSES = (OperationalError, InterfaceError, InternalError, PoolTimeout, OSError)


def get_draft(db: Session, draft_id: int) -> Draft:
    draft = db.get(Draft, draft_id)
    if draft is None:
        raise NotFound
    return draft


def last_number(db: Session, draft_id: int) -> int:
    """The number of the draft's last edit, this transaction's own included."""
    return db.scalar(select(Draft.number).where(Draft.id == draft_id)) or 0


def lock_draft(db: Session, draft_id: int) -> Draft:
    """The draft, held until the commit, so that its log does not grow meanwhile."""
    draft = db.get(Draft, draft_id, with_for_update=ALONE, populate_existing=True)
    if draft is None:
        raise NotFound
    return draft


def find_draft_of_cluster(db: Session, cluster_id: int) -> Draft | None:
    return db.scalar(select(Draft).where(Draft.cluster_id == cluster_id))


def list_drafts(db: Session, workshop_id: int) -> list[Draft]:
    return list(db.scalars(select(Draft).where(Draft.workshop_id == workshop_id).order_by(Draft.id)))


def list_need_ids(db: Session, draft_id: int) -> list[int]:
    """The needs that a draft was made from."""
    return list(db.scalars(select(DraftNeed.need_id).where(DraftNeed.draft_id == draft_id).order_by(DraftNeed.need_id)))


def list_updates(db: Session, draft_id: int) -> list[bytes]:
    """What makes up the draft's text, in order: the snapshot, if there is one, and the edits since."""
    snapshot = db.scalar(select(DraftSnapshot.data).where(DraftSnapshot.draft_id == draft_id))
    return [*([] if snapshot is None else [snapshot]), *_list_tail(db, draft_id)]


def _list_tail(db: Session, draft_id: int) -> Sequence[bytes]:
    """The edits that are in no snapshot yet."""
    query = select(DraftUpdate.data).where(DraftUpdate.draft_id == draft_id)
    return db.scalars(query.order_by(DraftUpdate.number)).all()


def get_stored(db: Session, draft_id: int) -> Stored:
    """The draft as the room wants it."""
    draft = get_draft(db, draft_id)
    updates = list_updates(db, draft_id)
    tail = draft.number - (find_snapshot_number(db, draft_id) or 0)
    comments = db.scalars(select(Comment.id).where(Comment.draft_id == draft_id)).all()
    return Stored(
        draft.epoch, draft.number, updates, tail, comments, get_makers(db, draft_id), get_writers(db, draft_id)
    )


def get_makers(db: Session, draft_id: int) -> dict[str, int]:
    """Whose each suggestion is: {id: participant}; NOBODY's, if it came in a file."""
    columns = Suggestion.id, Suggestion.participant_id, Suggestion.author, Suggestion.organisation
    rows = db.execute(select(*columns).where(Suggestion.draft_id == draft_id))
    return {row.id: NOBODY if row.author or row.organisation else row.participant_id for row in rows}


def find_snapshot_number(db: Session, draft_id: int) -> int | None:
    return db.scalar(select(DraftSnapshot.number).where(DraftSnapshot.draft_id == draft_id))


def get_writers(db: Session, draft_id: int) -> dict[int, int | None]:
    """Whose each client id of Yjs is: {client: participant, or None for the server}."""
    query = select(DraftWriter.client, DraftWriter.participant_id).where(DraftWriter.draft_id == draft_id)
    return {row.client: row.participant_id for row in db.execute(query)}


def list_clients(db: Session, draft_id: int) -> dict[Participant, list[int]]:
    """Everybody who wrote in the draft, the removed included, each with their client ids of Yjs."""
    query = select(DraftWriter.client, Participant).join(Participant, DraftWriter.participant_id == Participant.id)
    of_draft = query.where(DraftWriter.draft_id == draft_id).order_by(Participant.id, DraftWriter.client)
    found: dict[Participant, list[int]] = {}
    for client, person in db.execute(of_draft):
        found.setdefault(person, []).append(client)
    return found


_RAISE = (
    update(Draft.__table__)  # type: ignore[arg-type]  # a table, whatever the annotation says
    .where(Draft.id == bindparam("id_"), Draft.epoch == bindparam("epoch_"), Draft.number == bindparam("from_"))
    .values(number=bindparam("to_"))
)
_ADD_UPDATE = insert(DraftUpdate.__table__)  # type: ignore[arg-type]  # as above
_ADD_WRITER = insert(DraftWriter.__table__)  # type: ignore[arg-type]  # as above


def append(db: Session, batches: Sequence[Batch]) -> dict[int, int]:
    """Write each draft's edits to its log, and the rows that belong to them; returns the new last numbers.

    Conflict, or the database's IntegrityError, if one of the drafts is gone, has another epoch or another last number,
    or if rows are impossible: then nothing may be committed.
    """
    numbers = append_to_logs(cursor_of(db), batches)
    for batch in batches:
        for entry in batch.entries:
            if entry.suggestions:
                _add_suggestions(db, batch.draft_id, entry)
            if entry.rows:
                entry.rows(db)
    db.flush()
    return numbers


def _add_suggestions(db: Session, draft_id: int, entry: LogEntry) -> None:
    last = db.scalar(select(func.max(Suggestion.number)).where(Suggestion.draft_id == draft_id)) or 0
    workshop_id, by = get_draft(db, draft_id).workshop_id, entry.participant_id
    for number, suggestion in enumerate(sorted(entry.suggestions), start=last + 1):
        db.add(Suggestion(draft_id=draft_id, id=suggestion, number=number, participant_id=by))
        facts.record(db, SuggestionMade(workshop_id=workshop_id, by=by, draft_id=draft_id, suggestion=suggestion))
    db.flush()


def append_to_logs(cursor: Cursor, batches: Sequence[Batch]) -> dict[int, int]:
    """Like `append`, for edits without rows: what nearly all of them are."""
    if not batches:
        return {}
    numbers = {batch.draft_id: batch.number + len(batch.entries) for batch in batches}
    raised = [
        {"id_": batch.draft_id, "epoch_": batch.epoch, "from_": batch.number, "to_": numbers[batch.draft_id]}
        for batch in sorted(batches, key=lambda batch: batch.draft_id)
    ]
    if cursor.run(_RAISE, raised) != len(batches):
        raise Conflict
    cursor.run(_ADD_UPDATE, _rows_of_log(batches))
    if writers := _rows_of_writers(batches):
        cursor.run(_ADD_WRITER, writers)
    return numbers


def append_each(db: Session, batches: Sequence[Batch]) -> dict[int, int]:
    """Like `append`, but each draft stands for itself: one that cannot be written is missing in the answer."""
    numbers: dict[int, int] = {}
    for batch in batches:
        try:
            with facts.savepoint(db):
                numbers |= append(db, [batch])
        except REFUSES:
            raise
        except Exception:  # see above: this draft's rows are impossible, the others' are not
            log.warning("The edits of draft %s cannot be stored as they are.", batch.draft_id, exc_info=True)
    return numbers


def _rows_of_log(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    at = now()
    return [
        {"draft_id": batch.draft_id, "number": number, "at": at, "participant_id": entry.participant_id,
         "data": entry.data}
        for batch in batches for number, entry in enumerate(batch.entries, start=batch.number + 1)
    ]  # fmt: skip


def _rows_of_writers(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    return [
        {"draft_id": batch.draft_id, "client": client, "participant_id": participant_id}
        for batch in batches for entry in batch.entries for client, participant_id in entry.writers.items()
    ]  # fmt: skip


def compact(db: Session, snapshot: Snapshot) -> None:
    """Keep the snapshot instead of the rows that it holds. They go only after it was read back as it was written.

    Conflict if the draft is gone or has another epoch.
    """
    draft = lock_draft(db, snapshot.draft_id)
    if draft.epoch != snapshot.epoch:
        raise Conflict
    db.merge(DraftSnapshot(draft_id=draft.id, number=snapshot.number, data=snapshot.data))
    db.flush()
    db.expire_all()
    if db.scalar(select(DraftSnapshot.data).where(DraftSnapshot.draft_id == draft.id)) != snapshot.data:
        raise Conflict
    held = DraftUpdate.draft_id == snapshot.draft_id, DraftUpdate.number <= snapshot.number
    db.execute(delete(DraftUpdate).where(*held), execution_options={"synchronize_session": False})


def keep_refused(db: Session, row: RefusedEdit, at_most: int) -> None:
    """Keep a refused edit, and of its draft only the newest `at_most`."""
    db.add(row)
    db.flush()
    same = select(RefusedEdit.id).where(RefusedEdit.draft_id == row.draft_id).order_by(RefusedEdit.id.desc())
    db.execute(delete(RefusedEdit).where(RefusedEdit.id.in_(same.offset(at_most))))


def find_version(db: Session, draft_id: int, number: int) -> DraftVersion | None:
    query = select(DraftVersion).where(DraftVersion.draft_id == draft_id, DraftVersion.number == number)
    return db.scalar(query)


def find_frozen(db: Session, draft_id: int) -> DraftVersion | None:
    """The newest version that somebody froze."""
    query = select(DraftVersion).where(DraftVersion.draft_id == draft_id, ~DraftVersion.kept)
    return db.scalar(query.order_by(DraftVersion.number.desc()).limit(1))


def get_version(db: Session, draft_id: int, number: int) -> DraftVersion:
    version = find_version(db, draft_id, number)
    if version is None:
        raise NotFound
    return version


def list_versions(db: Session, draft_id: int) -> list[DraftVersion]:
    """The draft's versions, newest first."""
    query = select(DraftVersion).where(DraftVersion.draft_id == draft_id)
    return list(db.scalars(query.order_by(DraftVersion.number.desc())))


def find_last_edit_at(db: Session, draft_id: int) -> datetime | None:
    """When the text was last edited; None right after its log was put together, which keeps no times."""
    query = select(DraftUpdate.at).where(DraftUpdate.draft_id == draft_id)
    return db.scalar(query.order_by(DraftUpdate.number.desc()).limit(1))


def last_number_of(db: Session, draft_id: int, participant_id: int) -> int:
    """The number of this person's newest edit in the log; there must be one."""
    query = select(func.max(DraftUpdate.number)).where(DraftUpdate.draft_id == draft_id)
    return db.scalars(query.where(DraftUpdate.participant_id == participant_id)).one()


def list_origins(db: Session, version_id: int) -> list[VersionOrigin]:
    return list(db.scalars(select(VersionOrigin).where(VersionOrigin.version_id == version_id).order_by("number")))


def last_version_number(db: Session, draft_id: int) -> int:
    return db.scalar(select(func.max(DraftVersion.number)).where(DraftVersion.draft_id == draft_id)) or 0


def get_suggestion(db: Session, draft_id: int, suggestion_id: str) -> Suggestion:
    suggestion = db.get(Suggestion, (draft_id, suggestion_id))
    if suggestion is None:
        raise NotFound
    return suggestion


def list_suggestions(db: Session, draft_id: int, ids: Collection[str] | None = None) -> list[Suggestion]:
    """All of a draft, or those with these ids."""
    query = select(Suggestion).where(Suggestion.draft_id == draft_id).order_by(Suggestion.number)
    return list(db.scalars(query if ids is None else query.where(Suggestion.id.in_(ids))))
