"""How a request over the socket is answered, without Flask's request."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, has_request_context

from app import i18n
from app.config import Settings
from app.db import Database
from app.errors import NotAllowed
from app.live import Live


@pytest.fixture
def live() -> Live:
    """Sockets whose handler does what the body says."""
    made = Live(Database("sqlite://"), Settings(secret_key="test", async_mode="threading"))
    made.on_hot("hot")(lambda _sid, body, reply: reply.give(_obey(body)))
    return made


def _obey(body: object) -> object:
    if body == "refuse":
        raise NotAllowed
    if body == "fail":
        raise KeyError(body)
    return has_request_context()


def ask(live: Live, body: object) -> Any:
    app = Flask("app")
    app.secret_key = "test"
    i18n.init(app)
    live.init_app(app)
    headers = {"Accept-Language": "en"}
    return live.socketio.test_client(app, headers=headers).emit("hot", body, callback=True)


def test_a_hot_event_is_handled_without_a_request(live):
    assert ask(live, None) == {"ok": True, "data": False}


def test_a_refusal_is_worded_in_the_language_of_the_page(live):
    sentence = "You do not have permission for this."
    assert ask(live, "refuse") == {"ok": False, "error": "not_allowed", "message": sentence}


def test_a_failure_is_answered_and_logged(live, caplog):
    answer = ask(live, "fail")
    assert (answer["ok"], answer["error"]) == (False, "internal")
    assert "A socket event failed." in caplog.text
