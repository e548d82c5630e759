"""Pages of a draft that need no JavaScript: its versions, two of them compared, and the text to read."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from app.access import actor, signed_in
from app.db import database
from app.documents.html import blocks_html
from app.documents.tree import Node
from app.drafts import service, store
from app.drafts.comparison import Section, compare
from app.drafts.models import DraftVersion
from app.drafts.sections import title_of
from app.drafts.tree import Tree
from app.intake import Id, Intake, check
from app.web import wants_json

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
    sections = compare(before.tree, after.tree)
    if wants_json():
        told = [_section(section) for section in sections]
        return jsonify(old=_version(before), new=_version(after), sections=told)
    shown = [(title_of(one.key), _html(one.content), one.changes) for one in sections]
    return render_template("drafts/comparison.html", draft=draft, old=old, new=new, versions=versions, sections=shown)


def _html(blocks: Tree) -> Markup:
    return blocks_html(cast("list[Node]", blocks))  # checked when it was frozen


def _version(row: DraftVersion) -> dict[str, Any]:
    return {"number": row.number, "fingerprint": row.fingerprint, "occasion": row.occasion, "at": row.at.isoformat()}


def _section(section: Section) -> dict[str, Any]:
    changes = [{"kind": change.kind, "words": change.words} for change in section.changes]
    return {"key": section.key, "title": str(title_of(section.key)), "changes": changes, "content": section.content}
