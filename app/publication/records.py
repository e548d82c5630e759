"""The public records: the list, one record, its files, its seal, and the page that checks a record file."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from app import downloads
from app.access import public
from app.db import database
from app.documents.formats import FORMATS
from app.documents.html import blocks_html
from app.documents.tree import plain, section
from app.downloads import FILES_LIMIT, download
from app.errors import Malformed, NotFound
from app.limits import limiter
from app.programme import store as programme
from app.recommendations import export, reading, record_file, seal, service, store, tables, thread, words
from app.recommendations.models import Recommendation
from app.recommendations.routes import sealing_key
from app.recommendations.verify import Report, verify
from app.web import settings

blueprint = Blueprint("records", __name__)


@blueprint.get("/empfehlungen")
@public
def recommendations() -> str:
    code = request.args.get("feld", "")
    with database().reading() as db:
        fields = programme.list_all_fields(db)
        found = store.list_recommendations(db, code)
    return render_template("publication/records.html", fields=fields, chosen=code, records=found, words=words)


@blueprint.get("/empfehlungen/<number>")
@public
def recommendation(number: str) -> str:
    return _record_page(_stored(number))


@blueprint.get("/empfehlungen/<number>/siegel")
@public
def recommendation_seal(number: str) -> str:
    stored = _stored(number)
    return _record_page(stored, report=service.check_seal(stored, sealing_key().public))


@blueprint.get("/empfehlungen/<number>/faden/<int:place>")
@public
def sentence(number: str, place: int) -> str:
    """The way of one sentence: its place among those whose ways the record keeps."""
    stored = _stored(number)
    leaf = service.leaf_of(stored)
    if not 1 <= place <= len(leaf["ways"]["sentences"]):
        raise NotFound
    one = leaf["ways"]["sentences"][place - 1]
    return render_template(
        "publication/thread.html", stored=stored, leaf=leaf, place=place, thread=thread,
        one=one, references=reading.references_of(leaf, one),
        tables=tables, words=words,
    )  # fmt: skip


@blueprint.get("/empfehlungen/<number>.json")
@public
def record_json(number: str) -> Response:
    return download(service.file_of(_stored(number)), f"{number}.json", "application/json")


@blueprint.get(f"/empfehlungen/<number>.<any({', '.join(FORMATS)}):name>")
@public
@limiter.limit(FILES_LIMIT)
def exported(number: str, name: str) -> Response:
    stored = _stored(number)
    return downloads.exported(export.document(stored, service.leaf_of(stored), _address(number)), name, number)


@blueprint.get("/siegel.pub")
@public
def public_key() -> Response:
    return download(seal.public_pem(sealing_key().public), "siegel.pub", "application/x-pem-file")


@blueprint.get("/pruefen")
@public
def verify_page() -> str:
    return _verify_page()


@blueprint.post("/pruefen")
@public
@limiter.limit(lambda: current_app.config["CHECK_LIMIT"])
def verify_file() -> str | tuple[str, int]:
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        refusal = Malformed(fields={"file": _l("Bitte wählen Sie eine Datei.")})
        return _verify_page(refusal=refusal), refusal.status
    file = uploaded.stream.read(record_file.LARGEST + 1)
    return _verify_page(report=verify(file, sealing_key().public), file_name=uploaded.filename)


def _stored(number: str) -> Recommendation:
    with database().reading() as db:
        return store.get_recommendation(db, number)


def _address(number: str) -> str:
    """Where the record stands for good, as it is printed."""
    return settings().address + url_for("records.recommendation", number=number)


def _record_page(stored: Recommendation, report: Report | None = None) -> str:
    leaf = service.leaf_of(stored)
    way = url_for("records.sentence", number=stored.number, place=0).removesuffix("0") + "{}"
    return render_template(
        "publication/record.html", stored=stored, leaf=leaf, report=report,
        text=reading.readable(leaf, _address(stored.number), way), references=reading.references(leaf),
        formats=FORMATS, tables=tables, thread=thread, words=words, blocks_html=blocks_html,
        section_of=section, plain=plain,
    )  # fmt: skip


def _verify_page(report: Report | None = None, file_name: str = "", refusal: Malformed | None = None) -> str:
    key_id = seal.key_id(sealing_key().public)
    page = {"report": report, "file_name": file_name, "refusal": refusal, "key_id": key_id, "words": words}
    return render_template("publication/record_check.html", **page)
