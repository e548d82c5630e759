"""Maintaining the list of fields. Only administrators do; nothing in the code counts on how many there are."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.access import Actor
from app.errors import Malformed, NotAllowed
from app.programme import store
from app.programme.models import Field


def add_field(db: Session, *, actor: Actor, code: str, name: str) -> Field:
    """A new field at the end of the list; Malformed if its code or name is taken."""
    _check_admin(actor)
    if store.find_field(db, code) is not None:
        raise Malformed(fields={"code": _l("Dieses Kürzel gibt es schon.")})
    _check_name_is_free(db, name, None)
    field = Field(code=code, name=name, position=store.last_field_position(db) + 1)
    db.add(field)
    return field


def change_field(db: Session, *, actor: Actor, field_id: int, name: str, retired: bool) -> None:
    """Rename a field, retire it or take it back; its code stays, for numbers were given with it. Twice is once."""
    _check_admin(actor)
    field = store.get_field(db, field_id)
    _check_name_is_free(db, name, field.id)
    field.name, field.retired = name, retired


def _check_admin(actor: Actor) -> None:
    if actor.programme_role != "admin":
        raise NotAllowed


def _check_name_is_free(db: Session, name: str, own_id: int | None) -> None:
    found = store.find_field_named(db, name)
    if found is not None and found.id != own_id:
        raise Malformed(fields={"name": _l("Dieses Handlungsfeld gibt es schon.")})
