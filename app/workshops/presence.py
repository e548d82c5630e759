"""Who is connected: attendance as intervals with a minute of grace, so that a reconnect is no departure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from app.accounts import store as people
from app.db import now
from app.live import Connection, Seat
from app.workshops import store
from app.workshops.models import Attendance, Screen
from app.workshops.rules import is_admitted

GRACE = timedelta(seconds=60)


def arrive(db: Session, participant_ids: Collection[int]) -> None:
    """Begin an interval, or go on with the last one if it ended less than a minute ago. Twice is the same as once."""
    present = store.continue_attendances(db, participant_ids, ended_after=now() - GRACE)
    db.add_all(Attendance(participant_id=one) for one in sorted(set(participant_ids) - present))


def go(db: Session, participant_ids: Collection[int]) -> None:
    """End the intervals that last. Twice is the same as once."""
    store.end_attendances(db, participant_ids, at=now())


def end_all(db: Session) -> None:
    """End every interval: after a restart nobody is connected yet."""
    for attendance in store.list_unfinished_attendances(db):
        attendance.until = now()


def seats(db: Session, connections: Iterable[Connection]) -> dict[str, Seat]:
    """What each connection is entitled to now: {sid: seat}; one that has no right left is missing."""
    of_logins = [one for one in connections if one.login_id is not None]
    of_screens = [one for one in connections if one.login_id is None]
    return {**_seats_of_places(db, of_logins), **_seats_of_screens(db, of_screens)}


def _seats_of_places(db: Session, connections: list[Connection]) -> dict[str, Seat]:
    logins = people.list_live_logins(db, {one.login_id for one in connections if one.login_id is not None})
    places = store.list_places(db, set(logins.values()), {one.workshop_id for one in connections})
    found = {(place.account_id, place.workshop_id): seat_of(place) for place in places}
    held = {one.sid: found.get((logins.get(one.login_id or 0, 0), one.workshop_id)) for one in connections}
    return {sid: seat for sid, seat in held.items() if seat is not None}


def seat_of(place: store.Place) -> tuple[int, str, bool]:
    """What a place's socket is let in as: (participant id, role, admitted)."""
    return place.id, place.role, is_admitted(confirmed=place.confirmed_at is not None, admission=place.admission)


def participant_of(connection: Connection) -> int | None:
    """Whose place a socket was let in with; None for a screen."""
    return int(connection.seat[0]) if connection.login_id is not None else None  # type: ignore[index]  # see seat_of


def _seats_of_screens(db: Session, connections: list[Connection]) -> dict[str, Seat]:
    existing = {
        one.workshop_id: {screen_seat(row) for row in store.list_screens(db, one.workshop_id)} for one in connections
    }
    return {one.sid: one.seat for one in connections if one.seat in existing[one.workshop_id]}


def screen_seat(screen: Screen) -> tuple[str, int]:
    """What a projector's socket is let in as."""
    return "screen", screen.id
