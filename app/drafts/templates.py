"""The template of a workshop: which sections its new drafts get, and how a running draft gets what changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from pycrdt import Doc, XmlFragment
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import Database, now
from app.drafts import store, template_store
from app.drafts.facts import SectionsChanged, TemplateChanged
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.models import Draft
from app.drafts.service import Access, put, require_still
from app.drafts.template_models import Template
from app.drafts.text import tree
from app.drafts.text.sections import Section, rows_of, sections_of, told_apart_by
from app.drafts.text.templating import added, brought_up
from app.errors import Conflict
from app.workshops.rules import Right
from app.workshops.service import permit

Sections = tuple[Section, ...]
MOST_SECTIONS = 30


@dataclass(frozen=True)
class Seen:
    """A template as it stands; `number` counts its changes. `behind`: drafts that it would change."""

    number: int
    sections: Sections
    behind: list[Draft]


class Overtaken(Conflict):
    """Somebody else has changed the template since the page came."""

    default = _l(
        "Inzwischen hat jemand anderes die Vorlage geändert. Ihre Eingaben stehen noch im Formular. "
        "Bitte vergleichen Sie und speichern Sie noch einmal."
    )


def see(db: Session, *, actor: Actor, workshop_id: int) -> Seen:
    """The template, for those who prepare the workshop."""
    permit(db, actor, workshop_id, Right.PREPARE)
    row = template_store.find_template(db, workshop_id)
    sections = sections_of(row.sections if row else None)
    drafts = store.list_drafts(db, workshop_id)
    behind = [one for one in drafts if brought_up(one.template, sections) != one.template]
    return Seen(row.number if row else 0, sections, behind)


def write(db: Session, *, actor: Actor, workshop_id: int, number: int, sections: Sections) -> None:
    """Let new drafts have these sections; Overtaken if the template is not the one of `number` any more.

    No running draft changes. The same again is no change.
    """
    by = permit(db, actor, workshop_id, Right.PREPARE)
    row = template_store.lock_template(db, workshop_id)
    if (row.number if row else 0) != number:
        raise Overtaken
    if sections_of(row.sections if row else None) == sections:
        return
    if row is None:
        row = Template(workshop_id=workshop_id, number=0, sections=[], changed_by=by.id)
        db.add(row)
    row.number, row.sections, row.changed_by, row.changed_at = number + 1, rows_of(sections), by.id, now()
    facts.record(db, TemplateChanged(workshop_id=workshop_id, by=by.id, template=row.number))


def apply(pipeline: Pipeline, database: Database, *, seen: Access) -> None:
    """Bring a draft up to its workshop's template. Sections that it lacks come into the live text, in the same commit;
    titles and order stay, and nothing goes. Twice is the same as once.
    """
    seen.require(Right.PREPARE)
    draft = seen.draft
    with database.reading() as db:
        wanted = brought_up(draft.template, template_store.sections_of_new(db, draft.workshop_id))
    _require_possible(wanted)
    new = added(draft.template, wanted)

    def change(doc: Doc[Any]) -> None:
        body = doc.get(tree.ROOT, type=XmlFragment)
        here = {one["attrs"]["key"] for one in tree.read(doc)}
        for key, index in new.items():
            if key not in here:
                tree.insert(body, index, tree.template_section(key, []))

    def rows(db: Session) -> None:
        _write_down(db, seen, wanted)

    if new:
        put(pipeline, Edit(draft.id, draft.epoch, seen.participant.id, change, rows=rows))
    with database.writing() as db:  # an edit that changes nothing has no rows
        rows(db)


def _require_possible(wanted: Sections) -> None:
    """A file that comes back tells sections by their titles."""
    titles = [told_apart_by(str(one.title)) for one in wanted]
    if len(set(titles)) < len(titles):
        raise Conflict(
            _l("In diesem Entwurf hießen dann zwei Abschnitte gleich. Bitte benennen Sie einen in der Vorlage um.")
        )
    if len(wanted) > MOST_SECTIONS:
        raise Conflict(_l("Ein Entwurf kann höchstens %(count)s Abschnitte haben.", count=MOST_SECTIONS))


def _write_down(db: Session, seen: Access, wanted: Sections) -> None:
    """Conflict if the draft got other sections meanwhile: they would be in its text and not in its list."""
    draft = store.lock_draft(db, seen.draft.id)
    require_still(db, seen, [Right.PREPARE])
    if rows_of(draft.template) == rows_of(wanted):
        return
    if rows_of(draft.template) != rows_of(seen.draft.template):
        raise Conflict
    draft.sections = rows_of(wanted)
    facts.record(db, SectionsChanged(workshop_id=draft.workshop_id, by=seen.participant.id, draft_id=draft.id))
