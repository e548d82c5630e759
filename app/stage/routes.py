"""The room's page and the screen views."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from app.access import actor, public, signed_in
from app.accounts import store as people
from app.db import database
from app.errors import NotFound
from app.stage import views
from app.workshops import store
from app.workshops.service import member

blueprint = Blueprint("stage", __name__)


@blueprint.get("/workshops/<int:workshop_id>")
@signed_in
def room(workshop_id: int) -> str:
    with database().reading() as db:
        member(db, actor(), workshop_id)
        workshop = store.get_workshop(db, workshop_id)
        groups = [{"id": group.id, "name": group.name} for group in people.list_groups(db)]
    return render_template("stage/room.html", workshop=workshop, groups=groups)


@blueprint.get("/workshops/<int:workshop_id>/room")
@signed_in
def room_state(workshop_id: int) -> Response:
    with database().reading() as db:
        return jsonify(views.room(db, member(db, actor(), workshop_id)))


@blueprint.get("/screens/<token>")
@public
def screen(token: str) -> str:
    with database().reading() as db:
        row = store.find_screen(db, token)
        if row is None:
            raise NotFound
        workshop = store.get_workshop(db, row.workshop_id)
    return render_template("stage/screen.html", workshop=workshop, token=token)


@blueprint.get("/screens/<token>/state")
@public
def screen_state(token: str) -> Response:
    with database().reading() as db:
        row = store.find_screen(db, token)
        if row is None:
            raise NotFound
        return jsonify(views.screen(db, row))
