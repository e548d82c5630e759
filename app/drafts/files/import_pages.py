"""Bringing a file as a new draft, and what became of it: a form and a page, no JavaScript needed."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Annotated

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BeforeValidator
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.drafts import service
from app.drafts.files import importing, returning
from app.drafts.files.importing import Brought
from app.errors import Malformed, NotAllowed, Refusal
from app.intake import Id, Intake, RequestKey, read
from app.limits import limiter
from app.uploads import UPLOADS_LIMIT, NotInstalled, allow_larger_bodies, manuscript, uploaded
from app.workshops import store as workshops

blueprint = Blueprint("imports", __name__)
blueprint.url_value_preprocessor(allow_larger_bodies)
Answer = AnyResponse | tuple[str, int]


class ImportBody(Intake):
    """An empty choice in the form is no cluster."""

    request_key: RequestKey
    cluster_id: Annotated[Id | None, BeforeValidator(lambda chosen: chosen or None)] = None


@blueprint.get("/workshops/<int:workshop_id>/imports/new")
@signed_in
def choose_file(workshop_id: int) -> Answer:
    return _page(workshop_id)


@blueprint.post("/workshops/<int:workshop_id>/imports")
@signed_in
@limiter.limit(UPLOADS_LIMIT)
def import_file(workshop_id: int) -> Answer:
    """Leads to the page that says what became of the file."""
    with database().reading() as db:
        importing.creator(db, actor=actor(), workshop_id=workshop_id)
    try:
        brought = _brought()
        with database().writing() as db:
            draft_id = importing.import_draft(db, actor=actor(), workshop_id=workshop_id, brought=brought)
    except (Malformed, NotInstalled) as refusal:
        return _page(workshop_id, refusal)
    return redirect(url_for(".show_import", draft_id=draft_id), code=303)


@blueprint.get("/drafts/<int:draft_id>/import")
@signed_in
def show_import(draft_id: int) -> str:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        if not returning.is_reviewer(seen):
            raise NotAllowed
        came = importing.get_import(db, draft_id)
        return render_template("drafts/imported.html", draft=seen.draft, came=came)


def _brought() -> Brought:
    body, file = read(ImportBody), request.files.get("file")
    data, name = uploaded(file), (file.filename or "") if file else ""
    # Who goes back in the browser and chooses another file or cluster sends the same form.
    key = f"{body.request_key} {body.cluster_id} {sha256(data).hexdigest()}"
    return Brought(name, manuscript(data, name), key, body.cluster_id)


def _page(workshop_id: int, refusal: Refusal | None = None) -> tuple[str, int]:
    with database().reading() as db:
        importing.creator(db, actor=actor(), workshop_id=workshop_id)
        page = render_template(
            "drafts/import.html",
            workshop=workshops.get_workshop(db, workshop_id),
            clusters=importing.free_clusters(db, workshop_id),
            chosen=request.form.get("cluster_id", ""),
            request_key=secrets.token_urlsafe(12),
            refusal=refusal,
        )
    return page, refusal.status if refusal else 200
