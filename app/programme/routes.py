"""The page on which an administrator maintains the fields."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import Field as Limit
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, staff
from app.db import database
from app.errors import Malformed, NotAllowed, Refusal
from app.intake import Intake, Line, read
from app.programme import service, store

blueprint = Blueprint("programme", __name__)
Answer = AnyResponse | str | tuple[str, int]


class NewField(Intake):
    code: str = Limit(min_length=2, max_length=4, pattern="^[A-Z]+$")
    name: Line


class FieldChange(Intake):
    name: Line
    retired: bool = False


@blueprint.get("/handlungsfelder/verwalten")
@staff
def fields_page() -> Answer:
    if actor().programme_role != "admin":
        raise NotAllowed
    return _page()


@blueprint.post("/fields")
@staff
def add_field() -> Answer:
    try:
        wanted = read(NewField)
        with database().writing() as db:
            service.add_field(db, actor=actor(), code=wanted.code, name=wanted.name)
    except Malformed as refusal:
        return _page(refusal)
    return redirect(url_for("programme.fields_page"))


@blueprint.post("/fields/<int:field_id>")
@staff
def change_field(field_id: int) -> Answer:
    try:
        wanted = read(FieldChange)
        with database().writing() as db:
            service.change_field(db, actor=actor(), field_id=field_id, name=wanted.name, retired=wanted.retired)
    except Malformed as refusal:
        return _page(refusal)
    return redirect(url_for("programme.fields_page"))


def _page(refusal: Refusal | None = None) -> tuple[str, int]:
    with database().reading() as db:
        fields = store.list_all_fields(db)
    page = render_template("programme/fields.html", fields=fields, refusal=refusal, values=request.form)
    return page, refusal.status if refusal else 200
