"""Connecting to a room: by login and place, or by a screen's token."""

from __future__ import annotations

from flask import request
from flask_socketio import ConnectionRefusedError
from pydantic import Field, ValidationError

from app.access import find_token
from app.accounts.service import hashed_token
from app.db import database
from app.intake import Id, Intake
from app.live import Connection, Live
from app.workshops import presence, store
from app.workshops.models import Screen
from app.workshops.rules import MODERATION
from app.workshops.turnstile import Turnstile

# Open tabs of one login, or open screens of one room; more is a mistake or an attack.
MOST_SOCKETS = 20


class Hello(Intake):
    """What a page says when it connects: which room, or which screen."""

    workshop_id: Id | None = None
    screen: str | None = Field(default=None, pattern="^[A-Za-z0-9_-]{1,64}$")


def register(live: Live) -> None:
    """Handle coming and going."""
    turnstile = Turnstile(live)
    live.on_beat.append(turnstile.write)

    @live.socketio.on("connect")  # type: ignore[untyped-decorator]  # Flask-SocketIO has no types
    def connect(auth: object = None) -> None:
        _connect(live, turnstile, auth)

    @live.socketio.on("disconnect")  # type: ignore[untyped-decorator]  # as above
    def disconnect(_reason: object = None) -> None:
        _disconnect(live, turnstile)


def _connect(live: Live, turnstile: Turnstile, auth: object) -> None:
    try:
        hello = Hello.model_validate(auth)
    except ValidationError:
        raise ConnectionRefusedError("malformed") from None
    connection = _connection_of_screen(hello.screen) if hello.screen else _connection_of_place(hello.workshop_id)
    if connection is None:
        raise ConnectionRefusedError("not_allowed")
    if live.count_of(connection) >= MOST_SOCKETS:
        raise ConnectionRefusedError("too_many")
    live.admit(connection)
    turnstile.passed(connection)


def _connection_of_screen(token: str) -> Connection | None:
    with database().reading() as db:
        screen = store.find_screen(db, token)
    return _of_screen(_sid(), screen) if screen else None


def _of_screen(sid: str, screen: Screen) -> Connection:
    return Connection(sid, screen.workshop_id, None, presence.screen_seat(screen), sees_moderation=False)


def _connection_of_place(workshop_id: int | None) -> Connection | None:
    token = find_token()
    if token is None or workshop_id is None:
        return None
    with database().reading() as db:
        found = store.find_place(db, hashed_token(token), workshop_id)
    return _of_place(_sid(), *found) if found else None


def _of_place(sid: str, login_id: int, place: store.Place) -> Connection:
    seat = presence.seat_of(place)
    _participant_id, role, admitted = seat
    leads = role in MODERATION and admitted
    return Connection(sid, place.workshop_id, login_id, seat, sees_moderation=leads, hears=admitted)


def _disconnect(live: Live, turnstile: Turnstile) -> None:
    gone = live.release(_sid())
    if gone is not None:
        turnstile.passed(gone)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it
