"""What the tests of rooms do to a workshop and read from it."""

from __future__ import annotations

from typing import Any

from flask import g
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient

from app.live import Live
from app.workshops import store
from app.workshops.models import Workshop
from tests.people import People


def act(people: People, function, **more) -> None:
    with people.database.writing() as db:
        function(db, actor=people.moderator, workshop_id=people.workshop_id, **more)


def workshop(people: People) -> Workshop:
    with people.database.reading() as db:
        row = store.get_workshop(db, people.workshop_id)
        _ = row.agenda, row.countdown, row.questions
        return row


def live_of(people: People) -> Live:
    found: Live = people.application.extensions["konsenswerk.live"]
    return found


def connect(people: People, page: FlaskClient, **auth: Any) -> SocketIOTestClient:
    g.pop("_login_user", None)  # the tests' application context would lend it to the next one
    return live_of(people).socketio.test_client(people.application, flask_test_client=page, auth=auth)


def beat(people: People) -> None:
    """What the running server does every two seconds."""
    for step in live_of(people).on_beat:
        step()
