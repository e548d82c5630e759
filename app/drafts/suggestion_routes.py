"""Suggestions over HTTP: made of what was written offline, explained, decided on; and who changes the agreed text."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from app.access import actor, signed_in
from app.db import database
from app.drafts import homecoming, reopening, service, store, suggestions, treatments, views
from app.drafts.bodies import (
    AnswerBody,
    DecisionsBody,
    EditingBody,
    ProposalBody,
    ReasonBody,
    ReasonsBody,
    ReopeningsBody,
    TreatmentBody,
)
from app.drafts.hub import hub
from app.drafts.rules import Outcome
from app.intake import read
from app.limits import limiter

blueprint = Blueprint("suggestions", __name__)

MOST_ASKED_FOR = 100  # suggestions by their ids; whoever wants more asks for all
# Comparing two long texts takes up to a second. Of one person: a whole hall may come back from one address.
PROPOSALS_LIMIT = "30 per minute"


def _person() -> str:
    return str(actor().account_id)


@blueprint.get("/drafts/<int:draft_id>/suggestions")
@signed_in
def list_suggestions(draft_id: int) -> Response:
    with database().reading() as db:
        draft = service.access(db, actor=actor(), draft_id=draft_id).draft
        ids = request.args["ids"].split(",")[:MOST_ASKED_FOR] if "ids" in request.args else None
        rows = [views.suggestion(one) for one in store.list_suggestions(db, draft_id, ids)]
        return jsonify(suggestions=rows, asks_reasons=draft.asks_reasons, editing=draft.editing)


@blueprint.post("/drafts/<int:draft_id>/suggestions")
@signed_in
@limiter.limit(PROPOSALS_LIMIT, key_func=_person)
def propose(draft_id: int) -> tuple[Response, int]:
    body = read(ProposalBody)
    written = [homecoming.Rewritten.of(one.section, one.before, one.after) for one in body.sections]
    with database().reading() as db:
        asked = homecoming.ask(db, actor=actor(), draft_id=draft_id, sections=written, request_key=body.request_key)
    hub().start()
    return jsonify(views.proposed(homecoming.propose(hub().pipeline, asked))), 201


@blueprint.post("/drafts/<int:draft_id>/decisions")
@signed_in
def decide(draft_id: int) -> tuple[Response, int]:
    body = read(DecisionsBody)
    wanted = suggestions.Verdict(body.suggestions, Outcome(body.outcome), body.reason)
    with database().reading() as db:
        asked = suggestions.ask(db, actor=actor(), draft_id=draft_id, wanted=wanted, request_key=body.request_key)
    hub().start()
    suggestions.settle(hub().pipeline, asked)
    return jsonify(suggestions=body.suggestions), 201


@blueprint.post("/drafts/<int:draft_id>/reopenings")
@signed_in
def reopen_suggestions(draft_id: int) -> tuple[Response, int]:
    body = read(ReopeningsBody)
    with database().reading() as db:
        asked = reopening.ask(db, actor=actor(), draft_id=draft_id, ids=body.suggestions, request_key=body.request_key)
    hub().start()
    reopening.reopen(hub().pipeline, asked)
    return jsonify(suggestions=asked.suggestions), 201


@blueprint.put("/drafts/<int:draft_id>/suggestions/<suggestion_id>/reason")
@signed_in
def explain(draft_id: int, suggestion_id: str) -> Response:
    body = read(ReasonBody)
    with database().writing() as db:
        suggestions.explain(db, actor=actor(), draft_id=draft_id, suggestion_id=suggestion_id, reason=body.reason)
    return Response(status=204)


@blueprint.post("/drafts/<int:draft_id>/suggestions/<suggestion_id>/treatments")
@signed_in
def propose_treatment(draft_id: int, suggestion_id: str) -> tuple[Response, int]:
    body = read(TreatmentBody)
    proposal = treatments.Proposal(body.treatment, body.reason, body.request_key)
    with database().writing() as db:
        number = treatments.propose(
            db, actor=actor(), draft_id=draft_id, suggestion_id=suggestion_id, proposal=proposal
        )
        return jsonify(number=number), 201


@blueprint.put("/drafts/<int:draft_id>/suggestions/<suggestion_id>/treatments/<int:number>/answer")
@signed_in
def answer_treatment(draft_id: int, suggestion_id: str, number: int) -> Response:
    body = read(AnswerBody)
    reply = treatments.Reply(number, body.agrees, body.comment)
    with database().writing() as db:
        treatments.answer(db, actor=actor(), draft_id=draft_id, suggestion_id=suggestion_id, reply=reply)
    return Response(status=204)


@blueprint.put("/drafts/<int:draft_id>/editing")
@signed_in
def set_editing(draft_id: int) -> Response:
    body = read(EditingBody)
    with database().writing() as db:
        suggestions.set_editing(db, actor=actor(), draft_id=draft_id, editing=body.editing)
    return Response(status=204)


@blueprint.put("/drafts/<int:draft_id>/reasons")
@signed_in
def ask_reasons(draft_id: int) -> Response:
    body = read(ReasonsBody)
    with database().writing() as db:
        suggestions.ask_reasons(db, actor=actor(), draft_id=draft_id, asked=body.asked)
    return Response(status=204)
