"""Restoring a version: the live text says again what the version says, by an edit like any other."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts
from app.drafts import service
from app.drafts.facts import DraftRestored
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.live.refusing import Refused
from app.drafts.models import DraftVersion
from app.drafts.service import Access
from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.rewriting import rewrite
from app.drafts.text.tree import Tree
from app.errors import Conflict
from app.workshops.rules import Right

# Who restores makes versions and changes the agreed text, whoever else may only suggest.
_NEEDED = (Right.FREEZE_VERSION, Right.WRITE_DRAFT, Right.REVIEW_DRAFT)


def may_restore(seen: Access) -> bool:
    """Whether it is worth asking: the rights are there, right now."""
    return seen.rights.issuperset(_NEEDED)


def require(db: Session, *, seen: Access, version: DraftVersion) -> None:
    """Refuse who may not, while suggestions are open, and for a version that the text still agrees with."""
    for right in _NEEDED:
        seen.require(right)
    text = service.standing_text(db, seen.draft.id)
    service.require_no_suggestions(text)
    if canonical(text) == version.tree:
        raise Conflict(_l("Der Entwurf sagt schon dasselbe wie Fassung %(number)s.", number=version.number))


def restore(pipeline: Pipeline, *, seen: Access, version: DraftVersion, occasion: str) -> int | None:
    """Put the version's words into the live text; returns the version that keeps what it said before.

    None if the text said the same by then, which `require` refuses before. What people type meanwhile comes in where
    its paragraph stays. Refused if somebody has suggested something meanwhile.
    """
    draft, by = seen.draft, seen.participant.id
    before: list[Tree] = []
    kept: list[int] = []

    def change(doc: Doc[Any]) -> None:
        text = tree.read(doc)
        if ids_in(text, suggestions_of):
            raise Refused("gap", "a suggestion came first")
        before[:] = [text]
        rewrite(doc, version.tree)

    def rows(db: Session) -> None:
        service.require_still(db, seen, _NEEDED)
        frozen = service.keep_version_before(db, draft=draft, by=by, text=before[0], occasion=occasion)
        kept[:] = [frozen.number]
        restored = DraftRestored(workshop_id=draft.workshop_id, by=by, draft_id=draft.id, version=version.number)
        facts.record(db, restored)

    service.put(pipeline, Edit(draft.id, draft.epoch, by, change, rows=rows, leave=seen.leave))
    return kept[0] if kept else None
