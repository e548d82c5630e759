"""What the public sees without signing in."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.access import public
from app.db import database
from app.programme import store as programme
from app.publication import legal as legal_texts
from app.recommendations import store as records

blueprint = Blueprint("publication", __name__)


@blueprint.get("/")
@public
def home() -> str:
    with database().reading() as db:
        fields = programme.list_fields(db)
        counts = records.count_by_field(db)
    return render_template("publication/home.html", fields=fields, counts=counts)


@blueprint.get("/<any(impressum, datenschutz, barrierefreiheit, 'leichte-sprache'):page>")
@public
def legal(page: str) -> str:
    return render_template("legal.html", title=legal_texts.PAGES[page], text=legal_texts.text(page))


@blueprint.get("/gesundheit")
@public
def health() -> dict[str, bool]:
    """Whether the application reaches its database."""
    return {"ok": database().is_alive()}
