"""Who is connected: attendance as intervals with a minute of grace, so that a reconnect is no departure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from app.accounts import store as people
from app.db import now
from app.live import Connection
from app.workshops import store
from app.workshops.models import Attendance
from app.workshops.rules import is_admitted

GRACE = timedelta(seconds=60)


def arrive(db: Session, participant_id: int) -> None:
    """Begin an interval, or go on with the last one if it ended less than a minute ago. Twice is the same as once."""
    last = store.find_last_attendance(db, participant_id)
    if last is not None and (last.until is None or now() - last.until < GRACE):
        last.until = None
        return
    db.add(Attendance(participant_id=participant_id))


def go(db: Session, participant_id: int) -> None:
    """End the interval that lasts. Twice is the same as once."""
    last = store.find_last_attendance(db, participant_id)
    if last is not None and last.until is None:
        last.until = now()


def end_all(db: Session) -> None:
    """End every interval: after a restart nobody is connected yet."""
    for attendance in store.list_unfinished_attendances(db):
        attendance.until = now()


def seats(db: Session, connections: Iterable[Connection]) -> dict[str, tuple[int, str, bool]]:
    """What each connection of a participant is entitled to now: {sid: (participant id, role, admitted)}."""
    held = [connection for connection in connections if connection.login_id is not None]
    logins = people.list_live_logins(db, {connection.login_id for connection in held if connection.login_id})
    places = store.list_places(db, set(logins.values()), {connection.workshop_id for connection in held})
    admission = {place.workshop_id: store.get_workshop(db, place.workshop_id).admission for place in places}
    found = {
        (place.account_id, place.workshop_id): (
            place.id,
            place.role,
            is_admitted(confirmed=place.is_confirmed, admission=admission[place.workshop_id]),
        )
        for place in places
    }
    mine = {one.sid: found.get((logins.get(one.login_id or 0, 0), one.workshop_id)) for one in held}
    return {sid: seat for sid, seat in mine.items() if seat is not None}
