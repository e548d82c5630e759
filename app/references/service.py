"""Keeping the goals and sources of a workshop, and knowing what its texts can refer to."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.errors import Conflict, Malformed
from app.needs import store as needs
from app.references import rules, store
from app.references.facts import ReferenceAdded, ReferenceChanged, ReferenceRemoved
from app.references.models import Reference
from app.references.rules import Cited, Genre, Kind
from app.workshops import store as workshops
from app.workshops.models import Participant
from app.workshops.rules import Right
from app.workshops.service import member, permit

# Of each kind, removed ones included: more nobody finds in a list.
MOST = 300


@dataclass(frozen=True)
class Wording:
    """What somebody states about a goal or source; of a goal only the title counts."""

    title: str
    publisher: str = ""
    address: str = ""
    genre: Genre = Genre.OTHER


def add(db: Session, *, actor: Actor, workshop_id: int, kind: Kind, wording: Wording, request_key: str) -> Reference:
    """Put a goal or source on the list. The same `request_key` again gets the first answer and changes nothing."""
    by = permit(db, actor, workshop_id, right_to_add(kind))
    workshops.lock_workshop(db, workshop_id)  # its numbers count without gaps
    known = store.find_reference_by_key(db, by.id, request_key)
    if known is not None:
        return known
    number = store.last_number(db, workshop_id, kind) + 1
    if number > MOST:
        raise Conflict(_l("Mehr als %(count)s Einträge sind nicht möglich.", count=MOST))
    added = Reference(
        workshop_id=workshop_id, kind=kind, number=number, participant_id=by.id, request_key=request_key,
        **_columns(kind, wording),
    )  # fmt: skip
    db.add(added)
    db.flush()
    facts.record(db, ReferenceAdded(workshop_id=workshop_id, by=by.id, reference_id=added.id))
    return added


def right_to_add(kind: Kind) -> Right:
    """Everybody who takes part adds sources; a goal is the group's, and so its keepers write it down."""
    return Right.ADD_SOURCE if kind == Kind.SOURCE else Right.KEEP_REFERENCES


def change(db: Session, *, actor: Actor, reference_id: int, wording: Wording) -> Reference:
    """Say it in other words. Texts that refer to it go on doing so. Twice is the same as once."""
    reference, by = _kept_by(db, actor, reference_id)
    for name, value in _columns(Kind(reference.kind), wording).items():
        setattr(reference, name, value)
    reference.changed_at = now()
    told = ReferenceChanged(workshop_id=reference.workshop_id, by=by.id, reference_id=reference_id)
    facts.record(db, told)
    return reference


def remove(db: Session, *, actor: Actor, reference_id: int) -> Reference:
    """Take it off the list. It stays to be read, since texts may refer to it. Twice is refused: it is not there."""
    reference, by = _kept_by(db, actor, reference_id)
    reference.removed_at = now()
    told = ReferenceRemoved(workshop_id=reference.workshop_id, by=by.id, reference_id=reference_id)
    facts.record(db, told)
    return reference


def _kept_by(db: Session, actor: Actor, reference_id: int) -> tuple[Reference, Participant]:
    """A source is changed by who added it, everything by who keeps the list."""
    reference = store.get_reference(db, reference_id)
    right = right_to_keep(reference, member(db, actor, reference.workshop_id))
    return reference, permit(db, actor, reference.workshop_id, right)


def right_to_keep(reference: Reference, participant: Participant) -> Right:
    """What `participant` needs to change or remove it."""
    is_own = reference.kind == Kind.SOURCE and reference.participant_id == participant.id
    return Right.ADD_SOURCE if is_own else Right.KEEP_REFERENCES


def _columns(kind: Kind, wording: Wording) -> dict[str, str]:
    if kind == Kind.GOAL:
        return {"title": wording.title}
    address = rules.outside_address(wording.address)
    if address is None:
        problem = _l("Bitte geben Sie eine Adresse an, die mit https:// beginnt, oder eine DOI.")
        raise Malformed(fields={"address": problem})
    return {"title": wording.title, "publisher": wording.publisher, "address": address, "genre": wording.genre}


def exists(db: Session, cited: Cited) -> bool:
    """Whether the workshop has, or had, what a text refers to."""
    if cited.kind == Kind.NEED:
        return needs.find_need_numbered(db, cited.workshop_id, cited.number) is not None
    if cited.kind == Kind.CLUSTER:
        return needs.find_cluster(db, cited.workshop_id, cited.number) is not None
    return store.find_reference(db, cited.workshop_id, cited.kind, cited.number) is not None
