"""Sending a draft to an organisation and taking it back: forms and a page, no JavaScript needed."""

from __future__ import annotations

from hashlib import sha256

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.documents.document import Document
from app.downloads import FILES_LIMIT, exported
from app.drafts import service, store
from app.drafts.files import dispatch_store, dispatching, returning
from app.drafts.files.models import DraftDispatch
from app.drafts.hub import hub
from app.drafts.models import Draft
from app.errors import NotAllowed
from app.intake import Intake, Line, read
from app.limits import limiter
from app.uploads import UPLOADS_LIMIT, allow_larger_bodies, received, uploaded
from app.web import settings
from app.workshops.rules import Right

blueprint = Blueprint("dispatches", __name__)
blueprint.url_value_preprocessor(allow_larger_bodies)


class Addressee(Intake):
    organisation: Line


@blueprint.post("/drafts/<int:draft_id>/dispatches")
@signed_in
@limiter.limit(FILES_LIMIT)
def send(draft_id: int) -> Response:
    """Answers with the file."""
    organisation = read(Addressee).organisation
    with database().writing() as db:
        dispatch = dispatching.send(db, actor=actor(), draft_id=draft_id, organisation=organisation)
        made = _document(store.get_draft(db, draft_id), dispatch)
        number = dispatch.number
    return exported(made, "docx", f"entwurf-{draft_id}-ausgabe-{number}")


@blueprint.post("/drafts/<int:draft_id>/dispatches/<int:number>/returns")
@signed_in
@limiter.limit(UPLOADS_LIMIT)
def take_back(draft_id: int, number: int) -> AnyResponse:
    """Leads to the page that says what became of the file."""
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        dispatch = dispatch_store.get_dispatch(db, draft_id, number)
        seen.require(Right.REVIEW_DRAFT)
        data = uploaded(request.files.get("file"))
        digest = sha256(data).hexdigest()
        earlier = dispatch_store.find_return(db, dispatch, digest)
    if earlier is not None:
        return _page_of(draft_id, number, earlier.number)
    file = returning.File(dispatch, digest, received(data), _occasion(dispatch))
    with database().reading() as db:
        found = returning.compared(db, seen, file, _document(seen.draft, dispatch))
    hub().start()
    taken = returning.take_back(hub().pipeline, database(), seen=seen, file=file, found=found)
    return _page_of(draft_id, number, taken)


@blueprint.get("/drafts/<int:draft_id>/dispatches/<int:number>/returns/<int:returned>")
@signed_in
def show_return(draft_id: int, number: int, returned: int) -> str:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        if not returning.is_reviewer(seen):
            raise NotAllowed
        dispatch = dispatch_store.get_dispatch(db, draft_id, number)
        row = dispatch_store.get_return(db, draft_id, number, returned)
        numbers = [store.get_suggestion(db, draft_id, one).number for one in row.suggestions]
        return render_template("drafts/return.html", draft=seen.draft, dispatch=dispatch, returned=row, numbers=numbers)


def _occasion(dispatch: DraftDispatch) -> str:
    about = {"number": dispatch.number, "organisation": dispatch.organisation}
    occasion: str = gettext("Vor dem Einlesen von Ausgabe %(number)s (%(organisation)s)", **about)
    return occasion


def _page_of(draft_id: int, number: int, returned: int) -> AnyResponse:
    return redirect(url_for(".show_return", draft_id=draft_id, number=number, returned=returned), code=303)


def _document(draft: Draft, dispatch: DraftDispatch) -> Document:
    return dispatching.file_of(draft, dispatch, settings().address + url_for("drafts.show", draft_id=draft.id))
