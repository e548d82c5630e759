"""What somebody's rights at a draft hang on, in one query: three hundred may open a text at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.drafts.models import Draft
from app.workshops.models import Participant, Workshop


class Standing(NamedTuple):
    """Of a draft, its workshop and somebody in it what that person's rights hang on."""

    workshop_id: int
    name: str
    role: str
    confirmed_at: datetime | None
    admission: str
    phase: str
    editing: str
    sections: list[Any] | None


_STANDING = (
    select(
        Draft.workshop_id,
        Participant.name,
        Participant.role,
        Participant.confirmed_at,
        Workshop.admission,
        Workshop.phase,
        Draft.editing,
        Draft.sections,
    )
    .join(Workshop, Workshop.id == Draft.workshop_id)
    .join(Participant, Participant.workshop_id == Workshop.id)
    .where(Draft.id == bindparam("draft_id"))
    .where(Participant.id == bindparam("participant_id"), Participant.removed_at.is_(None))
)


def find_standing(db: Session, draft_id: int, participant_id: int) -> Standing | None:
    """None if there is no such draft, or the person has no place in its workshop or was removed."""
    row = db.execute(_STANDING, {"draft_id": draft_id, "participant_id": participant_id}).one_or_none()
    return Standing(*row) if row else None
