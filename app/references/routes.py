"""What texts refer to over HTTP: what there is to choose from, a page for each thing, lists of goals and sources."""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.errors import Malformed, NotFound
from app.intake import Intake, OptionalLine, RequestKey, Text, read
from app.references import service, store, views, words
from app.references.models import Reference
from app.references.printing import lines_of
from app.references.rules import FOLDERS, KEPT, KINDS, Cited, Genre, Kind
from app.references.service import Wording
from app.web import settings
from app.workshops import store as workshops
from app.workshops.models import Participant, Workshop
from app.workshops.rules import Right, open_rights
from app.workshops.service import permit

blueprint = Blueprint("references", __name__)
Answer = AnyResponse | str | tuple[str, int]
LONGEST_TITLE, LONGEST_ADDRESS = 300, 2_000


class WordingBody(Intake):
    title: Annotated[Text, StringConstraints(max_length=LONGEST_TITLE, pattern=r"^[^\n]*$")]
    publisher: OptionalLine = ""
    address: str = Field("", max_length=LONGEST_ADDRESS)
    genre: Genre = Genre.OTHER


class ReferenceBody(WordingBody):
    kind: Literal[Kind.GOAL, Kind.SOURCE]
    request_key: RequestKey


@blueprint.get("/workshops/<int:workshop_id>/references")
@signed_in
def list_citable(workshop_id: int) -> Response:
    with database().reading() as db:
        participant = permit(db, actor(), workshop_id, Right.SEE_ROOM)
        found = views.citable(db, participant, workshop_id)
    base = settings().address
    told = [
        {"kind": one.cited.kind, "label": one.label, "title": one.title, "address": base + one.cited.path}
        for one in found
    ]
    return jsonify(references=told)


@blueprint.get(f"/workshops/<int:workshop_id>/<any({', '.join(FOLDERS[kind] for kind in KEPT)}):folder>")
@signed_in
def show_list(workshop_id: int, folder: str) -> Answer:
    return _list_page(workshop_id, KINDS[folder])


@blueprint.post("/workshops/<int:workshop_id>/references")
@signed_in
def add(workshop_id: int) -> Answer:
    try:
        body = read(ReferenceBody)
        with database().writing() as db:
            added = service.add(
                db, actor=actor(), workshop_id=workshop_id, kind=body.kind, wording=_wording(body),
                request_key=body.request_key,
            )  # fmt: skip
            label = words.label(body.kind, added.number)
    except Malformed as refusal:
        if request.form.get("kind") not in KEPT:
            raise
        return _list_page(workshop_id, Kind(request.form["kind"]), refusal)
    flash(gettext("%(label)s ist aufgenommen.", label=label))
    return redirect(url_for(".show_list", workshop_id=workshop_id, folder=FOLDERS[body.kind]), code=303)


@blueprint.post("/references/<int:reference_id>")
@signed_in
def change(reference_id: int) -> Answer:
    try:
        body = read(WordingBody)
        with database().writing() as db:
            changed = service.change(db, actor=actor(), reference_id=reference_id, wording=_wording(body))
            return _to_page(changed, gettext("Die Angaben sind gespeichert."))
    except Malformed as refusal:
        with database().reading() as db:
            cited = _cited(store.get_reference(db, reference_id))
        return _thing_page(cited, refusal)


@blueprint.post("/references/<int:reference_id>/removal")
@signed_in
def remove(reference_id: int) -> Answer:
    with database().writing() as db:
        removed = service.remove(db, actor=actor(), reference_id=reference_id)
        return _to_page(removed, gettext("Der Eintrag ist entfernt. Texte, die ihn nennen, führen weiter hierher."))


@blueprint.get(f"/workshops/<int:workshop_id>/<any({', '.join(FOLDERS.values())}):folder>/<int:number>")
@signed_in
def show(workshop_id: int, folder: str, number: int) -> Answer:
    """Where a citation leads."""
    return _thing_page(Cited(workshop_id, KINDS[folder], number))


def _wording(body: WordingBody) -> Wording:
    return Wording(body.title, body.publisher, body.address, body.genre)


def _cited(row: Reference) -> Cited:
    return Cited(row.workshop_id, Kind(row.kind), row.number)


def _to_page(row: Reference, sentence: str) -> AnyResponse:
    flash(sentence)
    return redirect(_cited(row).path, code=303)


def _list_page(workshop_id: int, kind: Kind, refusal: Malformed | None = None) -> Answer:
    with database().reading() as db:
        participant, workshop = _seen(db, workshop_id)
        page = render_template(
            "references/list.html",
            workshop=workshop,
            kind=kind,
            may_add=service.right_to_add(kind) in _rights(participant, workshop),
            listed=lines_of(views.listed(db, workshop_id, kind)),
            words=words,
            request_key=secrets.token_urlsafe(12),
            typed=request.form,
            refusal=refusal,
        )
    return page, refusal.status if refusal else 200


def _thing_page(cited: Cited, refusal: Malformed | None = None) -> Answer:
    with database().reading() as db:
        participant, workshop = _seen(db, cited.workshop_id)
        shown = views.find(db, cited)
        if shown is None:
            raise NotFound
        kept = store.find_reference(db, cited.workshop_id, cited.kind, cited.number)
        page = render_template(
            "references/reference.html",
            workshop=workshop,
            shown=shown,
            needs=views.needs_of(db, participant, cited),
            kept=kept,
            may_change=_may_change(participant, workshop, kept),
            words=words,
            typed=request.form if refusal else None,
            refusal=refusal,
        )
    return page, refusal.status if refusal else 200


def _seen(db: Session, workshop_id: int) -> tuple[Participant, Workshop]:
    return permit(db, actor(), workshop_id, Right.SEE_ROOM), workshops.get_workshop(db, workshop_id)


def _rights(participant: Participant, workshop: Workshop) -> frozenset[Right]:
    return open_rights(participant.role, workshop.phase, admitted=True)  # only the admitted see the room


def _may_change(participant: Participant, workshop: Workshop, kept: Reference | None) -> bool:
    if kept is None or kept.removed_at is not None:
        return False
    return service.right_to_keep(kept, participant) in _rights(participant, workshop)
