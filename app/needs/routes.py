"""Needs and clusters over HTTP."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Response, jsonify
from pydantic import Field

from app.access import actor, signed_in
from app.db import database
from app.intake import Id, Intake, Line, OptionalLine, OptionalText, RequestKey, WholeNumber, read
from app.needs import service, views
from app.needs.service import Wording
from app.workshops.routes import done
from app.workshops.rules import Right
from app.workshops.service import permit

blueprint = Blueprint("needs", __name__)


class WordingBody(Intake):
    title: Line
    text: OptionalText = ""
    addressee: OptionalLine = ""
    target_group: OptionalLine = ""
    question_id: Id | None = None


class SubmissionBody(WordingBody):
    request_key: RequestKey


class RevelationBody(Intake):
    named: bool


class ClusterBody(Intake):
    title: Line


class PlaceBody(Intake):
    cluster_id: Id | None
    position: Annotated[WholeNumber, Field(ge=0, le=100_000)]


@blueprint.get("/workshops/<int:workshop_id>/needs")
@signed_in
def get_board(workshop_id: int) -> Response:
    with database().reading() as db:
        participant = permit(db, actor(), workshop_id, Right.SEE_ROOM)
        return jsonify(views.board(db, participant, workshop_id))


@blueprint.post("/workshops/<int:workshop_id>/needs")
@signed_in
def submit(workshop_id: int) -> tuple[Response, int]:
    body = read(SubmissionBody)
    wording = Wording(**body.model_dump(exclude={"request_key"}))
    with database().writing() as db:
        need = service.submit(db, actor=actor(), workshop_id=workshop_id, wording=wording, request_key=body.request_key)
        return jsonify(id=need.id, number=need.number), 201


@blueprint.put("/needs/<int:need_id>")
@signed_in
def change(need_id: int) -> Response:
    wording = Wording(**dict(read(WordingBody)))
    with database().writing() as db:
        service.change(db, actor=actor(), need_id=need_id, wording=wording)
    return done()


@blueprint.delete("/needs/<int:need_id>")
@signed_in
def withdraw(need_id: int) -> Response:
    with database().writing() as db:
        service.withdraw(db, actor=actor(), need_id=need_id)
    return done()


@blueprint.post("/workshops/<int:workshop_id>/revelation")
@signed_in
def reveal(workshop_id: int) -> Response:
    named = read(RevelationBody).named
    with database().writing() as db:
        service.reveal(db, actor=actor(), workshop_id=workshop_id, named=named)
    return done()


@blueprint.post("/workshops/<int:workshop_id>/clusters")
@signed_in
def make_cluster(workshop_id: int) -> tuple[Response, int]:
    title = read(ClusterBody).title
    with database().writing() as db:
        cluster = service.make_cluster(db, actor=actor(), workshop_id=workshop_id, title=title)
        return jsonify(id=cluster.id), 201


@blueprint.put("/clusters/<int:cluster_id>")
@signed_in
def rename_cluster(cluster_id: int) -> Response:
    title = read(ClusterBody).title
    with database().writing() as db:
        service.rename_cluster(db, actor=actor(), cluster_id=cluster_id, title=title)
    return done()


@blueprint.delete("/clusters/<int:cluster_id>")
@signed_in
def remove_cluster(cluster_id: int) -> Response:
    with database().writing() as db:
        service.remove_cluster(db, actor=actor(), cluster_id=cluster_id)
    return done()


@blueprint.put("/needs/<int:need_id>/place")
@signed_in
def place(need_id: int) -> Response:
    body = read(PlaceBody)
    with database().writing() as db:
        service.place(db, actor=actor(), need_id=need_id, cluster_id=body.cluster_id, position=body.position)
    return done()
