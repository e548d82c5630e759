"""Who reads a draft, and who wrote what is in it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy.orm import Session

from app.access import actor, signed_in
from app.db import database
from app.drafts import mentions, service, store, views
from app.workshops.models import Participant
from app.workshops.rules import Right

blueprint = Blueprint("draft_people", __name__)


@blueprint.get("/drafts/<int:draft_id>/people")
@signed_in
def list_readers(draft_id: int) -> Response:
    with database().reading() as db:
        seen = _allowed(db, draft_id)
        return jsonify(people=[_person(one) for one in mentions.readers(db, seen.draft.workshop_id)])


@blueprint.get("/drafts/<int:draft_id>/writers")
@signed_in
def list_writers(draft_id: int) -> Response:
    with database().reading() as db:
        _allowed(db, draft_id)
        clients = store.list_clients(db, draft_id)
        return jsonify(writers=[{**_person(writer), "clients": clients[writer]} for writer in clients])


def _allowed(db: Session, draft_id: int) -> service.Access:
    seen = service.access(db, actor=actor(), draft_id=draft_id)
    seen.require(Right.SEE_PEOPLE)
    return seen


def _person(row: Participant) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "organisation": row.organisation_name, "group": views.group(row)}
