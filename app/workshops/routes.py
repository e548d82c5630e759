"""Workshops over HTTP: preparing, joining, people, phases, agenda, clock, screens."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, find_actor, public, signed_in, staff
from app.accounts import store as people
from app.accounts.routes import remember
from app.db import database
from app.errors import Malformed, Refusal
from app.intake import read
from app.limits import limiter, was_refused
from app.programme import store as programme
from app.workshops import admission, forms, presets, qr, service, store, views
from app.workshops.admission import Claim, Correction
from app.workshops.rules import Format, Right
from app.workshops.schemas import (
    CorrectionBody,
    CountdownBody,
    CurrentItemBody,
    ExtensionBody,
    JoinForm,
    PhaseChangeBody,
    ScreenBody,
)

blueprint = Blueprint("workshops", __name__)
Answer = AnyResponse | str | tuple[str, int]


def done() -> Response:
    """The answer to a request that changed something and has nothing to say."""
    return Response(status=204)


@blueprint.app_context_processor
def words() -> dict[str, object]:
    """The words for formats, phases and roles, for every template."""
    return {"format_words": presets.FORMAT_WORDS, "phase_words": presets.PHASE_WORDS, "role_words": presets.ROLE_WORDS}


@blueprint.get("/uebersicht")
@signed_in
def overview() -> str:
    with database().reading() as db:
        mine = store.list_workshops_of(db, actor().account_id)
    return render_template("workshops/overview.html", mine=mine)


@blueprint.get("/workshops/neu")
@staff
def choose_format() -> str:
    return render_template("workshops/choose_format.html", presets=presets.PRESETS)


@blueprint.get("/workshops/neu/<any(working_group, expert_talk, workshop, conference):format>")
@staff
def new_page(format: str) -> Answer:
    return _new_page(forms.blank(format, presets.PRESETS[Format(format)]))


@blueprint.post("/workshops")
@staff
def create() -> Answer:
    try:
        plan = forms.plan(request.form)
        with database().writing() as db:
            workshop_id = service.create_workshop(db, actor=actor(), plan=plan).id
    except Malformed as refusal:
        return _new_page(forms.typed(request.form), refusal)
    return redirect(url_for("stage.room", workshop_id=workshop_id))


def _new_page(values: dict[str, Any], refusal: Refusal | None = None) -> tuple[str, int]:
    with database().reading() as db:
        fields = [(field.id, field.name) for field in programme.list_fields(db)]
    page = render_template(
        "workshops/new.html", values=values, refusal=refusal, fields=fields,
        collecting_words=presets.COLLECTING_WORDS, admission_words=presets.ADMISSION_WORDS,
    )  # fmt: skip
    return page, refusal.status if refusal else 200


@blueprint.get("/workshops/<int:workshop_id>/agenda")
@signed_in
def agenda_page(workshop_id: int) -> Answer:
    with database().reading() as db:
        service.permit(db, actor(), workshop_id, Right.PREPARE)
        lines = [vars(line) for line in service.agenda_of(db, workshop_id)]
    return _agenda_page(workshop_id, lines)


@blueprint.post("/workshops/<int:workshop_id>/agenda")
@signed_in
def write_agenda(workshop_id: int) -> Answer:
    try:
        agenda = forms.agenda(request.form)
        with database().writing() as db:
            service.replace_agenda(db, actor=actor(), workshop_id=workshop_id, agenda=agenda)
    except Malformed as refusal:
        return _agenda_page(workshop_id, forms.agenda_lines(request.form), refusal)
    return redirect(url_for("stage.room", workshop_id=workshop_id))


def _agenda_page(workshop_id: int, lines: list[dict[str, Any]], refusal: Refusal | None = None) -> tuple[str, int]:
    with database().reading() as db:
        service.permit(db, actor(), workshop_id, Right.PREPARE)
        workshop = store.get_workshop(db, workshop_id)
    spared = forms.with_spare_lines(lines)
    page = render_template("workshops/agenda.html", workshop=workshop, lines=spared, refusal=refusal)
    return page, refusal.status if refusal else 200


@blueprint.get("/beitreten")
@public
def join_page() -> Answer:
    return _join_page({"code": request.args.get("code", "")})


@blueprint.get("/r/<code>")
@public
@limiter.limit(lambda: current_app.config["JOIN_LIMIT"], deduct_when=was_refused)
def join_by_link(code: str) -> Answer:
    visitor = find_actor()
    try:
        with database().reading() as db:
            workshop = admission.find_open_workshop(db, code)
            place = store.find_participant(db, workshop.id, visitor.account_id) if visitor else None
    except Malformed as refusal:
        return _join_page({"code": ""}, refusal)
    if place is not None and place.removed_at is None:
        return render_template("workshops/welcome_back.html", workshop=workshop, name=place.name, code=code)
    return _join_page({"code": code}, title=workshop.title)


@blueprint.post("/beitreten")
@public
@limiter.limit(lambda: current_app.config["JOIN_LIMIT"], deduct_when=was_refused)
def join() -> Answer:
    try:
        form = read(JoinForm)
        claim = Claim(form.name, form.organisation, form.stakeholder_group_id)
        visitor = find_actor()
        with database().writing() as db:
            participant, token = admission.join(db, actor=visitor, code=form.code, claim=claim)
            workshop_id = participant.workshop_id
    except Refusal as refusal:
        return _join_page(request.form.to_dict(), refusal)
    if token is not None:
        remember(token)
    return redirect(url_for("stage.room", workshop_id=workshop_id))


def _join_page(values: dict[str, str], refusal: Refusal | None = None, title: str | None = None) -> tuple[str, int]:
    with database().reading() as db:
        groups = [(group.id, group.name) for group in people.list_groups(db)]
    page = render_template("workshops/join.html", values=values, refusal=refusal, groups=groups, workshop_title=title)
    return page, refusal.status if refusal else 200


@blueprint.get("/workshops/<int:workshop_id>/people")
@signed_in
def get_people(workshop_id: int) -> Response:
    with database().reading() as db:
        participant = service.permit(db, actor(), workshop_id, Right.SEE_PEOPLE)
        return jsonify(views.people(db, participant))


@blueprint.post("/workshops/<int:workshop_id>/confirmations")
@signed_in
def confirm_all(workshop_id: int) -> Response:
    with database().writing() as db:
        count = admission.confirm_all(db, actor=actor(), workshop_id=workshop_id)
    return jsonify(confirmed=count)


@blueprint.put("/workshops/<int:workshop_id>/participants/<int:participant_id>/confirmation")
@signed_in
def confirm(workshop_id: int, participant_id: int) -> Response:
    with database().writing() as db:
        admission.confirm(db, actor=actor(), workshop_id=workshop_id, participant_id=participant_id)
    return done()


@blueprint.put("/workshops/<int:workshop_id>/participants/<int:participant_id>")
@signed_in
def correct(workshop_id: int, participant_id: int) -> Response:
    correction = Correction(**dict(read(CorrectionBody)))
    with database().writing() as db:
        admission.correct(
            db, actor=actor(), workshop_id=workshop_id, participant_id=participant_id, correction=correction
        )
    return done()


@blueprint.delete("/workshops/<int:workshop_id>/participants/<int:participant_id>")
@signed_in
def remove(workshop_id: int, participant_id: int) -> Response:
    with database().writing() as db:
        admission.remove(db, actor=actor(), workshop_id=workshop_id, participant_id=participant_id)
    return done()


@blueprint.delete("/workshops/<int:workshop_id>/place")
@signed_in
def leave(workshop_id: int) -> Response:
    with database().writing() as db:
        admission.leave(db, actor=actor(), workshop_id=workshop_id)
    return done()


@blueprint.post("/workshops/<int:workshop_id>/phase-changes")
@signed_in
def change_phase(workshop_id: int) -> Response:
    phase = read(PhaseChangeBody).phase
    with database().writing() as db:
        service.change_phase(db, actor=actor(), workshop_id=workshop_id, phase=phase)
    return done()


@blueprint.put("/workshops/<int:workshop_id>/agenda/current")
@signed_in
def move_agenda(workshop_id: int) -> Response:
    item_id = read(CurrentItemBody).item_id
    with database().writing() as db:
        service.move_agenda(db, actor=actor(), workshop_id=workshop_id, item_id=item_id)
    return done()


@blueprint.put("/workshops/<int:workshop_id>/countdown")
@signed_in
def set_countdown(workshop_id: int) -> Response:
    minutes = read(CountdownBody).minutes
    with database().writing() as db:
        service.set_countdown(db, actor=actor(), workshop_id=workshop_id, minutes=minutes)
    return done()


@blueprint.post("/workshops/<int:workshop_id>/countdown/extensions")
@signed_in
def extend_countdown(workshop_id: int) -> Response:
    minutes = read(ExtensionBody).minutes
    with database().writing() as db:
        service.extend_countdown(db, actor=actor(), workshop_id=workshop_id, minutes=minutes)
    return done()


@blueprint.post("/workshops/<int:workshop_id>/attention")
@signed_in
def call_attention(workshop_id: int) -> Response:
    with database().writing() as db:
        service.call_attention(db, actor=actor(), workshop_id=workshop_id)
    return done()


@blueprint.put("/workshops/<int:workshop_id>/screens/<int:screen_id>")
@signed_in
def show_on_screen(workshop_id: int, screen_id: int) -> Response:
    body = read(ScreenBody)
    with database().writing() as db:
        service.show_on_screen(
            db, actor=actor(), workshop_id=workshop_id, screen_id=screen_id, shows=body.shows, follows=body.follows
        )
    return done()


@blueprint.get("/workshops/<int:workshop_id>/qr.svg")
@signed_in
def qr_code(workshop_id: int) -> Response:
    with database().reading() as db:
        service.permit(db, actor(), workshop_id, Right.SEE_ROOM)
        return qr.answer(store.get_workshop(db, workshop_id))


@blueprint.get("/screens/<token>/qr.svg")
@public
def screen_qr_code(token: str) -> Response:
    with database().reading() as db:
        return qr.answer(service.workshop_of_screen(db, token))
