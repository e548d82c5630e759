"""Queries over the templates of workshops."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.drafts.template_models import Template
from app.drafts.text.sections import Section, sections_of
from app.workshops import store as workshops


def find_template(db: Session, workshop_id: int) -> Template | None:
    """What somebody made of the standard list in this workshop; None as long as nobody did."""
    return db.get(Template, workshop_id)


def sections_of_new(db: Session, workshop_id: int) -> tuple[Section, ...]:
    """The sections that a new draft of the workshop gets."""
    template = find_template(db, workshop_id)
    return sections_of(template.sections if template else None)


def lock_template(db: Session, workshop_id: int) -> Template | None:
    """The same, read anew and held until the commit by its workshop: one that is not there yet nobody could hold."""
    workshops.lock_workshop(db, workshop_id)
    return db.get(Template, workshop_id, populate_existing=True)
