"""Sending a draft to an organisation: the agreed text as a numbered file, kept as it went out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unicodedata import normalize

import flask_babel
from sqlalchemy.orm import Session

from app import facts, i18n
from app.access import Actor
from app.documents.document import Document
from app.drafts import service, store
from app.drafts.facts import DraftSent
from app.drafts.files import dispatch_store
from app.drafts.files.exporting import Notes, View, document
from app.drafts.files.models import DraftDispatch
from app.drafts.models import Draft
from app.drafts.text.fingerprint import canonical
from app.workshops.rules import Right
from app.workshops.service import permit

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext


def send(db: Session, *, actor: Actor, draft_id: int, organisation: str) -> DraftDispatch:
    """Keep the agreed text as the next dispatch. The same text to the same organisation again is the same one, however
    its name is spelt in Unicode.
    """
    organisation = normalize("NFC", organisation)
    draft = store.lock_draft(db, draft_id)  # before the workshop, as the pipeline does: so neither waits for the other
    by = permit(db, actor, draft.workshop_id, Right.REVIEW_DRAFT)
    text = canonical(service.standing_text(db, draft_id))
    earlier = dispatch_store.list_dispatches(db, draft_id)
    for one in earlier:
        if one.organisation == organisation and one.tree == text:
            return one
    number = earlier[0].number + 1 if earlier else 1
    dispatch = DraftDispatch(
        draft_id=draft_id, number=number, organisation=organisation, tree=text, log_number=draft.number,
        participant_id=by.id, returns=[],
    )  # fmt: skip
    db.add(dispatch)
    facts.record(db, DraftSent(workshop_id=draft.workshop_id, by=by.id, draft_id=draft_id, dispatch=number))
    return dispatch


def file_of(draft: Draft, dispatch: DraftDispatch, address: str) -> Document:
    """What goes out, in German whoever asks; `address` is where the draft is written."""
    made = document(draft, dispatch.tree, Notes([], []), View.AGREED, address)
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        who = {"number": dispatch.number, "organisation": dispatch.organisation}
        return replace(
            made,
            reference=f"{draft.id}/{dispatch.number}",
            subtitle=_("Ausgabe %(number)s an %(organisation)s", **who),
            footer=[_("Stand: Änderung %(number)s", number=dispatch.log_number), address],
        )
