"""The page on which a moderator edits the template of a workshop; it needs no JavaScript."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.drafts import service, templates, views
from app.drafts.hub import hub
from app.drafts.template_form import (
    LONGEST_HELP,
    LONGEST_HINT,
    LONGEST_TITLE,
    TemplateBody,
    Typed,
    sections_in,
    typed_in,
)
from app.drafts.text.sections import CORE, TITLE, Writing
from app.errors import Malformed, Refusal
from app.intake import check
from app.workshops import store as workshops

blueprint = Blueprint("templates", __name__)
Answer = AnyResponse | tuple[str, int]

WRITING_WORDS = {
    Writing.EVERYBODY: _l("Alle, die schreiben dürfen"),
    Writing.REVIEWERS: _l("Nur die Redaktion, alle anderen schlagen vor"),
    Writing.MODERATORS: _l("Nur die Moderation"),
}


@blueprint.get("/workshops/<int:workshop_id>/template")
@signed_in
def template_page(workshop_id: int) -> Answer:
    return _page(workshop_id)


@blueprint.post("/workshops/<int:workshop_id>/template")
@signed_in
def write_template(workshop_id: int) -> Answer:
    try:
        number = check(TemplateBody, {"number": request.form.get("number", "")}).number
        with database().writing() as db:
            seen = templates.see(db, actor=actor(), workshop_id=workshop_id)
            if seen.number != number:
                raise templates.Overtaken
            sections = sections_in(request.form, seen.sections)
            templates.write(db, actor=actor(), workshop_id=workshop_id, number=number, sections=sections)
    except (Malformed, templates.Overtaken) as refusal:
        return _page(workshop_id, refusal)
    flash(gettext("Die Vorlage ist gespeichert. Neue Entwürfe beginnen damit."))
    return redirect(url_for(".template_page", workshop_id=workshop_id, _anchor=_moved()), code=303)


def _moved() -> str | None:
    """Where on the page the section is that was moved: who moves one wants to stay with it."""
    act, _dot, key = request.form.get("act", "").partition(".")
    return f"section-{key}" if act in ("up", "down") else None


@blueprint.post("/drafts/<int:draft_id>/sections")
@signed_in
def apply_template(draft_id: int) -> AnyResponse:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
    hub().start()
    templates.apply(hub().pipeline, database(), seen=seen)
    flash(gettext("Der Entwurf „%(title)s“ ist auf dem Stand der Vorlage.", title=seen.draft.title))
    return redirect(url_for(".template_page", workshop_id=seen.draft.workshop_id), code=303)


@blueprint.get("/drafts/<int:draft_id>/sections")
@signed_in
def list_sections(draft_id: int) -> AnyResponse:
    with database().reading() as db:
        draft = service.access(db, actor=actor(), draft_id=draft_id).draft
        return jsonify(sections=views.sections(draft.template))


def _page(workshop_id: int, refusal: Refusal | None = None) -> tuple[str, int]:
    with database().reading() as db:
        seen = templates.see(db, actor=actor(), workshop_id=workshop_id)
        stored = typed_in(seen.sections)
        page = render_template(
            "drafts/template.html", workshop=workshops.get_workshop(db, workshop_id), seen=seen, stored=stored,
            typed=_typed(stored) if refusal else stored, lost=_lost(stored) if refusal else [], refusal=refusal,
            writing_words=WRITING_WORDS.items(), core=CORE, title_key=TITLE,
            longest={"title": LONGEST_TITLE, "help": LONGEST_HELP, "hint": LONGEST_HINT},
        )  # fmt: skip
    return page, refusal.status if refusal else 200


def _typed(stored: Typed) -> Typed:
    """What was sent for these fields; a box that is not ticked is not sent."""
    boxes = {name for name in stored if name.startswith("required-")}
    return {name: text for name, text in stored.items() if name not in boxes} | request.form.to_dict()


def _lost(stored: Typed) -> list[str]:
    """The words that were typed for sections that are gone by now."""
    names = [name for name in request.form if name.split("-")[0] in ("title", "help", "hint") and name not in stored]
    return [request.form[name] for name in names if request.form[name].strip()]
