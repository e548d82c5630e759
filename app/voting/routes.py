"""Polls over HTTP. What they read: bodies.py; what they answer: schemas.py."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template
from sqlalchemy.orm import Session

from app.access import actor, signed_in
from app.db import database
from app.drafts import service as drafts
from app.drafts.hub import hub
from app.errors import NotFound
from app.intake import read
from app.voting import ballots, service, store, table, views, wording_views, wordings
from app.voting.ballots import NewBallot
from app.voting.bodies import BallotBody, ExtensionBody, NewPollBody, OpeningBody, WordingsBody
from app.voting.schemas import PollState
from app.web import wants_json
from app.workshops.rules import Right
from app.workshops.service import permit

blueprint = Blueprint("voting", __name__)


def _state(db: Session, poll_id: int) -> PollState:
    poll = store.get_poll(db, poll_id)
    participant = permit(db, actor(), poll.workshop_id, Right.SEE_ROOM)
    if not views.is_shown(participant, poll):
        raise NotFound
    return views.state(db, participant, poll)


def _committed(poll_id: int) -> Response:
    """The poll as it is stored, read after the commit."""
    with database().reading() as db:
        return jsonify(_state(db, poll_id))


@blueprint.get("/workshops/<int:workshop_id>/polls")
@signed_in
def list_polls(workshop_id: int) -> Response:
    with database().reading() as db:
        return jsonify(polls=views.lines(db, permit(db, actor(), workshop_id, Right.SEE_ROOM)))


@blueprint.post("/workshops/<int:workshop_id>/polls")
@signed_in
def create_poll(workshop_id: int) -> tuple[Response, int]:
    plan = read(NewPollBody).plan()
    with database().writing() as db:
        poll_id = service.create_poll(db, actor=actor(), workshop_id=workshop_id, plan=plan).id
    return _committed(poll_id), 201


@blueprint.get("/polls/<int:poll_id>")
@signed_in
def get_poll(poll_id: int) -> Response:
    return _committed(poll_id)


@blueprint.put("/polls/<int:poll_id>/ballot")
@signed_in
def put_ballot(poll_id: int) -> Response:
    new = NewBallot(**dict(read(BallotBody)))
    with database().writing() as db:
        ballots.cast_ballot(db, actor=actor(), poll_id=poll_id, new=new)
    return _committed(poll_id)


@blueprint.post("/polls/<int:poll_id>/opening")
@signed_in
def open_poll(poll_id: int) -> Response:
    body = read(OpeningBody)
    with database().writing() as db:
        service.open_poll(db, actor=actor(), poll_id=poll_id, minutes=body.minutes, hard=body.hard)
    return _committed(poll_id)


@blueprint.post("/polls/<int:poll_id>/extension")
@signed_in
def extend_poll(poll_id: int) -> Response:
    body = read(ExtensionBody)
    with database().writing() as db:
        service.extend_poll(db, actor=actor(), poll_id=poll_id, minutes=body.minutes)
    return _committed(poll_id)


@blueprint.post("/polls/<int:poll_id>/closure")
@signed_in
def close_poll(poll_id: int) -> Response:
    with database().writing() as db:
        service.close_poll(db, actor=actor(), poll_id=poll_id)
    return _committed(poll_id)


@blueprint.post("/polls/<int:poll_id>/publication")
@signed_in
def publish_poll(poll_id: int) -> Response:
    with database().writing() as db:
        service.publish_poll(db, actor=actor(), poll_id=poll_id)
    return _committed(poll_id)


@blueprint.post("/polls/<int:poll_id>/cancellation")
@signed_in
def cancel_poll(poll_id: int) -> Response:
    with database().writing() as db:
        service.cancel_poll(db, actor=actor(), poll_id=poll_id)
    return _committed(poll_id)


@blueprint.post("/polls/<int:poll_id>/adoption")
@signed_in
def adopt(poll_id: int) -> Response:
    with database().reading() as db:
        adoption = wordings.ask(db, actor=actor(), poll_id=poll_id)
    hub().start()
    wordings.adopt(hub().pipeline, database(), adoption)
    return _committed(poll_id)


@blueprint.get("/drafts/<int:draft_id>/polls")
@signed_in
def list_wording_polls(draft_id: int) -> Response | str:
    with database().reading() as db:
        draft = drafts.access(db, actor=actor(), draft_id=draft_id).draft
        if wants_json():
            return jsonify(polls=wording_views.lines(db, draft_id))
        return render_template("voting/wordings.html", draft=draft, votes=wording_views.pages(db, draft_id))


@blueprint.post("/drafts/<int:draft_id>/polls")
@signed_in
def put_to_vote(draft_id: int) -> tuple[Response, int]:
    body = read(WordingsBody)
    choice = wordings.Choice(body.question, list(dict.fromkeys(body.suggestions)))
    with database().writing() as db:
        poll_id = wordings.put_to_vote(db, actor=actor(), draft_id=draft_id, choice=choice).id
    return _committed(poll_id), 201


@blueprint.get("/polls/<int:poll_id>/results.csv")
@signed_in
def results(poll_id: int) -> Response:
    with database().reading() as db:
        state = _state(db, poll_id)
    if state["status"] != "published":
        raise NotFound
    file = {"Content-Disposition": f'attachment; filename="abstimmung-{poll_id}.csv"'}
    return Response(table.table(state), mimetype="text/csv", headers=file)


@blueprint.get("/polls/<int:poll_id>/chart.svg")
@signed_in
def picture(poll_id: int) -> Response:
    with database().reading() as db:
        drawn = views.picture(store.get_poll(db, poll_id)) if _state(db, poll_id)["status"] == "published" else None
    if drawn is None:
        raise NotFound
    file = {"Content-Disposition": f'inline; filename="abstimmung-{poll_id}.svg"'}
    return Response(drawn, mimetype="image/svg+xml", headers=file)
