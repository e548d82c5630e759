"""Pages of a draft that need no JavaScript: two versions compared, one restored, the text to read, and as a file."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.documents.formats import FORMATS
from app.documents.html import blocks_html
from app.documents.tracking import TRACKING
from app.documents.tree import Node
from app.downloads import FILES_LIMIT, download, exported
from app.drafts import comment_store, compared, restoring, service, store, views
from app.drafts.files.exporting import Notes, View, document, seen_in, with_references
from app.drafts.files.markdown_file import markdown_of
from app.drafts.hub import hub
from app.drafts.models import DraftVersion
from app.drafts.rules import section_text
from app.drafts.text.comparison import Section
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.sections import TITLE, titles_of
from app.drafts.text.tree import Tree
from app.errors import Malformed
from app.i18n import DEFAULT_LANGUAGE
from app.intake import Id, Intake, check
from app.limits import limiter
from app.references.printing import lines_of
from app.web import settings, wants_json

blueprint = Blueprint("draft_pages", __name__)


class TwoVersions(Intake):
    """What the form asks for."""

    old: Id
    new: Id


@blueprint.get("/drafts/<int:draft_id>/comparison")
@signed_in
def choose_versions(draft_id: int) -> AnyResponse:
    """Where the form leads, which cannot put numbers into an address."""
    with database().reading() as db:
        service.access(db, actor=actor(), draft_id=draft_id)
    chosen = check(TwoVersions, request.args.to_dict())
    return redirect(url_for(".compare_versions", draft_id=draft_id, old=chosen.old, new=chosen.new))


@blueprint.get("/drafts/<int:draft_id>/versions/<int:old>...<int:new>")
@signed_in
def compare_versions(draft_id: int, old: int, new: int) -> Response | str:
    with database().reading() as db:
        draft = service.access(db, actor=actor(), draft_id=draft_id).draft
        before, after = (store.get_version(db, draft_id, number) for number in (old, new))
        versions = store.list_versions(db, draft_id)
    sections, titles = compared.compare_versions(before, after), titles_of(draft.template)
    if wants_json():
        told = [_section(section, str(titles[section.key])) for section in sections]
        return jsonify(old=_version(before), new=_version(after), sections=told)
    shown = [(titles[one.key], _html(one.content), one.changes) for one in sections]
    return render_template("drafts/comparison.html", draft=draft, old=old, new=new, versions=versions, sections=shown)


@blueprint.get("/drafts/<int:draft_id>/reading")
@signed_in
def read_text(draft_id: int) -> str:
    with database().reading() as db:
        draft = service.access(db, actor=actor(), draft_id=draft_id).draft
        standing = service.standing_text(db, draft_id)
        text = canonical(standing)
        return render_template(
            "drafts/reading.html",
            draft=draft,
            title=section_text(text, TITLE) or draft.title,
            printed=views.printed(text, draft.template),
            cited=lines_of(views.cited(db, draft, text, settings().address)),
            suggestions=len(ids_in(standing, suggestions_of)),
            comments=comment_store.count_open_comments(db, draft_id),
            changed_at=store.find_last_edit_at(db, draft_id),
        )


@blueprint.post("/drafts/<int:draft_id>/versions/<int:number>/restoration")
@signed_in
def restore_version(draft_id: int, number: int) -> AnyResponse:
    with database().reading() as db:
        seen = service.access(db, actor=actor(), draft_id=draft_id)
        version = store.get_version(db, draft_id, number)
        restoring.require(db, seen=seen, version=version)
    hub().start()
    occasion = gettext("Vor dem Wiederherstellen von Fassung %(number)s", number=number)
    kept = restoring.restore(hub().pipeline, seen=seen, version=version, occasion=occasion)
    if wants_json():
        return jsonify(version=number, kept=kept)
    flash(gettext("Der Entwurf sagt wieder, was in Fassung %(number)s steht.", number=number))
    return redirect(url_for("drafts.list_versions", draft_id=draft_id))


def _html(blocks: Tree) -> Markup:
    return blocks_html(cast("list[Node]", blocks))  # checked when it was frozen


def _version(row: DraftVersion) -> dict[str, Any]:
    return {"number": row.number, "fingerprint": row.fingerprint, "occasion": row.occasion, "at": row.at.isoformat()}


def _section(section: Section, title: str) -> dict[str, Any]:
    changes = [{"kind": change.kind, "words": change.words} for change in section.changes]
    return {"key": section.key, "title": title, "changes": changes, "content": section.content}


# What nobody writes on in, so that it may end with a list that is no part of the text.
_FOR_READING = frozenset({"pdf", "html"})


class ViewBody(Intake):
    """What of the open suggestions a file shows."""

    view: View


@blueprint.get(f"/drafts/<int:draft_id>/text.<any({', '.join(FORMATS)}):name>")
@signed_in
@limiter.limit(FILES_LIMIT)
def export_text(draft_id: int, name: str) -> Response:
    view = check(ViewBody, {"view": View.AGREED, **request.args.to_dict()}).view
    if view == View.TRACKED and name not in TRACKING:
        raise Malformed(fields={"view": _l("Dieses Format kennt keine nachverfolgten Änderungen.")})
    address = settings().address + url_for("drafts.show", draft_id=draft_id)
    with database().reading() as db:
        draft = service.access(db, actor=actor(), draft_id=draft_id).draft
        notes = Notes(store.list_suggestions(db, draft_id), comment_store.list_comments(db, draft_id))
        text = service.standing_text(db, draft_id)
        made = document(draft, text, notes, view, address)
        if name in _FOR_READING:
            cited = views.cited(db, draft, seen_in(text, view), settings().address)
            made = with_references(made, cited, settings().address)
    return exported(made, name, f"entwurf-{draft_id}")


@blueprint.get("/drafts/<int:draft_id>/text.md")
@signed_in
def export_markdown(draft_id: int) -> Response:
    view = check(ViewBody, {"view": View.AGREED, **request.args.to_dict()}).view
    with database().reading() as db:
        draft = service.access(db, actor=actor(), draft_id=draft_id).draft
        text = service.standing_text(db, draft_id)
    with force_locale(DEFAULT_LANGUAGE):
        file = markdown_of(seen_in(text, view), draft.template).encode()
    return download(file, f"entwurf-{draft_id}.md", "text/markdown; charset=utf-8")
