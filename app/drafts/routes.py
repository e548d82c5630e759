"""Drafts, their versions and comments over HTTP. Long edits come this way too, into the queue of the short ones."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory
from flask.blueprints import BlueprintSetupState

from app.access import actor, public, signed_in
from app.db import database
from app.drafts import (
    comment_store,
    mentions,
    restoring,
    service,
    store,
    threads,
    views,
)
from app.drafts.bodies import (
    CommentBody,
    DraftBody,
    ReplyBody,
    VersionBody,
)
from app.drafts.files import dispatch_store, importing, returning
from app.drafts.hub import Hub, hub
from app.drafts.live import gate
from app.drafts.live.passages import Chosen
from app.drafts.live.pipeline import Edit
from app.drafts.refusals import FAULTS, Busy, Expelled, OtherSchema
from app.drafts.text.tree import SCHEMA
from app.errors import TooLarge
from app.intake import read
from app.references.printing import lines_of
from app.web import DIST, settings, wants_json
from app.workshops.rules import Right

blueprint = Blueprint("drafts", __name__)


@blueprint.record
def _make_hub(state: BlueprintSetupState) -> None:
    extensions = state.app.extensions
    live, kept, settings = (extensions[f"konsenswerk.{name}"] for name in ("live", "database", "settings"))
    extensions["konsenswerk.drafts"] = Hub(live, kept, settings.compact_after, settings.address)


@blueprint.post("/drafts")
@signed_in
def create() -> tuple[Response, int]:
    body = read(DraftBody)
    with database().writing() as db:
        draft = service.create_draft(db, actor=actor(), cluster_id=body.cluster_id)
        return jsonify(id=draft.id), 201


@blueprint.get("/workshops/<int:workshop_id>/drafts")
@signed_in
def list_drafts(workshop_id: int) -> Response:
    with database().reading() as db:
        drafts = service.list_drafts(db, actor=actor(), workshop_id=workshop_id)
        return jsonify(drafts=[views.draft(draft) for draft in drafts])


@blueprint.get("/drafts/<int:draft_id>")
@signed_in
def show(draft_id: int) -> str:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        return render_template(
            "drafts/draft.html",
            draft=seen.draft,
            person=seen.participant.id,
            rights=seen.rights,
            schema=SCHEMA,
            sections=views.sections(seen.draft.template),
        )


@blueprint.get("/service-worker.js")
@public
def service_worker() -> Response:
    """Opens a draft's page without a network. At the root, so that it may look after /drafts/."""
    return send_from_directory(DIST, "service-worker.js", mimetype="text/javascript", max_age=0)


@blueprint.post("/drafts/<int:draft_id>/updates")
@signed_in
def write(draft_id: int) -> Response:
    if request.args.get("schema", type=int) != SCHEMA:
        raise OtherSchema
    if (request.content_length or 0) > gate.MAX_LONG_UPDATE:
        raise TooLarge
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
    seen.require(Right.WRITE_DRAFT)
    if hub().presence.is_expelled(seen.participant.id):
        raise Busy  # as on the socket
    epoch = request.args.get("epoch", 0, type=int)
    hub().start()
    edit = Edit(draft_id, epoch, seen.participant.id, request.get_data(), leave=seen.leave)
    try:
        return jsonify(number=service.put(hub().pipeline, edit))
    except FAULTS as fault:
        raise Expelled if hub().presence.count_fault(seen.participant.id) else fault from None


@blueprint.get("/drafts/<int:draft_id>/comments")
@signed_in
def list_comments(draft_id: int) -> Response:
    with database().reading() as db:
        service.access(db, actor=actor(), draft_id=draft_id)
        return jsonify(comments=[views.comment(comment) for comment in comment_store.list_comments(db, draft_id)])


@blueprint.post("/drafts/<int:draft_id>/comments")
@signed_in
def comment(draft_id: int) -> tuple[Response, int]:
    body = read(CommentBody)
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        words = service.Words(body.body, mentions.mentioned_in(db, seen.draft.workshop_id, body.body))
    hub().start()
    ends = body.anchor.model_dump(exclude_none=True), body.head.model_dump(exclude_none=True)
    chosen = Chosen(ends, body.quote)
    return jsonify(
        id=service.comment(hub().pipeline, seen=seen, chosen=chosen, words=words, request_key=body.request_key)
    ), 201


@blueprint.post("/drafts/<int:draft_id>/comments/<comment_id>/replies")
@signed_in
def reply(draft_id: int, comment_id: str) -> tuple[Response, int]:
    body = read(ReplyBody)
    with database().writing() as db:
        said = threads.reply(
            db, actor=actor(), draft_id=draft_id, comment_id=comment_id, body=body.body, request_key=body.request_key
        )
        return jsonify(id=said.id), 201


@blueprint.put("/drafts/<int:draft_id>/comments/<comment_id>/settlement")
@signed_in
def settle(draft_id: int, comment_id: str) -> Response:
    with database().writing() as db:
        threads.settle(db, actor=actor(), draft_id=draft_id, comment_id=comment_id)
    return Response(status=204)


@blueprint.delete("/drafts/<int:draft_id>/comments/<comment_id>/settlement")
@signed_in
def reopen(draft_id: int, comment_id: str) -> Response:
    with database().writing() as db:
        threads.reopen(db, actor=actor(), draft_id=draft_id, comment_id=comment_id)
    return Response(status=204)


@blueprint.get("/drafts/<int:draft_id>/versions")
@signed_in
def list_versions(draft_id: int) -> Response | str:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        if wants_json():
            return jsonify(versions=views.versions(db, draft_id))
        found = store.list_versions(db, draft_id)
        rows = [(views.version(db, row), row.at) for row in found]
        return render_template(
            "drafts/versions.html",
            draft=seen.draft,
            rows=rows,
            versions=found,
            dispatches=dispatch_store.list_dispatches(db, draft_id),
            may_send=Right.REVIEW_DRAFT in seen.rights,
            may_read=returning.is_reviewer(seen),
            is_imported=importing.find_import(db, draft_id) is not None,
        )


@blueprint.post("/drafts/<int:draft_id>/versions")
@signed_in
def freeze(draft_id: int) -> tuple[Response, int]:
    body = read(VersionBody)
    with database().writing() as db:
        version = service.freeze_version(db, actor=actor(), draft_id=draft_id, occasion=body.occasion)
        return jsonify(views.version(db, version)), 201


@blueprint.get("/drafts/<int:draft_id>/versions/<int:number>")
@signed_in
def show_version(draft_id: int, number: int) -> Response | str:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        row = store.get_version(db, draft_id, number)
        version = views.version(db, row)
        known, origins = store.list_suggestions(db, draft_id), store.list_origins(db, row.id)
        if wants_json():
            text = {"schema": row.schema, "tree": row.tree, "titles": views.titles(seen.draft)}
            return jsonify(**version, **text, origins=views.origins(db, row))
        return render_template(
            "drafts/version.html",
            draft=seen.draft,
            version=version,
            at=row.at,
            printed=views.printed(views.walkable(row, origins), seen.draft.template),
            cited=lines_of(views.cited(db, seen.draft, row.tree, settings().address)),
            may_restore=restoring.may_restore(seen),
            log_number=row.log_number,
            origins=origins,
            suggestions={one.id: one for one in known},
            strikes=views.strikes(known, row.log_number),
        )
