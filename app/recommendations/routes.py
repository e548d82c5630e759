"""Recording recommendations over HTTP."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.documents.html import blocks_html
from app.documents.tree import section
from app.errors import Malformed, Refusal
from app.intake import Id, Intake, OptionalText, check, read
from app.recommendations import seal, service, store, tables, words
from app.recommendations.models import Recommendation
from app.recommendations.seal import SealingKey
from app.recommendations.wordings import Wording
from app.web import settings
from app.workshops.rules import Right
from app.workshops.service import permit

blueprint = Blueprint("recommendations", __name__)


class PollChoice(Intake):
    """Which poll the page is about."""

    poll: Id


class RecordingForm(Intake):
    """What the page sends. Empty fields come through, so that all that is missing is said at once."""

    poll_id: Id
    obligation: OptionalText = ""
    addressees: OptionalText = ""
    goal: OptionalText = ""


def sealing_key() -> SealingKey:
    """The key of this installation, made with the first use. KeyGone if there are records and no key any more."""
    path = settings().sealing_key_path
    if not path.exists():
        _check_that_nothing_is_sealed()
    return seal.load_key(path)


class KeyGone(Refusal):
    """The file of the key that sealed the records is not there; a new one would make all of them look forged."""

    status = 503
    code = "key_gone"
    default = _l("Der Schlüssel der Siegel fehlt auf dem Server. Bitte wenden Sie sich an die betreibende Stelle.")


def _check_that_nothing_is_sealed() -> None:
    with database().reading() as db:
        if store.list_recommendations(db):
            raise KeyGone


@blueprint.get("/workshops/<int:workshop_id>/recommendations")
@signed_in
def list_of_workshop(workshop_id: int) -> Response:
    with database().reading() as db:
        permit(db, actor(), workshop_id, Right.SEE_ROOM)
        found = store.list_of_workshop(db, workshop_id)
    return jsonify(recommendations=[_line(one) for one in found])


def _line(recommendation: Recommendation) -> dict[str, Any]:
    return {
        "number": recommendation.number,
        "title": recommendation.title,
        "poll_id": recommendation.poll_id,
        "need_ids": [need.need_id for need in recommendation.needs],
    }


@blueprint.get("/workshops/<int:workshop_id>/recommendations/new")
@signed_in
def new_page(workshop_id: int) -> str:
    return _page(workshop_id, check(PollChoice, request.args.to_dict()).poll)


@blueprint.post("/workshops/<int:workshop_id>/recommendations")
@signed_in
def record(workshop_id: int) -> AnyResponse | tuple[str, int]:
    try:
        form = read(RecordingForm)
        wording = Wording(form.obligation, form.addressees, form.goal)
        key = sealing_key()
        with database().writing() as db:
            recommendation = service.record(
                db, actor=actor(), workshop_id=workshop_id, poll_id=form.poll_id, wording=wording, key=key,
                address=settings().address,
            )  # fmt: skip
    except Malformed as refusal:
        return _refused(workshop_id, refusal), refusal.status
    number = recommendation.number
    flash(gettext("Empfehlung %(number)s ist festgestellt und gesiegelt.", number=number))
    return redirect(url_for("records.recommendation", number=number))


def _refused(workshop_id: int, refusal: Malformed) -> str:
    """The page again, with all that was typed."""
    if "poll_id" in refusal.fields or not request.form.get("poll_id", "").isdecimal():
        raise refusal
    typed = Wording(*(request.form.get(name, "") for name in ("obligation", "addressees", "goal")))
    return _page(workshop_id, int(request.form["poll_id"]), typed, refusal)


def _page(workshop_id: int, poll_id: int, typed: Wording | None = None, refusal: Malformed | None = None) -> str:
    """The page with everything filled in, or with what was typed and is refused."""
    with database().reading() as db:
        prepared = service.prepare(
            db, actor=actor(), workshop_id=workshop_id, poll_id=poll_id, address=settings().address
        )
    return render_template(
        "recommendations/new.html", prepared=prepared, wording=typed or prepared.wording, refusal=refusal,
        tables=tables, words=words, blocks_html=blocks_html, section_of=section,
    )  # fmt: skip
