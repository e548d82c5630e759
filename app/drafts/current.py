"""Whether a live text still says what a version says."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.drafts import service, store
from app.drafts.models import Draft, DraftVersion
from app.drafts.text.fingerprint import fingerprint


def is_current(db: Session, version: DraftVersion) -> bool:
    """Whether the live text still says what the version says."""
    draft = store.get_draft(db, version.draft_id)
    return draft.number == version.log_number or _fingerprint_of(db, draft) == version.fingerprint


# The fingerprint of each live text at the number it was last asked for: {database: {draft id: (number, fingerprint)}}.
# Everybody in a room asks at once after each fact, and the whole log would be replayed for each of them.
_last_asked: WeakKeyDictionary[Engine, dict[int, tuple[int, str]]] = WeakKeyDictionary()


def _fingerprint_of(db: Session, draft: Draft) -> str:
    known = _last_asked.setdefault(db.get_bind().engine, {})
    number, found = known.get(draft.id, (-1, ""))
    if number != draft.number:
        found = fingerprint(service.text_of(db, draft.id))
        known[draft.id] = draft.number, found
    return found
