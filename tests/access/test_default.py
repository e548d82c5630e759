"""Deny by default: what nobody opened is closed."""

from __future__ import annotations

import pytest
from flask import Flask

from app import access
from app.access import Actor
from tests.people import People

JSON = {"Accept": "application/json"}


@pytest.fixture
def careless(application: Flask, people: People) -> Flask:
    """The application with a route whose author forgot to say who may call it."""
    application.add_url_rule("/vergessen", "forgotten", lambda: "Das Geheimnis")
    application.add_url_rule("/vergessen", "forgotten_too", lambda: "Das Geheimnis", methods=["POST"])
    return application


@pytest.mark.row("G3")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_route_without_a_mark_is_refused_to_everybody(careless, people, method):
    for client in (careless.test_client(), people.client(people.moderator), people.client(people.stranger())):
        answer = client.open("/vergessen", method=method, headers=JSON)
        assert (answer.status_code, answer.json["error"]) == (403, "not_allowed")
        assert "Geheimnis" not in answer.text


def test_a_fresh_app_with_the_guard_refuses_what_is_not_marked():
    bare = Flask("bare")
    access.guard(bare)
    bare.register_error_handler(access.NotAllowed, lambda refusal: ("", refusal.status))
    bare.add_url_rule("/offen", "offen", access.public(lambda: "ja"))
    bare.add_url_rule("/zu", "zu", lambda: "nein")
    assert bare.test_client().get("/offen").text == "ja"
    assert bare.test_client().get("/zu").status_code == 403


def test_every_route_of_ours_says_who_may_call_it(application: Flask):
    marks = {
        rule.endpoint: getattr(application.view_functions[rule.endpoint], "konsenswerk_access", None)
        for rule in application.url_map.iter_rules()
    }
    assert {endpoint for endpoint, mark in marks.items() if mark is None} == {"static"}


def test_what_does_not_exist_is_no_secret(client):
    assert client.get("/gibt-es-nicht", headers=JSON).status_code == 404
    assert client.open("/gesundheit", method="DELETE", headers=JSON).status_code == 405


@pytest.mark.parametrize(("role", "staff"), [("none", False), ("facilitator", True), ("admin", True)])
def test_only_facilitators_and_administrators_are_staff(role, staff):
    assert Actor(1, 1, "Leyla", role, "token").is_staff is staff
