"""Queries over workshops, the people in them, attendance and screens."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Account, Login
from app.accounts.store import IS_LIVE
from app.db import ALONE
from app.errors import NotFound
from app.workshops.models import AgendaItem, Attendance, Participant, Screen, Workshop


def get_workshop(db: Session, workshop_id: int) -> Workshop:
    workshop = db.get(Workshop, workshop_id)
    if workshop is None:
        raise NotFound
    return workshop


def lock_workshop(db: Session, workshop_id: int) -> Workshop:
    """The workshop, held until the commit, so that its phase cannot change meanwhile."""
    workshop = db.get(Workshop, workshop_id, with_for_update={"of": Workshop, **ALONE}, populate_existing=True)
    if workshop is None:
        raise NotFound
    return workshop


def find_workshop_by_join(db: Session, token_or_code: str) -> Workshop | None:
    """The workshop with this link token, or with these six digits."""
    digits = "".join(character for character in token_or_code if character.isdigit())
    wanted = [Workshop.join_token == token_or_code]
    if len(digits) == 6 and len(token_or_code) < 16:
        wanted.append(Workshop.join_code == digits)
    return db.scalar(select(Workshop).where(or_(*wanted)))


def find_workshop_coded(db: Session, code: str) -> Workshop | None:
    return db.scalar(select(Workshop).where(Workshop.code == code))


def list_workshops_of(db: Session, account_id: int) -> list[tuple[Workshop, Participant]]:
    """The workshops that this account has a place in, newest first, each with the place."""
    query = select(Workshop, Participant).join(Participant, Participant.workshop_id == Workshop.id)
    mine = query.where(Participant.account_id == account_id, Participant.removed_at.is_(None))
    return [(row[0], row[1]) for row in db.execute(mine.order_by(Workshop.starts_on.desc(), Workshop.id.desc()))]


def count_workshops_in(db: Session, field_id: int, year: int) -> int:
    coded = Workshop.code.like(f"{year}-%")
    return db.scalar(select(func.count()).where(Workshop.field_id == field_id, coded)) or 0


def find_participant(db: Session, workshop_id: int, account_id: int) -> Participant | None:
    """The account's place in the workshop, also a removed one."""
    query = select(Participant).where(Participant.workshop_id == workshop_id, Participant.account_id == account_id)
    return db.scalar(query)


def get_participant(db: Session, workshop_id: int, participant_id: int) -> Participant:
    participant = db.get(Participant, participant_id)
    if participant is None or participant.workshop_id != workshop_id:
        raise NotFound
    return participant


def list_participants(db: Session, workshop_id: int) -> list[Participant]:
    """Everybody with a place, the removed excepted, in the order of joining."""
    query = select(Participant).where(Participant.workshop_id == workshop_id, Participant.removed_at.is_(None))
    return list(db.scalars(query.order_by(Participant.id)))


def count_unconfirmed(db: Session, workshop_id: int) -> int:
    """Places that nobody has confirmed. Those given up count, or who comes and goes would make rows without end."""
    kept_or_left = or_(Participant.removed_at.is_(None), Participant.removed_by == Participant.id)
    unconfirmed = Participant.workshop_id == workshop_id, Participant.confirmed_at.is_(None), kept_or_left
    return db.scalar(select(func.count()).where(*unconfirmed)) or 0


class Place(NamedTuple):
    """Of a participant and the workshop what a connection's right hangs on: asked for everybody once a second."""

    id: int
    account_id: int
    workshop_id: int
    role: str
    confirmed_at: datetime | None
    admission: str


_PLACES = (
    select(
        Participant.id,
        Participant.account_id,
        Participant.workshop_id,
        Participant.role,
        Participant.confirmed_at,
        Workshop.admission,
    )
    .join(Workshop, Workshop.id == Participant.workshop_id)
    .where(Participant.removed_at.is_(None))
)
_PLACE_OF_LOGIN = (
    _PLACES.add_columns(Login.id)
    .join(Account, Account.id == Participant.account_id)
    .join(Login, Login.account_id == Account.id)
    .where(Login.token_hash == bindparam("token_hash"), IS_LIVE, Workshop.id == bindparam("workshop_id"))
)


def list_places(db: Session, account_ids: Collection[int], workshop_ids: Collection[int]) -> list[Place]:
    """The places of these accounts in these workshops, the removed excepted."""
    query = _PLACES.where(Participant.account_id.in_(account_ids), Participant.workshop_id.in_(workshop_ids))
    return [Place(*row) for row in db.execute(query)]


def find_place(db: Session, token_hash: str, workshop_id: int) -> tuple[int, Place] | None:
    """The id of a login and its place in the workshop; None if the login has ended or the place is removed."""
    row = db.execute(_PLACE_OF_LOGIN, {"token_hash": token_hash, "workshop_id": workshop_id}).one_or_none()
    return (row[-1], Place(*row[:-1])) if row else None


def get_agenda_item(db: Session, workshop_id: int, item_id: int) -> AgendaItem:
    item = db.get(AgendaItem, item_id)
    if item is None or item.workshop_id != workshop_id:
        raise NotFound
    return item


def list_screens(db: Session, workshop_id: int) -> list[Screen]:
    return list(db.scalars(select(Screen).where(Screen.workshop_id == workshop_id).order_by(Screen.id)))


def find_screen(db: Session, token: str) -> Screen | None:
    return db.scalar(select(Screen).where(Screen.token == token))


def get_screen(db: Session, workshop_id: int, screen_id: int) -> Screen:
    screen = db.get(Screen, screen_id)
    if screen is None or screen.workshop_id != workshop_id:
        raise NotFound
    return screen


def continue_attendances(db: Session, participant_ids: Collection[int], *, ended_after: datetime) -> set[int]:
    """Let the intervals go on that last or ended after that moment; returns whose they are."""
    recent = or_(Attendance.until.is_(None), Attendance.until > ended_after)
    continued = update(Attendance).where(Attendance.participant_id.in_(participant_ids), recent)
    return set(db.scalars(continued.values(until=None).returning(Attendance.participant_id)))


def end_attendances(db: Session, participant_ids: Collection[int], *, at: datetime) -> None:
    """End the intervals that last."""
    lasting = update(Attendance).where(Attendance.participant_id.in_(participant_ids), Attendance.until.is_(None))
    db.execute(lasting.values(until=at))


def list_present(db: Session, workshop_id: int) -> set[int]:
    """The ids of the participants who are connected now."""
    query = select(Attendance.participant_id).join(Participant, Participant.id == Attendance.participant_id)
    return set(db.scalars(query.where(Participant.workshop_id == workshop_id, Attendance.until.is_(None))))


def list_attended(db: Session, workshop_id: int) -> list[Participant]:
    """Everybody who was connected at least once. Who left counts; whom others removed, a double say, does not."""
    attended = select(Attendance.participant_id).where(Attendance.participant_id == Participant.id).exists()
    stayed_or_left = or_(Participant.removed_by.is_(None), Participant.removed_by == Participant.id)
    query = select(Participant).where(Participant.workshop_id == workshop_id, attended, stayed_or_left)
    return list(db.scalars(query.order_by(Participant.id)))


def list_unfinished_attendances(db: Session) -> list[Attendance]:
    return list(db.scalars(select(Attendance).where(Attendance.until.is_(None))))
